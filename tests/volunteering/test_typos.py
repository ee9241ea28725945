""" "Meinten Sie …?": slips in a mail address, found without asking anybody; never a wall."""

import pytest

from cms_apps.volunteering.forms.typos import KNOWN, likely_address, slips
from cms_apps.volunteering.models import Draft
from tests.volunteering.test_spine import STEPS
from tests.volunteering.test_wizard import begin, choose, step_url


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("amal@gmial.com", "amal@gmail.com"),
        ("amal@gmail.con", "amal@gmail.com"),
        ("amal@gmail.co", "amal@gmail.com"),
        ("amal@gmai.com", "amal@gmail.com"),
        ("Amal@GMIAL.com", "Amal@gmail.com"),
        ("amal@gnx.de", "amal@gmx.de"),
        ("amal@wbe.de", "amal@web.de"),
        ("amal@t-onlin.de", "amal@t-online.de"),
        ("amal@hotmial.de", "amal@hotmail.de"),
        ("amal@googelmail.com", "amal@googlemail.com"),
        ("amal@yaho.de", "amal@yahoo.de"),
        ("amal@outlok.de", "amal@outlook.de"),
    ],
)
def test_a_slip_is_found(typed, meant):
    assert likely_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "amal", "amal@", "@gmail.com", "amal@gmail.com", "amal@beispiel.example", "amal@stadt-musterstadt.de",
     "amal@diakonie.de", "amal@caritas.de", "amal@uni-kassel.de", "amal@wiesbaden.de", "a@b@c"],
)  # fmt: skip
def test_what_looks_right_is_left_alone(typed):
    assert likely_address(typed) == ""


@pytest.mark.parametrize("domain", KNOWN)
def test_a_known_domain_is_never_questioned(domain):
    assert likely_address(f"amal@{domain}") == ""


def test_slips_are_counted():
    assert [slips("gmail", other) for other in ("gmail", "gmial", "gmai", "gmaill", "gmaik", "web")] == [
        0, 1, 1, 1, 1, 5,
    ]  # fmt: skip


@pytest.fixture
def contact(client, organisation):
    choose(client, begin(client), organisation)
    return step_url("kontakt")


TYPED = {**STEPS["kontakt"], "kontakt-email": "amal@gmial.com"}


@pytest.mark.django_db
def test_the_question_is_asked_once_and_weiter_goes_on(client, contact):
    asked = client.post(contact, TYPED)
    page = client.get(asked.url.partition("#")[0]).content.decode()
    assert "Meinten Sie" in page
    assert 'name="kontakt-asked_about" value="amal@gmial.com"' in page

    response = client.post(contact, {**TYPED, "kontakt-asked_about": "amal@gmial.com"})

    assert response.url == step_url("kurs")
    assert Draft.objects.get().email == "amal@gmial.com"


@pytest.mark.django_db
def test_the_button_takes_the_suggestion_without_script(client, contact):
    response = client.post(contact, {**TYPED, "go": "suggested"})

    page = client.get(response.url).content.decode()
    assert 'value="amal@gmail.com"' in page
    assert "Meinten Sie" not in page
    assert Draft.objects.get().email == "amal@gmail.com"


@pytest.mark.django_db
def test_the_check_page_does_not_show_what_the_page_only_carries(client, contact):
    client.post(contact, {**TYPED, "kontakt-asked_about": "amal@gmial.com"})

    page = client.get(step_url("pruefen")).content.decode()

    assert page.count("amal@gmial.com") == 1
