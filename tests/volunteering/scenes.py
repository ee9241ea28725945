"""For each verb of the sign-up a scene in which it can be performed."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.utils import timezone

from cms_apps.enrolments.enums import NeedKind
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.services import give_up_place
from cms_apps.links.models import Link
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.enums import Source
from cms_apps.volunteering.models import Application, PlannedDecision
from cms_apps.volunteering.services.planning import PLANNED
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id, perform
from tests.factories.people import answers_for, make_application, make_organisation, make_run
from tests.volunteering.scenes_own import own_scenes

CONTACT = {"kontakt-email": ["amal@beispiel.example"]}


def _of(verb: Callable[..., object], application: Application, proposal: int) -> Callable[[], object]:
    return partial(verb, application, proposal=proposal)


def player(organisation: HostOrganisation, actor: Actor) -> Callable[[str], list[OutboxRow]]:  # noqa: C901 -- one small maker for each state
    """A function that brings an application to where a verb is possible, performs it and returns the rows it owes."""

    def in_review() -> Application:
        return services.take_into_review(make_application(organisation), actor=actor)

    def asked() -> Application:
        return services.ask(in_review(), actor=actor, text="An welchen Tagen?")

    soon = services.Appointment(timezone.now() + timedelta(days=3), 45, "place", "Rathaus, Zimmer 3")

    def invited() -> Application:
        return services.arrange_talk(in_review(), actor=actor, appointment=soon)

    def begun() -> Application:
        application = invited()
        application.talks.update(starts_at=timezone.now() - timedelta(hours=1))
        return application

    def asked_yearly() -> Application:
        application = listed()
        Application.objects.filter(pk=application.pk).update(asked_interest_at=timezone.now())
        return application

    def listed() -> Application:
        return services.shortlist(in_review(), actor=actor, message="Bis bald.")

    def proposed() -> tuple[Application, int]:
        application = services.propose_forward(
            in_review(), actor=actor, target=make_organisation("Träger C"), message="Dort passt es."
        )
        return application, application.proposals.get().pk

    def resting() -> Application:
        application = asked()
        perform(APPLICATION, application, "rest", actor=Actor.system())
        return application

    def accepted() -> Application:
        return services.accept(in_review(), actor=actor, run=make_run(organisation))

    def paused() -> Volunteer:
        return services.pause_volunteering(accepted().volunteer, actor=actor)

    def unconfirmed_link() -> Link:
        application = make_application(organisation, state="unconfirmed")
        return Link.objects.get(object_key=str(application.key))

    def minor() -> Application:
        return make_application(
            organisation, state="parent_asked", parent_name="Nour", parent_email="nour@example.org"
        )

    def parents_link() -> Link:
        return Link.objects.get(object_key=str(minor().key), purpose=mails.PARENT_LINK)

    def place() -> tuple[Application, Enrolment]:
        application = accepted()
        return application, Enrolment.objects.get(volunteer=application.volunteer)

    def waiting() -> tuple[Application, Enrolment]:
        run = make_run(organisation, capacity=1)
        services.accept(in_review(), actor=actor, run=run)
        application = services.accept(in_review(), actor=actor, run=run, or_wait=True)
        return application, Enrolment.objects.get(volunteer=application.volunteer)

    def offered() -> tuple[Application, Enrolment]:
        application, enrolment = waiting()
        holder = Enrolment.objects.get(run=enrolment.run, state="enrolled")
        give_up_place(holder, actor=Actor.applicant())
        enrolment.refresh_from_db()
        return application, enrolment

    def noted() -> tuple[Application, int]:
        application = in_review()
        return application, services.write_note(application, kind="note", text="Ruft an.", **act).pk

    def plan_for(application: Application) -> services.Plan:
        return services.Plan(application, last_history_id(application) or 0, "no_need", "Zurzeit nicht.")

    def planned() -> PlannedDecision:
        application = in_review()
        services.plan("decline", [plan_for(application)], **act)
        return application.planned.get()

    here = organisation.served_areas.get().municipality
    act, by_link = {"actor": actor}, {"actor": Actor.applicant()}
    no = {"reason": "no_need", "message": "Zurzeit nicht.", **act}
    calls = {
        "start_draft": lambda: partial(services.start_draft, "de"),
        "save_step": lambda: partial(services.save_step, services.start_draft("de"), "kontakt", CONTACT),
        "take_other": lambda: partial(services.take_other, services.start_draft("de"), "ort", "ort-place", 0),
        "keep_for_later": lambda: partial(
            services.keep_for_later, services.start_draft("de"), email="amal@beispiel.example"
        ),
        "delete_draft": lambda: partial(services.delete_draft, services.start_draft("de")),
        "submit_application": lambda: partial(
            services.submit_application, services.start_draft("de"), answers_for(organisation, here)
        ),
        "confirm": lambda: partial(services.confirm, unconfirmed_link()),
        "agree_as_parent": lambda: partial(services.agree_as_parent, parents_link()),
        "refuse_as_parent": lambda: partial(services.refuse_as_parent, parents_link()),
        "record_parents_letter": lambda: partial(services.record_parents_letter, minor(), **act),
        "take_into_review": lambda: partial(services.take_into_review, make_application(organisation), **act),
        "give_back": lambda: partial(services.give_back, in_review(), **act),
        "accept": lambda: partial(services.accept, in_review(), message="Bis bald.", **act),
        "decline": lambda: partial(services.decline, in_review(), **no),
        "ask": lambda: partial(services.ask, in_review(), text="An welchen Tagen?", **act),
        "answer": lambda: partial(services.answer, asked(), text="Montags."),
        "take_back_question": lambda: partial(services.take_back_question, asked(), **act),
        "remind": lambda: partial(services.remind, asked(), **act),
        "assign": lambda: partial(services.assign, [in_review()], to=actor.user, **act),
        "write_note": lambda: partial(services.write_note, in_review(), kind="call", text="Rief an.", **act),
        "correct_note": lambda: partial(services.correct_note, *noted(), kind="note", text="Schrieb.", **act),
        "plan": lambda: partial(services.plan, "decline", [plan_for(in_review())], **act),
        "recall": lambda: partial(services.recall, planned(), **act),
        "recall_all": lambda: partial(services.recall_all, [planned()], **act),
        "arrange_talk": lambda: partial(services.arrange_talk, in_review(), appointment=soon, **act),
        "move_talk": lambda: partial(services.move_talk, invited(), appointment=soon, **act),
        "talk_held": lambda: partial(services.talk_held, begun(), **act),
        "talk_missed": lambda: partial(services.talk_missed, begun(), **act),
        "cancel_talk": lambda: partial(services.cancel_talk, invited()),
        "shortlist": lambda: partial(services.shortlist, in_review(), message="Bis bald.", **act),
        "still_interested": lambda: partial(services.still_interested, asked_yearly()),
        "propose_forward": lambda: partial(
            services.propose_forward, in_review(), target=make_organisation("Träger C"), **act
        ),
        "take_back_forward": lambda: partial(services.take_back_forward, proposed()[0], **act),
        "agree_forward": lambda: _of(services.agree_forward, *proposed()),
        "refuse_forward": lambda: _of(services.refuse_forward, *proposed()),
        "take_up": lambda: partial(services.take_up, listed(), **act),
        "wake": lambda: partial(services.wake, resting()),
        "withdraw": lambda: partial(services.withdraw, make_application(organisation)),
        "enrol_in_course": lambda: partial(
            services.enrol_in_course, accepted(), make_run(organisation, title="Vertiefung")
        ),
        "give_up_course_place": lambda: partial(services.give_up_course_place, *place()),
        "take_offered_place": lambda: partial(services.take_offered_place, *offered()),
        "refuse_offered_place": lambda: partial(services.refuse_offered_place, *offered()),
        "leave_waiting_list": lambda: partial(services.leave_waiting_list, *waiting()),
        "state_own_needs": lambda: partial(services.state_own_needs, *place(), [NeedKind.CHILD_CARE]),
        "stop_volunteering": lambda: partial(services.stop_volunteering, accepted()),
        "activate_volunteer": lambda: partial(services.activate_volunteer, accepted().volunteer, **act),
        "pause_volunteering": lambda: partial(services.pause_volunteering, accepted().volunteer, **by_link),
        "resume_volunteering": lambda: partial(services.resume_volunteering, paused(), **by_link),
        "end_volunteering": lambda: partial(services.end_volunteering, accepted().volunteer, **by_link),
        "enter_application": lambda: partial(
            services.enter_application,
            answers_for(organisation, None),
            actor=actor,
            source=Source.PAPER,
            key=uuid.uuid4(),
        ),
        "keep_table": lambda: partial(
            services.keep_table, [(2, {})], organisation=organisation, author=actor.user
        ),
        "take_over": lambda: partial(
            services.take_over,
            services.keep_table([(2, {})], organisation=organisation, author=actor.user),
            [(answers_for(organisation, None), False)],
            author=actor.user,
        ),
        "merge_applications": lambda: partial(
            services.merge_applications, in_review(), make_application(organisation), **act
        ),
        "send_lost_links": lambda: partial(
            services.send_lost_links, make_application(organisation).email, "de"
        ),
    }

    calls |= own_scenes(organisation, actor)

    def play(verb: str) -> list[OutboxRow]:
        perform_it = calls[verb]()
        before = set(OutboxRow.objects.values_list("pk", flat=True))
        perform_it()
        # What is planned for later is no mail; it owes its own when it is carried out.
        return list(OutboxRow.objects.exclude(pk__in=before).exclude(kind=PLANNED))

    return play
