"""What the clock does with requests for accompaniment."""

from cms_apps.volunteers.services import requests


def remind_of_requests() -> None:
    """Remind teams of requests that have to be answered soon, and tell people whose day has passed."""
    requests.remind_of_requests()
    requests.tell_of_missed_days()
