"""The press list: nobody is on it unasked, everybody leaves with one click, what has not left can be recalled."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.links.retention import delete_ended_links
from cms_apps.outbox import worker
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.worker import deliver_batch, drain
from cms_apps.pages.models import Mailing, Subscriber
from cms_apps.pages.press_list import services
from cms_apps.pages.press_list.errors import AlreadyMailed, NobodyToMail, NotLive, TooLate
from cms_apps.pages.press_list.mails import LEAVE_LINK, RELEASE
from cms_apps.privacy.services import purge
from tests.pages.test_newsroom import chief

__all__ = ["chief"]

pytestmark = pytest.mark.django_db
FORM, ASKED = "/de/presseverteiler/", "/de/presseverteiler/bestellt/"
DESK = "redaktion@zeitung.example"
TYPED = {"email": DESK, "newsroom": "Zeitung Beispiel", "language": "de", "agreed": "on"}


@pytest.fixture
def release(add_release):
    return add_release("Neue Sprechzeiten")


@pytest.fixture
def office(chief):
    client = Client()
    client.force_login(chief)
    return client


def on_the_list(email=DESK, language="de"):
    subscriber = Subscriber.objects.create(
        email=email, language=language, agreed_to="ja", confirmed_at=timezone.now()
    )
    links.issue(LEAVE_LINK, str(subscriber.key))
    return subscriber


def link_in(mail):
    address = next(word for word in mail.body.split() if "/presseverteiler/" in word)
    return address.replace(settings.BASE_URL, "")


def due(mailing):
    Mailing.objects.filter(pk=mailing.pk).update(due_at=timezone.now())
    OutboxRow.objects.filter(kind="pages.press_mailing").update(due_at=timezone.now())


def kinds():
    return sorted(press_mails().values_list("kind", flat=True))


def press_mails():
    """Without what waits for the search index."""
    return OutboxRow.objects.filter(kind__startswith="pages.press")


def test_a_newsroom_subscribes_confirms_and_leaves(client, deliver):
    assert client.post(FORM, TYPED).url == ASKED
    asks = deliver()[0]
    assert asks.to == [DESK]
    subscriber = Subscriber.objects.get()
    assert (subscriber.confirmed_at, subscriber.newsroom) == (None, "Zeitung Beispiel")
    assert "jederzeit abbestellen" in subscriber.agreed_to

    browser = Client()
    door = browser.get(link_in(asks))
    assert door.url == "/de/presseverteiler/bestaetigen/"
    assert DESK in browser.get(door.url).content.decode()
    assert Subscriber.objects.get().confirmed_at is None
    assert browser.post(door.url, follow=True).redirect_chain == [("/de/presseverteiler/bestaetigt/", 302)]
    assert Subscriber.objects.get().confirmed_at is not None
    # The second of two taps reads the same.
    assert browser.post(door.url).url == "/de/presseverteiler/bestaetigt/"

    leaves = link_in(deliver()[-1])
    door = browser.get(leaves)
    assert "Abbestellen" in browser.get(door.url).content.decode()
    assert Subscriber.objects.exists()
    assert browser.post(door.url).url == "/de/presseverteiler/abbestellt/"
    assert not Subscriber.objects.exists()
    assert not press_mails().exists()
    assert not Link.objects.filter(used_at=None).exists()
    # The second tap, and the link once more, read the same.
    assert browser.post(door.url).url == "/de/presseverteiler/abbestellt/"
    assert browser.get(leaves).url == "/de/presseverteiler/abbestellt/"
    delete_ended_links(before=timezone.now())
    assert not Link.objects.filter(used_at=None).exists()
    assert browser.get(leaves).status_code == 404


def test_the_mail_programs_own_button_needs_no_cookie_and_no_token(deliver, release, chief):
    on_the_list()
    due(services.send(release, user=chief))
    mail = deliver()[-1]

    address = re.fullmatch(r"<(.*)>", mail.extra_headers["List-Unsubscribe"])[1].replace(
        settings.BASE_URL, ""
    )
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    program = Client(enforce_csrf_checks=True)
    assert program.post(address, {"expected": "1"}).url == "/de/presseverteiler/abbestellen/"
    assert Subscriber.objects.exists()
    # A redirect it would not follow; a second try is told the same.
    assert [program.post(address, {"List-Unsubscribe": "One-Click"}).status_code for _ in range(2)] == [
        200,
        200,
    ]
    assert not Subscriber.objects.exists()
    unknown = "/de/presseverteiler/abbestellen/abc/"
    assert program.post(unknown, {"List-Unsubscribe": "One-Click"}).status_code == 404


def test_the_screen_never_tells_who_is_on_the_list(client, deliver):
    subscriber = on_the_list()

    answer = client.post(FORM, {**TYPED, "email": DESK.upper(), "newsroom": "Fremd"})

    assert answer.url == ASKED
    assert kinds() == ["pages.press_known"]
    assert "schon" in deliver()[0].subject
    subscriber.refresh_from_db()
    assert subscriber.newsroom == ""


def test_asking_again_sends_the_link_again_and_counts_anew(client, deliver):
    client.post(FORM, TYPED)
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=6))
    client.post(FORM, {**TYPED, "language": "en"})

    assert Subscriber.objects.get().language == "en"
    first, second = deliver()
    assert link_in(first).split("/")[-2] == link_in(second).split("/")[-2]
    assert services.delete_unconfirmed() == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": ""}, "Geben Sie Ihre E-Mail-Adresse ein."),
        ({"email": "zeitung"}, "nicht vollständig"),
        ({"email": "a" * 250 + "@beispiel.example"}, ""),
        ({"newsroom": "x" * 121}, ""),
        ({"language": "xx"}, ""),
        ({"agreed": ""}, "Bestätigen Sie, dass Sie die Mails bekommen möchten."),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_is_kept(client, wrong, said):
    page = client.post(FORM, {**TYPED, **wrong})

    assert page.status_code == 200
    assert page.context["form"].errors
    assert said in page.content.decode()
    assert not Subscriber.objects.exists()


def test_scripts_and_crowds_leave_nothing(client):
    assert client.post(FORM, {**TYPED, "website": "x"}).url == ASKED
    assert not Subscriber.objects.exists()

    codes = [client.post(FORM, {**TYPED, "email": f"r{n}@zeitung.example"}).status_code for n in range(21)]

    assert codes == [302] * 19 + [429] * 2
    assert Subscriber.objects.count() == 19


def test_one_mailbox_is_asked_only_so_often(client):
    for _turn in range(10):
        client.post(FORM, TYPED)

    assert 1 <= press_mails().count() < 10


def test_who_never_confirms_is_forgotten(client):
    client.post(FORM, TYPED)
    on_the_list("alt@zeitung.example")
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=8))

    purge()

    assert list(Subscriber.objects.values_list("email", flat=True)) == ["alt@zeitung.example"]
    assert not press_mails().exists()


def test_a_release_goes_once_to_those_who_want_its_language(release, chief, deliver):
    on_the_list()
    on_the_list("news@paper.example", "en")
    Subscriber.objects.create(email="offen@zeitung.example", agreed_to="ja")

    mailing = services.send(release, user=chief)
    drain()
    assert kinds() == ["pages.press_mailing"]
    due(mailing)
    mails = deliver()

    assert [mail.to for mail in mails] == [[DESK]]
    body = mails[0].body
    assert release.title in mails[0].subject
    assert release.lead in body
    assert release.full_url in body
    mailing.refresh_from_db()
    assert (mailing.addressed, mailing.state_label) == (1, "hinausgegangen")
    with pytest.raises(AlreadyMailed):
        services.send(release, user=chief)


def test_nothing_goes_that_is_not_public_or_to_nobody(release, chief):
    with pytest.raises(NobodyToMail):
        services.send(release, user=chief)
    on_the_list()
    shut = PageViewRestriction.objects.create(page=release, restriction_type="login")
    with pytest.raises(NotLive):
        services.send(release, user=chief)
    shut.delete()
    release.unpublish()
    with pytest.raises(NotLive):
        services.send(release, user=chief)
    assert not press_mails().exists()


def test_a_release_that_is_taken_back_before_it_is_due_stays(release, chief):
    on_the_list()
    mailing = services.send(release, user=chief)
    release.unpublish()
    due(mailing)

    drain()

    copy = press_mails().get(kind="pages.press_release")
    assert copy.status == Delivery.DROPPED


def test_recalled_before_it_is_due_nobody_gets_it(release, chief, deliver):
    on_the_list()
    mailing = services.send(release, user=chief)

    assert services.recall(mailing, user=chief) == 0
    due(mailing)
    assert deliver() == []
    with pytest.raises(TooLate):
        services.recall(mailing, user=chief)


def test_recalled_half_way_the_rest_stays_and_sent_again_nobody_gets_it_twice(release, chief, mailoutbox):
    for number in range(30):
        on_the_list(f"r{number}@zeitung.example")
    mailing = services.send(release, user=chief)
    due(mailing)
    deliver_batch()  # spreads
    deliver_batch()  # the first twenty

    assert services.recall(mailing, user=chief) == 20
    drain()
    assert len(mailoutbox) == 20

    due(services.send(release, user=chief))
    drain()
    assert len(mailoutbox) == 30
    assert len({mail.to[0] for mail in mailoutbox}) == 30


def test_what_a_worker_had_in_hand_at_the_recall_is_sent_with_the_next_mailing(release, chief, mailoutbox):
    for number in range(25):
        on_the_list(f"r{number}@zeitung.example")
    mailing = services.send(release, user=chief)
    due(mailing)
    deliver_batch()  # spreads
    in_hand = worker.claim()

    services.recall(mailing, user=chief)
    for row in in_hand:
        worker.deliver(row)
    drain()
    assert mailoutbox == []

    due(services.send(release, user=chief))
    drain()
    assert len({mail.to[0] for mail in mailoutbox}) == len(mailoutbox) == 25


def test_what_was_tried_while_the_release_was_away_can_be_sent_after_all(office, release, chief, mailoutbox):
    on_the_list()
    mailing = services.send(release, user=chief)
    due(mailing)
    deliver_batch()  # spreads
    release.unpublish()
    drain()
    release.save_revision().publish()
    assert mailoutbox == []
    page = office.get(reverse("mailing_of_page", args=[release.pk])).content.decode()
    assert "gingen nicht hinaus" in page

    services.recall(mailing, user=chief)
    due(services.send(release, user=chief))
    drain()

    assert [mail.to for mail in mailoutbox] == [[DESK]]


def test_a_release_that_is_away_when_its_mails_are_due_is_missed_by_all(office, release, chief, mailoutbox):
    on_the_list()
    mailing = services.send(release, user=chief)
    due(mailing)
    release.unpublish()
    drain()

    page = office.get(reverse("mailing_of_page", args=[release.pk])).content.decode()

    assert mailoutbox == []
    assert "<strong>1</strong> gingen nicht hinaus" in page
    assert "gehen um" not in page


def test_who_is_gone_is_not_told_that_they_ordered(client, deliver):
    client.post(FORM, TYPED)
    confirm = link_in(deliver()[-1])
    services.leave(Subscriber.objects.get())

    assert client.get(confirm).status_code == 404


def test_what_has_all_left_is_not_recalled(release, chief):
    on_the_list()
    mailing = services.send(release, user=chief)
    due(mailing)
    drain()

    with pytest.raises(TooLate):
        services.recall(mailing, user=chief)
    mailing.refresh_from_db()
    assert mailing.recalled_at is None


def test_spreading_costs_the_same_for_few_and_for_many(release, chief):
    def cost(number):
        Subscriber.objects.all().delete()
        drain()
        press_mails().delete()
        Mailing.objects.all().delete()
        for one in range(number):
            on_the_list(f"r{one}@zeitung.example")
        due(services.send(release, user=chief))
        with CaptureQueriesContext(connection) as queries:
            deliver_batch()
        assert OutboxRow.objects.filter(kind=RELEASE).count() == number
        return len(queries)

    assert cost(2) == cost(50)


def test_the_office_sends_recalls_and_sees_how_it_went(office, release, deliver):
    on_the_list()
    address = reverse("mailing_of_page", args=[release.pk])
    assert "An 1 Adresse schicken" in office.get(address).content.decode()

    shown = office.post(address, follow=True).content.decode()
    assert "Zurückholen" in shown
    mailing = Mailing.objects.get()
    again = office.post(reverse("recall_mailing", args=[release.pk, mailing.pk]), follow=True)
    assert "Keine Mail war schon hinaus." in again.content.decode()

    office.post(address)
    due(Mailing.objects.get(recalled_at=None))
    deliver()
    assert "Die Mails sind hinausgegangen: 1." in office.get(address).content.decode()
    assert address in office.get(reverse("wagtailadmin_pages:edit", args=[release.pk])).content.decode()


def test_the_office_finds_a_mailbox_and_takes_it_off(office):
    subscriber = on_the_list()
    assert DESK in office.get(reverse("press-list:index"), {"q": "zeitung"}).content.decode()
    forget = reverse("press-list:forget", args=[subscriber.pk])
    assert DESK in office.get(forget).content.decode()

    office.post(forget)

    assert not Subscriber.objects.exists()


def test_the_list_of_releases_leads_to_the_form(client, press_index):
    assert f'href="{FORM}"' in client.get("/de/presse/").content.decode()
    assert client.get(FORM).status_code == 200
