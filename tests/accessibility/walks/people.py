"""Who looks: browsers, and the links that they hold."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.volunteering.mails import STATUS_LINK

Look = Callable[..., None]


class Person:
    """Makes browsers: `person()` is a client."""

    language = "de"

    def __call__(self, **options: Any) -> Client:
        """A browser without any cookie."""
        return Client(**options)

    def pages_are_there(self) -> None:
        """What has to be done once the German pages stand; nothing for somebody who reads German."""


def token(purpose: str, application: Any) -> str:
    return links.token(Link.objects.get(purpose=purpose, object_key=str(application.key)))


def holder_of(person: Person, application: Any) -> Client:
    """A browser that has opened the status link."""
    client = person()
    client.get(f"/de/bewerbung/stand/oeffnen/{token(STATUS_LINK, application)}/")
    return client


def signed_in(person: Person, user: Any) -> Client:
    client = person()
    client.force_login(user)
    return client
