"""Each type of page: what it shows, what machines read, and that more of it costs no more queries."""

import datetime as dt
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar
from wagtail.rich_text import RichText

from cms_apps.content.models import Topic
from cms_apps.media.models import Download
from cms_apps.pages.models import (
    ContactPage,
    CoursesPage,
    EventIndexPage,
    EventPage,
    ExampleIndexPage,
    ExamplePage,
    FiguresPage,
    MaterialsPage,
    SectionPage,
    ServicePage,
    StandardPage,
)
from cms_apps.parameters import figures
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import forget_cached
from cms_apps.places.models import District
from tests.factories.people import make_municipality, make_organisation, make_run
from tests.schema_org import objections, things_in

EVIL = 'A </script><script>alert("1")</script> & <!-- B'
NOON = dt.time(12)


def structured(html):
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert not set("<>&") & set(found)
    assert [said for thing in things_in(html) for said in objections(thing)] == []
    return json.loads(found)


def material(title, topic=None, accessible="unknown"):
    document = Download.objects.create(
        title=title, file=ContentFile(b"%PDF-" + b"x" * 2043, name="blatt.pdf")
    )
    document.get_file_size()
    row = {
        "title": title,
        "text": "Kurz.",
        "document": document,
        "version": "2.1",
        "updated_on": dt.date(2026, 3, 1),
    }
    return "material", {**row, "topic": topic, "accessible": accessible}


def test_amounts_of_a_service_page_are_never_typed(add, shown):
    chosen = ("allowance.hour_cents", "course_grant.unit_cents", "coordination.year_euros", "deadline.hours")
    rows = [{"amount": key, "note": "Hinweis" if key == chosen[0] else ""} for key in chosen]
    page = add(ServicePage, "Abrechnen", body=[("amounts", {"heading": "Beträge", "rows": rows})])
    before = shown(page)

    Parameter.objects.create(key="allowance.hour_cents", value="650", valid_from=timezone.localdate())
    forget_cached()

    assert "5 Euro" in before
    assert "12,50 Euro" in before
    assert "2\u202f000 Euro" in before
    assert "31. März" in before
    assert "Hinweis" in before
    after = shown(page)
    assert "6,50 Euro" in after
    assert ">5 Euro<" not in after


def test_amounts_are_written_in_the_language_of_the_page(add, client, home, translate):
    rows = [{"amount": key, "note": ""} for key in ("course_grant.unit_cents", "deadline.hours")]
    page = add(ServicePage, "Abrechnen", body=[("amounts", {"heading": "Beträge", "rows": rows})])
    translate(home)
    english = translate(page, {"Abrechnen": "Accounts", "Beträge": "Amounts"})

    html = client.get(english.get_url()).content.decode()

    assert "12.50" in html
    assert "March" in html


def test_an_amount_that_is_gone_leaves_its_row_out(add, shown):
    rows = [{"amount": "gone.cents", "note": "Verwaist"}, {"amount": "allowance.year_hours", "note": ""}]
    page = add(ServicePage, "Abrechnen", body=[("amounts", {"heading": "Beträge", "rows": rows})])

    html = shown(page)

    assert "Verwaist" not in html
    assert "276 Stunden" in html


def test_materials_say_what_they_are_and_narrow_by_topic(add, shown, home, topic):
    other = Topic.objects.create(title="Förderung", slug="foerderung", locale=home.locale)
    rows = [material("Leitfaden", topic, "yes"), material("Antrag", other, "no"), material("Merkblatt")]
    page = add(MaterialsPage, "Materialien", body=rows)

    everything, narrowed, nonsense = (
        shown(page),
        shown(page, "?thema=foerderung"),
        shown(page, "?thema=gibtsnicht"),
    )

    assert [title in everything for title in ("Leitfaden", "Antrag", "Merkblatt")] == [True] * 3
    for words in (
        "Version 2.1",
        "Stand: 1.\u00a0März 2026",
        "PDF, 2,0\u00a0KB",
        ">nicht barrierefrei<",
        "nicht geprüft",
    ):
        assert words in everything
    assert re.search(r'href="/dokumente/\d+/blatt[^"]*\.pdf"', everything)
    assert ("Antrag" in narrowed, "Leitfaden" in narrowed, "Merkblatt" in narrowed) == (True, False, False)
    assert "Merkblatt" in nonsense


def event(day, **fields):
    start = timezone.make_aware(dt.datetime.combine(day, NOON))
    return {"starts_at": start, "ends_at": start + dt.timedelta(hours=2), "lead": "Kommen Sie.", **fields}


@pytest.fixture
def events(add):
    return add(EventIndexPage, "Veranstaltungen")


def test_events_stand_in_order_and_the_past_in_the_archive(add, shown, events):
    today = timezone.localdate()
    for title, days in (("Später", 30), ("Bald", 3), ("Vorbei", -5), ("Lange vorbei", -400)):
        add(EventPage, title, events, **event(today + dt.timedelta(days=days), place_line="Rathaus"))

    ahead, archive = shown(events), shown(events, "?archiv=ja")

    assert ahead.index(">Bald<") < ahead.index(">Später<")
    assert ">Vorbei<" not in ahead
    assert archive.index(">Vorbei<") < archive.index(">Lange vorbei<")
    assert ">Bald<" not in archive


def test_an_event_is_read_by_people_machines_and_calendars(add, client, shown, events, contact):
    fields = event(
        dt.date(2027, 7, 1), place_line="Rathaus, Raum 12", access_note="Aufzug", sign_up_note="bis 1. Juni"
    )
    page = add(EventPage, EVIL, events, contact=contact, slug="treffen", **fields)

    html, answer = shown(page), client.get(f"{page.get_url()}kalender/")

    for words in (
        "Donnerstag, 1. Juli 2027, 12:00 Uhr",
        "14:00 Uhr",
        "Rathaus, Raum 12",
        "Aufzug",
        "bis 1. Juni",
    ):
        assert words in html
    data = structured(html)
    assert (data["@type"], data["name"], data["startDate"]) == ("Event", EVIL, "2027-07-01T12:00:00+02:00")
    assert data["location"] == [{"@type": "Place", "name": "Rathaus, Raum 12", "address": "Rathaus, Raum 12"}]
    assert answer["Content-Type"].startswith("text/calendar")
    assert 'filename="treffen.ics"' in answer["Content-Disposition"]
    (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert entry["location"] == "Rathaus, Raum 12"
    assert entry.decoded("dtstart") == fields["starts_at"]
    assert entry.decoded("dtend") == fields["ends_at"]


def test_an_event_that_is_over_says_so(add, shown, events):
    html = shown(add(EventPage, "Fest", events, **event(timezone.localdate() - dt.timedelta(days=2))))

    assert "Diese Veranstaltung ist vorbei." in html
    assert "kalender/" not in html


def test_an_event_ends_after_it_starts(add, events):
    page = add(EventPage, "Fest", events, **event(timezone.localdate()))

    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=page.pk).update(ends_at=page.starts_at)
    page.ends_at = page.starts_at
    with pytest.raises(ValidationError, match="Das Ende muss nach dem Beginn liegen"):
        page.full_clean()


def test_a_section_leads_to_what_lies_below_it(add, shown, picture, contact):
    section = add(SectionPage, "Lots*innen", lead="Für Begleiter*innen.", picture=picture, contact=contact)
    add(StandardPage, "Versicherung", section, lead="Wer haftet.")
    draft = StandardPage(title="Entwurf", locale=section.locale, live=False)
    section.add_child(instance=draft)

    html = shown(section)

    assert '<a href="/de/lotsinnen/versicherung/">Versicherung</a>' in html
    assert "Wer haftet." in html
    assert "Entwurf" not in html
    assert "0611 555 0101" in html


def example(**fields):
    return {
        "place": "Musterstadt",
        "host": "Verein Tor e. V.",
        "done": "Sprechstunde.",
        "helped": "Tee.",
        **fields,
    }


def test_examples_are_found_by_district(add, shown, picture):
    districts = [
        District.objects.create(ags=ags, name=name)
        for ags, name in (("06998", "Nordkreis"), ("06999", "Südkreis"))
    ]
    index = add(ExampleIndexPage, "Gute Beispiele")
    words = {"quote_text": "Wir gehen mit.", "quote_name": "Ala Muster", "quote_office": "Lotsin"}
    first = add(
        ExamplePage, "Tee im Norden", index, district=districts[0], picture=picture, **example(**words)
    )
    add(ExamplePage, "Fest im Süden", index, district=districts[1], **example())

    everything, narrowed, item = shown(index), shown(index, "?kreis=06999"), shown(first)

    assert "Tee im Norden" in everything
    assert "Fest im Süden" in everything
    assert ("Tee im Norden" in narrowed, "Fest im Süden" in narrowed) == (False, True)
    for shown_words in (
        "Musterstadt",
        "Nordkreis",
        "Verein Tor e. V.",
        "Sprechstunde.",
        "Tee.",
        "<cite>Ala Muster</cite>",
    ):
        assert shown_words in item


def test_the_contact_page_says_how_to_reach_us(add, shown, contact):
    rows = [("contact", {"heading": "Presse", "contact": contact})]
    page = add(
        ContactPage,
        "Erreichbar",
        hours="Mo bis Do",
        street="Beispielweg 1",
        town="65183 Wiesbaden",
        contacts=rows,
    )

    html = shown(page)

    for words in ("Mo bis Do", "Beispielweg 1", "65183 Wiesbaden", "Dana Muster", 'href="tel:06115550100"'):
        assert words in html
    assert structured(html)["address"] == "Beispielweg 1, 65183 Wiesbaden"


def test_figures_have_their_day_and_their_method(add, shown):
    figures.publish({figures.VOLUNTEERS: 1234}, dt.date(2026, 11, 3))
    bars = {"heading": "Träger", "counted": "Jahr", "unit": "Träger", "counted_on": dt.date(2026, 1, 2),
            "method": "Am Jahresende gezählt.", "rows": [{"label": "2024", "value": 1500}, {"label": "2025", "value": 3000}]}  # fmt: skip
    page = add(FiguresPage, "Zahlen", body=[("bars", bars)])

    html = shown(page)

    assert "1\u202f234" in html
    assert "Stand: 3.\u00a0November 2026" in html
    assert "Stand: 2.\u00a0Januar 2026" in html
    assert "Am Jahresende gezählt." in html
    assert re.findall(r'<rect width="([\d.]+)"', html) == ["50.0", "100.0"]
    assert '<th scope="row">2025</th><td><span class="bars__value">3\u202f000</span>' in html


def test_courses_are_found_by_district_and_form(add, shown):
    place = make_municipality()
    here, there = make_organisation("Träger Hier", serves=place), make_organisation("Träger Dort")
    run = make_run(here, title="Kurs am Abend")
    make_run(there, title="Kurs im Netz")
    there.course_runs.update(mode="online")
    make_run(there, title="Noch geheim", opened=False)
    page = add(CoursesPage, "Kurse")

    everything, near, online = (
        shown(page),
        shown(page, f"?kreis={place.district.ags}"),
        shown(page, "?form=online"),
    )

    assert [title in everything for title in ("Kurs am Abend", "Kurs im Netz", "Noch geheim")] == [
        True,
        True,
        False,
    ]
    assert ("Kurs am Abend" in near, "Kurs im Netz" in near) == (True, False)
    assert ("Kurs am Abend" in online, "Kurs im Netz" in online) == (False, True)
    data = {row["name"]: row for row in structured(everything)}
    assert data["Kurs am Abend"]["provider"]["name"] == run.organisation.name
    assert data["Kurs im Netz"]["hasCourseInstance"]["courseMode"] == "online"


def test_three_rows_cost_what_one_costs(add, cost, events, picture, topic, contact, home):
    index = add(ExampleIndexPage, "Gute Beispiele")
    section = add(SectionPage, "Bereich")
    courses = add(CoursesPage, "Kurse")
    pages = [events, index, section, courses]
    counts = []
    for size in (1, 2):
        for number in range(size):
            tomorrow = event(timezone.localdate() + dt.timedelta(days=1))
            add(EventPage, f"Fest {size} {number}", events, topic=topic, place_line="Rathaus", **tomorrow)
            district = District.objects.create(ags=f"0{size}{number}99", name=f"Kreis {size} {number}")
            add(
                ExamplePage,
                f"Beispiel {size} {number}",
                index,
                picture=picture,
                district=district,
                **example(),
            )
            add(StandardPage, f"Seite {size} {number}", section)
            place = make_municipality(
                f"Ort {size}{number}", code=f"3411{size}{number}"[:5], ags=f"06{size}{number}1"
            )
            make_run(make_organisation(f"Träger {size} {number}", serves=place))
        many = [material(f"Blatt {size} {number}", topic) for number in range(size * 2 - 1)]
        counts.append(
            [*map(cost, pages), cost(add(MaterialsPage, f"Materialien {size}", body=many, contact=contact))]
        )

    assert counts[0] == counts[1]
    assert counts[0] == [4, 3, 4, 3, 4]


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (ServicePage, {"body": [("text", RichText("<p>So geht es.</p>"))]}),
        (ContactPage, {"street": "Weg 1"}),
        (FiguresPage, {}),
        (CoursesPage, {}),
        (MaterialsPage, {}),
        (EventIndexPage, {}),
        (ExampleIndexPage, {}),
        (SectionPage, {}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_empty_pages_are_cacheable_and_hold_no_form(add, client, model, fields):
    page = add(model, "Leer", **fields)

    response = client.get(page.get_url())

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert b"csrf" not in response.content
    assert b" style=" not in response.content
