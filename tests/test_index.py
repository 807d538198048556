"""The index and the annex: pages as extraction finds them, other names led to the one that is used, paragraphs as pinned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from galley import runs
from gate import Gate
from witness import Block, comparable, stream_text

from dossier import pipeline
from dossier.blocks import Definitions, Galley, Items, Paragraph, Section, plain
from dossier.evidence.graph import link
from dossier.reading.reader import read
from dossier.styling.library import Opened, open_style

RAQQA = Path(__file__).parent.parent / "sources" / "raqqa.yaml"
SHORT = """
dossier: {title: The bridge at Dorn, marking: TLP:GREEN}
sources:
  log: {title: Log, publisher: Harbour office, published: 2019-05-02}
actors:
  dorn-council: {name: Dorn council, short: Dorn, also: [the Élders]}
  mill: {name: the Mill}
places:
  dorn: {name: Dorn, also: Dornstadt}
  mole: {name: North Mole}
sections:
  - id: own
    title: Own
    text: |
      The Élders met in Dorn{dorn} near North Mole. The Dornish left; `Dornstadt` is a file. Mill's end. [@log 1]
  - sources
"""


def look(sheet: str = "briefing", *settings: str) -> Opened:
    """Open a style with settings laid over it."""
    return open_style([sheet], list(settings))


def section(galley: Galley, id: str) -> Section:
    """Return a section by its id."""
    return next(part for part in galley.sections if part.id == id)


def lines(galley: Galley) -> list[str]:
    """Return the lines of the index without their pages."""
    (items,) = section(galley, "index").blocks[1:]
    assert isinstance(items, Items)
    return [plain(block.text) for (block,) in items.items if isinstance(block, Paragraph)]


def numbers(pages: str) -> set[int]:
    """Return the pages of a printed list: `2, 5–7`."""
    out: set[int] = set()
    for part in pages.split(", "):
        first, _, last = part.partition("–")
        out |= set(range(int(first), int(last or first) + 1))
    return out


def found_pages(blocks: list[Block], names: dict[str, str]) -> dict[str, set[int]]:
    """Return the pages on which blocks name each id; a name that goes over a page counts where it begins.

    A figure right after it is the mark of a note.
    """
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})(?![^\W\d])")
    out: dict[str, set[int]] = {}
    for block in blocks:
        text, starts = "", []
        for page, words in block.parts:
            starts.append((len(text), page))
            text += re.sub("\u00ad|\u200b", "", words)
        for match in pattern.finditer(text):
            page = max(start for start in starts if start[0] <= match.start())[1]
            out.setdefault(names[match.group()], set()).add(page)
    return out


@pytest.mark.parametrize("notes", ["inline", "foot", "end"])
@pytest.mark.parametrize("sheet", ["briefing", "plain"])
def test_the_index_prints_the_pages_that_extraction_finds(sheet: str, notes: str, tmp_path: Path, gate: Gate) -> None:
    """Each name that stands before the back matter, notes at the foot too, is found on just the pages that the index gives."""
    path = tmp_path / "raqqa.pdf"
    path.write_bytes(pipeline.brief(str(RAQQA), look(sheet, "page.index=yes", f"page.notes={notes}")).pdf)
    evidence, _ = link(read(RAQQA.read_bytes(), str(RAQQA))[0])  # type: ignore[arg-type]
    names = {name.replace("'", "’"): id for name, id in evidence.names.items()}
    blocks = stream_text(path).blocks
    heads = [
        i for i, block in enumerate(blocks) if block.role == "H2" and block.text in ("Notes", "Sources", "Index", "Colophon")
    ]
    expected = found_pages([block for block in blocks[: heads[0]] if block.role not in ("TOC", "TOCI", "Figure")], names)
    start, end = (next(i for i in heads if blocks[i].text == title) for title in ("Index", "Colophon"))
    printed = {}
    for block in blocks[start + 1 : end]:
        if match := re.fullmatch(r"(.+?), ([\d–, ]+)", comparable(block.text)):
            printed[names[match[1]]] = numbers(match[2])
    assert len(printed) > 15
    assert {id: sorted(pages ^ expected.get(id, set())) for id, pages in printed.items() if pages != expected.get(id)} == {}
    assert printed == expected


def test_other_names_lead_to_the_one_that_is_used() -> None:
    """An actor goes before a place of that name, unless the author says which; accents and articles don’t count in the order."""
    galley = pipeline.check(SHORT.encode(), look=look("briefing", "page.index=yes")).galley
    assert lines(galley) == ["Dorn, ", "Dorn council, ", "the Élders, see Dorn council", "North Mole, "]


def test_no_index_unless_somebody_asks() -> None:
    """Neither by default nor where the dossier lists only other sections; but where it lists the index."""
    assert "index" not in {part.id for part in pipeline.check(SHORT.encode(), look=look()).galley.sections}
    asked = SHORT.replace("  - sources\n", "  - index\n  - sources\n").encode()
    assert [part.id for part in pipeline.check(asked, look=look()).galley.sections] == ["own", "index", "sources"]
    plain_run = runs(pipeline.check(SHORT.encode(), look=look()).galley)
    assert not any(key.startswith("name:") for run in plain_run for key in run.keys)


# The annex --------------------------------------------------------------------------------------------------------------
TEXT = "[headline]\nBridge shut\n\n[1]\nThe bridge is 'shut' -- to lorries.\n\n[2]\nNobody says until when.\n\n[3]\nNot cited.\n"
ANNEX = """
dossier: {title: The bridge, marking: TLP:GREEN, annex: cited}
sources:
  log: {title: Log, publisher: Harbour office, published: 2019-05-02, text: log.txt, rights: yes}
  other: {title: Other, publisher: The Paper, published: 2019-05-02, text: log.txt}
bottom_line: It is shut. [@log 2]
claims:
  The bridge:
    shut: {text: The bridge is shut to lorries., cite: log 1-2, grade: 2}
    also: {text: The bridge is shut, cite: other 3, grade: 2}
events:
  - {when: 2019-05-02, what: It is shut., cite: log headline}
"""


def test_the_annex_gives_cited_paragraphs_of_sources_with_rights(tmp_path: Path, valid_pdf: Gate) -> None:
    """Each under its label, as it is pinned, with what cites it; nothing of a source whose record grants nothing."""
    (tmp_path / "log.txt").write_text(TEXT, encoding="utf-8")
    galley = pipeline.check(ANNEX.encode(), str(tmp_path / "a.yaml"), look(), root=str(tmp_path)).galley
    _, rows = section(galley, "annex").blocks[1:]
    assert isinstance(rows, Definitions)
    said = [
        (plain(label), *(plain(block.text) for block in blocks if isinstance(block, Paragraph))) for label, blocks in rows.rows
    ]
    assert [words[:2] for words in said] == [
        ("headline", "Bridge shut"),
        ("¶1", "The bridge is 'shut' -- to lorries."),
        ("¶2", "Nobody says until when."),
    ]
    assert [words[2] for words in said] == ["Cited by the timeline.", "Cited by claim 1.", "Cited by claim 1; the bottom line."]
    built = pipeline.build(ANNEX.encode(), str(tmp_path / "a.yaml"), look(), root=str(tmp_path))
    valid_pdf(built.pdf)


def test_no_annex_unless_the_dossier_asks(tmp_path: Path) -> None:
    """Rights and texts alone print nothing."""
    (tmp_path / "log.txt").write_text(TEXT, encoding="utf-8")
    silent = ANNEX.replace(", annex: cited", "")
    galley = pipeline.check(silent.encode(), str(tmp_path / "a.yaml"), look(), root=str(tmp_path)).galley
    assert "annex" not in {part.id for part in galley.sections}
