"""docs/states.md and docs/traeger.md show the machines as they are; `python -m tests.workflow.diagrams` draws it anew."""

from tests.workflow.diagrams import FILE, HOSTS, IN_GERMAN, MACHINES, document, page_for_hosts


def test_diagrams_are_those_of_the_machines():
    assert FILE.read_text(encoding="utf-8") == document()


def test_each_machine_is_drawn():
    assert document().count("```mermaid") == len(MACHINES) == 5


def test_the_page_for_organisations_shows_them_in_german():
    page = HOSTS.read_text(encoding="utf-8")

    assert page == page_for_hosts()
    assert page.count("```mermaid") == len(IN_GERMAN)
    assert 'state "Rückfrage gestellt" as query' in page
