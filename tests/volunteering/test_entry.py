"""Applications on paper or by phone: entered at the desk, and letters for whoever has no e-mail address."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms_apps.organisations.enums import Role
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.enums import Source
from cms_apps.volunteering.errors import ParentsMissing, TooYoung
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.ticks import drop_outdated_letters
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted
from tests.factories.people import answers_for, make_application, make_member
from tests.papers import is_tagged, text_of

pytestmark = pytest.mark.django_db
ENTRY = "/de/schreibtisch/eintragen/"
THIS_YEAR = timezone.localdate().year


@pytest.fixture
def member(organisation):
    return make_member(organisation)


@pytest.fixture
def desk(client, member):
    client.force_login(member)
    return client


def typed(**values):
    return {
        "key": str(uuid.uuid4()),
        "source": "paper", "first_name": "Rosa", "last_name": "Brief", "place": "65183", "phone": "0611 555 0177",
        "rows": "2", "code_0": "Farsi", "level_0": "good", "spoken_0": "on", "slots": "weekend", "hours": "up_to_2",
        "course": "none", "privacy_notice": "on", **values,
    }  # fmt: skip


def entered(organisation, actor, **values):
    answers = answers_for(organisation, None, **{"email": "", **values})
    return services.enter_application(answers, actor=actor, source=Source.PHONE, key=uuid.uuid4())


def letters():
    return OutboxRow.objects.filter(status=Delivery.LETTER)


def test_a_paper_form_becomes_an_application_that_has_arrived(desk, organisation, member):
    data = typed(organisation=organisation.pk)
    response = desk.post(ENTRY, data)

    application = Application.objects.get()
    assert response.url == reverse("desk:application", args=[application.number])
    assert (application.state, application.source, application.email) == ("received", "paper", "")
    assert application.has_arrived
    assert [skill.code for skill in application.languages.all()] == ["fa"]
    assert [consent.text_version for consent in application.consents.all()] == ["2026-11"]
    first = application.history.get()
    assert (first.transition, first.target, first.actor) == ("created", "received", member)


def test_with_an_address_the_person_gets_the_mail_with_the_link(desk, organisation, deliver):
    desk.post(ENTRY, typed(organisation=organisation.pk, email="rosa@beispiel.example"))

    [mail] = [one for one in deliver() if one.to == ["rosa@beispiel.example"]]
    assert "/de/bewerbung/stand/oeffnen/" in mail.body
    assert not letters().exists()


def test_without_an_address_it_is_a_letter_that_is_printed_once(desk, organisation):
    desk.post(ENTRY, typed(organisation=organisation.pk))
    row = letters().get()

    listed = desk.get("/de/schreibtisch/briefe/").content.decode()
    pdf = desk.get(f"/de/schreibtisch/briefe/{row.pk}/")
    assert "Rosa Brief" in listed
    assert pdf["Content-Type"] == "application/pdf"
    text = " ".join(text_of(pdf.content).split())
    assert "Rosa Brief" in text
    assert organisation.name in text
    assert "am Telefon: 0611 555 0101" in text
    assert "stand/oeffnen" not in text
    assert is_tagged(pdf.content)

    desk.post(f"/de/schreibtisch/briefe/{row.pk}/")
    desk.post(f"/de/schreibtisch/briefe/{row.pk}/")
    row.refresh_from_db()
    assert row.status == Delivery.POSTED
    assert "Rosa Brief" not in desk.get("/de/schreibtisch/briefe/").content.decode()
    assert desk.get(f"/de/schreibtisch/briefe/{row.pk}/").status_code == 200


def test_a_whole_life_without_an_address_is_letters_only(organisation, member, deliver):
    actor = Actor.staff(member)
    asked, declined, accepted = (entered(organisation, actor) for _ in range(3))
    for application in (asked, declined, accepted):
        services.take_into_review(application, actor=actor)
    services.ask(asked, actor=actor, text="Wann haben Sie Zeit?")
    services.decline(declined, actor=actor, reason="no_need", message="Leider nicht.")
    services.accept(accepted, actor=actor)

    deliver()

    kinds = list(letters().values_list("kind", flat=True))
    assert sorted(kinds) == sorted([mails.RECEIPT] * 3 + [mails.QUESTION, mails.DECLINED, mails.ACCEPTED])
    ours = OutboxRow.objects.filter(kind__startswith="volunteering.")
    assert not ours.exclude(status=Delivery.LETTER).filter(recipient="").exists()
    assert not OutboxRow.objects.filter(status=Delivery.DEAD).exists()


def test_letters_of_others_are_missing(client, organisation, other_organisation, member):
    entered(organisation, Actor.staff(member))
    row = letters().get()
    client.force_login(make_member(other_organisation))

    assert client.get(f"/de/schreibtisch/briefe/{row.pk}/").status_code == 404
    assert client.post(f"/de/schreibtisch/briefe/{row.pk}/").status_code == 404
    assert letters().exists()


def test_a_reader_enters_nothing_and_marks_nothing(client, organisation, member):
    entered(organisation, Actor.staff(member))
    client.force_login(make_member(organisation, role=Role.READER))

    assert client.get(ENTRY).status_code == 403
    assert client.post(ENTRY, typed(organisation=organisation.pk)).status_code == 403
    assert client.post(f"/de/schreibtisch/briefe/{letters().get().pk}/").status_code == 403
    assert Application.objects.count() == 1


def test_nobody_enters_for_a_foreign_organisation(desk, other_organisation, member):
    response = desk.post(ENTRY, typed(organisation=other_organisation.pk))

    assert response.status_code == 200
    with pytest.raises(NotPermitted):
        entered(other_organisation, Actor.staff(member))
    assert not Application.objects.exists()


def test_a_signature_without_a_name_is_none(organisation, member):
    with pytest.raises(ParentsMissing):
        services.enter_application(
            answers_for(organisation, None, birth_year=THIS_YEAR - 15),
            actor=Actor.staff(member), source=Source.IMPORT, key=uuid.uuid4(), parents_agreed=True,
        )  # fmt: skip


def test_a_letter_that_is_no_longer_true_is_not_printed(desk, organisation, member):
    actor = Actor.staff(member)
    application = entered(organisation, actor)
    services.take_into_review(application, actor=actor)
    soon = services.Appointment(timezone.now() + timedelta(hours=1), 45, "place", "Rathaus")
    services.arrange_talk(application, actor=actor, appointment=soon)
    row = letters().get(kind=mails.TALK)
    assert desk.get(f"/de/schreibtisch/briefe/{row.pk}/").status_code == 200
    application.talks.update(starts_at=timezone.now() - timedelta(minutes=1))
    services.talk_held(application, actor=actor)

    assert desk.get(f"/de/schreibtisch/briefe/{row.pk}/").status_code == 404
    assert drop_outdated_letters() == 1
    assert "Einladung zum Erstgespräch" not in desk.get("/de/schreibtisch/briefe/").content.decode()


def test_with_an_address_the_waiting_letters_become_mails(organisation, member, deliver):
    actor = Actor.staff(member)
    application = entered(organisation, actor)
    services.take_into_review(application, actor=actor)
    services.ask(application, actor=actor, text="Wann haben Sie Zeit?")

    services.change_email_at_desk(application, actor=actor, email="neu@beispiel.example")

    assert not letters().exists()
    assert any(
        "Wann haben Sie Zeit?" in mail.body for mail in deliver() if mail.to == ["neu@beispiel.example"]
    )


def test_a_second_click_makes_no_second_application(desk, organisation):
    data = typed(organisation=organisation.pk)

    answers = {desk.post(ENTRY, data).url for _ in range(2)}

    assert answers == {reverse("desk:application", args=[Application.objects.get().number])}
    assert letters().count() == 1


def test_the_rules_of_age_are_those_of_the_internet(organisation, member):
    actor = Actor.staff(member)
    organisation.minimum_age = 16
    organisation.save()

    with pytest.raises(TooYoung):
        entered(organisation, actor, birth_year=THIS_YEAR - 15)
    with pytest.raises(ParentsMissing):
        entered(organisation, actor, birth_year=THIS_YEAR - 17)
    assert not Application.objects.exists()


def test_under_18_with_the_parents_signature(desk, organisation):
    year = THIS_YEAR - 16
    refused = desk.post(
        ENTRY, typed(organisation=organisation.pk, birth_year=str(year), parent_name="Eva Brief")
    )
    assert "Unterschrift eines Elternteils" in refused.content.decode()
    assert not Application.objects.exists()

    desk.post(
        ENTRY,
        typed(
            organisation=organisation.pk, birth_year=str(year), parent_name="Eva Brief", parents_agreed="on"
        ),
    )
    application = Application.objects.get()
    assert application.parent_agreed_at is not None
    assert (application.birth_year, application.parent_name) == (year, "Eva Brief")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("source", "web", "wie die Bewerbung kam"),
        ("place", "Nirgendwo", "Diesen Ort kennen wir nicht"),
        ("birth_year", "1700", "vier Ziffern"),
        ("code_0", "", "Nennen Sie die Sprache"),
        ("privacy_notice", "", "Datenschutzhinweise"),
        ("email", "keine", "nicht vollständig"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(desk, organisation, field, value, sentence):
    page = desk.post(ENTRY, typed(organisation=organisation.pk, **{field: value})).content.decode()

    assert sentence in page
    assert 'value="Rosa"' in page
    assert not Application.objects.exists()


def test_one_more_language_is_a_row_and_no_application(desk, organisation):
    page = desk.post(ENTRY, typed(organisation=organisation.pk, go="add_row")).content.decode()

    assert 'name="code_2"' in page
    assert 'value="Rosa"' in page
    assert "error-summary" not in page
    assert not Application.objects.exists()


def test_the_list_of_letters_costs_the_same_for_more(
    desk, organisation, member, django_assert_max_num_queries
):
    actor = Actor.staff(member)
    entered(organisation, actor)
    desk.get("/de/schreibtisch/briefe/")
    with django_assert_max_num_queries(7):
        desk.get("/de/schreibtisch/briefe/")
    for _ in range(3):
        entered(organisation, actor)
    with django_assert_max_num_queries(7):
        desk.get("/de/schreibtisch/briefe/")


def test_a_member_of_two_chooses_for_which(desk, organisation, other_organisation, member):
    other_organisation.memberships.create(user=member, role=Role.COORDINATOR)

    page = desk.get(ENTRY).content.decode()
    desk.post(ENTRY, typed(organisation=other_organisation.pk))

    assert other_organisation.name in page
    assert Application.objects.get().organisation == other_organisation


def test_applications_of_the_web_are_no_letters(organisation):
    make_application(organisation)
    assert not letters().exists()
