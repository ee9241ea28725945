"""What the new organisation asks of whoever moves on to it."""

import pytest

from cms_apps.organisations.models import OwnQuestion
from cms_apps.volunteering.models import Application
from tests.volunteering.test_forwarding import actor, fresh, holder_of, page_of, proposal, reviewed, target

__all__ = ["actor", "proposal", "reviewed", "target"]  # fixtures
pytestmark = pytest.mark.django_db


def test_the_new_organisations_own_questions_are_asked_of_whoever_goes(reviewed, proposal, target):
    asked = OwnQuestion.objects.create(
        organisation=target, kind="yes_no", required=True, texts={"de": "Haben Sie ein Auto?"}
    )
    person = holder_of(reviewed)
    answer = {"proposal": proposal.pk, "go": "agree"}
    assert "Haben Sie ein Auto?" in person.get(page_of(reviewed)).content.decode()

    page = person.post(page_of(reviewed), answer).content.decode()
    assert "Beantworten Sie diese Frage." in page
    assert fresh(reviewed).state == "forward_asked"
    person.post(page_of(reviewed), {**answer, f"fragen-frage_{asked.pk}": "yes"})

    new = Application.objects.get(forwarded_from=reviewed)
    assert [(one["label"], one["value"]) for one in new.extra_answers] == [("Haben Sie ein Auto?", "Ja")]


def test_whoever_stays_answers_no_questions(reviewed, proposal, target):
    OwnQuestion.objects.create(organisation=target, kind="text", required=True, texts={"de": "Warum?"})

    holder_of(reviewed).post(page_of(reviewed), {"proposal": proposal.pk, "go": "stay"})

    assert fresh(reviewed).state == "in_review"
