"""Drafts for people without an account: a ministry approves by link, journalists read ahead of an embargo."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from cms_apps.content.models import PersonalPreview, PreviewAnswer, PreviewOpening
from cms_apps.content.previews import services
from cms_apps.content.previews.errors import AlreadyDecided, DraftChanged, NotRead, WordsMissing
from cms_apps.content.previews.mails import PREVIEW_LINK
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.outbox.models import OutboxRow
from tests.pages.test_newsroom import ADDRESS, change, chief, decide, editor, write

__all__ = ["chief", "editor"]

pytestmark = pytest.mark.django_db
PERSON = {
    "name": "Kim Beispiel",
    "email": "kim@ministerium.example",
    "language": "de",
    "message": "Bis drei Uhr.",
}


@pytest.fixture
def draft(client, editor, news_index):
    """A page that waits for the chief editors."""
    return write(client, news_index, **{"action-submit": "1"})


@pytest.fixture
def desk(chief):
    client = Client()
    client.force_login(chief)
    return client


def at_desk(page):
    return reverse("previews_of_page", args=[page.pk])


def give(desk, page, kind="approval", hours=24, **changed):
    until = timezone.localtime() + timedelta(hours=hours)
    return desk.post(
        at_desk(page), {**PERSON, "kind": kind, "expires_at": until.strftime("%Y-%m-%d %H:%M"), **changed}
    )


def opened(deliver) -> tuple[Client, str]:
    """The browser of the person, after the link of the mail; and the address of the door."""
    mail = next(one for one in deliver() if one.to == [PERSON["email"]])
    client = Client()
    link = next(word for word in mail.body.split() if "/vorschau/link/" in word)
    return client, client.get(link.replace(settings.BASE_URL, "")).url


def read(client, door):
    return client.post(f"{door}entwurf/", follow=True)


def answer(client, door, said="approve", comment="", **changed):
    page = client.get(door)
    return client.post(door, {"answer": said, "comment": comment, "seen": page.context["seen"], **changed})


def test_a_ministry_approves_by_link_and_the_page_is_out(draft, desk, deliver):
    give(desk, draft)
    client, door = opened(deliver)

    assert "Ein Abend" in client.get(door).content.decode()
    assert "erscheint er sofort" in client.get(door).content.decode()
    shown = read(client, door)
    assert "Es wurde voll." in shown.content.decode()
    assert "Das ist ein Entwurf." in shown.content.decode()
    assert f'<a href="{door}">Zurück zur Antwort</a>' in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert "noindex" in shown["X-Robots-Tag"]
    assert client.get(ADDRESS).status_code == 404
    assert answer(client, door).url == door
    page = client.get(door)

    draft.refresh_from_db()
    assert draft.live
    assert Client().get(ADDRESS).status_code == 200
    assert "Sie haben den Text freigegeben" in page.content.decode()
    task = TaskState.objects.get(workflow_state__object_id=str(draft.pk))
    assert (task.status, task.finished_by) == ("approved", None)
    assert PERSON["name"] not in task.comment
    answered = [mail for mail in deliver() if mail.subject == "Freigegeben: Ein Abend"]
    assert [mail.to for mail in answered] == [[draft.owner.email]]


def test_a_wish_for_a_change_says_which_and_goes_to_the_author(draft, desk, deliver):
    give(desk, draft)
    client, door = opened(deliver)

    missing = answer(client, door, "change")
    assert "comment" in missing.context["form"].errors
    answer(client, door, "change", "Der Name des Ministers stimmt nicht.")

    draft.refresh_from_db()
    assert not draft.live
    assert TaskState.objects.get(workflow_state__object_id=str(draft.pk)).status == "rejected"
    told = next(mail for mail in deliver() if mail.subject == "Bitte ändern: Ein Abend")
    assert "Der Name des Ministers stimmt nicht." in told.body
    assert "Kim Beispiel" in desk.get(at_desk(draft)).content.decode()


def test_opening_the_link_and_looking_change_nothing(draft, desk, deliver):
    give(desk, draft)
    client, door = opened(deliver)

    client.get(door)
    unread = client.get(f"{door}entwurf/")

    assert unread.url == door
    assert not PreviewOpening.objects.exists()
    assert TaskState.objects.get(workflow_state__object_id=str(draft.pk)).status == "in_progress"
    client.post(f"{door}entwurf/")
    client.post(f"{door}entwurf/")
    assert PreviewOpening.objects.count() == 2
    assert "2 Mal" in desk.get(at_desk(draft)).content.decode()


def test_nobody_approves_what_was_changed_since(draft, desk, deliver):
    give(desk, draft)
    person, door = opened(deliver)
    read(person, door)
    seen = person.get(door).context["seen"]
    change(desk, draft, lead="Fast alle kamen.")

    refused = answer(person, door, seen=seen)

    assert refused.status_code == 409
    assert "inzwischen geändert" in refused.content.decode()
    assert refused.context["seen"] != seen
    unread = answer(person, door)
    assert "erst mit „Text lesen“" in unread.content.decode()
    assert person.get(f"{door}entwurf/").url == door
    draft.refresh_from_db()
    assert not draft.live
    assert "Fast alle kamen." in read(person, door).content.decode()
    answer(person, door)
    draft.refresh_from_db()
    assert draft.live
    assert draft.specific.lead == "Fast alle kamen."


def test_one_answer_counts(draft, desk, deliver):
    give(desk, draft)
    client, door = opened(deliver)
    read(client, door)
    seen = client.get(door).context["seen"]
    answer(client, door)

    twice = client.post(door, {"answer": "change", "comment": "Doch nicht.", "seen": seen})

    assert "schon entschieden" in twice.content.decode()
    preview = PersonalPreview.objects.get()
    assert (preview.answer, preview.comment) == ("approve", "")
    with pytest.raises(AlreadyDecided):
        services.answer(preview, PreviewAnswer.APPROVE, comment="", seen=seen)


def test_the_service_keeps_the_rules_of_the_form(draft, desk):
    give(desk, draft)
    preview = PersonalPreview.objects.get()

    with pytest.raises(WordsMissing):
        services.answer(preview, PreviewAnswer.CHANGE, comment=" ", seen=preview.page.latest_revision_id)
    with pytest.raises(DraftChanged):
        services.answer(preview, PreviewAnswer.APPROVE, comment="", seen=0)
    with pytest.raises(NotRead):
        services.answer(preview, PreviewAnswer.APPROVE, comment="", seen=preview.page.latest_revision_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalPreview.objects.update(answer="approve")
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalPreview.objects.update(task_state=None)


def test_an_editor_gives_away_no_approval_and_shows_nobody_a_draft(draft, client):
    for kind in ("approval", "embargo"):
        assert "kind" in give(client, draft, kind).context["form"].errors
    assert not PersonalPreview.objects.exists()
    assert not OutboxRow.objects.filter(recipient=PERSON["email"]).exists()


def test_a_journalist_reads_ahead_and_is_told_until_when_to_be_silent(
    client, editor, news_index, desk, deliver
):
    release = timezone.localtime() + timedelta(days=2)
    page = write(client, news_index, go_live_at=release.strftime("%Y-%m-%d %H:%M"))
    give(desk, page, "embargo")

    person, door = opened(deliver)
    html = person.get(door).content.decode()

    assert "Sperrfrist: " in html
    assert f"{release:%H:%M}" in html
    assert 'name="answer"' not in html
    assert "Es wurde voll." in read(person, door).content.decode()
    refused = person.post(door, {"answer": "approve", "seen": page.latest_revision_id})
    assert "schon entschieden" in refused.content.decode()
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("hours", [-1, 61 * 24], ids=["in the past", "in two months"])
def test_an_end_in_the_past_or_far_away_is_refused(draft, desk, hours):
    assert "expires_at" in give(desk, draft, hours=hours).context["form"].errors


def test_a_closed_preview_and_one_that_is_over_open_nothing(draft, desk, deliver, time_machine):
    give(desk, draft)
    give(desk, draft, "embargo", email="zwei@zeitung.example")
    first, second = PersonalPreview.objects.order_by("pk")
    client, door = opened(deliver)
    late, late_door = Client(), f"/de/vorschau/{second.key}/"
    late.get(f"/de/vorschau/link/{links.token(Link.objects.get(object_key=str(second.key)))}/")

    desk.post(reverse("revoke_preview", args=[draft.pk, first.pk]))

    assert client.get(door).status_code == 404
    assert client.post(f"{door}entwurf/").status_code == 404
    assert late.get(late_door).status_code == 200
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert late.get(late_door).status_code == 410
    assert late.post(f"{late_door}entwurf/").status_code == 410
    assert Client().get(late_door).context["code"] != "expired"


def test_a_mail_that_waits_is_not_sent_when_the_preview_was_closed(draft, desk, deliver):
    give(desk, draft)
    preview = PersonalPreview.objects.get()

    desk.post(reverse("revoke_preview", args=[draft.pk, preview.pk]))

    assert [mail for mail in deliver() if mail.to == [PERSON["email"]]] == []


def test_what_comes_after_an_answer_is_no_business_of_the_person(draft, desk, deliver):
    give(desk, draft)
    client, door = opened(deliver)
    read(client, door)
    answer(client, door)

    change(desk, draft, title="Noch geheim")

    assert client.get(f"{door}entwurf/").url == client.post(f"{door}entwurf/").url == door
    assert "Noch geheim" not in client.get(door).content.decode()


def test_an_embargo_ends_when_the_text_is_out_and_the_mail_is_not_sent_any_more(draft, desk, deliver):
    give(desk, draft, "embargo")
    client, door = opened(deliver)
    give(desk, draft, "embargo", email="spaet@zeitung.example")
    give(desk, draft, email="leitung@ministerium.example")

    decide(desk, draft, "approve")
    change(desk, draft, title="Noch geheim")

    assert [mail.to for mail in deliver() if "/vorschau/" in mail.body] == []
    page = client.get(door).content.decode()
    assert "Der Text ist erschienen" in page
    assert ADDRESS in page
    assert "Noch geheim" not in page
    assert client.post(f"{door}entwurf/").url == door
    assert not PreviewOpening.objects.exists()


def test_nobody_outside_reads_a_login_name(draft, chief, desk, deliver):
    give(desk, draft)
    chief.first_name, chief.last_name = "", ""
    chief.save()
    client, door = opened(deliver)

    assert chief.username not in client.get(door).content.decode()


def test_two_links_in_one_browser_open_each_their_own(draft, desk, deliver):
    give(desk, draft)
    client, door = opened(deliver)
    give(desk, draft, "embargo")
    other = PersonalPreview.objects.get(kind="embargo")
    client.get(f"/de/vorschau/link/{links.token(Link.objects.get(object_key=str(other.key)))}/")

    assert "Bitte um Freigabe" in client.get(door).content.decode()
    assert "Bitte um Freigabe" not in client.get(f"/de/vorschau/{other.key}/").content.decode()


def test_previews_are_deleted_with_link_mail_and_openings(draft, desk, deliver, time_machine):
    give(desk, draft)
    client, door = opened(deliver)
    client.post(f"{door}entwurf/")
    time_machine.move_to(timezone.now() + timedelta(days=180))
    assert services.delete_old_previews() == 0

    time_machine.move_to(timezone.now() + timedelta(days=2))

    assert services.delete_old_previews() == 1
    assert not PreviewOpening.objects.exists()
    assert not Link.objects.filter(purpose=PREVIEW_LINK).exists()
    assert not OutboxRow.objects.filter(recipient=PERSON["email"]).exists()
