"""What the new organisation asks of whoever moves on to it."""

import pytest

from cms_apps.organisations.models import OwnQuestion
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import QuestionsUnanswered
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


@pytest.mark.parametrize("given", ["nothing", "an empty text", "another question"])
def test_an_open_question_stops_the_service_whatever_the_form_said(reviewed, proposal, target, given):
    """The question may have become a duty since the page was shown."""
    asked = OwnQuestion.objects.create(
        organisation=target, kind="text", required=True, texts={"de": "Warum?"}
    )
    answers = {
        "nothing": (),
        "an empty text": ({"question": asked.pk, "label": "Warum?", "value": ""},),
        "another question": ({"question": asked.pk + 1, "label": "Warum?", "value": "Darum."},),
    }[given]

    with pytest.raises(QuestionsUnanswered):
        services.agree_forward(reviewed, proposal=proposal.pk, extra_answers=answers)

    assert fresh(reviewed).state == "forward_asked"
    assert not Application.objects.filter(forwarded_from=reviewed).exists()
    OwnQuestion.objects.update(active=False)
    assert services.agree_forward(reviewed, proposal=proposal.pk).state == "received"


def test_whoever_stays_answers_no_questions(reviewed, proposal, target):
    OwnQuestion.objects.create(organisation=target, kind="text", required=True, texts={"de": "Warum?"})

    holder_of(reviewed).post(page_of(reviewed), {"proposal": proposal.pk, "go": "stay"})

    assert fresh(reviewed).state == "in_review"
