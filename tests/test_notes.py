"""Notes: each mark has its note on its page, beside it or at the end; nothing is lost; readers are led there and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from galley import runs
from gate import Gate
from geometry import misplaced
from hypothesis import given, settings
from hypothesis import strategies as st
from test_paginate import FRAME, text
from witness import _Walk, comparable, differences, links

from dossier import pipeline
from dossier.blocks import Figure, Note, Run, plain, rewritten, texts
from dossier.blocks import Table as TableBlock
from dossier.layout.box import Box, Lines
from dossier.layout.columns import Columns
from dossier.layout.paginate import PageMap, paginate
from dossier.layout.stacks import Cell, Row, Stack
from dossier.problems import DossierError
from dossier.styling.library import Opened, open_style
from dossier.typeset.noteset import Margin

RAQQA = Path(__file__).parent.parent / "sources" / "raqqa.yaml"
RENDERINGS = [
    ("briefing", "a4", "foot"),
    ("briefing", "a4", "side"),
    ("briefing", "letter", "side"),
    ("briefing", "letter", "end"),
    ("plain", "a4", "foot"),
]
HEAD = """
dossier: {title: The bridge at Dorn, marking: TLP:GREEN, issuer: Harbour desk, as_of: 2019-05-02 18:00 UTC}
sources:
  log: {title: Log of the harbour office, publisher: Harbour office, published: 2019-05-02, reliability: B}
  paper: {title: Bridge shut, publisher: The Dorn Paper, published: not stated}
origins:
  master: {speaker: hale, to: reporters, when: 2019-05-02, record: named, reliability: B}
actors:
  office: {name: Harbour office, people: {hale: {name: Ann Hale, office: harbour master}}}
claims:
  The bridge:
    shut: {text: The bridge is shut to lorries., by: master, cite: log 1-2, grade: 2}
"""


def look(sheet: str = "briefing", *settings: str) -> Opened:
    """Open a style with settings laid over it."""
    return open_style([sheet], list(settings))


def own(passage: str, title: str = "Own") -> bytes:
    """Return a dossier with one section of prose before what it rests on."""
    lines = "\n".join(f"      {line}" for line in passage.strip().split("\n"))
    return f"{HEAD}\nsections:\n  - id: own\n    title: {title}\n    text: |\n{lines}\n  - reported\n  - sources\n".encode()


def built(dossier: bytes, notes: str, path: Path, *more: str) -> Path:
    """Build a dossier with its notes in one place."""
    path.write_bytes(pipeline.build(dossier, look=look("briefing", f"page.notes={notes}", *more)).pdf)
    return path


class Placed(NamedTuple):
    """A Note element: its number, its words, the pages on which it stands, and what stands right before it."""

    number: int
    words: str
    pages: list[int]
    before: str


def notes_in(path: Path) -> list[Placed]:
    """Return the Note elements of a PDF in the order of its structure."""
    found: list[Placed] = []
    with pikepdf.open(path) as pdf:
        walk = _Walk(pdf)

        def words_of(element: Any, page: Any) -> list[tuple[int, str]]:
            page = element.get("/Pg", page)
            out: list[tuple[int, str]] = []
            kids = element.get("/K")
            for kid in list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]:
                if not isinstance(kid, pikepdf.Object):
                    out.append(walk.mark(page, int(kid)))
                elif kid.get("/Type") == "/MCR":
                    out.append(walk.mark(kid.get("/Pg", page), int(kid.MCID)))
                elif kid.get("/Type") != "/OBJR":
                    out += words_of(kid, page)
            return out

        def visit(element: Any) -> None:
            kids = element.get("/K")
            before = ""
            for kid in list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/Note":
                    label, *rest = words_of(kid, None)
                    pages = sorted({label[0], *(page for page, _ in rest)})
                    found.append(Placed(int(label[1]), comparable("".join(words for _, words in rest)), pages, before))
                    before = "Note"
                elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    visit(kid)
                    before = str(kid.S)[1:]

        visit(pdf.Root.StructTreeRoot)
    return found


def marks_in(path: Path) -> dict[int, int]:
    """Return the page of each mark by its number."""
    found = [(re.fullmatch(r"Note (\d+)", link.contents), link.page) for link in links(path)]
    return {int(match[1]): page for match, page in found if match}


def called(galley: Any) -> list[Note]:
    """Return the notes of a galley in the order of their marks."""
    return [run.note for run in runs(galley) if run.note is not None]


# The sample in all renderings -------------------------------------------------------------------------------------------
@pytest.fixture(scope="module", params=RENDERINGS, ids=lambda rendering: "-".join(rendering))
def rendering(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, list[Note]]:
    """Return where the notes stand, the sample's PDF, and its notes."""
    sheet, paper, where = request.param
    style = look(sheet, f"page.paper={paper}", f"page.notes={where}")
    ready = pipeline.check(RAQQA.read_bytes(), str(RAQQA), style)
    path = tmp_path_factory.mktemp("notes") / f"{sheet}-{paper}-{where}.pdf"
    path.write_bytes(pipeline.brief(str(RAQQA), style).pdf)
    return where, path, called(ready.galley)


def test_each_mark_has_its_note_where_the_style_wants_it(rendering: tuple[str, Path, list[Note]]) -> None:
    """A note is found whole in the file; but for notes at the end it begins on the page of its mark and goes on overleaf."""
    where, path, notes = rendering
    marks, there = marks_in(path), notes_in(path)
    assert len(notes) > 100
    assert [note.number for note in notes] == sorted(marks) == list(range(1, len(notes) + 1))
    by_number = {note.number: note for note in there}
    assert len(there) == len(by_number) == len(notes)
    for note in notes:
        words = comparable(plain(note.text))
        placed = by_number[note.number]
        if where == "end":
            assert placed.words == f"{words} (page {marks[note.number]})"
        else:
            assert placed.words == words
            assert placed.pages == list(range(marks[note.number], marks[note.number] + len(placed.pages)))


def test_renderings_are_valid_and_read_alike(rendering: tuple[str, Path, list[Note]], valid_pdf: Gate) -> None:
    """PDF/A-2a and PDF/UA-1; no word lies on another."""
    _, path, _ = rendering
    valid_pdf(path)
    assert misplaced(path) == []


def test_a_note_follows_its_mark_in_the_order_of_reading(rendering: tuple[str, Path, list[Note]]) -> None:
    """Who hears the brief read out hears the note right after its mark."""
    where, path, _ = rendering
    if where != "end":
        assert {note.before for note in notes_in(path)} <= {"Reference"}


# One case each ----------------------------------------------------------------------------------------------------------
def test_a_note_says_where_and_on_whose_word(tmp_path: Path) -> None:
    """A claim's note names speaker and occasion, a source's its publisher; the words say all that the key would."""
    path = built(own("One. [@shut] Two. [@paper 3] Three. [@desk]"), "foot", tmp_path / "a.pdf")
    assert [note.words for note in notes_in(path)][:3] == [
        "Claim 1, 1¶1–2: Ann Hale, harbour master, on the record, to reporters, 2 May 2019.",
        "2¶3: The Dorn Paper.",
        "Desk knowledge, unsourced.",
    ]


def test_marks_follow_stops_and_stand_apart_from_figures() -> None:
    """A mark comes after the full stop; two marks, or a mark after a figure, are not read as one number."""
    source = own("It is shut [@log 1]. It was shut in 2018 [@log 2][@log 3] and “later” [@log 4].")
    section = pipeline.check(source, look=look("briefing", "page.notes=foot")).galley.sections[0]
    words = "".join(run.text for run in section.blocks[1].text)  # type: ignore[union-attr]
    assert words == "It is shut.1 It was shut in 2018\u00a02\u00a03 and “later”.4"


def test_marks_follow_the_stops_of_a_series() -> None:
    """What parts the people of an actor stands before the mark of the first."""
    source = own("Text. [@log 1]").replace(b"name: Ann Hale, office", b"name: Ann Hale, cite: log 1, office")
    source = source.replace(b"harbour master}}}", b"harbour master}, boss: {name: Bo, office: Chief 2, cite: log 2}}}")
    galley = pipeline.check(source.replace(b"  - reported", b"  - actors"), look=look("briefing", "page.notes=foot")).galley
    said = "".join(run.text for run in runs(galley._replace(front=())))
    assert "harbour master;2 Bo, Chief 2.3" in said


def test_a_mark_in_a_heading_stays_out_of_bookmark_and_running_head(tmp_path: Path) -> None:
    """The heading's note follows the heading; its words are the heading's own."""
    path = built(own("## A head [@log 1]\n\nSome text. [@log 2]"), "foot", tmp_path / "a.pdf")
    assert [(note.number, note.before) for note in notes_in(path)][:2] == [(1, "H3"), (2, "Reference")]
    with pikepdf.open(path) as pdf:
        assert "A head" in [str(item.title) for root in pdf.open_outline().root for item in root.children]


def test_marks_in_lists_quotations_and_tables_call_notes(tmp_path: Path, valid_pdf: Gate) -> None:
    """Wherever a mark stands, its note is there."""
    passage = "- one [@log 1]\n- two [@log 2]\n\n1. first [@log 3]\n\n> said [@log 4]\n\nPlain. [@log 5]"
    for where in ("foot", "side"):
        path = built(own(passage), where, tmp_path / f"{where}.pdf")
        assert [note.words for note in notes_in(path)][:5] == [f"¶{n}: Harbour office, 2 May 2019." for n in range(1, 6)]
        assert differences(path) == []
        valid_pdf(path)


def test_a_side_note_stands_level_with_its_mark(tmp_path: Path) -> None:
    """The first line of a note has the baseline of its mark; notes of one line stand one under the other."""
    words = "word " * 60
    path = built(own(f"{words}[@log 1] {words}[@log 2] {words}[@log 3][@log 4]"), "side", tmp_path / "a.pdf")
    places = {link.contents: link.box for link in links(path)}
    level = {n: places[f"Back to mark {n} in the text"][1] - places[f"Note {n}"][1] for n in range(1, 5)}
    assert all(abs(level[n]) < 2 for n in (1, 2, 3))
    assert level[4] < -10


def test_notes_longer_than_their_paragraph_are_not_lost(tmp_path: Path) -> None:
    """Many notes of one line reach below the paragraph; the next one begins under them."""
    path = built(own(f"Word {''.join(f'[@log {n}]' for n in range(1, 9))}\n\nNext. [@log 9]"), "side", tmp_path / "a.pdf")
    assert misplaced(path) == []
    assert [note.number for note in notes_in(path)][:9] == list(range(1, 10))


def test_a_note_longer_than_a_page_goes_on(tmp_path: Path) -> None:
    """It begins on its mark's page and takes as many as it needs."""
    many = ", ".join(str(n) for n in range(1, 8000, 2))
    path = built(own(f"Text. [@log {many}]"), "foot", tmp_path / "a.pdf")
    note = notes_in(path)[0]
    assert len(note.pages) > 2
    assert note.pages[0] == marks_in(path)[1]
    assert note.words == f"¶{many}: Harbour office, 2 May 2019."


@pytest.mark.parametrize("where", ["foot", "side"])
def test_hundreds_of_notes_of_one_paragraph_end(where: str, tmp_path: Path) -> None:
    """More notes than pages hold: each still begins on the page of its mark."""
    path = built(own(" ".join(f"w{n}[@log {n}]" for n in range(1, 401))), where, tmp_path / "a.pdf")
    marks = marks_in(path)
    assert len(marks) == 401
    assert [note.number for note in notes_in(path) if note.pages[0] != marks[note.number]] == []


def test_notes_are_numbered_in_the_order_of_reading() -> None:
    """Sections are composed in another order than they are printed; the caption of a table comes before its cells."""

    def marked(key: str) -> tuple[Run, ...]:
        return (Run(key, note=Note(())),)

    table = TableBlock((), [(marked("cell"),)], caption=marked("caption"))
    figure = Figure("map", marked("data"), "", title=marked("under"))
    seen: list[str] = []

    def say(words: tuple[Run, ...]) -> tuple[Run, ...]:
        seen.append(plain(tuple(run._replace(note=None) for run in words)))
        return words

    same = rewritten((table, figure), say)
    assert seen == ["caption", "cell", "under"]
    assert [words[0].text for words in texts((table, figure))] == seen
    assert same[0] == table
    galley = pipeline.check(RAQQA.read_bytes(), str(RAQQA), look("briefing", "page.notes=foot")).galley
    assert [note.number for note in called(galley)] == list(range(1, len(called(galley)) + 1))


def test_a_citation_that_stands_alone_stays_a_key() -> None:
    """A number would have nothing to hang on: columns of sources, and the list of sources, keep their keys."""
    galley = pipeline.check(RAQQA.read_bytes(), str(RAQQA), look("briefing", "page.notes=foot")).galley
    keys = {
        part.id
        for part in galley.sections
        if any(run.role == "cite" for run in runs(galley._replace(front=(), sections=(part,))))
    }
    assert {"actors", "sources"} <= keys
    assert not keys & {"scope", "timeline"}


def test_what_stands_in_notes_only_is_explained_and_indexed() -> None:
    """A form of citation, a gap or a name that a reader meets in a note alone would be explained or found nowhere."""
    source = HEAD + "bottom_line: It is shut. [@shut]\nsections: [summary, reading, index]\n"

    def said(yaml: str, where: str, id: str) -> str:
        galley = pipeline.check(yaml.encode(), look=look("briefing", f"page.notes={where}", "page.index=yes")).galley
        part = tuple(section for section in galley.sections if section.id == id)
        return "".join(run.text for run in runs(galley._replace(front=(), sections=part)))

    reading = said(source.replace("speaker: hale, to: reporters", "speaker: not recorded"), "foot", "reading")
    assert "¶6" in reading
    assert "[1]: " not in reading
    assert "not recorded: " in reading
    assert "not stated: " not in reading
    assert "Ann Hale" in said(source, "foot", "index")
    assert "Ann Hale" not in said(source, "end", "index")  # there the notes are back matter


def test_what_says_where_things_come_from_calls_no_notes() -> None:
    """The list of sources and the reasons in the colophon would send a reader to a note for what stands beside them."""
    source = HEAD.replace("record: named,", "record: named, cite: log 1,")
    source += "silence:\n  - {check: unused, id: paper, because: 'So the desk decided. [@log 1]'}\n"
    galley = pipeline.check(source.encode(), look=look("briefing", "page.notes=foot")).galley
    back = {part.id: runs(galley._replace(front=(), sections=(part,))) for part in galley.sections if part.back}
    assert {id for id, said in back.items() if any(run.role == "cite" for run in said)} == {"sources", "reading", "colophon"}
    assert not any(run.note for said in back.values() for run in said)


def test_what_no_typeface_has_is_told_of_notes_too() -> None:
    """A publisher that is named in notes only is looked at like all other words."""
    source = own("Text. [@log 1]").replace(b"publisher: Harbour office", "publisher: Harbour \u4e00".encode())
    source = source.replace(b"  - reported\n  - sources\n", b"")
    with pytest.raises(DossierError) as caught:
        pipeline.check(source, look=look("briefing", "page.notes=foot"))
    assert [problem.name for problem in caught.value.problems if problem.severity == "error"] == ["no-glyph"]


def test_without_notes_nothing_changes() -> None:
    """By default a statement carries its key, and no section of notes is printed."""
    galley = pipeline.check(RAQQA.read_bytes(), str(RAQQA), look()).galley
    assert called(galley) == []
    assert "notes" not in {section.id for section in galley.sections}


# Boxes ------------------------------------------------------------------------------------------------------------------
@st.composite
def columns_with_notes(draw: st.DrawFn) -> list[Box]:
    """Rows, columns and stacks whose lines call notes, anywhere."""
    serial = iter(range(10_000))

    def lines(most: int) -> Lines:
        count = draw(st.integers(1, most))
        called: dict[int, tuple[Box, ...]] = {
            line: (text(f"n{next(serial)}", draw(st.integers(1, 5)), 8.0),)
            for line in draw(st.sets(st.integers(0, count - 1), max_size=3))
        }
        return text(f"t{next(serial)}", count, notes=called)

    boxes: list[Box] = []
    for _ in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(["row", "columns", "stack", "lines"]))
        if kind == "row":
            boxes.append(Row([Cell(0.0, lines(14)), Cell(50.0, lines(14))], 100.0))
        elif kind == "columns":
            boxes.append(Columns([lines(6) for _ in range(draw(st.integers(1, 6)))], 210.0, 2, 10.0))
        elif kind == "stack":
            boxes.append(Stack([lines(6) for _ in range(draw(st.integers(1, 4)))], 100.0))
        else:
            boxes.append(lines(20))
    return boxes


@settings(max_examples=120)
@given(columns_with_notes())
def test_notes_of_all_columns_stand_with_their_marks(boxes: list[Box]) -> None:
    """Cells and columns share the foot of the page: a note begins on its mark's page, nothing is lost, nothing overlaps."""
    wanted = [(box, note) for box in boxes for note in box.notes()]
    order = sorted(key for box in boxes for key in box.noted()) + sorted(key for _, note in wanted for key in note.noted())
    marks = {id(note): key for box in boxes for key, note in called_by(box)}
    pages = list(paginate(boxes, FRAME, PageMap(), note_separator=5.0))
    lines = [[key for placed in page.boxes for key in placed.box.noted()] for page in pages]
    notes = [[key for placed in page.notes for key in placed.box.noted()] for page in pages]
    assert sorted(key for page in lines for key in page) + sorted(key for page in notes for key in page) == order
    for _, note in wanted:
        first = next(note.noted())
        assert next(i for i, page in enumerate(notes) if first in page) == next(
            i for i, page in enumerate(lines) if marks[id(note)] in page
        )
    for page in pages:
        bottom = min((placed.y - placed.box.height for placed in page.boxes), default=FRAME.top)
        assert bottom >= sum(placed.box.height for placed in page.notes) - 0.01


def called_by(box: Box) -> list[tuple[str, Box]]:
    """Return the notes of a box with the keys of the lines that call them."""
    if isinstance(box, Lines):
        return [(f"{next(box.noted()).split(':')[0]}:{line}", note) for line, notes in box.calls.items() for note in notes]
    inner = [cell.box for cell in box.cells] if isinstance(box, Row) else box.children  # type: ignore[attr-defined]
    return [found for child in inner for found in called_by(child)]


@st.composite
def margins(draw: st.DrawFn) -> list[Box]:
    """Paragraphs with notes beside them, some with more note than text."""
    boxes: list[Box] = []
    for i in range(draw(st.integers(1, 8))):
        count = draw(st.integers(1, 20))
        called: dict[int, tuple[Box, ...]] = {
            line: tuple(text(f"n{i}.{line}.{k}", draw(st.integers(1, 6)), 8.0) for k in range(draw(st.integers(1, 2))))
            for line in draw(st.sets(st.integers(0, count - 1), max_size=5))
        }
        boxes.append(Margin(text(f"t{i}", count, notes=called), 110.0, 160.0))
    return boxes


@settings(max_examples=150)
@given(margins())
def test_side_notes_stand_beside_their_marks(boxes: list[Box]) -> None:
    """Nothing is lost; a note begins on its mark's page, not above its mark, and none lies on another."""
    everything = sorted(key for box in boxes for key in box.noted())
    pages = list(paginate(boxes, FRAME, PageMap(), note_separator=5.0))
    assert sorted(key for page in pages for placed in page.boxes for key in placed.box.noted()) == everything
    for page in pages:
        assert not page.notes
        for placed in page.boxes:
            assert isinstance(placed.box, Margin)
            assert placed.y - placed.box.height >= FRAME.bottom - 0.01
            for (top, note), (below, _) in pairwise(placed.box.placed):
                assert top + note.height <= below + 0.01
            carried = {key for note in placed.box.carried for key in note.noted()}
            here = set(placed.box.main.noted())
            for top, note in placed.box.placed:
                key = next(note.noted())
                assert top + note.height <= placed.box.height + 0.01
                if key not in carried and key.endswith(":0"):
                    number, line, _ = key[1:].split(":")[0].split(".")
                    assert f"t{number}:{line}" in here


def test_more_columns_of_notes_cost_no_second_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text is set once, whatever the notes do to its pages."""
    from dossier.typeset.setter import Setter

    seen: list[object] = []
    lines: Callable[..., Box] = Setter.lines

    def counted(self: Setter, content: Any, *rest: Any, **more: Any) -> Box:
        seen.extend(run.note.number for run in content if run.note and rest[2] is not None)
        return lines(self, content, *rest, **more)

    monkeypatch.setattr(Setter, "lines", counted)
    pipeline.build(own(" ".join(f"w{n}[@log {n}]" for n in range(1, 200))), look=look("briefing", "page.notes=foot"))
    assert len(seen) == len(set(seen)) == 200
