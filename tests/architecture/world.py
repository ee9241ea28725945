"""A small world behind every address of the access table: real objects, and a client for each kind of person."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms_apps.accounts.services import issue_invitation
from cms_apps.content.models import PersonalPreview, PreviewKind
from cms_apps.content.previews.mails import PREVIEW_LINK
from cms_apps.courses.models import CourseDate
from cms_apps.enrolments.mails.feedback import hash_of, token_of
from cms_apps.enrolments.mails.registration import REGISTRATION_LINK
from cms_apps.enrolments.models import Enrolment, FeedbackTicket
from cms_apps.enrolments.services.registering import register
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.services import JOINING, add_question, invite_to_team, set_certificates
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.pages.models import Subscriber
from cms_apps.pages.press_list.mails import CONFIRM_LINK as PRESS_CONFIRM_LINK
from cms_apps.pages.press_list.mails import LEAVE_LINK
from cms_apps.privacy.models import AccessRecord
from cms_apps.volunteering import services
from cms_apps.volunteering.enums import Source
from cms_apps.volunteering.mails import CONFIRM_LINK, DRAFT_LINK, EMAIL_NEW_LINK, PARENT_LINK, STATUS_LINK
from cms_apps.volunteering.models import Application, Draft
from cms_apps.volunteers.mails import REQUEST_LINK
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.factories.courses import make_certificate
from tests.factories.people import (
    answers_for,
    make_application,
    make_event,
    make_member,
    make_organisation,
    make_request,
    make_run,
    make_user,
)

PASSWORD = "Ein-langes-Wort-9"


@dataclass
class World:
    """Objects by the names that stand in the table's paths, and one client for each person."""

    names: dict[str, str]
    anonymous: Client
    stranger: Client
    foreign: Client
    coordinator: Client
    holder: Client
    editor: Client
    centre: Client


def make_world(organisation: HostOrganisation, other: HostOrganisation) -> World:
    """One application received (`number`), one accepted with a place, one unconfirmed, one draft."""
    coordinator = make_member(organisation, password=PASSWORD)
    membership = coordinator.memberships.get()
    set_certificates(organisation, wanted=True, noted_by=[membership.pk])
    received = make_application(organisation)
    accepted = _accepted_with_place(organisation, coordinator)
    unconfirmed = make_application(organisation, state="unconfirmed")
    minor = make_application(
        organisation,
        state="parent_asked",
        parent_name="Eltern Beispiel",
        parent_email="eltern@beispiel.example",
    )
    services.ask_email_change(accepted, email="neu@beispiel.example")
    holder = Client()
    draft = _begun_draft(holder)
    question = add_question(organisation, texts={"de": "Wie sind Sie auf uns gekommen?"})
    note = services.write_note(received, actor=Actor.staff(coordinator), kind="note", text="Ruft an.")
    asked = invite_to_team(organisation, actor=coordinator, email="neu@beispiel.example", role="reader")
    shown = _shown_draft()
    wish = make_request(organisation)
    reader = _reader()
    certificate = make_certificate(Enrolment.objects.get(volunteer=accepted.volunteer))
    guest = register(make_event(organisation), name="Gast", email="gast@beispiel.example", language="de")
    names = {
        "member": str(coordinator.pk),
        "asked": str(asked.pk),
        "joining": _token(JOINING, asked.link_key),
        "joins": asked.link_key,
        "batch": _planned(organisation, coordinator),
        "note": str(note.pk),
        "organisation": str(organisation.pk),
        "host": str(organisation.pk),  # whom everybody may ask for accompaniment
        "question": str(question.pk),
        "request": wish.number,
        "asker": _token(REQUEST_LINK, wish.key),
        "number": received.number,
        "accepted": accepted.number,
        "volunteer": str(accepted.volunteer_id),
        "enrolment": str(Enrolment.objects.get(volunteer=accepted.volunteer).pk),
        "run": str(Enrolment.objects.get(volunteer=accepted.volunteer).run_id),
        "date": str(CourseDate.objects.get(run__enrolments__volunteer=accepted.volunteer).pk),
        "letter": str(_letter(organisation, coordinator).pk),
        "table": str(_table(organisation, coordinator)),
        "other": Application.objects.get(email="").number,
        "confirm": _token(CONFIRM_LINK, unconfirmed.key),
        "parent": _token(PARENT_LINK, minor.key),
        "email": _token(EMAIL_NEW_LINK, accepted.key),
        "status": _token(STATUS_LINK, received.key),
        "status_accepted": _token(STATUS_LINK, accepted.key),
        "calendar": links.token(services.calendar.make_calendar_link(accepted)),
        "certificate": str(certificate.pk),
        "code": certificate.code,
        "event": str(guest.run_id),
        "guest": str(guest.key),
        "guest_link": _token(REGISTRATION_LINK, guest.key),
        "asked_how": _ticket(Enrolment.objects.get(volunteer=accepted.volunteer)),
        "invitation": links.token(issue_invitation(make_user())),
        "draft": str(draft.key),
        "leave": _token(LEAVE_LINK, reader.key),
        "subscribe": _token(PRESS_CONFIRM_LINK, reader.key),
        "preview": str(shown.key),
        "shown": _token(PREVIEW_LINK, shown.key),
        "resume": links.token(links.issue(DRAFT_LINK, str(draft.key))),
    }
    for path in (
        "konto/einladung/{invitation}",
        "schreibtisch/einstellungen/einladung/{joining}",
        "bewerbung/bestaetigen/{confirm}",
        "bewerbung/eltern/{parent}",
        "bewerbung/adresse/neu/{email}",
        "vorschau/link/{shown}",
        "begleitung/link/{asker}",
        "presseverteiler/bestaetigen/{subscribe}",
        "presseverteiler/abbestellen/{leave}",
        "veranstaltung-anmelden/link/{guest_link}",
    ):
        holder.get(f"/de/{path}/".format(**names))
    for name in ("status", "status_accepted"):
        holder.get(f"/de/bewerbung/stand/oeffnen/{names[name]}/")
    return World(
        names=names,
        anonymous=Client(),
        stranger=_client(make_user(password=PASSWORD)),
        foreign=_client(make_member(other, password=PASSWORD)),
        coordinator=_client(coordinator),
        holder=holder,
        editor=_client(make_editor()),
        centre=_client(
            make_member(make_organisation("Zentrum", centre=True), role="reader", password=PASSWORD)
        ),
    )


def _ticket(place: Enrolment) -> str:
    """The key with which somebody may say how their course was."""
    token = token_of(place)
    FeedbackTicket.objects.create(key_hash=hash_of(token), run=place.run, ends_on=timezone.localdate())
    return token


def make_editor() -> Any:
    """Somebody who may enter the Wagtail admin and is a member of nothing."""
    editor = make_user(password=PASSWORD)
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return editor


def snapshot() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of our own tables, to see whether something was written; that somebody looked is no change."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("cms_apps.")]
    ours.remove(AccessRecord)
    skipped = {"last_login"}  # signing in is no change of state
    return {
        model._meta.label: list(
            model._base_manager.order_by("pk").values_list(
                *[field.attname for field in model._meta.concrete_fields if field.name not in skipped]
            )
        )
        for model in ours
    }


def _accepted_with_place(organisation: HostOrganisation, coordinator: Any) -> Application:
    actor = Actor.staff(coordinator)
    application = make_application(organisation)
    services.take_into_review(application, actor=actor)
    return services.accept(application, actor=actor, run=make_run(organisation))


def _table(organisation: HostOrganisation, coordinator: Any) -> uuid.UUID:
    return services.keep_table(
        [(2, {"first_name": "Rosa"})], organisation=organisation, author=coordinator
    ).key


def _letter(organisation: HostOrganisation, coordinator: Any) -> OutboxRow:
    answers = answers_for(organisation, None, email="")
    services.enter_application(answers, actor=Actor.staff(coordinator), source=Source.PAPER, key=uuid.uuid4())
    return OutboxRow.objects.get(status=Delivery.LETTER)


def _planned(organisation: HostOrganisation, coordinator: Any) -> str:
    application = make_application(organisation, state="in_review")
    one = services.Plan(application, last_history_id(application) or 0, "no_need", "Zurzeit nicht.")
    batch, _left_out = services.plan("decline", [one], actor=Actor.staff(coordinator))
    return str(batch)


def _shown_draft() -> PersonalPreview:
    page = Page.get_first_root_node()
    page.save_revision()
    until = timezone.now() + timedelta(days=3)
    preview = PersonalPreview.objects.create(
        kind=PreviewKind.EMBARGO, page=page, name="Kim", email="kim@beispiel.example", expires_at=until
    )
    links.issue(PREVIEW_LINK, str(preview.key), expires_at=until)
    return preview


def _reader() -> Subscriber:
    reader = Subscriber.objects.create(email="redaktion@zeitung.example", agreed_to="ja")
    for purpose in (PRESS_CONFIRM_LINK, LEAVE_LINK):
        links.issue(purpose, str(reader.key))
    return reader


def _begun_draft(client: Client) -> Draft:
    client.post("/de/bewerbung/", {"ort-place": "65183"})
    return Draft.objects.get(submitted_at=None)


def _client(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _token(purpose: str, key: Any) -> str:
    return links.token(Link.objects.get(purpose=purpose, object_key=str(key)))
