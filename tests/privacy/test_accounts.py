"""An account is given out and erased with all that names it; what was decided stays, without a name."""

import json

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client

from cms_apps.accounts.models import User
from cms_apps.foundation.privacy import subject_kinds
from cms_apps.links.models import Link
from cms_apps.organisations.services import (
    JOINING,
    accept_invitation,
    change_role,
    invite_to_team,
)
from cms_apps.outbox.models import OutboxRow
from cms_apps.privacy.models import ErasureEntry
from cms_apps.privacy.services import accounts, erase_account, export_account, flush_journal
from cms_apps.volunteering import services as volunteering
from cms_apps.workflow.actors import Actor
from tests.everywhere import tables_with
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db
NAMES = {"username": "zzmark1", "first_name": "Zzmarka", "last_name": "Zzmarkb"}


@pytest.fixture
def colleague():
    """A coordinator who has left traces wherever staff can."""
    organisation = make_organisation(serves=make_municipality())
    chief = make_member(organisation, role="administrator")
    user = make_user(**NAMES)
    names = {"first_name": user.first_name, "last_name": user.last_name}
    invite_to_team(organisation, actor=chief, email=user.email, role="coordinator", **names)
    member = accept_invitation(Link.objects.get(purpose=JOINING))
    change_role(member, "administrator", actor=chief)
    actor = Actor.staff(user)
    application = make_application(organisation)
    volunteering.take_into_review(application, actor=actor)
    volunteering.write_note(application, actor=actor, kind="note", text="Anruf")
    OutboxRow.objects.update(replayed_by=user.get_full_name())
    Client().force_login(user)
    return user


def test_nothing_names_an_erased_account(colleague):
    assert tables_with("zzmark") != {}

    assert erase_account(str(colleague.pk))

    assert tables_with("zzmark") == {}
    assert not User.objects.filter(pk=colleague.pk).exists()


def test_invitation_of_an_erased_account_goes_with_it(colleague):
    elsewhere = make_organisation("Träger B")
    invite_to_team(elsewhere, actor=colleague, email=colleague.email.upper(), role="reader")
    others = invite_to_team(elsewhere, actor=colleague, email="andere@vielfalt.example", role="reader")

    erase_account(str(colleague.pk))

    assert list(elsewhere.invitations.all()) == [others]


def test_what_was_decided_stays(colleague):
    erase_account(str(colleague.pk))

    entry = apps.get_model("volunteering.ApplicationHistory").objects.get(transition="take_into_review")
    assert (entry.actor, entry.actor_label, entry.actor_kind) == (None, "", "staff")
    assert apps.get_model("volunteering.Note").objects.get().text == "Anruf"


def test_no_column_that_names_an_account_is_left_behind(colleague):
    """Whatever model names accounts tomorrow is emptied, too: no number of a gone account anywhere."""
    number = colleague.pk
    erase_account(str(number))

    for model, name in accounts._references():
        assert not model._default_manager.filter(**{name: number}).exists(), f"{model._meta.label}.{name}"


@pytest.mark.asvs("7.4.2")
def test_sessions_end_with_the_account(colleague):
    other = make_user()
    Client().force_login(other)
    assert Session.objects.count() == 2

    erase_account(str(colleague.pk))

    assert [one.get_decoded()["_auth_user_id"] for one in Session.objects.all()] == [str(other.pk)]


def test_export_names_every_row_and_no_secret(colleague):
    about = json.loads(export_account(str(colleague.pk)))

    assert about["account"]["email"] == colleague.email
    assert "password" not in about["account"]
    assert {row["kind"] for row in about["rows"]} >= {
        "organisations.Membership",
        "volunteering.ApplicationHistory",
        "volunteering.Note",
    }


@pytest.mark.parametrize("key", ["0", "999999", "", "x", "-1", "²"])
def test_who_is_not_known_is_neither_erased_nor_given_out(key):
    assert not erase_account(key)
    assert export_account(key) is None


def test_the_admin_erases_in_the_same_way(colleague, client):
    client.force_login(make_user(is_superuser=True))

    client.post(f"/admin/users/delete/{colleague.pk}/")

    assert tables_with("zzmark") == {}
    assert ErasureEntry.objects.get(kind="account").key.startswith(f"{colleague.pk}.")


def test_command_erases_and_says_when_there_is_nobody(colleague, capsys, monkeypatch):
    call_command("privacy", "export", "account", str(colleague.pk))
    assert colleague.email in capsys.readouterr().out
    monkeypatch.setattr("builtins.input", lambda _asked: "ja")
    with pytest.raises(CommandError, match="nichts"):
        call_command("privacy", "erase", "account", str(colleague.pk))
    monkeypatch.setattr("builtins.input", lambda _asked: f"{colleague.pk} ")
    call_command("privacy", "erase", "account", str(colleague.pk))

    with pytest.raises(CommandError):
        call_command("privacy", "erase", "account", str(colleague.pk))


def test_kinds_of_subjects():
    assert set(subject_kinds) == {"account", "application", "volunteer", "request", "registration"}
    assert flush_journal() == 0


def test_the_admin_erases_several_in_the_same_way(colleague, client):
    client.force_login(make_user(is_superuser=True))

    client.post(f"/admin/bulk/accounts/user/delete/?id={colleague.pk}")

    assert tables_with("zzmark") == {}


def test_an_editor_without_the_right_erases_nobody(colleague, client):
    editor = make_user()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)

    client.post(f"/admin/users/delete/{colleague.pk}/")
    client.post(f"/admin/bulk/accounts/user/delete/?id={colleague.pk}")

    assert User.objects.filter(pk=colleague.pk).exists()
