"""Many hands on one forwarding: one transfer, or none."""

import pytest

from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.models import Application, ForwardProposal
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member, make_organisation
from tests.threads import kinds as outcomes_of
from tests.threads import together


def fresh(application) -> Application:
    return Application.objects.get(pk=application.pk)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_eight_clicks_hand_over_once(organisation):
    actor, target = Actor.staff(make_member(organisation)), make_organisation("Träger C")
    application = make_application(organisation, state="in_review")
    services.propose_forward(application, target=target, actor=actor)
    proposal = application.proposals.get().pk

    outcomes = together([lambda: services.agree_forward(fresh(application), proposal=proposal)] * 8)

    assert outcomes_of(outcomes) == {"done": 1, "StaleState": 7}
    assert Application.objects.count() == 2
    assert OutboxRow.objects.filter(kind=mails.FORWARDED).count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_agree_stay_take_back_and_withdraw_at_once_and_one_holds(organisation):
    actor, target = Actor.staff(make_member(organisation)), make_organisation("Träger C")
    application = make_application(organisation, state="in_review")
    services.propose_forward(application, target=target, actor=actor)
    proposal = application.proposals.get().pk

    together(
        [
            lambda: services.agree_forward(fresh(application), proposal=proposal),
            lambda: services.refuse_forward(fresh(application), proposal=proposal),
            lambda: services.take_back_forward(fresh(application), actor=actor),
            lambda: services.decline(fresh(application), actor=actor, reason="no_need", message="Nein."),
        ]
    )

    handed_over = fresh(application).state == "handed_over"
    assert Application.objects.count() == 1 + handed_over
    assert ForwardProposal.objects.get().outcome in {"agreed", "refused", "taken_back"}
    assert (ForwardProposal.objects.get().outcome == "agreed") == handed_over
