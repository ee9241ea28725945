"""Another e-mail address: both mailboxes say yes, or the team enters it for whoever lost the old one."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cms_apps.links.models import Link
from cms_apps.links.services import token
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.errors import NotNow, ParentsAddress, SameAddress, TooManyChanges
from cms_apps.volunteering.models import Application, Correction, EmailChange
from cms_apps.volunteering.services.addresses import delete_old_email_changes
from cms_apps.workflow.actors import Actor
from tests.accessibility.walks.people import Person, holder_of
from tests.factories.people import answers_for, make_application, make_member
from tests.rows import mail_rows
from tests.threads import together

pytestmark = pytest.mark.django_db
NEW = "neu@beispiel.example"


def ask(application, email=NEW, **extra):
    path = f"/de/bewerbung/stand/{application.number}/e-mail/"
    return holder_of(Person(), application).post(path, {"email": email, **extra}, follow=True)


def link_of(application, purpose):
    return Link.objects.get(purpose=purpose, object_key=str(application.key))


def links_in(sent):
    """The path of the link in each mail, by its address."""
    found = {
        mail.to[0]: re.search(r"http://testserver(/de/bewerbung/adresse/\S+)", mail.body) for mail in sent
    }
    return {to: hit.group(1) for to, hit in found.items() if hit}


def click(path, go="agree"):
    """Somebody opens a link in their own browser and presses a button."""
    client = Client()
    page = client.get(path, follow=True)
    return client.post(page.request["PATH_INFO"], {"go": go})


def test_the_address_changes_when_both_mailboxes_have_agreed(organisation, deliver):
    application = make_application(organisation, state="accepted")
    other = make_application(organisation, email=application.email)
    old = application.email
    deliver()
    page = ask(application).content.decode()
    paths = links_in(deliver())
    assert set(paths) == {old, NEW}
    assert "Wir schreiben an beide Adressen" in page
    assert "Wir warten auf die Zustimmung aus beiden Postfächern." in page

    Client().get(paths[NEW], follow=True)  # a scanner opens it
    assert "bisherige Postfach" in click(paths[NEW]).content.decode()
    assert Application.objects.get(pk=application.pk).email == old
    done = click(paths[old]).content.decode()

    assert "Die neue E-Mail-Adresse gilt" in done
    assert "Link zu Ihrer Bewerbung" in done
    application.refresh_from_db()
    assert application.email == application.volunteer.email == NEW
    assert Application.objects.get(pk=other.pk).email == old
    assert [mail.to for mail in deliver()] == [[NEW]]
    assert not EmailChange.objects.exists()
    assert Correction.objects.get().what == "E-Mail-Adresse"
    assert (
        holder_of(Person(), application).get(f"/de/bewerbung/stand/{application.number}/").status_code == 200
    )
    assert Client().get(paths[old]).status_code == 410


def test_the_status_page_says_which_mailbox_is_missing_and_calls_the_change_off(organisation, deliver):
    application = make_application(organisation, state="in_review")
    deliver()
    ask(application)
    paths, old = links_in(deliver()), application.email
    client, status = holder_of(Person(), application), f"/de/bewerbung/stand/{application.number}/"
    click(paths[NEW])

    page = client.get(status).content.decode()
    assert NEW in page
    assert "Wir warten auf die Zustimmung aus dem bisherigen Postfach." in page
    assert client.get(f"{status}e-mail/zuruecknehmen/").url == status
    assert EmailChange.objects.exists()
    done = client.post(f"{status}e-mail/zuruecknehmen/", follow=True).content.decode()
    again = client.post(f"{status}e-mail/zuruecknehmen/", follow=True).content.decode()

    assert "Sie haben die Änderung zurückgenommen." in done
    assert NEW not in done
    assert "oder ist schon erledigt" in again
    assert not EmailChange.objects.exists()
    assert Client().get(paths[old], follow=True).status_code == 410
    assert Application.objects.get().email == old


def test_nobody_else_calls_a_change_off(organisation, client):
    application = make_application(organisation)
    services.ask_email_change(application, email=NEW)

    answer = client.post(f"/de/bewerbung/stand/{application.number}/e-mail/zuruecknehmen/")

    assert answer.status_code == 404
    assert EmailChange.objects.exists()


def test_whoever_holds_the_status_link_goes_on_there(organisation, deliver):
    application = make_application(organisation)
    deliver()
    ask(application)
    paths, client = links_in(deliver()), holder_of(Person(), application)
    click(paths[NEW])

    page = client.get(paths[application.email], follow=True)
    done = client.post(page.request["PATH_INFO"], {"go": "agree"}).content.decode()

    assert f'href="/de/bewerbung/stand/{application.number}/"' in done


def test_mails_that_wait_follow_and_those_of_others_do_not(organisation):
    application = make_application(organisation)
    other = make_application(organisation, email=application.email)
    services.ask_email_change(application, email=NEW)
    for purpose in mails.EMAIL_LINKS:
        services.agree_to_email(link_of(application, purpose))

    receipts = OutboxRow.objects.filter(kind=mails.RECEIPT)
    assert receipts.get(subject_key=application.subject_key).recipient == NEW
    assert receipts.get(subject_key=other.subject_key).recipient == other.email
    assert not mail_rows().filter(kind=mails.NEW_APPLICATION, recipient=NEW).exists()


@pytest.mark.parametrize("side", [0, 1], ids=["old", "new"])
def test_whoever_says_it_was_not_them_ends_it(organisation, deliver, side):
    application = make_application(organisation)
    deliver()
    ask(application)
    paths = links_in(deliver())
    refusing, other = (application.email, NEW) if side == 0 else (NEW, application.email)

    assert "Nichts wird geändert" in click(paths[refusing], "refuse").content.decode()

    assert Client().get(paths[other], follow=True).status_code == 410
    assert not EmailChange.objects.exists()
    assert Application.objects.get().email == application.email


def test_a_new_wish_replaces_the_one_before_with_its_links_and_mails(organisation, deliver):
    application = make_application(organisation)
    deliver()
    ask(application, "tippfehler@beispiel.example")
    first = links_in(deliver())
    services.ask_email_change(application, email="weg@beispiel.example")
    services.ask_email_change(application, email=NEW)
    second = links_in(deliver())

    assert "weg@beispiel.example" not in second
    assert Client().get(first["tippfehler@beispiel.example"], follow=True).status_code == 404
    assert EmailChange.objects.get().new_email == NEW


@pytest.mark.parametrize("known", [True, False])
def test_the_screen_never_tells_whether_an_address_is_known(organisation, known):
    mine, theirs = make_application(organisation), make_application(organisation)

    page = ask(mine, theirs.email if known else NEW).content.decode()

    text = re.sub(r'value="\w{20,}"|[\w.]+@beispiel\.example', "", page)
    assert "Wir schreiben an beide Adressen" in text
    assert EmailChange.objects.get().new_email == (theirs.email if known else NEW)


def test_a_slip_is_asked_about_first(organisation):
    application = make_application(organisation)

    asked = ask(application, "amal@gmial.com")
    assert "amal@gmail.com" in asked.content.decode()
    assert not EmailChange.objects.exists()
    taken = ask(application, "amal@gmial.com", go="suggested", asked_about="amal@gmial.com")
    assert 'value="amal@gmail.com"' in taken.content.decode()
    ask(application, "amal@gmial.com", asked_about="amal@gmial.com")
    assert EmailChange.objects.get().new_email == "amal@gmial.com"


@pytest.mark.parametrize(
    "bad", ["", "amal@", "a" * 250 + "@beispiel.example", "a@b.example\nBcc: x@y.example"]
)
def test_bad_addresses_are_told(organisation, bad):
    application = make_application(organisation)

    assert ask(application, bad).context["form"].errors
    assert not EmailChange.objects.exists()


def test_refusals_change_nothing(organisation):
    application = make_application(organisation)
    minor = make_application(
        organisation, state="parent_asked", parent_name="Nour", parent_email="nour@beispiel.example"
    )
    with pytest.raises(SameAddress):
        services.ask_email_change(application, email=application.email.upper())
    with pytest.raises(ParentsAddress):
        services.ask_email_change(minor, email="Nour@beispiel.example")
    with pytest.raises(NotNow):
        services.ask_email_change(make_application(organisation, state="declined"), email=NEW)
    for _ in range(3):
        services.ask_email_change(application, email=NEW)
    with pytest.raises(TooManyChanges):
        services.ask_email_change(application, email=NEW)

    assert EmailChange.objects.count() == 1


@pytest.mark.asvs("2.3.2", "2.4.1")
def test_no_address_gets_more_than_three_asked_mails_an_hour(organisation, deliver):
    people = [make_application(organisation) for _ in range(5)]
    deliver()
    for one in people:
        services.ask_email_change(one, email=NEW)

    assert sum(mail.to == [NEW] for mail in deliver()) == 3


def test_after_seven_days_nothing_is_changed_and_the_wish_is_forgotten(organisation, deliver, time_machine):
    application = make_application(organisation)
    deliver()
    ask(application)
    paths = links_in(deliver())
    time_machine.move_to(timezone.now() + timedelta(days=8))

    assert Client().get(paths[NEW], follow=True).status_code == 410
    assert delete_old_email_changes() == 1
    assert not EmailChange.objects.exists()


def test_a_coordinator_changes_it_for_whoever_called(organisation, other_organisation, deliver):
    application = make_application(organisation, state="in_review")
    services.ask_email_change(application, email="alt@beispiel.example")
    deliver()
    old, path = application.email, f"/de/schreibtisch/bewerbungen/{application.number}/e-mail/"
    desk, reader, foreign = Client(), Client(), Client()
    desk.force_login(make_member(organisation, first_name="Tamara", last_name="Vogel"))
    reader.force_login(make_member(organisation, role="reader"))
    foreign.force_login(make_member(other_organisation))
    data = {"email": NEW, "checked": "on"}

    assert [one.post(path, data).status_code for one in (reader, foreign, Client())] == [403, 404, 403]
    assert desk.post(path, {"email": NEW}).context["form"].errors
    assert Application.objects.get().email == old
    assert desk.post(path, data).status_code == 302

    assert Application.objects.get().email == NEW
    sent = {mail.to[0]: mail for mail in deliver()}
    assert set(sent) == {old, NEW}
    assert "rufen Sie bitte gleich an" in sent[old].body
    assert "/stand/" not in sent[old].body
    assert NEW not in sent[old].body
    assert not EmailChange.objects.exists()
    case = desk.get(f"/de/schreibtisch/bewerbungen/{application.number}/").content.decode()
    assert "E-Mail-Adresse, Tamara Vogel" in case


def test_who_applied_on_paper_gets_a_link_with_the_first_address(organisation, municipality, deliver):
    actor = Actor.staff(make_member(organisation))
    answers = answers_for(organisation, municipality, email="")
    application = services.enter_application(answers, actor=actor, source="paper", key=uuid4())
    services.take_into_review(application, actor=actor)
    deliver()

    services.change_email_at_desk(application, actor=actor, email=NEW)

    receipt, changed = deliver()  # what waited as a letter goes by mail now
    path = re.search(r"http://testserver(/de/bewerbung/stand/\S+)", changed.body)
    assert receipt.to == changed.to == [NEW]
    assert Client().get(path.group(1), follow=True).status_code == 200


def test_the_desk_changes_nothing_while_contact_is_closed(organisation):
    application, desk = make_application(organisation), Client()
    desk.force_login(make_member(organisation))
    path = f"/de/schreibtisch/bewerbungen/{application.number}/e-mail/"

    assert desk.get(path).status_code == 302
    assert desk.post(path, {"email": NEW, "checked": "on"}).context["form"].errors


def test_a_foreign_token_or_side_opens_nothing(organisation, client):
    application = make_application(organisation)
    services.ask_email_change(application, email=NEW)
    new = token(link_of(application, mails.EMAIL_NEW_LINK))

    assert client.get(f"/de/bewerbung/adresse/alt/{new}/").status_code == 404
    assert client.get(f"/de/bewerbung/adresse/quer/{new}/").status_code == 404
    assert client.get("/de/bewerbung/adresse/alt/").status_code == 404


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_both_mailboxes_at_once_make_one_change(organisation, attempt):
    application = make_application(organisation)
    services.ask_email_change(application, email=NEW)
    links = [link_of(application, purpose) for purpose in mails.EMAIL_LINKS]

    outcomes = together([lambda link=link: services.agree_to_email(link) for link in links for _ in range(2)])

    assert sum(isinstance(one, Exception) for one in outcomes) == 2
    assert Application.objects.get().email == NEW
    assert mail_rows().filter(kind=mails.EMAIL_CHANGED).count() == 1
