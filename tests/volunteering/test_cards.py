"""What the cards of the Träger say before somebody chooses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms_apps.organisations.models import HostOrganisation, ServedArea
from cms_apps.organisations.selectors import with_profile
from cms_apps.organisations.services import change_settings
from cms_apps.places.models import PostalArea
from cms_apps.volunteering.forms.cards import organisation_cards
from tests.factories.people import make_municipality, make_organisation, make_run
from tests.volunteering.test_wizard import begin

pytestmark = pytest.mark.django_db


def facts(organisation, **place):
    [card] = organisation_cards([organisation], **{"typed": "65183", "municipality": None, **place})
    return dict(card.facts)


def test_a_card_says_what_speaks_for_an_organisation(organisation):
    make_municipality("Kassel", code="34117", ags="06611")
    PostalArea.objects.filter(code="65183").update(latitude=50.08, longitude=8.24)
    PostalArea.objects.filter(code="34117").update(latitude=51.32, longitude=9.49)
    organisation.team_languages, organisation.office_code = ["ar", "uk", "sgn-de"], "34117"
    organisation.answer_days = 4
    run = make_run(organisation, in_days=30)
    make_run(organisation, in_days=60)

    begins = timezone.localtime(run.dates.get().starts_at)
    assert facts(organisation) == {
        "Entfernung": "etwa 164 km Luftlinie",
        "Antwort": "meist innerhalb von 4 Tagen",
        "Sprachen im Team": "Arabisch, Ukrainisch, Deutsche Gebärdensprache",
        "Nächster Kurs": f"{begins.day}.\u00a0{['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'][begins.month - 1]} {begins.year}",
    }


def test_a_card_says_nothing_that_nobody_knows(organisation):
    assert facts(organisation) == {}


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "meist am selben Tag"), (1, "meist innerhalb von 1 Tag"), (9, "meist innerhalb von 9 Tagen")],
)
def test_answer_times_read_well(organisation, days, words):
    organisation.answer_days = days

    assert facts(organisation)["Antwort"] == words


def test_a_long_list_of_languages_is_cut(organisation):
    organisation.team_languages = ["ar", "tr", "uk", "ru", "fa", "en", "fr", "es", "it", "pl"]

    assert facts(organisation)["Sprachen im Team"].endswith("Spanisch und 2 weitere")


def test_the_centres_course_stands_in(organisation):
    make_run(make_organisation("Zentrum", centre=True))

    assert "Nächster Kurs" in facts(organisation)


def test_the_first_card_says_why_it_is_first(organisation, municipality):
    wide = make_organisation("Aaa kreisweit")
    ServedArea.objects.create(organisation=wide, district=municipality.district, rank=1)

    def tags(offers):
        return [c.tag for c in organisation_cards(offers, typed="", municipality=municipality)]

    from cms_apps.organisations.selectors import organisations_offered  # noqa: PLC0415

    assert tags(organisations_offered(municipality)) == [
        "Steht oben, weil dieser Träger für Ihre Gemeinde zuständig ist", "",
    ]  # fmt: skip
    ServedArea.objects.filter(organisation=organisation).delete()
    assert tags(organisations_offered(municipality)) == [""]


def test_all_cards_cost_two_queries(organisation, django_assert_num_queries):
    make_organisation("B", office_code="34117")
    make_organisation("C", office_code="65183")
    several = list(with_profile(HostOrganisation.objects.all()))

    with django_assert_num_queries(2):
        organisation_cards(several, typed="65183", municipality=None)


def test_an_absent_organisation_says_so_with_the_promised_day(client, organisation):
    today = timezone.localdate()
    change_settings(
        organisation, absent_from=today, absent_until=today + timedelta(days=7), absence_text="Wir ziehen um."
    )

    page = client.get(begin(client)).content.decode()

    assert "ist niemand da. Antwort bekommen Sie bis" in page
    assert "Wir ziehen um." in page


def test_a_stopped_organisation_is_shown_with_its_text_and_cannot_be_chosen(
    client, organisation, municipality
):
    make_organisation("Träger Z", serves=municipality)
    change_settings(organisation, accepts_applications=False, stop_text="Unser Team ist voll.")

    response = client.get(begin(client))

    page = response.content.decode()
    assert "Unser Team ist voll." in page
    assert "Nimmt zurzeit keine Bewerbungen an." in page
    assert f'name="ort-organisation" value="{organisation.pk}"' not in page
    step = response.context["action"]
    refused = client.post(
        step,
        {
            "ort-place": "65183",
            "ort-shown_for": response.context["form"].asked_for,
            "ort-organisation": organisation.pk,
        },
        follow=True,
    )
    assert "Diese Auswahl gibt es hier nicht mehr" in refused.content.decode()
