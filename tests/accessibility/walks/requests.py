"""Asking for accompaniment, and the desk that answers."""

from cms_apps.organisations.services import publish_notice
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.services.requests import take_request
from cms_apps.workflow.actors import Actor
from tests.accessibility.walks.people import Look, Person, signed_in
from tests.factories.people import make_member, make_municipality, make_organisation, make_request

DESK, OWN = "/de/schreibtisch/anfragen/", "/de/begleitung/anfrage/"


def accompaniment(person: Person, look: Look) -> None:
    organisation = make_organisation("Träger A", serves=make_municipality())
    client, member = person(), make_member(organisation)
    form = f"/de/begleitung/{organisation.pk}/"
    look("ask", client.get(f"{form}?ort=65183&sprache=uk"))
    look("ask with errors", client.post(form, {"email": "falsch"}))
    look("sent, but nothing", client.get("/de/begleitung/gesendet/"))
    typed = {
        "whom": "other", "first_language": "uk", "topic": "office", "place": "65183", "wanted": "Dienstag",
        "name": "Olena", "phone": "0611 555 0199",
    }  # fmt: skip
    look("sent", client.post(form, typed, follow=True))
    mine = AccompanimentRequest.objects.get()
    look("own request", client.get(f"{OWN}{mine.number}/"))
    look("take it back?", client.get(f"{OWN}{mine.number}/erledigt/"))
    look("no link", person().get(f"{OWN}{mine.number}/"), status=404)
    other = make_organisation("Träger B")
    publish_notice(other, "Wir bewahren Ihre Angaben ein Jahr auf.")
    AccompanimentRequest.objects.update(offered_to=other)
    look("asked whether it may be passed on", client.get(f"{OWN}{mine.number}/"))
    look(
        "passed on",
        client.post(f"{OWN}{mine.number}/weitergeben/", {"target": other.pk, "go": "agree"}, follow=True),
    )
    look("passed on from here", client.get(f"{OWN}{mine.number}/"))
    desk = signed_in(person, member)
    look("requests", desk.get(DESK))
    request = make_request(organisation)
    page = f"{DESK}{request.number}/"
    look("request", desk.get(page))
    look("answer a request", desk.get(f"{page}beantworten/"))
    look("answer with errors", desk.post(f"{page}beantworten/", {}))
    look("pass a request on", desk.get(f"{page}weitergeben/"))
    look("pass on with errors", desk.post(f"{page}weitergeben/", {}))
    look("proposed", desk.post(f"{page}weitergeben/", {"target": other.pk}, follow=True))
    look("decline a request", desk.get(f"{page}ablehnen/"))
    look("decline with errors", desk.post(f"{page}ablehnen/", {}))
    take_request(request, actor=Actor.staff(member))
    look("taken before", desk.post(f"{page}uebernehmen/"), status=409)
    look("declined", desk.post(f"{page}ablehnen/", {"refusal": "time"}, follow=True))
    look("closed requests", desk.get(f"{DESK}?stand=erledigt"))
