"""docs/states.md shows the machines as they are; `python -m tests.workflow.diagrams` draws it anew."""

from tests.workflow.diagrams import FILE, MACHINES, document


def test_diagrams_are_those_of_the_machines():
    assert FILE.read_text(encoding="utf-8") == document()


def test_each_machine_is_drawn():
    assert document().count("```mermaid") == len(MACHINES) == 4
