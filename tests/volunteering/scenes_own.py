"""Scenes of what people do with their own data, for `scenes.player`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from cms_apps.links.models import Link
from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.models import Application
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application


def own_scenes(organisation: HostOrganisation, actor: Actor) -> dict[str, Callable[[], Callable[[], Any]]]:
    """For each verb what brings an application to where it is possible, and then performs it."""

    def in_review() -> Application:
        return make_application(organisation, state="in_review")

    def accepted() -> Application:
        return make_application(organisation, state="accepted")

    def both_links() -> tuple[Link, Link]:
        key = str(email_asked().key)
        old, new = (Link.objects.get(purpose=one, object_key=key) for one in mails.EMAIL_LINKS)
        return old, new

    def email_asked() -> Application:
        application = make_application(organisation)
        services.ask_email_change(application, email="neu@beispiel.example")
        return application

    def second_link() -> Link:
        old, new = both_links()
        services.agree_to_email(old)
        return new

    def erasure_asked() -> Application:
        application = make_application(organisation, state="declined")
        services.ask_erasure(application)
        return application

    act = {"actor": actor}
    return {
        "correct": lambda: partial(
            services.correct, make_application(organisation), "about", {"motivation": "Neu."}, seen=0
        ),
        "ask_email_change": lambda: partial(
            services.ask_email_change, make_application(organisation), email="neu@beispiel.example"
        ),
        "agree_to_email": lambda: partial(services.agree_to_email, second_link()),
        "refuse_email": lambda: partial(services.refuse_email, both_links()[0]),
        "take_back_email_change": lambda: partial(services.take_back_email_change, email_asked()),
        "change_email_at_desk": lambda: partial(
            services.change_email_at_desk, in_review(), email="neu@beispiel.example", **act
        ),
        "revoke_consent": lambda: partial(services.revoke_consent, make_application(organisation), 0),
        "erase": lambda: partial(services.erase, accepted(), **act),
        "erase_own": lambda: partial(services.erase_own, make_application(organisation)),
        "ask_erasure": lambda: partial(
            services.ask_erasure, make_application(organisation, state="declined")
        ),
        "grant_erasure": lambda: partial(services.grant_erasure, erasure_asked(), **act),
        "refuse_erasure": lambda: partial(
            services.refuse_erasure, erasure_asked(), reason="Wir brauchen das noch.", **act
        ),
    }
