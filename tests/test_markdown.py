"""The reading copy in Markdown says what the PDF says: held against the galley, the PDF's text, and an independent parser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hostile import FIELDS, KEYS, PAYLOADS, filled, flat
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from witness import DIRECTION_MARKS, comparable, stream_text

from dossier import cli, pipeline
from dossier.blocks import (
    Contents,
    Definitions,
    Figure,
    Galley,
    Heading,
    Items,
    Note,
    Paragraph,
    Quotation,
    Run,
    Strip,
    Table,
    Text,
)
from dossier.brief import Brief
from dossier.copies.markdown import markdown
from dossier.copies.markup import cell, escaped, inline, opening
from dossier.layout.paginate import PageMap
from dossier.styling.library import open_style
from dossier.typeset.setter import late_words

HERE = Path(__file__).parent
RAQQA = HERE.parent / "sources" / "raqqa.yaml"
DOSSIERS = [*sorted((HERE.parent / "sources").glob("*.yaml")), HERE / "full.yaml", HERE / "maps" / "suez.yaml"]
NAMES = [f"{path.parent.name}-{path.stem}" for path in DOSSIERS]
PARSER = MarkdownIt("commonmark").enable("table")
NOTE = re.compile(r"^\[\^(\d+)\]: ", re.MULTILINE)
every = pytest.mark.parametrize("path", DOSSIERS, ids=NAMES)


@cache
def built(path: Path, *settings: str) -> Brief:
    """Build a dossier, without what it names beside it."""
    return pipeline.build(path.read_bytes(), path.name, open_style(["briefing"], settings))


def parsed(markdown: str) -> list[Token]:
    """Parse a copy; its footnotes, which CommonMark doesn't know, as paragraphs."""
    return PARSER.parse(NOTE.sub(r"note \1: ", markdown))


def plain(token: Token) -> str:
    """Return what a reader sees of the inline content of a block."""
    said = {"softbreak": " ", "hardbreak": " ", "html_inline": ""}
    return "".join(" " if it.content == "<br>" else said.get(it.type, it.content) for it in token.children or ())


def lines(markdown: str) -> list[str]:
    """Return what each block of a copy says, in order."""
    return [plain(token) for token in parsed(markdown) if token.type == "inline"]


def bare(words: str) -> str:
    """Return words without what lines and directions are made of."""
    return re.sub(r"\s+", "", DIRECTION_MARKS.sub("", comparable(words)))


def said(it: Brief, content: Text) -> str:
    """Return the words of a text with its page numbers, and without the marks of notes."""
    words = (late_words(run.late, it.map, it.galley.labels) if run.late else run.text for run in content if not run.note)
    return "".join(words)


def texts(thing: Any) -> Iterator[tuple[str, Text]]:
    """Yield each text of some blocks with the name of what it belongs to, in order; of a drawing only what stands for it."""
    if isinstance(thing, Figure):
        if thing.kind != "code":
            yield "Figure", thing.title
            yield "Figure", (Run(thing.alt),)
    elif isinstance(thing, tuple | list) and thing and isinstance(thing[0], Run):
        yield "", tuple(thing)
        yield from (("Note", run.note.text) for run in thing if run.note)
    elif isinstance(thing, Strip):
        yield from (("Strip", (Run(f"{figure} "), *words)) for figure, words in thing.figures)
    elif isinstance(thing, tuple | list):
        parts = thing[:-1] if isinstance(thing, Definitions) else thing
        for part in parts:
            for kind, content in texts(part):
                yield kind or type(thing).__name__, content


def whole(galley: Galley) -> tuple[Any, ...]:
    """Return all blocks of a galley but for its notes, which are found at their marks."""
    return galley.front, tuple(section for section in galley.sections if section.id != "notes")


def kinds(thing: Any, kind: type) -> list[Any]:
    """Return all blocks of a kind, in order."""
    if isinstance(thing, kind):
        return [thing]
    return [it for part in thing for it in kinds(part, kind)] if isinstance(thing, tuple | list) else []


# The same statements ----------------------------------------------------------------------------------------------------
@every
@pytest.mark.parametrize("notes", ["inline", "foot", "end"])
def test_each_text_stands_whole_in_the_copy_and_in_the_pdf(path: Path, notes: str) -> None:
    """Not a word of a statement is lost, added or moved in either, and paragraphs keep their order in the copy."""
    it = built(path, f"page.notes={notes}")
    copy = [bare(line) for line in lines(re.sub(r"\[\^\d+\](?!:)", "", it.markdown()))]
    pdf = bare(" ".join(re.sub(r"\s+", " ", block.text) for block in stream_text_of(it).blocks)) if notes == "inline" else None
    found, at = 0, 0
    for kind, content in texts(whole(it.galley)):
        words = bare(said(it, content))
        assert any(words in line for line in copy), (kind, words)
        if kind in ("Paragraph", "Heading"):
            at = next(number for number in range(at, len(copy)) if words in copy[number])
            found += 1
        if pdf is not None and kind != "Figure":
            assert words in pdf, (kind, words)
    assert found > 20


def stream_text_of(it: Brief) -> Any:
    """Read a PDF's own text."""
    from io import BytesIO

    return stream_text(BytesIO(it.pdf))  # type: ignore[arg-type]


@every
def test_numbers_and_citations_are_the_same_and_no_others(path: Path) -> None:
    """Each number and each key in brackets stands as often in the copy as in the galley, with what the copy adds by name."""
    it = built(path)
    galley = it.galley
    content = [said(it, words) for _, words in texts(whole(galley))]
    titles = [section.title for section in galley.sections] if kinds(galley.front, Contents) else []
    numbers = list(strings(whole(galley)))
    foot = [galley.banner, galley.marking, galley.labels["draft"], galley.foot, galley.labels["paged"]]
    foot += [galley.labels["drawing"] for figure in kinds(whole(galley), Figure) if figure.kind != "code"]
    ours = " \n ".join([*content, *titles, *numbers, *foot])
    theirs = " \n ".join(lines(it.markdown()))
    for pattern in (r"\d+", r"\[[^\[\]]*\]", r"\w+"):
        assert Counter(re.findall(pattern, theirs)) == Counter(re.findall(pattern, ours))


def strings(thing: Any) -> Iterator[str]:
    """Yield the numbers of blocks, which are plain strings."""
    if isinstance(thing, tuple | list) and not isinstance(thing, Run | Figure):
        if number := getattr(thing, "number", ""):
            yield str(number)
        for part in thing:
            yield from strings(part)


@every
def test_headings_and_tables_have_the_structure_of_the_galley(path: Path) -> None:
    """An independent parser finds each heading at its level, and each table with its rows and columns."""
    it = built(path)
    tokens = parsed(it.markdown())
    assert [int(token.tag[1]) for token in tokens if token.type == "heading_open"] == [
        heading.level for heading in kinds(whole(it.galley), Heading)
    ]
    tables = kinds(whole(it.galley), Table)
    assert sum(token.type == "table_open" for token in tokens) == len(tables)
    assert sum(token.type == "th_open" for token in tokens) == sum(len(table.columns) for table in tables)
    assert sum(token.type == "td_open" for token in tokens) == sum(len(table.columns) * len(table.rows) for table in tables)


@every
def test_the_marking_stands_first_and_last(path: Path) -> None:
    """Whoever sees either end of a copy sees its marking, and whether it is a draft."""
    it = built(path)
    text = it.markdown()
    assert text.endswith("\n")
    assert "\r" not in text
    first, last = lines(text)[0], lines(text)[-1]
    for mark in filter(None, (it.galley.banner, it.galley.marking, it.galley.labels["draft"])):
        assert mark in first
        assert mark in last


@every
def test_links_within_the_copy_lead_somewhere(path: Path) -> None:
    """Each citation leads to one anchor, and no anchor stands twice or unused."""
    text = built(path).markdown()
    anchors = re.findall(r'<a id="([^"]*)"></a>', text)
    targets = set(re.findall(r"\]\(#([^)]*)\)", text))
    assert sorted(anchors) == sorted(targets)


def test_what_is_known_by_a_number_is_linked_and_names_are_not() -> None:
    """From a statement one click leads to its judgement, claim, source or question; a name stays readable in an editor."""
    text = built(RAQQA).markdown()
    kinds_of = {target.partition("-")[0] for target in re.findall(r"\]\(#([^)]*)\)", text) if "-" in target}
    assert kinds_of == {"judgement", "claim", "question", "source"}
    assert "[¶6](#source-mee)" in text


@pytest.mark.parametrize("notes", ["foot", "side", "end"])
def test_notes_are_footnotes(notes: str) -> None:
    """Marks and notes have the numbers that the PDF prints, in the order of reading: renderers count them anew."""
    it = built(HERE / "full.yaml", f"page.notes={notes}")
    text = it.markdown()
    marks = [int(number) for number in re.findall(r"\[\^(\d+)\](?!:)", text)]
    count = len([run for _, words in texts(whole(it.galley)) for run in words if run.note])
    assert marks == [int(number) for number in NOTE.findall(text)] == list(range(1, count + 1))
    assert count > 5
    assert "## Notes" not in text
    assert "(#notes)" not in text


# Nothing is taken for markup -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("turn", range(0, len(PAYLOADS), 7))
def test_every_payload_is_said_literally_in_the_copy(turn: int) -> None:
    """Text that looks like markup comes out of a parser as it was written, in every field."""
    texts_in = [PAYLOADS[(turn + place) % len(PAYLOADS)] for place in range(len(FIELDS) + len(KEYS))]
    try:
        copy = pipeline.build(filled(texts_in.__getitem__)).markdown()
    except pipeline.DossierError as wrong:
        pytest.skip(str(wrong))
    known = flat(re.sub(r"\s+", " ", DIRECTION_MARKS.sub("", "\n".join(lines(copy)))))
    missing = [text for text in texts_in if f"{flat(DIRECTION_MARKS.sub('', text))} zqend" not in known]
    assert missing == []


ROLES = ["", "", "strong", "emphasis", "strong emphasis", "code", "gap", "cite"]
LINKS = ["", "", "", "#claim-a", "https://example.org/a_(b)", "mailto:a@example.org", "https://example.org/a|b c"]
WORDS = st.text(st.sampled_from("ab1 .,-*_`[]()<>!#|\\~&;:$é\u00a0·“’+=/@"), max_size=8)
CITES = st.sampled_from(["[", "]", " [", "]"]).map(lambda words: Run(words, "cite"))
RUNS = st.builds(lambda words, role, link: Run(words, role, link=link), WORDS, st.sampled_from(ROLES), st.sampled_from(LINKS))
MARK = Run("1", link="#note-1", note=Note((), 1))


@given(st.lists(st.one_of(RUNS, RUNS, RUNS, CITES, st.just(MARK)), max_size=6), st.booleans())
@example([Run("a!"), Run("b", link="#c")], False)
@example([Run("Low.", "strong"), Run("Why", "emphasis"), Run("not")], False)
@example([Run("a|", "code"), Run("|b", link="https://example.org/a|b c")], True)
@example([MARK, Run("(see)")], False)
@example([Run("[", "cite"), Run("1", "cite"), Run("]", "cite"), Run("(see)")], False)
@example([Run("[", "cite"), Run("1", "cite", link="#a"), Run("]", "cite"), Run(": so")], False)
def test_runs_come_back_from_the_parser(runs: list[Run], in_table: bool) -> None:
    """Whatever stands next to what: each letter keeps its emphasis and its link, in a paragraph and in a cell."""
    line = inline(tuple(runs), lambda run: run.text)
    source = f"| x |\n| --- |\n| {cell(line)} |" if in_table else opening(line)
    found = [token for token in PARSER.parse(source) if token.type == "inline"][in_table:]
    assert len(found) == bool(line) or in_table
    assert dressed(found) == meant(runs)


def meant(runs: list[Run]) -> list[tuple[str, ...]]:
    """Return each letter of runs with its dress."""
    out = []
    for run in runs:
        words = f"[^{run.note.number}]" if run.note else run.text
        strong, slanted = "strong" in run.role, "emphasis" in run.role or run.role == "gap"
        link = "" if run.note or not run.text.strip(" ") else run.link.replace(" ", "%20").replace("|", "%7C")
        dress = ("strong" * strong, "em" * slanted, "code" * (run.role == "code"), link)
        out += [(letter, *dress) for letter in words if not letter.isspace()]
    return out


def dressed(tokens: list[Token]) -> list[tuple[str, ...]]:
    """Return each letter of parsed lines with its dress."""
    out = []
    for token in (child for block in tokens for child in block.children or ()):
        tag = re.fullmatch(r"</?(strong|em)>", token.content) if token.type == "html_inline" else None
        name = "link" if token.type.startswith("link") else tag[1] if tag else token.tag
        if token.nesting == 1 or (tag and "/" not in token.content):
            out.append((name, str(token.attrGet("href") or "")))
        elif token.nesting == -1 or tag:
            out.append((f"/{name}", ""))
        else:
            out += [(letter, name) for letter in token.content if not letter.isspace()]
    return list(_resolved(out))


def _resolved(steps: list[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    state = {"strong": 0, "em": 0}
    link = ""
    for what, more in steps:
        if what in ("strong", "em", "/strong", "/em"):
            state[what.strip("/")] += -1 if what[0] == "/" and len(what) > 1 else 1
        elif what in ("link", "/link"):
            link = more
        else:
            yield what, "strong" * bool(state["strong"]), "em" * bool(state["em"]), "code" * (more == "code"), link


@pytest.mark.parametrize("line", ["# a", "- a", "+ a", "> a", "1. a", "12) a", "---", "===", "- - -", "#", "-"])
def test_a_paragraph_stays_one(line: str) -> None:
    """What begins like a heading, a list, a quotation or a rule is a paragraph with these very words."""
    (token,) = [token for token in PARSER.parse(opening(escaped(line))) if token.type == "inline"]
    assert plain(token) == line
    assert PARSER.parse(opening(escaped(line)))[0].type == "paragraph_open"


def test_arabic_doesn_t_move_what_follows() -> None:
    """A number after a name from right to left would stand on its wrong side: the name is isolated."""
    assert inline((Run("الرقة", lang="ar"), Run(" 35")), lambda run: run.text) == "\u2068الرقة\u2069 35"


# The command -----------------------------------------------------------------------------------------------------------
SHORT = """
dossier: {title: The bridge is closed, marking: TLP:GREEN}
sources: {agency: {title: Bridge closed to lorries, published: 2026-02-03}}
claims: {Reported: {closed: {text: The bridge is closed to lorries., cite: agency 2}}}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a short dossier, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SHORT, encoding="utf-8")
    return tmp_path


def test_the_ending_decides(desk: Path) -> None:
    """`-o a.md` writes the copy, the same each time, and nothing else."""
    assert cli.run(["build", "a.yaml", "-o", "a.md"]) == 0
    first = (desk / "a.md").read_bytes()
    assert cli.run(["build", "a.yaml", "-o", "a.md"]) == 0
    assert (desk / "a.md").read_bytes() == first
    assert b"**TLP:GREEN**" in first
    assert sorted(path.name for path in desk.iterdir()) == ["a.md", "a.yaml"]


def test_a_form_that_nobody_writes_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message lists what can be written, and nothing is made."""
    assert cli.run(["build", "a.yaml", "-o", "a.docx"]) == 2
    assert "-o a.docx: what can be written ends in .pdf, .md, .png" in capsys.readouterr().err
    assert cli.run(["build", "a.yaml", "-o", "a.md", "--dpi", "80"]) == 2
    assert "--dpi goes with" in capsys.readouterr().err
    assert [path.name for path in desk.iterdir()] == ["a.yaml"]


def test_with_an_error_the_old_copy_stays(desk: Path) -> None:
    """What is wrong with the input touches nothing that was written before."""
    (desk / "a.md").write_text("old", encoding="utf-8")
    (desk / "a.yaml").write_text(SHORT.replace("agency 2", "nobody 2"), encoding="utf-8")
    assert cli.run(["build", "a.yaml", "-o", "a.md"]) == 2
    assert (desk / "a.md").read_text(encoding="utf-8") == "old"


def test_the_copy_is_opened_when_asked(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--open hands over the file that was made."""
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    assert cli.run(["build", "a.yaml", "-o", "a.md", "--open"]) == 0
    assert opened == ["a.md"]


def test_paragraphs_without_words_leave_nothing() -> None:
    """The front of a dossier without a standfirst has no empty emphasis."""
    assert "**" * 2 not in pipeline.build(SHORT.encode()).markdown()
    assert inline((), lambda run: run.text) == ""
    assert Paragraph((), "body").text == ()


def test_lists_in_a_row_stay_apart() -> None:
    """Two lists of the author's, one under the other, are two; a number where a list begins is kept."""
    galley = pipeline.build(SHORT.encode()).galley
    one = Items(((Paragraph((Run("a"),)),),))
    numbers = Items(((Paragraph((Run("b"),)),), (Paragraph((Run("c"),)), Paragraph((Run("d"),)))), "number", start=9)
    copy = markdown(galley._replace(front=(one, one, numbers, numbers), sections=()), PageMap())
    tokens = [token.type for token in parsed(copy)]
    assert tokens.count("bullet_list_open") == 2
    assert tokens.count("ordered_list_open") == 2
    assert tokens.count("list_item_open") == 6
    assert lines(copy)[:5] == ["a", "a", "b", "c", "d"]


def test_quotations_are_set_apart() -> None:
    """Words of somebody are a block quotation."""
    galley = pipeline.build(SHORT.encode()).galley
    copy = markdown(galley._replace(front=(Quotation((Run("- so"),)),), sections=()), PageMap())
    tokens = parsed(copy)
    assert [token.type for token in tokens].count("blockquote_open") == 1
    assert [plain(token) for token in tokens if token.type == "inline" and token.level == 2] == ["- so"]


@pytest.mark.parametrize(
    ("words", "link", "written"),
    [
        ("here", "https://example.org/a_b?c=1", "[here](https://example.org/a_b?c=1)"),
        ("here", "#claim-closed", "[here](#claim-closed)"),
        ("here", "https://example.org/a_(b)", "[here](<https://example.org/a_(b)>)"),
        ("https://example.org/a", "https://example.org/a", "<https://example.org/a>"),
        ("a@example.org", "mailto:a@example.org", "<a@example.org>"),
    ],
)
def test_addresses_stand_in_brackets_only_where_they_must(words: str, link: str, written: str) -> None:
    """In an editor the copy would be harder to read than it is, full of signs that nobody would have typed."""
    assert inline((Run(words, link=link),), lambda run: run.text) == written


def test_a_heading_keeps_the_sign_at_its_end() -> None:
    """`C #` is no closed heading, and a number before it no list."""
    galley = pipeline.build(SHORT.encode()).galley
    copy = markdown(galley._replace(front=(Heading(3, (Run("1. In C #"),), "x"),), sections=()), PageMap())
    assert lines(copy)[0] == "1. In C #"
