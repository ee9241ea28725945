"""The figures' own tools: they count what happens, and a bound can be missed."""

import http.server
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.http import HttpResponse

from benchmarks import cpu
from benchmarks.client import Request, ask_for
from benchmarks.corpus import SHARES, texts, vocabulary, word_in
from benchmarks.figures import A1, A2, BARE, OURS, Figure, desk_name
from benchmarks.filling import fill
from benchmarks.measure import Point, Statements
from benchmarks.middleware import HEADER, CountSqlMiddleware
from benchmarks.report import Report, keep
from benchmarks.searches import POSTGRESQL, SQLITE, SQLITE_DOCUMENTS, Search
from benchmarks.wizard import Cost, Crowd
from benchmarks.wizard import report as sign_up_report
from cms_apps.pages.models import NewsPage
from cms_apps.search.enums import Kind
from cms_apps.search.models import SearchDocument
from cms_apps.search.services import find

BUSY = "import time\nwhile time.process_time() < 0.3: pass\nprint('done', flush=True)\ninput()"


@pytest.fixture
def port():
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/ok" else 500)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_the_tree_counts_the_cpu_of_a_living_child():
    parent_of_it = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}])"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", parent_of_it], **pipes) as parent:  # noqa: S603 -- our own lines
        assert parent.stdout.readline() == b"done\n"
        used = cpu.tree_seconds(parent.pid)
        parent.communicate(b"\n")

    assert used >= 0.25


def test_a_process_that_is_gone_is_no_zero():
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()

    with pytest.raises(ProcessLookupError):
        cpu.tree_seconds(gone.pid)


def test_the_client_measures_each_answer_and_stops_at_a_wrong_one(port):
    walls = ask_for(0.05, port, Request("/ok"), expect=200)

    assert len(walls.times) >= 20
    assert walls.p50 <= walls.p95
    with pytest.raises(RuntimeError, match="answered 500 instead of 200"):
        ask_for(0.05, port, Request("/broken"), expect=200)


@pytest.mark.django_db
def test_statements_are_counted_without_savepoints(rf):
    def view(request):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SELECT 2")
        return HttpResponse()

    assert CountSqlMiddleware(view)(rf.get("/")).headers[HEADER] == "2"


def searched(pg=30.0, sqlite=20.0, linear=1.0, **_):
    """What a search of one word took: the raw query of PostgreSQL takes 10 ms, so its bound is 28."""
    sizes = dict(zip(SQLITE_DOCUMENTS, (sqlite / 4, sqlite, sqlite * 2 * linear), strict=True))
    postgres = Search(POSTGRESQL, "mid", 100_000, share=0.03, find=pg - 5, page=pg, raw=10)
    return [
        postgres,
        *(
            Search(SQLITE, "mid", size, share=0.03, find=find, page=find, raw=1)
            for size, find in sizes.items()
        ),
    ]


def report(**changed):
    names = [desk_name(kind, size) for size in (1_000, 100_000) for kind in ("first", "deep")]
    large = names[-1]
    figures = [
        Figure("A1", A1, Request("/")),
        Figure(A2, BARE, Request("/liste/")),
        *(Figure(name, OURS, Request("/"), most_sql=6, most_times_a2=4) for name in names),
    ]
    points = {"A1": Point(0.4, 0, 1, 1), A2: Point(3, 0, 4, 5), **dict.fromkeys(names, Point(9, 1, 12, 20))}
    counted = {name: Statements(cold=9, warm=changed.get("sql", 6)) for name in names}
    if "slow" in changed:
        points[large] = Point(9, 1, 12 * changed["slow"], 99)
    if "app" in changed:
        points[large] = Point(changed["app"], 0, 12, 20)
    made = Report(figures, counted, points, {names[0]: Statements(cold=10, warm=7)}, searched(**changed))
    return made, made.text([1_000, 100_000], ("15.1", "2 MB"))


def test_bounds_that_hold_are_said_to_hold():
    made, text = report()

    assert made.missed == []
    assert "missed" not in text
    assert "without Redis: 7 statements warm, 10 cold" in text
    assert "| 6 (9) | ≤ 6 | 9.00 + 1.00 | 3.3 | ≤ 4 |" in text


@pytest.mark.parametrize(
    "changed",
    [{"sql": 7}, {"app": 13}, {"slow": 1.6}, {"pg": 34}, {"sqlite": 51}, {"linear": 2}],
    ids=["statements", "cpu", "growth", "search", "search on SQLite", "search not linear"],
)
def test_each_bound_can_be_missed(changed):
    made, text = report(**changed)

    assert made.missed
    assert "**missed**" in text


def test_the_words_that_are_asked_stand_in_the_share_of_documents_that_they_are_named_for():
    words = vocabulary()
    drawn = [set(f"{text.title} {text.body}".split()) for text in texts(list(words), 5_000)]

    asked = {name: word_in(share, list(words)) for name, share in SHARES.items()}
    shares = {name: sum(word in one for one in drawn) / len(drawn) for name, word in asked.items()}

    assert len(set(words.values())) == len(words)  # no two words are the same to the search
    assert shares["frequent"] == pytest.approx(0.55, abs=0.05)
    assert shares["mid"] == pytest.approx(0.03, abs=0.01)
    assert 0 < shares["rare"] < 0.003


@pytest.mark.django_db
def test_filled_documents_are_found_as_public_news():
    words = vocabulary()
    fill(words, 50)
    fill(words, 60)  # grows

    found = find(word_in(0.55, list(words)), "de")

    assert SearchDocument.objects.count() == NewsPage.objects.live().count() == 60
    assert found.total > 15
    assert {kind for kind, _ in found.kinds} == {Kind.NEWS}
    assert found.hits[0].url.startswith("/de/aktuelles/meldung-")


def test_what_people_noted_stays_below_new_figures(monkeypatch, tmp_path):
    monkeypatch.setattr("benchmarks.report.FILE", tmp_path / "benchmarks.md")

    keep("# Figures\nold\n")
    with (tmp_path / "benchmarks.md").open("a") as file:
        file.write("\n## Notes\n\n- It was noisy.\n")
    keep("# Figures\nnew\n")

    assert (tmp_path / "benchmarks.md").read_text() == "# Figures\nnew\n\n## Notes\n\n- It was noisy.\n"


def test_the_page_of_the_sign_up_names_what_it_misses():
    crowd = Crowd(arrived=100, errors=0, seconds=30.0, walks=[29.0, 30.0], answers=[0.1, 0.2, 0.3])
    steps = {"ort": 6, "zeiten": 4, "pruefen": 23}

    text, missed = sign_up_report(steps, Cost(bare=3.0, step=9.0, last=30.0), crowd)
    assert missed == []
    assert "the dearest (ort) | 6 | ≤ 8 | holds" in text

    text, missed = sign_up_report(
        {**steps, "ort": 9, "pruefen": 26}, Cost(bare=3.0, step=25.0, last=37.0), replace(crowd, arrived=99)
    )
    assert len(missed) == 5
    assert "| SQL of the last POST | 26 | ≤ 25 | **missed** |" in text
