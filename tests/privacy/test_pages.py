"""The deletion concept and the record of processing, printed from the declarations."""

import datetime as dt

import pytest
from django.apps import apps
from django.utils import timezone
from django.utils.translation import override

from cms_apps.foundation.privacy import declaration_of, deletion_rules
from cms_apps.parameters.models import Parameter
from cms_apps.privacy import printing
from cms_apps.privacy.models import ErasureEntry, PurgeRecord
from cms_apps.privacy.third_party import THIRD_PARTY
from tests.factories.people import make_member, make_organisation

pytestmark = pytest.mark.django_db
CONCEPT, RECORD = "/de/loeschkonzept/", "/de/leitstelle/verarbeitungen/"


def set_parameter(key, value):
    Parameter.objects.create(key=key, valid_from=timezone.localdate() - dt.timedelta(days=1), value=value)


def text(response):
    return response.content.decode()


def test_every_kind_of_personal_data_is_in_print():
    printed = {row.data for one in printing.activities() for row in one.rows}

    for model in apps.get_models():
        declared = declaration_of(model) or THIRD_PARTY[model._meta.label]
        if declared.fields:
            assert str(declared.data) in printed, model._meta.label


def test_concept_says_the_periods_of_this_installation(client):
    before = text(client.get(CONCEPT))
    set_parameter("declined.days", "91")
    after = text(client.get(CONCEPT))

    assert "180 Tage" in before
    assert "91 Tage" not in before
    assert "91 Tage" in after


def test_concept_is_public_cacheable_and_cheap(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        response = client.get(CONCEPT)

    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


@pytest.mark.parametrize("path", [CONCEPT, "/en/loeschkonzept/"])
def test_concept_names_every_rule(client, path):
    language = path[1:3]
    content = text(client.get(path))

    with override(language):
        for rule in deletion_rules.values():
            assert str(rule.what) in content


def test_one_day_and_one_year_are_words():
    set_parameter("funding.years", "1")

    assert printing.period(deletion_rules["volunteering.tables"]) == "1 Tag"
    assert printing.period(deletion_rules["volunteering.funding"]) == "1 Jahr"


def test_record_is_for_the_centre_and_shows_what_went(client):
    clerk = make_member(make_organisation("Servicestelle", centre=True), role="reader")
    PurgeRecord.objects.create(rule="volunteering.declined", deleted=3)
    PurgeRecord.objects.create(rule="volunteering.left", error="OperationalError")
    ErasureEntry.objects.create(kind="application", key="x")
    client.force_login(clerk)

    content = text(client.get(RECORD))

    assert "auf Verlangen: eine Bewerbung" in content

    assert "abgelehnte Bewerbungen" in content
    assert "fehlgeschlagen" in content
    assert "Art. 30" in content
