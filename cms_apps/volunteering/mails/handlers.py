"""Each kind of mail: its text, what it knows, whether it is still true, what it is called, to whom it goes."""

from django.utils.translation import gettext_lazy as _

from cms_apps.enrolments import mails as places
from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import mail_handler
from cms_apps.outbox.registry import Handler
from cms_apps.volunteering.enums import CONTACT_STATES, WRITABLE_STATES
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.mails import drafts, words
from cms_apps.volunteering.mails.addressing import (
    ACCEPTED,
    CONFIRM,
    DECLINED,
    LEFT,
    LEFT_TO_TEAM,
    LOST_LINK,
    MESSAGE_TO_PERSON,
    MESSAGE_TO_TEAM,
    NEW_APPLICATION,
    PARENT_ASK,
    PARENT_REFUSED,
    PARENT_WAIT,
    PLACE_GIVEN_UP,
    PLACE_GIVEN_UP_TO_TEAM,
    RECEIPT,
    WITHDRAWN,
    WITHDRAWN_TO_TEAM,
)
from cms_apps.volunteering.mails.asked import CONFIRM_REMINDER
from cms_apps.volunteering.mails.contexts import (
    about_place,
    for_applicant,
    for_team,
    lost_link,
    to_parent_asked,
    with_message,
    with_offers,
)
from cms_apps.volunteering.mails.courses import COURSES, accepted, list_closed
from cms_apps.volunteering.mails.digest import DIGEST, digest_handler
from cms_apps.volunteering.mails.forwarding import FORWARDING
from cms_apps.volunteering.mails.life import LIFE
from cms_apps.volunteering.mails.making import confirm_mail, person_mail, team_mail
from cms_apps.volunteering.mails.own import OWN
from cms_apps.volunteering.mails.reminders import REMINDERS
from cms_apps.volunteering.mails.talks import TALKS
from cms_apps.volunteering.mails.truth import asks_this_parent, being, exists, known_address, place_being
from cms_apps.volunteering.mails.volunteers import VOLUNTEERS

HANDLERS: dict[str, Handler] = {
    CONFIRM: confirm_mail("volunteering/confirm", describes=_("Bitte um Bestätigung der E-Mail-Adresse")),
    PARENT_ASK: mail_handler(
        "volunteering/parent_ask",
        to_parent_asked,
        still_true=asks_this_parent,
        describes=_("Bitte an die Eltern um Zustimmung"),
        audience=Audience.PARENT,
        placeholders=words.PARENT,
        button=_("Bewerbung ansehen"),
        sample=words.confirm_sample,
    ),
    PARENT_WAIT: person_mail(
        "volunteering/parent_wait",
        for_applicant,
        still_true=being(State.PARENT_ASKED),
        describes=_("Bestätigt, die Eltern müssen noch zustimmen"),
    ),
    PARENT_REFUSED: person_mail(
        "volunteering/parent_refused",
        for_applicant,
        still_true=being(State.WITHDRAWN),
        describes=_("Die Eltern haben nicht zugestimmt"),
        placeholders=words.PERSON_WITHOUT_LINK,
    ),
    CONFIRM_REMINDER: confirm_mail(
        "volunteering/confirm_reminder", describes=_("Erinnerung an die Bestätigung der E-Mail-Adresse")
    ),
    **drafts.HANDLERS,
    **OWN,
    RECEIPT: person_mail(
        "volunteering/receipt",
        for_applicant,
        still_true=being(State.RECEIVED, State.IN_REVIEW),
        describes=_("Eingangsbestätigung"),
        placeholders={**words.PERSON, **words.ANSWER_BY},
    ),
    NEW_APPLICATION: team_mail(
        "volunteering/new_application",
        for_team,
        still_true=being(State.RECEIVED),
        describes=_("Neue Bewerbung"),
        placeholders={**words.TEAM, **words.ANSWER_BY},
    ),
    ACCEPTED: person_mail(
        "volunteering/accepted",
        accepted,
        still_true=being(State.ACCEPTED),
        describes=_("Zusage"),
        placeholders={**words.PERSON, **words.COURSES, **words.MESSAGE},
    ),
    DECLINED: person_mail(
        "volunteering/declined",
        with_offers,
        still_true=being(State.DECLINED),
        describes=_("Absage"),
        placeholders={**words.PERSON, **words.MESSAGE, **words.OFFERS},
    ),
    WITHDRAWN: person_mail(
        "volunteering/withdrawn",
        for_applicant,
        still_true=exists,
        describes=_("Bestätigung, dass die Bewerbung zurückgezogen ist"),
        placeholders=words.PERSON_WITHOUT_LINK,
    ),
    WITHDRAWN_TO_TEAM: team_mail(
        "volunteering/withdrawn_to_team",
        for_team,
        still_true=exists,
        describes=_("Bewerbung zurückgezogen"),
    ),
    PLACE_GIVEN_UP: person_mail(
        "volunteering/place_given_up",
        for_applicant,
        still_true=exists,
        describes=_("Bestätigung, dass der Kursplatz abgegeben ist"),
        placeholders={**words.PERSON, **words.GIVEN_UP},
    ),
    PLACE_GIVEN_UP_TO_TEAM: team_mail(
        "volunteering/place_given_up_to_team",
        for_team,
        still_true=exists,
        describes=_("Kursplatz frei geworden"),
    ),
    LEFT: person_mail(
        "volunteering/left",
        for_applicant,
        still_true=exists,
        describes=_("Dank zum Abschied"),
        placeholders=words.PERSON_WITHOUT_LINK,
    ),
    LEFT_TO_TEAM: team_mail(
        "volunteering/left_to_team", for_team, still_true=exists, describes=_("Jemand macht nicht mehr mit")
    ),
    places.OFFERED: person_mail(
        "enrolments/offered",
        about_place,
        still_true=place_being(EnrolmentState.OFFERED),
        describes=_("Angebot eines Kursplatzes"),
        placeholders={**words.PERSON, **words.OFFER},
        button=_("Platz annehmen oder ablehnen"),
    ),
    **COURSES,
    **REMINDERS,
    places.EXPIRED: person_mail(
        "enrolments/expired",
        about_place,
        still_true=place_being(EnrolmentState.EXPIRED),
        describes=_("Frist für den Kursplatz ist vorbei"),
        placeholders={**words.PERSON, **words.COURSE},
    ),
    places.LIST_CLOSED: person_mail(
        "enrolments/list_closed",
        list_closed,
        still_true=place_being(EnrolmentState.MISSED),
        describes=_("Keinen Platz bekommen, der Kurs hat begonnen"),
        placeholders={**words.PERSON, **words.COURSE},
    ),
    places.OFF_THE_LIST: person_mail(
        "enrolments/off_the_list",
        about_place,
        still_true=place_being(EnrolmentState.REFUSED, EnrolmentState.LEFT_LIST),
        describes=_("Von der Warteliste genommen"),
        placeholders={**words.PERSON, **words.COURSE},
    ),
    MESSAGE_TO_PERSON: person_mail(
        "volunteering/message_to_person",
        with_message,
        still_true=being(*CONTACT_STATES),
        describes=_("Nachricht des Teams an die Person"),
        placeholders={**words.PERSON, **words.WRITTEN},
    ),
    MESSAGE_TO_TEAM: team_mail(
        "volunteering/message_to_team",
        for_team,
        still_true=being(*WRITABLE_STATES),
        describes=_("Nachricht der Person an das Team"),
    ),
    LOST_LINK: mail_handler(
        "volunteering/lost_link",
        lost_link,
        still_true=known_address,
        describes=_("Link noch einmal geschickt"),
        sample=words.lost_link_sample,
    ),
    DIGEST: digest_handler,
    **LIFE,
    **TALKS,
    **FORWARDING,
    **VOLUNTEERS,
}
