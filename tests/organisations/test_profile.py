"""What a Träger says about itself: written at the desk, approved by the newsroom, translated, shown live only."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, TaskState, WorkflowContentType
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms_apps.organisations.enums import Role
from cms_apps.organisations.models import PublicProfile
from cms_apps.organisations.selectors import profile_now
from cms_apps.organisations.services import propose_profile, publish_profile
from cms_apps.outbox.models import OutboxRow
from cms_apps.search.documents import Source, render
from cms_apps.search.enums import Kind
from tests.factories.people import make_member, make_organisation

OLD, NEW = "Wir begleiten in Musterstadt.", "Wir begleiten auch am Abend."
OFFERS = "Sprechstunde montags\nCafé freitags"


@pytest.fixture
def home(db, kept_site):
    home = kept_site.give()
    kept_site.give_english()
    return home


@pytest.fixture
def host(home):
    return make_organisation("Verein Brücke", description=OLD)


@pytest.fixture
def member(host):
    return make_member(host, role=Role.ADMINISTRATOR)


@pytest.fixture
def desk(host, member):
    client = Client()
    client.force_login(member)
    path = reverse("host:public_profile", args=[host.pk])

    def run(description=NEW, offers=OFFERS):
        return client.post(path, {"description": description, "offers": offers}, follow=True).content.decode()

    run.client, run.path = client, path
    return run


def decide(chief, verb, comment=""):
    """What the newsroom does in the editor of the profile; returns the profile."""
    profile, task = PublicProfile.objects.get(), TaskState.objects.get(status="in_progress")
    path = reverse(
        "wagtailsnippets_organisations_publicprofile:workflow_action",
        args=[profile.pk, verb, task.pk],
    )
    answer = chief.post(path, {"comment": comment})
    assert answer.status_code == 302
    assert TaskState.objects.get(pk=task.pk).status != "in_progress"
    return PublicProfile.objects.get()


def test_the_newsroom_is_asked_about_a_profile_not_about_a_page(desk, chief, deliver):
    desk()

    (asked,) = [mail for mail in deliver() if mail.subject.startswith("Zur Freigabe")]

    assert "ein Profil wartet auf Ihre Freigabe: „Profil: Verein Brücke“" in asked.body
    assert "Seite" not in asked.body


def test_words_wait_for_the_newsroom_and_readers_see_the_old_ones(client, host, desk):
    html = desk()

    assert "Die Redaktion liest Ihren Text und gibt ihn frei." in html
    assert "Wartet auf Freigabe seit" in html
    shown = client.get("/de/traeger/").content.decode()
    assert OLD in shown
    assert NEW not in shown
    assert TaskState.objects.get().revision.content_object.description == OLD
    assert NEW in desk.client.get(desk.path).content.decode()


def test_approved_words_are_shown_in_the_finder_and_on_the_page(client, host, desk, chief):
    desk()
    listed = chief.get(
        reverse("wagtailsnippets_organisations_publicprofile:edit", args=[PublicProfile.objects.get().pk])
    )
    assert NEW in listed.content.decode()

    profile = decide(chief, "approve")

    assert profile.description == NEW
    for path in ("/de/traeger/", f"/de/traeger/{host.slug}/"):
        assert NEW in client.get(path).content.decode()
    assert "<li>Café freitags</li>" in client.get(f"/de/traeger/{host.slug}/").content.decode()
    assert "Ihr Text ist freigegeben." in desk.client.get(desk.path).content.decode()
    assert NEW in render(Source(Kind.ORGANISATION, host.pk)).text


def test_sent_back_words_bring_the_comment_to_the_desk_and_can_be_sent_again(host, desk, chief):
    desk()
    decide(chief, "reject", "Bitte ohne Telefonnummer.")

    html = desk.client.get(desk.path).content.decode()
    assert "Zurück mit Hinweis" in html
    assert "Bitte ohne Telefonnummer." in html

    assert "Wartet auf Freigabe seit" in desk("Neu geschrieben.")
    assert TaskState.objects.filter(status="in_progress").count() == 1
    assert "Bitte ohne" not in desk.client.get(desk.path).content.decode()


def test_the_same_words_are_read_again_after_they_were_sent_back(desk, chief, deliver):
    desk()
    decide(chief, "reject", "Bitte ohne Telefonnummer.")
    (told,) = [mail for mail in deliver() if mail.subject.startswith("Bitte ändern")]
    assert desk.path in told.body
    assert "/admin/" not in told.body

    assert "Die Redaktion liest Ihren Text" in desk()
    assert TaskState.objects.filter(status="in_progress").count() == 1


def test_words_that_nobody_reads_any_more_can_be_given_again(host, desk, chief):
    desk()
    PublicProfile.objects.get().current_workflow_state.cancel()
    assert "nicht bei der Redaktion" in desk.client.get(desk.path).content.decode()

    assert "Wartet auf Freigabe seit" in desk()


def test_words_taken_off_the_site_are_read_again(desk):
    PublicProfile.objects.get().unpublish()
    assert "nicht bei der Redaktion" in desk.client.get(desk.path).content.decode()

    assert "Wartet auf Freigabe seit" in desk(OLD, "")


def test_words_given_before_there_was_a_workflow_are_read_later(desk):
    (kept,) = WorkflowContentType.objects.filter(content_type__model="publicprofile")
    workflow, content_type = kept.workflow, kept.content_type
    kept.delete()
    assert "Die Redaktion liest" not in desk()
    assert not TaskState.objects.exists()
    WorkflowContentType.objects.create(workflow=workflow, content_type=content_type)

    assert "Wartet auf Freigabe seit" in desk()


def test_words_that_everybody_reads_already_wait_for_nobody(host, desk):
    assert "Ihr Text ist freigegeben." in desk(OLD, "")
    assert not TaskState.objects.exists()

    desk()
    html = desk(OLD, "")

    assert "Gespeichert." in html
    assert "liest" not in html
    assert not TaskState.objects.filter(status="in_progress").exists()


def test_without_its_german_words_no_translation_is_shown(client, host, english):
    PublicProfile.objects.german().get().unpublish()

    assert "We support people." not in client.get(f"/en/find-support/{host.slug}/").content.decode()


def test_newer_words_take_the_place_of_those_that_wait_and_the_same_ask_nobody(host, member):
    for text in ("Erste.", "Zweite.", "Zweite."):
        propose_profile(host, actor=member, description=text, offers="")

    assert [one.status for one in TaskState.objects.order_by("pk")] == ["cancelled", "in_progress"]
    assert profile_now(host).description == "Zweite."


def test_newsroom_hears_by_mail_without_names_of_pages(host, member, chief):
    propose_profile(host, actor=member, description=NEW, offers="")

    assert OutboxRow.objects.filter(kind="pages.approval_asked").count() == 1


def test_team_gets_no_door_to_the_admin(host, desk):
    desk()
    profile = PublicProfile.objects.get()

    answer = desk.client.get(reverse("wagtailsnippets_organisations_publicprofile:edit", args=[profile.pk]))

    assert answer.status_code == 302
    assert not desk.client.get("/admin/").content


@pytest.mark.parametrize(("role", "status"), [(Role.COORDINATOR, 403), (Role.ADMINISTRATOR, 302)])
def test_only_who_administers_writes(client, host, role, status):
    client.force_login(make_member(host, role=role))

    answer = client.post(reverse("host:public_profile", args=[host.pk]), {"description": NEW, "offers": ""})

    assert answer.status_code == status
    assert PublicProfile.objects.get().has_unpublished_changes == (status == 302)


def test_too_long_words_are_refused(host, desk):
    assert "höchstens 400 Zeichen" in desk("x" * 401)
    assert not PublicProfile.objects.get().has_unpublished_changes


@pytest.fixture
def english(host, django_capture_on_commit_callbacks):
    """The English profile, of which the offers are not translated."""
    profile = publish_profile(host, description=OLD, offers=OFFERS)
    locale = Locale.objects.get(language_code="en")
    source, _made = TranslationSource.update_or_create_from_instance(profile)
    Translation.objects.create(source=source, target_locale=locale)
    segment = source.stringsegment_set.get(string__data=OLD)
    StringTranslation.objects.create(
        translation_of=segment.string, locale=locale, context=segment.context, data="We support people."
    )
    with django_capture_on_commit_callbacks(execute=True):
        source.create_or_update_translation(locale, publish=True, fallback=True)
    return PublicProfile.objects.get(locale=locale)


def test_translation_shows_gaps_in_german_and_says_so(client, host, english):
    html = client.get(f"/en/find-support/{host.slug}/").content.decode()

    assert english.untranslated == ["offers"]
    assert '<p class="lead">We support people.</p>' in html
    assert '<ul lang="de" dir="ltr"><li>Sprechstunde montags</li>' in html
    assert "We support people." not in client.get(f"/de/traeger/{host.slug}/").content.decode()


def test_without_translation_the_german_words_are_marked(client, host):
    html = client.get("/en/find-support/").content.decode()

    assert f'<p lang="de" dir="ltr">{OLD}</p>' in html


def test_profiles_cost_the_finder_nothing(client, host):
    costs = []
    for number in range(3):
        client.get("/de/traeger/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/de/traeger/").status_code == 200
        costs.append(len(captured))
        make_organisation(f"Verein {number}", description=OLD)

    assert costs == [costs[0]] * 3


def test_translators_see_what_the_newsroom_approved(english, desk, chief):
    def strings():
        source = TranslationSource.objects.get(object_id=english.translation_key)
        return set(source.stringsegment_set.values_list("string__data", flat=True))

    desk(NEW, OFFERS)
    assert OLD in strings()
    assert NEW not in strings()

    german, task = PublicProfile.objects.german().get(), TaskState.objects.get(status="in_progress")
    view = "wagtailsnippets_organisations_publicprofile:workflow_action"
    assert chief.post(reverse(view, args=[german.pk, "approve", task.pk]), {"comment": ""}).status_code == 302

    assert NEW in strings()
    assert OLD not in strings()
    assert PublicProfile.objects.get(pk=english.pk).description == "We support people."
