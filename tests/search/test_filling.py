"""What changes a document: each change queues a row, the worker makes the document true."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from cms_apps.courses import services as courses
from cms_apps.courses.models import CourseKind
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.worker import drain
from cms_apps.pages.models import StandardPage
from cms_apps.places.models import Municipality
from cms_apps.search import documents, ticks
from cms_apps.search.documents import Source
from cms_apps.search.enums import Kind
from cms_apps.search.filling import refresh
from cms_apps.search.models import PendingChange, SearchDocument
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_run, make_user
from tests.search.building import add_page, publish


def titles(kind="page"):
    drain()
    known = SearchDocument.objects.filter(kind=kind).values_list("title", flat=True)
    return {title for title in known if title.startswith("Probe")}


@pytest.fixture
def page(home):
    return publish(add_page(home, StandardPage, "probe", "Probe", "Vorspann", "Text"))


def test_publishing_writes_one_row_and_no_document(home, page):
    drain()
    before = OutboxRow.objects.count()

    page.title = "Probe zwei"
    publish(page)

    assert OutboxRow.objects.filter(status=Delivery.WAITING, kind="search.document").count() == 1
    assert OutboxRow.objects.count() == before + 1
    assert not SearchDocument.objects.filter(title="Probe zwei").exists()
    assert titles() == {"Probe zwei"}


@pytest.mark.parametrize("slow", ["old text", "nothing"])
def test_what_was_read_earlier_never_replaces_what_was_read_later(page, monkeypatch, slow):
    drain()
    source, true_renderer = Source(Kind.PAGE, page.pk), documents.RENDERERS[Kind.PAGE]

    def overtaken(pk):
        read = true_renderer(pk) if slow == "old text" else None
        monkeypatch.setitem(documents.RENDERERS, Kind.PAGE, true_renderer)
        page.title = "Probe neu"
        publish(page)
        refresh(source)
        return read

    monkeypatch.setitem(documents.RENDERERS, Kind.PAGE, overtaken)
    refresh(source)

    assert SearchDocument.objects.get(kind="page", object_id=page.pk).title == "Probe neu"


def test_draft_changes_nothing(page):
    assert titles() == {"Probe"}

    page.title = "Probe im Entwurf"
    page.save_revision()

    assert titles() == {"Probe"}


def test_unpublished_and_deleted_pages_lose_their_documents(home, page):
    other = publish(add_page(home, StandardPage, "probe-2", "Probe 2", "", "Text"))
    assert titles() == {"Probe", "Probe 2"}

    page.unpublish()
    other.delete()

    assert titles() == set()


def test_restriction_and_move_reach_all_pages_below(home, page):
    below = publish(add_page(page, StandardPage, "unten", "Probe unten", "", "Text"))
    private = publish(add_page(home, StandardPage, "privat", "Probe privat", "", "Text"))
    assert titles() == {"Probe", "Probe unten", "Probe privat"}

    restriction = PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert titles() == {"Probe", "Probe unten"}

    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=private.pk), pos="last-child")
    assert titles() == set()

    restriction.delete()
    assert titles() == {"Probe", "Probe unten", "Probe privat"}
    below.refresh_from_db()
    assert below.get_url() == "/de/privat/probe/unten/"


def test_a_copied_live_page_is_found(page):
    page.copy(update_attrs={"slug": "kopie", "title": "Probe Kopie"})

    assert titles() == {"Probe", "Probe Kopie"}


def test_of_several_rows_about_one_page_the_last_is_delivered(page):
    publish(page)
    publish(page)

    drain()

    rows = OutboxRow.objects.filter(subject_key=f"search:page:{page.pk}").order_by("pk")
    assert [row.status for row in rows][-1] == Delivery.DELIVERED
    assert {row.status for row in list(rows)[:-1]} == {Delivery.DROPPED}


def test_host_and_its_courses_follow_its_name_and_places(home, organisation):
    make_run(organisation, title="Probekurs")
    drain()

    organisation.name = "Probe e. V."
    organisation.save()

    assert titles("organisation") == {"Probe e. V."}
    assert "Probe e. V." in SearchDocument.objects.get(kind="course").text
    assert "Musterstadt" in SearchDocument.objects.get(kind="organisation", title="Probe e. V.").text

    organisation.served_areas.get().delete()
    drain()
    assert "Musterstadt" not in SearchDocument.objects.get(kind="organisation", title="Probe e. V.").text


def test_states_of_a_run_are_followed_by_the_clock(home, organisation):
    run = make_run(organisation, title="Probekurs", opened=False)
    assert titles("course") == set()

    courses.open_run(run, actor=Actor.staff(make_user(is_superuser=True)))
    ticks.follow_states()
    assert titles("course") == {"Probekurs"}

    courses.close_run(run, actor=Actor.staff(make_user(is_superuser=True)))
    ticks.follow_states()
    assert titles("course") == set()


def test_following_costs_the_same_for_one_and_for_many(home, organisation, django_assert_num_queries):
    make_run(organisation, title="Probekurs")
    drain()
    with django_assert_num_queries(4):
        ticks.follow_states()

    for number in range(3):
        make_run(organisation, title=f"Probekurs {number}")
    drain()
    with django_assert_num_queries(4):
        ticks.follow_states()


def test_what_passed_unseen_is_mended(home, page):
    drain()
    Page.objects.filter(pk=page.pk).update(live=False)
    unseen = add_page(home, StandardPage, "unseen", "Probe unseen", "", "Text")
    Page.objects.filter(pk=unseen.pk).update(live=True)
    ticks.mend()

    assert titles() == {"Probe unseen"}

    waiting = OutboxRow.objects.filter(status=Delivery.WAITING)
    ticks.mend()
    assert not waiting.filter(kind="search.document", payload__id=unseen.pk).exists()


def test_new_names_of_places_and_kinds_are_mended(home, organisation):
    run = make_run(organisation, title="Probekurs")
    drain()

    Municipality.objects.filter(name="Musterstadt").update(name="Neustadt")
    CourseKind.objects.filter(pk=run.kind_id).update(name="Auffrischung")
    ticks.mend()
    drain()

    assert "Neustadt" in SearchDocument.objects.get(kind="organisation", object_id=organisation.pk).text
    assert "Auffrischung" in SearchDocument.objects.get(kind="course", object_id=run.pk).text


def test_rebuilding_makes_everything_anew(home, page, organisation, capsys):
    drain()
    SearchDocument.objects.filter(object_id=page.pk).delete()
    SearchDocument.objects.create(
        kind="page", object_id=999_999, language="de", title="Probe übrig", title_tokens="x"
    )
    HostOrganisation.objects.update(name="Probe neu")

    call_command("rebuild_search")

    assert titles() == {"Probe"}
    assert "Probe neu" in titles("organisation")
    assert "Dokumente" in capsys.readouterr().out


def test_without_elasticsearch_nothing_waits_for_it(page):
    drain()

    assert PendingChange.objects.count() == 0
