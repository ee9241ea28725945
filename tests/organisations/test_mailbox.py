"""Where the team's mails go, set at the desk: the shared mailbox by the administration, the rhythm by each member."""

import pytest
from django.test import Client
from django.urls import reverse

from cms_apps.organisations.models import HostOrganisation, Membership
from tests.factories.people import make_member


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def mailbox(organisation) -> str:
    return reverse("host:mailbox", args=[organisation.pk])


def test_administration_sets_the_shared_mailbox(organisation):
    client = signed_in(make_member(organisation, role="administrator"))

    client.post(mailbox(organisation), {"mailbox": "team@postfach.example", "mailbox_use": "instead"})

    found = HostOrganisation.objects.get(pk=organisation.pk)
    assert (found.mailbox, found.mailbox_use) == ("team@postfach.example", "instead")
    overview = client.get(reverse("host:settings", args=[organisation.pk])).content.decode()
    assert "team@postfach.example, anstelle der Mitglieder" in overview


@pytest.mark.parametrize(
    "typed", ["team@", "a@b.example\r\nBcc: c@d.example", "zwei@a.example, drei@a.example"]
)
def test_what_is_no_address_is_refused(organisation, typed):
    client = signed_in(make_member(organisation, role="administrator"))

    page = client.post(mailbox(organisation), {"mailbox": typed, "mailbox_use": "beside"})

    assert page.context["form"].errors["mailbox"]
    assert HostOrganisation.objects.get(pk=organisation.pk).mailbox == ""


@pytest.mark.parametrize("role", ["reader", "coordinator"])
def test_others_read_it_and_change_nothing(organisation, role):
    client = signed_in(make_member(organisation, role=role))

    assert client.get(mailbox(organisation)).status_code == 200
    assert (
        client.post(mailbox(organisation), {"mailbox": "a@b.example", "mailbox_use": "beside"}).status_code
        == 403
    )
    assert HostOrganisation.objects.get(pk=organisation.pk).mailbox == ""


def test_each_member_chooses_for_each_own_organisation_and_for_nobody_else(organisation, other_organisation):
    user, colleague = make_member(organisation), make_member(organisation)
    Membership.objects.create(organisation=other_organisation, user=user, role="administrator")
    here, there = Membership.objects.filter(user=user).order_by("pk")
    theirs = Membership.objects.get(user=colleague)
    client = signed_in(user)

    page = client.get(reverse("host:rhythm")).content.decode()
    typed = {f"rhythm_{here.pk}": "daily", f"rhythm_{there.pk}": "weekly", f"rhythm_{theirs.pk}": "weekly"}
    client.post(reverse("host:rhythm"), typed)

    assert (organisation.name in page, other_organisation.name in page) == (True, True)
    found = dict(Membership.objects.values_list("pk", "mail_rhythm"))
    assert (found[here.pk], found[there.pk], found[theirs.pk]) == ("daily", "weekly", "each")


def test_reader_is_told_why_there_is_nothing_to_choose(organisation):
    page = signed_in(make_member(organisation, role="reader")).get(reverse("host:rhythm")).content.decode()

    assert "Sie bekommen keine Mails" in page
    assert "<fieldset" not in page


def test_unknown_rhythm_is_refused(organisation):
    user = make_member(organisation)
    one = Membership.objects.get(user=user)

    page = signed_in(user).post(reverse("host:rhythm"), {f"rhythm_{one.pk}": "nie"})

    assert page.context["form"].errors
    assert Membership.objects.get(pk=one.pk).mail_rhythm == "each"
