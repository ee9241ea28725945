"""The whole main job over HTTP, without a browser: sign up, confirm, decide, place, status."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cms_apps.courses.models import CourseRun
from cms_apps.volunteering.models import Application, Draft
from tests.factories.people import make_member, make_run

STEPS = {
    "sprachen": {
        "sprachen-rows": "2",
        "sprachen-code_0": "ar",
        "sprachen-level_0": "very_good",
        "sprachen-spoken_0": "on",
    },
    "zeiten": {
        "zeiten-slots": ["weekday_morning", "weekend"],
        "zeiten-hours": "up_to_5",
        "zeiten-topics": ["school"],
    },
    "ueber-mich": {"ueber-mich-motivation": "Ich helfe gern."},
    "kontakt": {
        "kontakt-first_name": "Amal",
        "kontakt-last_name": "Beispiel",
        "kontakt-email": "amal@beispiel.example",
        "kontakt-phone": "0611 555 0199",
    },
}


def path_in(mails, address):
    body = next(mail.body for mail in mails if mail.to == [address])
    return re.search(r"http://testserver(/\S+)", body).group(1)


def fill_in(client, organisation, course="none"):
    """Answer every step up to the check page; returns the address of the check page."""
    response = client.post("/de/bewerbung/", {"ort-place": "65183"})
    step = response.url.removesuffix("#auswahl")
    shown = client.get(step)
    asked = shown.context["form"].asked_for
    response = client.post(
        step, {"ort-place": "65183", "ort-shown_for": asked, "ort-organisation": organisation.pk}
    )
    for name, data in STEPS.items():
        assert response.url.endswith(f"/{name}/")
        assert client.get(response.url).status_code == 200
        response = client.post(response.url, data)
    response = client.post(response.url, {"kurs-course": course})
    assert response.url.endswith("/pruefen/")
    return response.url


@pytest.mark.django_db
def test_main_job(client, organisation, deliver):
    coordinator = make_member(organisation)
    run = make_run(organisation, capacity=1)

    check = fill_in(client, organisation, course=f"run-{run.pk}")
    page = client.get(check)
    assert page.context["problems"] == []
    sent = client.post(check, {"pruefen-privacy_notice": "on"})
    assert client.get(sent.url).status_code == 200
    application = Application.objects.get()
    assert application.state == "unconfirmed"
    assert Draft.objects.get().data == {}

    opened = client.get(path_in(deliver(), "amal@beispiel.example"))
    assert client.get(opened.url).status_code == 200
    assert Application.objects.get().state == "unconfirmed"
    confirmed = client.post(opened.url)
    status = client.get(confirmed.url)
    assert "eingegangen" in status.content.decode()
    mails = deliver()
    assert sorted(mail.to[0] for mail in mails) == sorted(["amal@beispiel.example", coordinator.email])

    desk = Client()
    desk.force_login(coordinator)
    detail = desk.get(path_in(mails, coordinator.email))
    assert "amal@beispiel.example" not in detail.content.decode()
    expected = detail.context["expected"]
    taken = desk.post(reverse("desk:take_into_review", args=[application.number]), {"expected": expected})
    opened = desk.post(reverse("desk:open_contact", args=[application.number]))
    detail = desk.get(opened.url)
    assert taken.url == reverse("desk:application", args=[application.number])
    assert "amal@beispiel.example" in detail.content.decode()
    form = desk.get(reverse("desk:accept", args=[application.number])).context["form"]
    assert form.initial["course"] == str(run.pk)
    accepted = desk.post(
        reverse("desk:accept", args=[application.number]),
        {"expected": form.initial["expected"], "course": run.pk, "message": "Wir freuen uns."},
    )
    assert accepted.url == reverse("desk:application", args=[application.number])
    assert CourseRun.objects.get(pk=run.pk).taken == 1

    status = client.get(path_in(deliver(), "amal@beispiel.example"), follow=True)
    assert "Basiskurs" in status.content.decode()
    give_up = re.search(r'href="(\S+/kursplatz/\d+/)"', status.content.decode()).group(1)
    assert client.get(give_up).status_code == 200
    client.post(give_up)
    assert CourseRun.objects.get(pk=run.pk).taken == 0
