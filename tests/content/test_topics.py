"""A topic whose short name is taken is refused at its field."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from cms_apps.content.models import Topic
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_a_short_name_that_is_taken_is_said_at_its_field():
    Topic.objects.create(title="Ehrenamt", slug="ehrenamt", locale=Locale.objects.get(language_code="de"))
    client = Client()
    client.force_login(make_user(is_superuser=True))

    answer = client.post(reverse("wagtailsnippets_content_topic:add"), {"title": "Neu", "slug": "ehrenamt"})

    assert answer.status_code == 200
    assert "Diesen Kurznamen gibt es schon." in answer.content.decode()
    assert Topic.objects.count() == 1
