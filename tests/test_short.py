"""The short form: two pages of the statements of the full brief, nothing else; and the products that a dossier declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from gate import Gate
from test_compose import ids, parts
from witness import comparable, outline, stream_text

from dossier import cli, pipeline
from dossier.blocks import Beside, Entry, Figure, Galley, Heading, Paragraph, Run, Section, Table, Text, plain, texts
from dossier.brief import Brief
from dossier.evidence.graph import Evidence, link
from dossier.inline import Citation, Locator
from dossier.model import Dossier
from dossier.printing.stream import lay_out
from dossier.problems import DossierError
from dossier.products import PARTS, ROWS_OF_SHORT, Wanted
from dossier.reading.reader import read
from dossier.saying.wording import EN
from dossier.short import composer
from dossier.short.given import Room
from dossier.shortening import _less
from dossier.styling.library import open_style
from dossier.text.faces import FontBook

SOURCES = Path(__file__).parent.parent / "sources"
SAMPLES = ("raqqa", "suez")
LOOKS = [(style, paper, purpose) for style in ("briefing", "plain") for paper in ("a4", "letter") for purpose in ("", "office")]
SMALL = """\
dossier: {title: The bridge is closed, marking: TLP:GREEN}
sources:
  agency: {title: Bridge closed to lorries, published: 2026-02-03}
claims:
  What is reported:
    closed: {text: The bridge has been closed to lorries since Monday., cite: agency 2}
"""


@cache
def sample(name: str, product: str = "short", style: str = "briefing", paper: str = "a4", purpose: str = "") -> Brief:
    """Build a sample in a product and a look."""
    look = open_style([style], [f"page.paper={paper}"], purpose)
    return pipeline.brief(str(SOURCES / f"{name}.yaml"), look, wanted=Wanted(product))


@cache
def linked(name: str) -> tuple[Dossier, Evidence]:
    """Read and link a sample."""
    dossier, problems = read((SOURCES / f"{name}.yaml").read_bytes(), name)
    assert dossier is not None, problems
    return dossier, link(dossier)[0]


def short(contents: str, **changes: object) -> Brief:
    """Build the short form of a dossier."""
    return pipeline.build(contents.encode(), "a.yaml", wanted=Wanted("short")._replace(**changes))


def blocks(galley: Galley) -> Iterator[object]:
    """Go through all parts of a galley."""
    return parts((galley.front, galley.sections))


def words_of(galley: Galley) -> str:
    """Return all words of a galley, spaces alike, without case."""
    return alike(" \n".join(plain(text) for text in texts((galley.front, galley.sections))))


def alike(said: str) -> str:
    """Return words as they are compared: spaces and quotation marks alike, without case."""
    return re.sub(r"\s+", " ", said.replace("’", "'")).casefold()


# It fits ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("style", "paper", "purpose"), LOOKS)
@pytest.mark.parametrize("name", SAMPLES)
def test_it_has_two_pages(name: str, style: str, paper: str, purpose: str) -> None:
    """A minister would be handed three pages, or one with a hole in it."""
    brief = sample(name, style=style, paper=paper, purpose=purpose)
    assert brief.pages == 2
    look = open_style([style], [f"page.paper={paper}"], purpose).fitted("short").style
    assert look is not None
    filled = lay_out(brief.galley, look, FontBook()).pages
    height = look.page.height - look.page.top - look.page.bottom
    assert [round(1 - it / height, 2) for it in filled if it < 0.85 * height] == []


@pytest.mark.parametrize(("name", "style", "paper", "purpose"), [
    ("raqqa", "briefing", "a4", ""), ("suez", "briefing", "letter", "office"), ("raqqa", "plain", "letter", ""),
])  # fmt: skip
def test_it_is_valid(name: str, style: str, paper: str, purpose: str, gate: Gate) -> None:
    """Whoever can't see the pages, or keeps them for years, would be served worse by the short form than by the full one."""
    gate(sample(name, style=style, paper=paper, purpose=purpose).pdf)


def test_what_gives_way_goes_in_order() -> None:
    """A question that is open would be dropped for the sake of one more row, or the report before what can stand elsewhere."""
    style = open_style([]).style
    assert style is not None
    room, seen = Room(), []
    while (smaller := _less(room, 1.0, 1.0, style, aside=False)) is not None:
        seen += [name for name in Room._fields if getattr(smaller, name) != getattr(room, name)]
        room = smaller
    assert seen == [*["rows"] * 4, *["also"] * 6, *["rows"] * 3, "paragraphs", "matters", "rivals"]
    assert room[:3] == (1, 0, 0)


def test_no_page_is_forced() -> None:
    """What doesn't fit would be cut, or set so small that nobody reads it."""
    long = SMALL + "judgements:\n" + "".join(
        f"  j{n}: {{text: 'It is likely that {'a long winded sentence goes on and ' * 40}on.', confidence: low, because: So.}}\n"
        for n in range(3)
    )  # fmt: skip
    with pytest.raises(DossierError) as refused:
        short(long)
    (problem,) = [it for it in refused.value.problems if it.name == "too-long"]
    assert re.match(r"the brief takes \d+ pages and may have 2: \d+ lines too many", problem.message)
    assert "on the first page shorten the bottom line" in str(problem.hint)


def test_little_makes_one_page_without_empty_headings() -> None:
    """A dossier of one claim would get headings without text, or a second page with nothing on it."""
    brief = short(SMALL)
    assert brief.pages == 1
    flow = [it for it in blocks(brief.galley) if isinstance(it, Heading | Paragraph)]
    assert not isinstance(flow[-1], Heading)
    for block, following in pairwise(flow):
        heads = block.level > 1 if isinstance(block, Heading) else block.role == "side.label"
        assert not (heads and isinstance(following, Heading)), plain(block.text)
        assert plain(block.text).strip()


# It says what the full brief says ---------------------------------------------------------------------------------------
STATEMENTS = ("bottom-line", "judgement", "judgement.note", "body", "body.next", "also", "table.cell", "side")


def pieces(text: Text) -> Iterator[str]:
    """Yield the statements of a paragraph: what stands between keys and labels."""
    piece = ""
    for run in (*text, Run("", "cite")):
        if run.role in ("cite", "strong", "label", "number"):
            yield from (it.strip(" .;:,") for it in re.split(r"(?<=[.;:]) |, also ", alike(piece)))
            piece = ""
        else:
            piece += run.text


def statements(galley: Galley, dossier: Dossier) -> Iterator[str]:
    """Yield the statements of a short form but for those of the report in the issuer's own prose, and what counts or explains."""
    own = {alike(item.plain)[:40] for block in dossier.report for item in block.items}
    for block in blocks(galley):
        if isinstance(block, Paragraph) and block.role in STATEMENTS:
            if alike(plain(block.text))[:40] not in own:
                yield from (it for it in pieces(block.text) if len(it.split()) > 3)
        elif isinstance(block, Table):
            yield from (piece for text in texts(block.rows) for piece in pieces(text) if piece)


def _pattern(said: str) -> str:
    """Return what a printed word of ours looks like, with anything in its gap."""
    return ".+".join(map(re.escape, said.casefold().strip(". ").split("{}")))


OURS = re.compile(
    "|".join(_pattern(said) for key, said in EN["words"].items() if key.startswith(("short.", "glance.", "question")))
)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_statement_stands_in_the_full_brief(name: str) -> None:
    """Who decides would be told something that nobody who checks can find."""
    dossier, _ = linked(name)
    full = words_of(sample(name, "full").galley)
    found = list(statements(sample(name).galley, dossier))
    assert len(found) > 40
    lost = [it for it in found if not OURS.search(it) and it not in full and not all(name in full for name in it.split(", "))]
    assert lost == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_number_and_name_stands_in_the_full_brief(name: str) -> None:
    """The report in prose, or the side column, would bring a figure, a day or a person that the full brief hasn't."""
    full = set(re.findall(r"[\w']+", words_of(sample(name, "full").galley)))
    ours = set(re.findall(r"[\w']+", alike(" ".join(EN["words"].values()))))
    bare = [
        "".join(run.text for run in text if run.role != "cite")
        for text in texts((sample(name).galley.front, [it.blocks[:-1] for it in sample(name).galley.sections]))
    ]
    named = {word for line in bare for word in re.findall(r"(?<![.!?] )(?<!^)\b[A-Z0-9][\w’]*", line)}
    assert {word for word in named if alike(word).removesuffix("'s") not in full | ours} == set()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_key_is_a_citation_of_the_dossier(name: str) -> None:
    """A key would lead to a paragraph that nobody cited."""
    dossier, evidence = linked(name)
    chief = evidence.number(evidence.chief)
    there = {
        (source.number, str(label)) for cite in all_cites(dossier) for source in evidence.citation(cite).sources
        for label in labels(source.locators)
    }  # fmt: skip
    keys = [
        run.text.replace("\u00a0", " ").strip() for text in texts(sample(name).galley.front) for run in text if run.role == "cite"
    ]
    located = [key for key in keys if "¶" in key]
    assert len(located) > 15
    for key in located:
        number, _, rest = key.rpartition("¶")
        source = int(number) if number.strip().isdigit() else chief
        for first, last in re.findall(r"(\d+)(?:–(\d+))?", rest):
            assert all((source, str(at)) in there for at in range(int(first), int(last or first) + 1)), key


def all_cites(dossier: Dossier) -> Iterator[Citation]:
    """Yield all citations in a dossier, wherever they stand."""
    stack: list[object] = [dossier]
    while stack:
        value = stack.pop()
        if isinstance(value, Citation):
            yield value
        elif isinstance(value, dict):
            stack += value.values()
        elif isinstance(value, tuple | list):
            stack += value
        elif hasattr(value, "own_fields"):
            stack += vars(value).values()


def labels(locators: Sequence[Locator]) -> Iterator[int]:
    """Yield the numbers of paragraphs that locators name."""
    for at in locators:
        if at.first.isdigit():
            yield from range(int(at.first), int(at.last or at.first) + 1)


@pytest.mark.parametrize("name", SAMPLES)
def test_numbers_are_those_of_the_full_brief(name: str) -> None:
    """“Question 3” would be another in the room than at the desk."""
    dossier, evidence = linked(name)
    galley = sample(name).galley
    judged = {it.id: it.number for it in blocks(galley) if isinstance(it, Entry) and it.id}
    assert judged == {f"judgement-{id}": str(evidence.number(id)) for id in list(dossier.judgements)[:3]}
    for id, question in dossier.questions.items():
        for block in blocks(galley):
            if isinstance(block, Heading | Paragraph) and block.id == f"question-{id}":
                assert alike(plain(block.text)).startswith(alike(f"{evidence.number(id)} {question.ask}"))
    for block in blocks(galley):
        if isinstance(block, Paragraph) and block.id.startswith("source-") and block.id != "source-desk":
            number = evidence.number(block.id.removeprefix("source-"))
            assert re.search(rf"^(Sources\. )?{number} ", plain(block.text)), plain(block.text)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_source_that_a_key_names_is_named(name: str) -> None:
    """A key would name a number to which the sheet has no source."""
    galley = sample(name).galley
    cited = {key.removeprefix("source:") for text in texts((galley.front, galley.sections)) for run in text for key in run.keys
             if key.startswith("source:")}  # fmt: skip
    _, evidence = linked(name)
    foot = galley.sections[-1].blocks[-1]
    lines = " ".join(plain(text).replace("\u00a0", " ") for text in texts(foot))
    assert cited
    assert [id for id in cited if not re.search(rf"(^|[ ,]){evidence.number(id)} ", lines)] == []


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_left_out_names_the_pages_of_the_full_brief(name: str, paper: str, tmp_path: Path) -> None:
    """A reader who turns to the page of the full brief would find another section there."""
    full = sample(name, "full", paper=paper)
    path = tmp_path / "full.pdf"
    path.write_bytes(full.pdf)
    pages = {title: page for level, title, page in outline(path) if level == 1}
    foot = " ".join(plain(text) for text in texts(sample(name, paper=paper).galley.sections[-1].blocks[-1]))
    told = re.search(r"in the full brief \((\d+) pages, same edition\): (.*?)\. In neither", foot)
    assert told is not None
    assert int(told[1]) == full.pages
    left = dict(part.rsplit(", p.\u00a0", 1) for part in told[2].split("; "))
    assert len(left) > 4
    assert {title: int(page) for title, page in left.items()} == {title: pages[title] for title in left}
    assert set(pages) - set(left) <= {EN["sections"][it] for it in ("sources", "glossary", "reading", "colophon")}


@pytest.mark.parametrize("name", SAMPLES)
def test_short_forms_are_expanded_on_the_first_page(name: str) -> None:
    """A reader would have to know what SDF is."""
    dossier, _ = linked(name)
    front = sample(name).galley.front
    (columns,) = [block for block in front if isinstance(block, Beside)]
    main = " ".join(plain(text) for text in texts(columns.main))
    side = alike(" ".join(plain(text) for text in texts(columns.side)))
    used = [it for it in dossier.actors.values() if it.short and re.search(rf"(?<!\w){re.escape(it.short)}(?!\w)", main)]
    assert used
    assert [it.short for it in used if alike(f"{it.short} {it.name}") not in side] == []


def test_links_lead_to_what_is_there() -> None:
    """A key would lead nowhere."""
    for name in SAMPLES:
        galley = sample(name).galley
        runs = [run for text in texts((galley.front, galley.sections)) for run in text]
        there = set(ids(galley))
        assert [run.link for run in runs if run.link.startswith("#") and run.link[1:] not in there] == []
        assert any(run.link.startswith("#source-") for run in runs)


# What stands on it ------------------------------------------------------------------------------------------------------
WEIGHED = (
    SMALL
    + """\
    open: {text: The ferry runs., cite: agency 3, weight: 9}
actors: {town: {name: Town}, county: {name: County}, guild: {name: Guild}}
relations:
  - town fights county [@agency 4]
  - {from: guild, does: backs, to: county, cite: agency 5, weight: 7}
questions:
  who: {ask: Who closed it?, type: gap, known: "Nobody says. [@agency 6]"}
  how: {ask: How long will it be closed?, type: gap, weight: 2, known: "Weeks. [@agency 7]"}
"""
)


def test_weight_says_what_stands_first() -> None:
    """What an author says is most important would give way to what stands above it in the file."""
    text = stream_words(short(WEIGHED))
    assert text.index("How long will it be closed?") < text.index("Who closed it?")
    assert "2\u2002How long" in text
    assert "1\u2002Who closed it? Nobody says." in text


def test_no_claim_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The report would end in the middle of a statement, or leave out the weightiest."""
    monkeypatch.setattr("dossier.short.first.MOST_WORDS", 8)
    text = stream_words(short(WEIGHED))
    assert "The ferry runs." in text
    assert "The bridge has been closed" not in text


def test_who_speaks_is_said_before_what_is_reported() -> None:
    """A party's claim would stand on the minister's page as a fact."""
    text = (SOURCES / "raqqa.yaml").read_text(encoding="utf-8")
    without = re.sub(r"^report: \|\n(?:  .*\n|\n)+", "", text, flags=re.M)
    assert without != text
    words = stream_words(pipeline.build(without.encode(), "raqqa.yaml", wanted=Wanted("short")))
    assert "Davis (Pentagon): Senior Islamic State figures" in words
    assert "Middle East Eye: " in words


def test_a_question_with_readings_that_nobody_judges_is_named() -> None:
    """Silence on the main doubt would pass for certainty; and a question that is judged would be said not to be."""
    judged = (
        SMALL
        + """\
judgements: {stays: {text: It is likely to stay closed., confidence: low, because: So., rests_on: closed}}
questions:
  why: {ask: Why is it closed?, type: disputed, readings: [ice, a crack], known: "It is closed. %s"}
"""
    )
    assert "Not judged: Why is it closed?" in stream_words(short(judged % "[@agency 9]"))
    assert "Not judged" not in stream_words(short(judged % "[@closed]"))


def test_what_is_planned_is_ahead() -> None:
    """A minister would not be told of the meeting of tomorrow."""
    words = stream_words(sample("raqqa"))
    assert "17 February 2017, planned. Pentagon: The chairman of the US Joint Chiefs is to meet" in words
    assert "March 2017. Horizon of judgements 1, 2 and 3." in words


def test_a_map_says_nothing_of_lists_that_are_not_there() -> None:
    """The legend would send the reader to a gazetteer that the sheet hasn't."""
    (figure,) = [it for it in blocks(sample("suez").galley) if isinstance(it, Figure) and it.aside]
    said = " ".join(figure.data.words.words[f"map.{key}"] for key in ("beyond", "far", "unnamed"))
    assert "gazetteer" not in said
    assert "see the" not in said


def stream_words(brief: Brief) -> str:
    """Return the words of a brief."""
    galley = brief.galley
    return " ".join(plain(text) for text in texts((galley.front, galley.sections))).replace("\u00a0", " ")


def test_each_part_has_its_composer() -> None:
    """A part could be asked for that nobody composes."""
    assert all(callable(composer(row)) for row in ROWS_OF_SHORT)
    assert set(PARTS) == {row.name for row in ROWS_OF_SHORT}


# Products on the command line, and in a dossier ---------------------------------------------------------------------------
@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a dossier, as the current one."""
    (tmp_path / "a.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_products_go_into_files_named_after_them(desk: Path) -> None:
    """One product would overwrite the other."""
    assert cli.run(["build", "a.yaml", "--product", "all"]) == 0
    assert sorted(it.name for it in (desk / "build").iterdir()) == ["a-short.pdf", "a.pdf"]
    assert cli.run(["build", "a.yaml", "--product", "short", "--for", "office"]) == 0
    assert (desk / "build" / "a-short-office.pdf").exists()


def test_sections_are_those_that_are_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A desk that wants the sources alone would get everything."""
    assert cli.run(["build", "a.yaml", "--sections", "sources,reported", "-o", "a.md"]) == 0
    assert re.findall(r"^## (?:<a.*></a>)?(.*)$", (desk / "a.md").read_text(encoding="utf-8"), re.M) == [
        "Sources",
        "What is reported",
    ]
    assert cli.run(["build", "a.yaml", "--sections", "sorces"]) == 2
    told = capsys.readouterr().err
    assert "--sections sorces: there is no such part" in told
    assert "did you mean sources?" in told
    assert "colophon" in told


def test_fit_refuses_what_is_too_long(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A brief of three pages would be sent where two were asked for, or the old file be lost."""
    claims = "".join(f"    c{n}: {{text: Nothing new on day {n}., cite: agency 2}}\n" for n in range(90))
    (desk / "a.yaml").write_text(SMALL + claims, encoding="utf-8")
    assert cli.run(["build", "a.yaml", "-o", "a.pdf"]) == 0
    old = (desk / "a.pdf").read_bytes()
    assert cli.run(["build", "a.yaml", "-o", "a.pdf", "--fit", "2"]) == 2
    told = capsys.readouterr().err
    assert re.search(r"the brief takes \d pages and may have 2: \d+ lines too many", told)
    assert "sources" in told
    assert (desk / "a.pdf").read_bytes() == old
    assert cli.run(["build", "a.yaml", "-o", "a.pdf", "--fit", "20"]) == 0


def test_a_dossier_declares_products(desk: Path) -> None:
    """Parts, style, limit and purpose of a product would be read and not used."""
    declared = "products:\n  talk: {parts: [reported], style: plain, pages: 1, purpose: office}\n  short: {parts: [report]}\n"
    (desk / "a.yaml").write_text(SMALL + declared, encoding="utf-8")
    built = pipeline.brief("a.yaml", wanted=Wanted("talk"))
    assert [section.id for section in built.galley.sections] == ["reported"]
    assert duplex(built.pdf)
    assert built.pages == 1
    assert not duplex(pipeline.brief("a.yaml").pdf)
    sheet = pipeline.brief("a.yaml", wanted=Wanted("short")).galley
    assert not any(isinstance(it, Section) for it in sheet.sections)
    assert "What this rests on" not in words_of(sheet)
    assert cli.run(["build", "a.yaml", "--product", "all"]) == 0
    assert sorted(it.name for it in (desk / "build").iterdir()) == ["a-short.pdf", "a-talk.pdf", "a.pdf"]


def test_the_full_brief_is_the_dossiers_own(desk: Path) -> None:
    """The short form would name pages of sections that the dossier's full brief hasn't."""
    few = SMALL + "scope: {covers: A bridge.}\nproducts: {full: {parts: [scope, sources]}}\n"
    assert re.search(r"\(1 page, same edition\): Scope, p\.\s1\.", stream_words(short(few)))


def duplex(pdf: bytes) -> bool:
    """Say whether a file asks to be printed on both sides."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return "/Duplex" in opened.Root.ViewerPreferences


@pytest.mark.parametrize(
    ("written", "name", "hint"),
    [
        ("{parts: [reportd]}", "unknown-part", "reported"),
        ("{parts: [reported, keys]}", "mixed-parts", "either"),
        ("{style: plane}", "unknown-style", "plain"),
        ("{purpose: ofice}", "unknown-word", "office"),
        ("{style: house.yaml}", "unknown-style", "below the dossier's folder"),
    ],
)
def test_what_is_wrong_with_a_product_is_told_with_its_line(written: str, name: str, hint: str) -> None:
    """A product with a part that there isn't would be built without it, and nobody told."""
    with pytest.raises(DossierError) as refused:
        pipeline.build(f"{SMALL}products:\n  talk: {written}\n".encode(), "a.yaml")
    (problem,) = refused.value.problems
    assert problem.span is not None
    assert problem.span.line == 8
    assert hint in str(problem.hint)
    assert name in (problem.name, "unknown-word")


def test_a_product_that_there_is_not_is_told() -> None:
    """A misspelt name would build the full brief under that name."""
    with pytest.raises(DossierError) as refused:
        pipeline.build(SMALL.encode(), "a.yaml", wanted=Wanted("shrot"))
    assert "did you mean short?" in str(refused.value.problems[0].hint)


def test_a_style_sheet_says_what_holds_in_the_short_form_only(desk: Path) -> None:
    """The full brief would change with the short one, or a mistake in the one show in neither."""
    (desk / "house.yaml").write_text(
        "extends: briefing\nproducts:\n  short:\n    body.size: 12pt\n    on: {letter: {body.size: 13pt}}\n", encoding="utf-8"
    )
    look = open_style(["house.yaml"])
    assert look.style is not None
    assert look.style.role("body").size == 10
    sizes = [open_style(["house.yaml"], [f"page.paper={paper}"]).fitted("short").style for paper in ("a4", "letter")]
    assert [it.role("body").size for it in sizes if it] == [12, 13]
    (desk / "wrong.yaml").write_text("products:\n  shrot: {}\n  short: {body.size: big, bdy.size: 1pt}\n", encoding="utf-8")
    told = [(it.span.line, it.name) for it in open_style(["wrong.yaml"]).problems if it.span]
    assert told == [(2, "unknown-key"), (3, "style-value"), (3, "unknown-key")]


def test_the_text_reads_in_order(tmp_path: Path) -> None:
    """Read aloud, the side column would come before the bottom line, or the foot before the questions."""
    path = tmp_path / "short.pdf"
    path.write_bytes(sample("raqqa").pdf)
    words = " ".join(comparable(block.text) for block in stream_text(path).blocks)
    order = ["Bottom line.", "Key judgements", "Who is who", "Also open", "Sources.", "Left out here,"]
    assert sorted(order, key=words.index) == order
