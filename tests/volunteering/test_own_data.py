"""Correcting what was sent: the same rules as in the sign-up, the team sees which fields, two windows get along."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms_apps.organisations.models import OwnQuestion
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import forget_cached
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application, Correction
from cms_apps.workflow.actors import Actor
from tests.accessibility.walks.people import Person, holder_of
from tests.factories.people import make_application, make_member, make_municipality, make_run

pytestmark = pytest.mark.django_db

CONTACT = {"first_name": "Amal", "last_name": "Neu"}


def url(application, part):
    return f"/de/bewerbung/stand/{application.number}/angaben/{part}/"


def holder(application) -> Client:
    return holder_of(Person(), application)


def posted(page, **values):
    """What the browser sends of a page: its hidden version and what is typed."""
    return {"seen": page.context["seen"], "go": "save", **values}


def test_name_and_phone_are_corrected_and_the_team_sees_which(organisation):
    application = make_application(organisation, state="in_review", phone="")
    client, desk = holder(application), Client()
    desk.force_login(make_member(organisation))

    page = client.get(url(application, "kontakt"))
    assert 'name="email"' not in page.content.decode()
    values = {"first_name": application.first_name, "last_name": "Neu", "phone": "٠٦١١ ٥٥٥٠١٩٩"}
    saved = client.post(url(application, "kontakt"), posted(page, **values))

    assert saved.url == f"/de/bewerbung/stand/{application.number}/"
    application.refresh_from_db()
    assert (application.full_name, application.phone) == ("Amal Neu", "0611 5550199")
    assert Correction.objects.get().fields == ["last_name", "phone"]
    assert application.last_name_key.startswith("neu")
    made_of_the_name = [field for field in Application._meta.fields if hasattr(field, "parts")]
    assert len(made_of_the_name) >= 3
    assert all(getattr(application, one.name) == one.key_of(application) for one in made_of_the_name)
    case = desk.get(f"/de/schreibtisch/bewerbungen/{application.number}/").content.decode()
    assert "Nachname, Telefon, Bewerber*in" in case
    assert "Beispiel" not in str(list(Correction.objects.values()))


@pytest.mark.parametrize(
    ("part", "wrong", "said"),
    [
        ("kontakt", {"first_name": "", "last_name": "Neu"}, "Geben Sie Ihren Vornamen ein."),
        ("kontakt", {**CONTACT, "phone": "ruf an"}, "Geben Sie die Nummer mit Vorwahl ein"),
        ("sprachen", {"rows": "2"}, "Nennen Sie mindestens eine Sprache."),
        ("zeiten", {"hours": "open"}, "Kreuzen Sie mindestens eine Zeit an."),
        ("zeiten", {"slots": ["never"], "hours": "open"}, "ungültig"),
        ("ueber-mich", {"motivation": "x" * 3001}, "Kürzen Sie ihn auf 3000 Zeichen."),
        ("ort", {"place": "Nirgendwo"}, "Diesen Ort kennen wir nicht."),
        ("kurs", {"course": "run-999999"}, "Dieser Kurs nimmt niemanden mehr auf."),
        ("kurs", {}, "Wählen Sie einen Kurs"),
    ],
)
def test_bad_input_is_told_and_stays(organisation, part, wrong, said):
    application = make_application(organisation)
    client = holder(application)

    page = client.post(url(application, part), {"seen": 0, **wrong})

    assert page.status_code == 200
    assert said in page.content.decode() or said == "ungültig"
    assert page.context["form"].errors
    assert not Correction.objects.exists()


def test_a_wish_for_a_course_is_changed_until_it_is_decided(organisation):
    run = make_run(organisation, title="Basiskurs")
    application = make_application(organisation, course_wish="later")
    client = holder(application)
    page = client.get(url(application, "kurs"))
    assert page.context["form"]["course"].value() == "later"

    client.post(url(application, "kurs"), posted(page, course=f"run-{run.pk}"))

    application.refresh_from_db()
    assert (application.course_wish, application.wished_run) == ("run", run)
    assert client.get(url(application, "kurs")).context["form"]["course"].value() == f"run-{run.pk}"
    assert "Basiskurs" in client.get(f"/de/bewerbung/stand/{application.number}/").content.decode()
    decided = make_application(organisation, state="declined")
    assert holder(decided).get(url(decided, "kurs")).status_code == 302


def test_answers_to_the_organisations_questions_are_changed_and_old_ones_stay(organisation):
    asked = [
        OwnQuestion.objects.create(organisation=organisation, kind=kind, texts={"de": text}, options=options)
        for kind, text, options in (
            ("yes_no", "Auto?", {}), ("choice", "Woher?", {"de": ["Plakat", "Radio"]}), ("text", "Warum?", {}),
        )
    ]  # fmt: skip
    old = {"question": 999_999, "label": "Früher?", "value": "Ja"}
    given = [
        {"question": one.pk, "label": str(one), "value": value}
        for one, value in zip(asked, ("Nein", "Radio", "Darum"), strict=True)
    ]
    application = make_application(organisation, extra_answers=(old, *given))
    client, names = holder(application), [f"frage_{one.pk}" for one in asked]
    page = client.get(url(application, "fragen"))
    assert [page.context["form"][name].value() for name in names] == ["no", "Radio", "Darum"]

    client.post(
        url(application, "fragen"), posted(page, **dict(zip(names, ("yes", "Radio", ""), strict=True)))
    )

    application.refresh_from_db()
    assert [(one["label"], one["value"]) for one in application.extra_answers] == [
        ("Früher?", "Ja"), ("Auto?", "Ja"), ("Woher?", "Radio"),
    ]  # fmt: skip
    assert Correction.objects.get().fields == ["extra_answers"]


def test_languages_are_written_whole_and_get_more_rows(organisation):
    application = make_application(organisation)
    client = holder(application)
    page = client.get(url(application, "sprachen"))
    assert 'value="Arabisch"' in page.content.decode()

    row = {"code_0": "Arabisch", "level_0": "good", "written_0": "on", "rows": "2"}
    grown = client.post(url(application, "sprachen"), posted(page, **row) | {"go": "add_row"})
    form = grown.context["form"]
    assert (form.row_count, form["written_0"].value(), form["spoken_0"].value()) == (3, True, False)
    typed = {
        **row,
        "code_2": "Klingonisch",
        "level_2": "basic",
        "spoken_2": "on",
        "other_2": "on",
        "rows": "3",
    }
    client.post(url(application, "sprachen"), posted(grown, **typed))

    kept = application.languages.values_list("code", "other_name", "level", "spoken", "written")
    assert sorted(kept) == [("ar", "", "good", False, True), ("other", "Klingonisch", "basic", True, False)]
    again = client.get(url(application, "sprachen")).context["form"]
    assert (again["spoken_0"].value(), again["other_1"].value()) == (False, True)


@pytest.mark.asvs("2.2.3")
def test_a_place_is_one_that_the_same_organisation_serves(organisation, municipality):
    make_municipality("Anderswo", code="34117", ags="06611")
    near = make_municipality("Nebenan", code="65185")
    organisation.served_areas.create(municipality=near)
    application = make_application(organisation)
    client, page = holder(application), holder(application).get(url(application, "ort"))

    refused = client.post(url(application, "ort"), posted(page, place="34117"))
    assert "begleitet an diesem Ort nicht" in refused.content.decode()
    assert not Correction.objects.exists()
    client.post(url(application, "ort"), posted(page, place="65185"))

    application.refresh_from_db()
    assert (application.municipality, application.organisation) == (near, organisation)


def test_the_second_of_two_windows_is_told_and_may_insist(organisation):
    application = make_application(organisation)
    client = holder(application)
    one, two = (client.get(url(application, "ueber-mich")) for _ in range(2))

    client.post(url(application, "ueber-mich"), posted(one, motivation="Eins."))
    told = client.post(url(application, "ueber-mich"), posted(two, motivation="Zwei."))

    assert "in einem anderen Fenster geändert" in told.content.decode()
    assert ">\nZwei.</textarea>" in told.content.decode()
    assert Application.objects.get().motivation == "Eins."
    client.post(url(application, "ueber-mich"), posted(told, motivation="Zwei."))
    assert Application.objects.get().motivation == "Zwei."
    # A second tap changes nothing and is no conflict.
    assert client.post(url(application, "ueber-mich"), posted(told, motivation="Zwei.")).status_code == 302
    assert Correction.objects.count() == 2


def test_windows_on_different_parts_do_not_disturb_each_other(organisation):
    application = make_application(organisation)
    client = holder(application)
    page = client.get(url(application, "kontakt"))

    services.correct(application, "about", {"motivation": "Neu."}, seen=0)

    client.post(url(application, "kontakt"), posted(page, **CONTACT))

    assert Application.objects.get().full_name == "Amal Neu"


def test_after_acceptance_the_volunteer_follows_and_what_was_decided_about_stays(organisation):
    application = make_application(organisation, state="accepted")
    client = holder(application)
    page = client.get(url(application, "kontakt"))

    client.post(url(application, "kontakt"), posted(page, first_name="Amal", last_name="Neu", phone=""))

    application.refresh_from_db()
    assert application.volunteer.last_name == application.last_name == "Neu"
    assert application.volunteer.phone == ""
    assert client.get(url(application, "sprachen")).status_code == 200
    assert client.get(url(application, "ueber-mich")).status_code == 302
    client.post(url(application, "ueber-mich"), {"seen": 0, "motivation": "Anders."})
    assert Application.objects.get().motivation != "Anders."


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_what_is_over_is_not_corrected(organisation, state):
    application = make_application(organisation, state=state)
    client = holder(application)

    page = client.post(url(application, "kontakt"), {"seen": 0, **CONTACT}, follow=True)

    assert "geht bei dieser Bewerbung nicht mehr" in page.content.decode()
    assert "angaben/kontakt" not in page.content.decode()
    assert not Correction.objects.exists()


def test_who_has_left_corrects_nothing(organisation):
    application = make_application(organisation, state="accepted")
    services.stop_volunteering(application)

    assert holder(application).get(url(application, "kontakt")).status_code == 302


def test_a_correction_while_the_team_accepts_is_not_lost(organisation):
    application = make_application(organisation, state="in_review")
    seen_by_team = Application.objects.get(pk=application.pk)
    values = {"first_name": "Amal", "last_name": "Neu", "phone": ""}
    services.correct(application, "contact", values, seen=0)

    services.accept(seen_by_team, actor=Actor.staff(make_member(organisation)), run=make_run(organisation))

    assert seen_by_team.volunteer.last_name == "Neu"


def test_unknown_parts_and_strangers_see_nothing(organisation, client):
    application = make_application(organisation)

    assert client.get(url(application, "kontakt")).status_code == 404
    assert holder(application).get(url(application, "passwort")).status_code == 404


def test_changes_have_a_limit(organisation):
    Parameter.objects.create(key="corrections_per_hour", value="1", valid_from=timezone.localdate())
    forget_cached()
    application = make_application(organisation)
    client = holder(application)
    for words in ("Eins.", "Zwei."):
        page = client.get(url(application, "ueber-mich"))
        page = client.post(url(application, "ueber-mich"), posted(page, motivation=words))

    assert "viele Änderungen" in page.content.decode()
    assert Application.objects.get().motivation == "Eins."


def test_both_pages_are_there_in_each_language_until_something_is_typed(organisation):
    application = make_application(organisation)
    client, base = holder(application), f"bewerbung/stand/{application.number}/"

    for page in ("angaben/kontakt/", "angaben/sprachen/", "e-mail/"):
        shown = client.get(f"/de/{base}{page}").content.decode()
        assert f'href="/en/{base}{page}"' in shown
        go = "add_row" if "sprachen" in page else "save"
        typed = client.post(f"/de/{base}{page}", {"go": go})
        assert typed.status_code == 200
        assert f'href="/en/{base}{page}"' not in typed.content.decode()


def test_the_status_page_costs_a_bound_number_of_queries(organisation, django_assert_num_queries):
    application = make_application(organisation)
    client = holder(application)
    status = f"/de/bewerbung/stand/{application.number}/"
    client.get(status)

    with django_assert_num_queries(6):
        client.get(status)
    application.languages.create(code="uk", level="good")
    application.languages.create(code="fa", level="good")
    with django_assert_num_queries(6):
        client.get(status)


def test_an_overdue_answer_is_not_promised_once_more(organisation):
    application = make_application(organisation)
    Application.objects.filter(pk=application.pk).update(promised_on=timezone.localdate() - timedelta(days=1))

    page = holder(application).get(f"/de/bewerbung/stand/{application.number}/").content.decode()

    assert "Was Sie tun können" in page
    assert "schreibt Ihnen bis" not in page
