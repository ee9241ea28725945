"""A request is one request, ends once and whole, and whoever is too late loses nothing."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cms_apps.volunteers import mails
from cms_apps.volunteers.errors import WordsMissing
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.services import requests as services
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import ReasonMissing
from tests.factories.people import make_member, make_request
from tests.volunteers.test_requests import DESK, DONE, TYPED, desk, form, member, sent

__all__ = ["desk", "form", "member"]

pytestmark = pytest.mark.django_db


def test_a_page_that_is_sent_twice_is_one_request(client, form, member):
    page = client.get(form)
    typed = {**TYPED, "key": page.context["form"]["key"].value()}
    assert str(typed["key"]) in page.content.decode()

    first, second = client.post(form, typed), client.post(form, typed)

    assert first.url == second.url == DONE
    request = AccompanimentRequest.objects.get()
    assert request.number in client.get(DONE).content.decode()
    assert len(sent(mails.ARRIVED)) == len(sent(mails.RECEIVED)) == 1
    client.post(form, {**TYPED, "key": client.get(form).context["form"]["key"].value()})
    assert AccompanimentRequest.objects.count() == 2


def test_a_key_that_is_none_is_told_and_breaks_nothing(client, form):
    assert client.post(form, {**TYPED, "key": "4711"}).status_code == 200
    assert client.post(form, {**TYPED, "key": ""}).url == DONE


def test_the_rules_of_an_end_are_the_services_and_the_databases(organisation, member):
    request, actor = make_request(organisation), Actor.staff(member)

    with pytest.raises(WordsMissing):
        services.answer_request(request, actor=actor, text="  ")
    with pytest.raises(ReasonMissing):
        services.decline_request(request, actor=actor, refusal="keine Lust")
    ended = AccompanimentRequest.objects.filter(pk=request.pk)
    for wrong in (
        {"outcome": "answered"}, {"outcome": "declined"}, {"outcome": "declined", "refusal": "keine Lust"},
        {"outcome": "settled", "refusal": "time"},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            ended.update(closed_at=timezone.now(), **wrong)
    request.refresh_from_db()
    assert request.is_open


def test_whoever_answers_second_keeps_the_text(desk, organisation, member):
    request = make_request(organisation)
    address = f"{DESK}{request.number}/beantworten/"
    desk.post(address, {"text": "Frau Muster geht mit."})

    second = desk.post(address, {"text": "Herr <b>Kim</b> geht mit."})
    taken = desk.post(f"{DESK}{request.number}/uebernehmen/")

    assert second.status_code == taken.status_code == 409
    assert "Herr &lt;b&gt;Kim&lt;/b&gt; geht mit." in second.content.decode()
    assert "kümmert sich schon jemand" in taken.content.decode()


def test_a_reader_is_refused_before_the_form_is_looked_at(organisation):
    request, client = make_request(organisation), Client()
    client.force_login(make_member(organisation, role="reader"))

    for verb in ("ablehnen", "beantworten"):
        assert client.post(f"{DESK}{request.number}/{verb}/", {}).status_code == 403


def test_an_overdue_one_is_overdue_since_its_day(organisation):
    request = make_request(organisation)
    assert request.since == request.created_at

    request.promised_on = timezone.localdate() - dt.timedelta(days=2)

    assert request.since == request.promised_on


def test_what_nobody_can_see_is_missing_and_never_kept(client, form):
    empty = client.post(form, {**TYPED, "name": "\u202e\u200b", "wanted": "\u200b\u200d"})
    assert set(empty.context["form"].errors) == {"name", "wanted"}

    client.post(form, {**TYPED, "name": "Amal\r\nBcc: x@y.example \u202eab", "place": "می\u200cخواهم"})

    kept = AccompanimentRequest.objects.get()
    assert (kept.name, kept.place) == ("AmalBcc: x@y.example ab", "می\u200cخواهم")
