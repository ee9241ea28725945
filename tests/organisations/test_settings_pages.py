"""An organisation's own settings at the desk: every member reads, only the administration writes."""

import pytest
from django.urls import reverse

from cms_apps.organisations.enums import MOST_QUESTIONS, Role
from cms_apps.organisations.models import HostOrganisation, OwnQuestion, PrivacyNotice
from cms_apps.organisations.selectors import current_notice, questions_of
from cms_apps.organisations.services import add_question, publish_notice
from tests.factories.people import make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db

STOP = {"stop_text": "Unser Team ist voll.", "accepts_again_on": "2027-01-04"}
CHOICE = {
    "kind": "choice", "required": "on", "active": "on", "text_de": "Wie oft?", "help_de": "Ungefähr",
    "options_de": "oft\n selten \n\n", "text_en": "How often?", "help_en": "", "options_en": "often\nrarely",
}  # fmt: skip
PAGES = ["settings", "acceptance", "profile", "requirements", "limits", "notice", "questions", "add_question"]


def url(name, organisation, *more):
    return reverse(f"host:{name}", args=[organisation.pk, *more])


def again(organisation):
    return HostOrganisation.objects.get(pk=organisation.pk)


@pytest.fixture
def administrator(client, organisation):
    client.force_login(make_member(organisation, role=Role.ADMINISTRATOR))
    return client


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", Role.values)
def test_every_member_reads(client, organisation, name, role):
    client.force_login(make_member(organisation, role=role))

    page = client.get(url(name, organisation)).content.decode()

    may_change = role == Role.ADMINISTRATOR
    assert ("Sie lesen diese Einstellungen" in page) is not may_change
    if name not in {"settings", "questions"}:
        assert (">Speichern<" in page) is may_change


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"settings", "questions"}])
@pytest.mark.parametrize(
    ("who", "status"),
    [("reader", 403), ("coordinator", 403), ("foreign", 404), ("stranger", 403), ("anonymous", 403)],
)
def test_others_change_nothing(client, organisation, other_organisation, name, who, status):
    if who in Role.values:
        client.force_login(make_member(organisation, role=who))
    elif who == "foreign":
        client.force_login(make_member(other_organisation, role=Role.ADMINISTRATOR))
    elif who == "stranger":
        client.force_login(make_user())
    before = HostOrganisation.objects.values().get(pk=organisation.pk)

    data = {**CHOICE, **STOP, "minimum_age": "16", "text": "Neu", "rest_days": "3"}
    response = client.post(url(name, organisation), data)

    assert response.status_code == status
    assert HostOrganisation.objects.values().get(pk=organisation.pk) == before
    assert not PrivacyNotice.objects.exists()
    assert not OwnQuestion.objects.exists()


def test_what_was_typed_survives_the_end_of_the_session(client, organisation):
    page = client.post(url("notice", organisation), {"text": "Lange getippt."}).content.decode()

    assert "Lange getippt." in page


def test_whoever_works_for_one_organisation_is_led_to_its_settings(administrator, organisation):
    response = administrator.get("/de/schreibtisch/einstellungen/")

    assert response.url == url("settings", organisation)
    assert "/de/schreibtisch/einstellungen/" in administrator.get("/de/schreibtisch/").content.decode()


def test_whoever_works_for_several_chooses(client, organisation, other_organisation):
    user = make_member(organisation)
    other_organisation.memberships.create(user=user, role=Role.READER)
    client.force_login(user)

    page = client.get("/de/schreibtisch/einstellungen/").content.decode()

    assert url("settings", organisation) in page
    assert url("settings", other_organisation) in page


def test_a_stop_with_its_text_and_day(administrator, organisation):
    response = administrator.post(url("acceptance", organisation), STOP)

    assert response.url == url("settings", organisation)
    host = again(organisation)
    assert (host.accepts_applications, host.stop_text) == (False, "Unser Team ist voll.")
    assert "Wieder ab 4.\u00a0Januar 2027" in administrator.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "stop_text"),
        ({"accepts_applications": "on", "absent_from": "2026-12-01"}, "absent_until"),
        ({"accepts_applications": "on", "absent_until": "2026-12-01"}, "absent_from"),
        ({"accepts_applications": "on", "absent_from": "2026-12-02", "absent_until": "2026-12-01"}, "absent_until"),
        ({"accepts_applications": "on", "absent_from": "morgen"}, "absent_from"),
        ({"accepts_applications": "on", "absence_text": "x" * 301}, "absence_text"),
    ],
    ids=["no reason", "no end", "no begin", "backwards", "no day", "long"],
)  # fmt: skip
@pytest.mark.asvs("2.2.3")
def test_a_half_setting_is_named_at_its_field(administrator, organisation, data, field):
    response = administrator.post(url("acceptance", organisation), data)

    assert list(response.context["form"].errors) == [field]
    assert again(organisation).accepts_applications is True


def test_languages_are_typed_by_any_name(administrator, organisation):
    data = {"team_languages": "Arabic, persisch\nuk, arabisch", "office_code": "65183"}
    administrator.post(url("profile", organisation), data)

    assert again(organisation).team_languages == ["ar", "fa", "uk"]
    assert (
        "Arabisch, Farsi (Persisch), Ukrainisch"
        in administrator.get(url("profile", organisation)).content.decode()
    )


def test_an_unknown_language_is_named(administrator, organisation):
    response = administrator.post(
        url("profile", organisation), {"team_languages": "Arabisch, Arabish, Quatsch"}
    )

    assert response.context["form"].errors["team_languages"] == [
        "„Arabish“ kennen wir nicht. Meinten Sie Arabisch?",
        "„Quatsch“ steht nicht in der Liste der Sprachen.",
    ]


def test_an_own_deadline_and_back_to_the_usual(administrator, organisation):
    page = administrator.get(url("limits", organisation)).content.decode()
    assert "das sind zurzeit 10" in page

    administrator.post(url("limits", organisation), {"answer_working_days": "5"})
    assert again(organisation).answer_working_days == 5
    administrator.post(url("limits", organisation), {"answer_working_days": ""})
    assert again(organisation).answer_working_days is None


def test_a_minimum_age_and_a_first_talk(administrator, organisation):
    administrator.post(url("requirements", organisation), {"minimum_age": "16", "wants_first_talk": "on"})

    host = again(organisation)
    assert (host.minimum_age, host.wants_first_talk, host.asks_parents, host.asks_age) == (
        16,
        True,
        False,
        True,
    )


def test_each_change_of_the_notice_is_a_version_of_its_own(administrator, organisation):
    for text in ("Eins", "Eins", "Zwei", ""):
        administrator.post(url("notice", organisation), {"text": text})

    versions = list(PrivacyNotice.objects.values_list("version", "text"))
    assert [text for _version, text in versions] == ["Eins", "Zwei", ""]
    assert len({version for version, _text in versions}) == 3
    assert current_notice(organisation.pk) is None


def test_a_version_is_named_after_its_day(organisation):
    first, second = publish_notice(organisation, "Eins"), publish_notice(organisation, "Zwei")

    assert second.version == f"{first.version}b"
    assert len(first.version) == 10


def test_a_question_with_texts_in_two_languages(administrator, organisation):
    response = administrator.post(url("add_question", organisation), CHOICE)

    question = OwnQuestion.objects.get()
    assert response.url == url("questions", organisation)
    assert question.texts == {"de": "Wie oft?", "en": "How often?"}
    assert question.options == {"de": ["oft", "selten"], "en": ["often", "rarely"]}
    assert (question.kind, question.required, question.active) == ("choice", True, True)
    assert "Wie oft?" in administrator.get(url("question", organisation, question.pk)).content.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text_de": ""}, "text_de"),
        ({"options_de": "nur eine"}, "options_de"),
        ({"options_en": "one\ntwo\nthree"}, "options_en"),
        ({"options_de": "gleich\ngleich"}, "options_de"),
        ({"kind": "upload"}, "kind"),
    ],
)
def test_a_question_that_is_not_whole_is_refused(administrator, organisation, change, field):
    response = administrator.post(url("add_question", organisation), {**CHOICE, **change})

    assert field in response.context["form"].errors
    assert not OwnQuestion.objects.exists()


def test_the_form_warns_of_what_nobody_may_ask(administrator, organisation):
    page = administrator.get(url("add_question", organisation)).content.decode()

    assert "Fragen Sie nicht nach Herkunft, Religion, Gesundheit oder Aufenthaltsstatus" in page


@pytest.mark.asvs("2.3.2")
def test_no_more_than_five_questions(administrator, organisation):
    for number in range(MOST_QUESTIONS):
        add_question(organisation, texts={"de": f"Frage {number}"})

    response = administrator.post(url("add_question", organisation), CHOICE)

    assert "Mehr als 5 eigene Fragen" in response.content.decode()
    assert OwnQuestion.objects.count() == MOST_QUESTIONS
    assert "Frage hinzufügen" not in administrator.get(url("questions", organisation)).content.decode()


def test_questions_are_put_in_order_switched_off_and_deleted(administrator, organisation):
    first, second = (add_question(organisation, texts={"de": text}) for text in ("Eins", "Zwei"))

    administrator.post(url("question_up", organisation, second.pk))
    assert list(questions_of(organisation.pk)) == [second, first]
    administrator.post(url("question", organisation, second.pk), {"kind": "text", "text_de": "Zwei"})
    assert list(questions_of(organisation.pk)) == [first]
    assert administrator.get(url("delete_question", organisation, first.pk)).status_code == 200
    administrator.post(url("delete_question", organisation, first.pk))
    assert list(OwnQuestion.objects.all()) == [second]


def test_a_question_of_another_organisation_is_a_missing_one(administrator, organisation):
    foreign = add_question(make_organisation("Andere"), texts={"de": "Fremd?"})

    for name in ("question", "delete_question"):
        assert administrator.get(url(name, organisation, foreign.pk)).status_code == 404
        assert administrator.post(url(name, organisation, foreign.pk), CHOICE).status_code == 404
    assert administrator.post(url("question_up", organisation, foreign.pk)).status_code == 404
    assert OwnQuestion.objects.get().texts == {"de": "Fremd?"}
