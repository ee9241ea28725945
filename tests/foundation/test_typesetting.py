"""Papers hold what they were given, and nothing of it is ever code."""

from pathlib import Path

import pytest
import typst

from cms_apps.foundation import typesetting
from cms_apps.foundation.typesetting import typeset
from tests.papers import is_tagged, text_of, title_of
from tests.verapdf import needs_verapdf, objections

PROBE = """
#import "paper.typ": data, paper
#show: paper.with(title: data.title)
= #data.title
#for line in data.lines [
  #line

]
"""


@pytest.fixture
def probe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A paper beside the real ones: the same type, its own body."""
    (tmp_path / "paper.typ").write_text((typesetting.PAPERS / "paper.typ").read_text())
    (tmp_path / "fonts").symlink_to(typesetting.PAPERS / "fonts")
    (tmp_path / "probe.typ").write_text(PROBE)
    monkeypatch.setattr(typesetting, "PAPERS", tmp_path)
    return "probe"


def paper_with(*lines: object) -> dict[str, object]:
    """Data for the probe."""
    return {"title": "Ihr Brief", "language": "de", "page": ["Seite", "von"], "lines": lines}


def test_a_paper_can_be_read_aloud(probe: str) -> None:
    pdf = typeset(probe, paper_with("Grüße nach Łódź, привет"))
    assert is_tagged(pdf)
    assert b"pdfuaid" in pdf
    assert title_of(pdf) == "Ihr Brief"
    assert "Grüße nach Łódź, привет" in text_of(pdf)
    assert "Seite 1 von 1" in text_of(pdf)


@needs_verapdf
@pytest.mark.once
def test_a_judge_of_papers_finds_what_is_wrong(probe: str, tmp_path: Path) -> None:
    data = paper_with("Grüße")
    assert objections(typeset(probe, data), tmp_path) == ["compliant"]
    untagged = typst.compile(b"= Titel", format="pdf")
    assert "compliant" not in objections(untagged, tmp_path)


@pytest.mark.asvs("1.3.5", "1.3.7")
def test_what_people_type_is_never_code(probe: str) -> None:
    typed = ['#panic("x")', "*fett* _schräg_", "= Titel", "$x$ \\ @ref <label>", '#import "../../x"']
    found = text_of(typeset(probe, paper_with(*typed)))
    for line in typed:
        assert line in found


def test_signs_that_mislead_are_left_out(probe: str) -> None:
    assert "rechnungfdp.exe" in text_of(typeset(probe, paper_with("rechnung\u202efdp.exe\x00")))


def test_a_wrong_paper_is_an_error(probe: str) -> None:
    with pytest.raises(RuntimeError):
        typeset(probe, {"title": "ohne alles"})
