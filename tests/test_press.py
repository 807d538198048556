"""The press: the date that a PDF bears, and what a caller from Python gets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from gate import Gate

import dossier
from dossier import pipeline
from dossier.reading import reader
from dossier.styling.library import open_style

SHORT = "dossier:\n  title: T\n  marking: TLP:CLEAR\n"


@pytest.fixture(autouse=True)
def no_date_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the date from the dossier."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def created(as_of: str) -> datetime:
    """Return the date that a brief with this cut-off bears."""
    read, problems = reader.read((SHORT + (f"  as_of: {as_of}\n" if as_of else "")).encode(), "x")
    assert read is not None, problems
    return datetime.fromtimestamp(pipeline.creation(read), UTC)


@pytest.mark.parametrize(
    ("as_of", "moment"),
    [
        ("2017-02-17 20:00 UTC", datetime(2017, 2, 17, 20, 0, tzinfo=UTC)),
        ("2017-02-17 20:00 +03:00", datetime(2017, 2, 17, 17, 0, tzinfo=UTC)),
        ("2017-02-17 01:00 +05:30", datetime(2017, 2, 16, 19, 30, tzinfo=UTC)),
        ("2017-02-17 20:00 -03:30", datetime(2017, 2, 17, 23, 30, tzinfo=UTC)),
        ("2017-02-17", datetime(2017, 2, 17, tzinfo=UTC)),
        ("1956-11-06 23:00 UTC", datetime(2000, 1, 1, tzinfo=UTC)),
        ("", datetime(2000, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_date_is_the_cut_off(as_of: str, moment: datetime) -> None:
    """Zones count; a cut-off of long ago, or none, gives the first day of 2000."""
    assert created(as_of) == moment


def test_the_environment_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is obeyed, and nonsense in it is told."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert created("2017-02-17") == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
    for wrong in ("soon", "-1", "1.5", "²", "9" * 12):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(dossier.DossierError, match="SOURCE_DATE_EPOCH"):
            created("2017-02-17")


def test_bytes_in_bytes_out(gate: Gate) -> None:
    """Three lines make a brief of one page; the date can be given."""
    built = pipeline.build(SHORT.encode())
    assert built.pages == 1
    gate(built.pdf)
    assert pipeline.build(SHORT.encode(), created=pipeline.LONG_AGO).pdf == built.pdf
    assert pipeline.build(SHORT.encode(), created=pipeline.LONG_AGO + 1).pdf != built.pdf


def test_a_file_is_built_in_a_style(tmp_path: Path, gate: Gate) -> None:
    """The inputs are told: the dossier and every sheet that took part."""
    path = tmp_path / "a.yaml"
    path.write_text(SHORT, encoding="utf-8")
    built = pipeline.brief(str(path), open_style(["plain"], ["page.paper=letter"]))
    gate(built.pdf)
    assert [Path(name).name for name in built.inputs] == ["a.yaml", "briefing.yaml", "plain.yaml"]


def test_all_problems_of_all_inputs_are_raised_together() -> None:
    """A wrong dossier doesn't hide a wrong sheet, or the other way round; they stand in order."""
    with pytest.raises(dossier.DossierError) as raised:
        pipeline.build(b"dossier:\n  titel: T\n", "a.yaml", open_style(["briefing"], ["body.sise=1pt"]))
    files = [problem.span.file if problem.span else "" for problem in raised.value.problems]
    assert files == sorted(files)
    assert set(files) == {"a.yaml", "command line"}


def test_wrong_values_do_not_hide_wrong_names() -> None:
    """What a dossier names is looked up in the same run in which its wrong values are told."""
    with pytest.raises(dossier.DossierError) as raised:
        pipeline.check(SHORT.encode() + b"judgements: {a: {text: It is likely., confidence: vast, rests_on: nobody}}\n")
    assert [problem.name for problem in raised.value.problems] == ["unknown-word", "unknown-id"]


def test_a_missing_file_is_a_problem_too() -> None:
    """What can't be read is told as everything else that a user can cause."""
    with pytest.raises(dossier.DossierError, match=r"none\.yaml: no such file"):
        pipeline.brief("none.yaml")


def test_a_typeface_that_nobody_has_is_a_problem_at_its_place() -> None:
    """The place in the sheet is named, and what there is."""
    with pytest.raises(dossier.DossierError) as raised:
        pipeline.check(SHORT.encode(), "a.yaml", open_style(["briefing"], ["body.font=Comic Sans"]))
    (problem,) = raised.value.problems
    assert problem.message == "there is no typeface 'Comic Sans'"
    assert problem.span is not None
    assert problem.span.file == "command line"
    assert "Source Serif 4" in (problem.hint or "")


def test_a_check_finds_what_cannot_be_printed() -> None:
    """A character without a glyph is told by the check, before anything is built."""
    with pytest.raises(dossier.DossierError, match="U\\+2603"):
        pipeline.check(SHORT.replace("title: T", "title: ☃").encode(), "a.yaml")
