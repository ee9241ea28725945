"""What the clock does with requests for accompaniment."""

from cms_apps.volunteers.services import requests


def remind_of_requests() -> None:
    """Remind teams of requests that have to be answered soon."""
    requests.remind_of_requests()
