"""From a dossier to its galley: order, front, citations, and that nothing that was written is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from galley import ids, parts, runs, show, words

from dossier import __version__, checks
from dossier.blocks import Beside, Contents, Galley, Heading, Paragraph, Section, Strip, plain
from dossier.blocks import texts as texts_of
from dossier.compose import compose
from dossier.evidence.graph import link
from dossier.fields import Field, Record
from dossier.geodesy.projections import Conic, Cylindrical, Mercator, Stereographic
from dossier.model import NOT_RECORDED, NOT_STATED, RUNNING_ORDER, SECTION_NAMES, BuiltIn, Dossier, Gap
from dossier.reading.reader import read
from dossier.saying.gathered import Gathered
from dossier.saying.noting import Noting
from dossier.saying.phrases import Phrases
from dossier.sections import composer
from dossier.styling.library import open_style
from dossier.styling.style import Style
from dossier.texts import PinnedText

HERE = Path(__file__).parent
FULL = HERE / "full.yaml"
RAQQA = HERE.parent / "sources" / "raqqa.yaml"
SMALL = """\
dossier:
  title: A small matter
  marking: TLP:GREEN
sources:
  a: {{title: Account, publisher: The Daily}}
claims:
  Heard:
    one:
      text: Something happened.
      cite: {cite}
{more}
"""


DRAWN = ("relations.show=yes", "chronology.least=4")  # figures that the usual style leaves to lists and tables


@cache
def usual(*settings: str) -> Style:
    """Return the style that briefs are set in where none is asked for."""
    style = open_style(("briefing",), settings).style
    assert style is not None
    return style


def dossier_in(yaml: bytes) -> Dossier:
    """Read a dossier that has no problem."""
    dossier, problems = read(yaml, "test.yaml")
    assert dossier is not None
    assert problems == []
    return dossier


def composed(yaml: str | bytes, *settings: str) -> Galley:
    """Compose a dossier in the usual style, or with settings."""
    dossier = dossier_in(yaml.encode() if isinstance(yaml, str) else yaml)
    evidence, problems = link(dossier)
    assert problems == []
    found = checks.find(dossier, evidence)
    return compose(dossier, evidence, usual(*settings), found._replace(told=(), asked=()))


@cache
def of(path: Path) -> Galley:
    """Compose the dossier of a file, once; the full one with all figures drawn."""
    return composed(path.read_bytes(), *(DRAWN if path == FULL else ()))


def small(more: str = "", cite: str = "a 1") -> Galley:
    """Compose a dossier of ten lines and what a test adds."""
    return composed(SMALL.format(cite=cite, more=more))


def section(galley: Galley, id: str) -> Section:
    """Return a section by its id."""
    return next(it for it in galley.sections if it.id == id)


def said(block: object) -> str:
    """Return the words of a block and all below it, no-break spaces as spaces."""
    from dossier.blocks import Run

    return "".join(part.text for part in parts(block) if isinstance(part, Run)).replace("\u00a0", " ")


# A section returns blocks, and nothing else ----------------------------------------------------------------------------
def comparable(part: Any) -> Any:
    """Return blocks with the projection of a map as what it is made of: two that are the same are different objects."""
    if isinstance(part, (Conic, Mercator, Stereographic, Cylindrical)):
        return type(part).__name__, vars(part)
    return [comparable(inner) for inner in part] if isinstance(part, (tuple, list)) else part


@pytest.mark.parametrize("look", [(), ("page.notes=foot",), ("page.notes=end", "page.index=yes")], ids=str)
def test_sections_can_be_composed_in_any_order(look: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """What the list of sources, the index or "How to read" says would hang on which section was composed first."""
    dossier = dossier_in(FULL.read_bytes())
    evidence, _ = link(dossier)
    style = open_style(("briefing",), look).style
    assert style is not None
    galley = comparable(compose(dossier, evidence, style))
    for seed in range(4):
        monkeypatch.setattr("dossier.compose.RUNNING_ORDER", tuple(Random(seed).sample(RUNNING_ORDER, len(RUNNING_ORDER))))
        assert comparable(compose(dossier, evidence, style)) == galley


@pytest.mark.parametrize("kind", [Phrases, Noting])
def test_a_section_leaves_no_trace_in_what_it_is_composed_with(kind: type[Phrases]) -> None:
    """Blocks would be others where the same phrases had said something before."""
    dossier = dossier_in(FULL.read_bytes())
    evidence, _ = link(dossier)
    given = {"overlays": (), "codes": {}, "gathered": Gathered(frozenset(("form:whole", "source:report")))}

    def fresh() -> Phrases:
        keyed = Phrases(dossier, evidence, usual(), frozenset(SECTION_NAMES))
        return keyed if kind is Phrases else Noting(keyed)

    def blocks(row: BuiltIn, phrases: Phrases) -> object:
        takes = [*(["gathered"] if row.gathers else []), *row.takes]
        return comparable(composer(row.name)(phrases, *map(given.get, takes)))

    used = fresh()
    first = {row.name: blocks(row, used) for row in RUNNING_ORDER}
    for row in reversed(RUNNING_ORDER):
        assert blocks(row, used) == first[row.name]
        assert blocks(row, fresh()) == first[row.name]


def test_what_a_brief_is_composed_of_is_settled() -> None:
    """A later phase could change what an earlier one found, and a section what others are composed with."""
    dossier = dossier_in(FULL.read_bytes())
    evidence, _ = link(dossier)
    keyed = Phrases(dossier, evidence, usual(), frozenset(SECTION_NAMES))
    for value in (evidence, keyed, Noting(keyed), PinnedText("a.txt", "", [])):
        slots = {name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ()) if name != "__weakref__"}
        assert len(slots) > 4
        for name in slots:
            with pytest.raises(AttributeError, match="not changed after it was made"):
                setattr(value, name, getattr(value, name))
            with pytest.raises(AttributeError, match="not changed after it was made"):
                delattr(value, name)
        with pytest.raises(AttributeError):
            value.another = 1  # type: ignore[attr-defined]


# Nothing is lost --------------------------------------------------------------------------------------------------------
def test_every_word_of_a_full_dossier_is_printed() -> None:
    """Each field's own word stands in the galley; what is by design not printed (mail, paths) has none."""
    marks = set(re.findall(r"zq[a-z]+", FULL.read_text(encoding="utf-8")))
    assert len(marks) > 80
    there = words(of(FULL))
    assert [mark for mark in sorted(marks) if mark not in there] == []
    assert [name for name in ("زق", "مدينة", "6aeae6a3") if name not in there] == []


def test_the_full_dossier_has_every_field() -> None:
    """A field that is added to a record has to be added to the full dossier, and so to what is printed."""
    seen: dict[type[Record], set[str]] = {}
    stack: list[object] = [dossier_in(FULL.read_bytes())]
    while stack:
        value = stack.pop()
        if isinstance(value, Record):
            seen.setdefault(type(value), set()).update(name for name in vars(value) if name not in ("span", "spans"))
            stack += vars(value).values()
        elif isinstance(value, dict):
            stack += value.values()
        elif isinstance(value, (tuple, list)):
            stack += value
    missing = [f"{kind.__name__}.{it.name}" for kind, names in seen.items() for it in kind.own_fields if it.name not in names]
    assert missing == []
    assert {kind for kind in Record.__subclasses__() if kind.__module__ == "dossier.model"} <= set(seen)


def test_the_words_of_the_sample_are_all_printed() -> None:
    """Prose of the Raqqa dossier reads the same in the galley, quotation marks aside."""
    dossier = dossier_in(RAQQA.read_bytes())
    there = re.sub(r"[’‘]", "'", re.sub(r"[“”]", '"', words(of(RAQQA)).replace("\u00a0", " "))).casefold()
    there = re.sub(r"\s+", " ", there)
    claims = [claim.text.plain for group in dossier.claims for claim in group.claims.values()]
    quotes = [claim.quote for group in dossier.claims for claim in group.claims.values() if claim.quote]
    names = [actor.name for actor in dossier.actors.values()] + [place.name for place in dossier.places.values()]
    asked = [question.ask for question in dossier.questions.values()]
    assert [it for it in (*claims, *quotes, *names, *asked) if it.casefold().strip() not in there] == []


@pytest.mark.parametrize("path", [FULL, RAQQA], ids=["full", "raqqa"])
def test_galley_golden(path: Path, golden: object) -> None:
    """The galley reads as it did; `--update` rewrites it."""
    golden(f"{path.stem}.galley.txt", show(of(path)).replace(f"dossier {__version__}", "dossier VERSION"))  # type: ignore[operator]


# What is missing ---------------------------------------------------------------------------------------------------------
def _changed(value: object, change: Callable[[Record, Field], object]) -> object:
    """Return a copy of a dossier's value in which each field is what `change` makes of it; DROP leaves the field out."""
    if isinstance(value, Record):
        made = {it.name: change(value, it) for it in value.own_fields if it.name in vars(value)}
        kept = {name: _changed(new, change) for name, new in made.items() if new is not DROP}
        values: dict[str, Any] = {"id": value.id, **kept}
        return type(value)(value.span, **values)
    if isinstance(value, dict):
        return {key: _changed(one, change) for key, one in value.items()}
    if type(value) is tuple:
        return tuple(_changed(one, change) for one in value)
    return value


DROP = object()
FIELDS = [(kind, it) for kind in Record.__subclasses__() if kind.__module__ == "dossier.model" for it in kind.own_fields]
OPTIONAL = [pytest.param(kind, it, id=f"{kind.__name__}.{it.name}") for kind, it in FIELDS if not it.required and it.name != "id"]


def recomposed(change: Callable[[Record, Field], object]) -> Galley:
    """Compose the full dossier with changed fields; skip what does not link any more, as it is never composed."""
    dossier = _changed(dossier_in(FULL.read_bytes()), change)
    assert isinstance(dossier, Dossier)
    evidence, problems = link(dossier)
    if problems:
        pytest.skip("others name what was taken out")
    return compose(dossier, evidence, usual())


def assert_clean(galley: Galley) -> None:
    """Nothing dangles: no empty paragraph, heading, cell label or bracket, no double comma, no link without its entry."""
    for part in parts((galley.front, galley.sections)):
        if isinstance(part, (Paragraph, Heading)):
            text = said(part)
            assert text.strip(), part
            late = any(run.late for run in part.text)
            found = re.search(r"[,;:(] *[,;.)]|\(\)|\[\]|  |^[ ,;.]|[,;(·] *$|None|\{\}", text)
            assert found is None or late, text
        if isinstance(part, Section):
            assert len(part.blocks) > 1, part.id
    assert {run.link[1:] for run in runs(galley) if run.link.startswith("#")} <= set(ids(galley))
    levels = [part.level for part in parts((galley.front, galley.sections)) if isinstance(part, Heading)]
    assert [(old, new) for old, new in pairwise(levels) if new > old + 1] == []  # PDF/UA-1, 7.4.2: no level is skipped


@pytest.mark.parametrize(("kind", "left_out"), OPTIONAL)
def test_nothing_dangles_where_a_field_is_left_out(kind: type[Record], left_out: Field) -> None:
    """Each optional field may be left out of every record that has it."""
    assert_clean(recomposed(lambda record, it: DROP if type(record) is kind and it is left_out else vars(record)[it.name]))


@pytest.mark.parametrize("gap", [NOT_STATED, NOT_RECORDED])
@pytest.mark.parametrize("kind", [kind for kind in Record.__subclasses__() if any(it.gaps for it in kind.own_fields)])
def test_nothing_dangles_where_all_is_missing(kind: type[Record], gap: Gap) -> None:
    """The reserved words may stand in every field that takes them, at once, and are said."""
    assert_clean(recomposed(lambda record, it: gap if type(record) is kind and it.gaps else vars(record)[it.name]))


def test_nothing_dangles_in_the_samples() -> None:
    """The full dossier, the sample and a small one are clean."""
    for galley in (of(FULL), of(RAQQA), small()):
        assert_clean(galley)


# Order ------------------------------------------------------------------------------------------------------------------
def test_back_matter_stands_last_whatever_its_place() -> None:
    """The colophon, listed first, comes with sources and glossary at the end; own sections keep their place."""
    assert [it.id for it in of(FULL).sections] == [
        "reported", "mine", "actors", "geography", "timeline", "diplomacy", "questions",
        "colophon", "sources", "glossary", "reading",
    ]  # fmt: skip
    assert [it.id for it in of(FULL).sections if it.back] == ["colophon", "sources", "glossary", "reading"]


def test_sections_without_content_vanish() -> None:
    """A dossier of ten lines has no empty heading, no summary, no contents."""
    galley = small()
    assert [it.id for it in galley.sections] == ["reported", "sources", "reading", "colophon"]
    assert all(len(it.blocks) > 1 for it in galley.sections)
    assert not [part for part in parts(galley.front) if isinstance(part, (Beside, Contents, Strip))]
    assert galley.foot == "A small matter"


def test_only_listed_sections_are_printed() -> None:
    """What the running order leaves out is not printed, and nothing leads to it."""
    galley = small("sections: [reported]")
    assert [it.id for it in galley.sections] == ["reported"]
    assert [run.link for run in runs(galley) if run.link] == []


def test_each_section_begins_with_its_heading() -> None:
    """The heading carries the section's id and title, so that contents and running heads say the same."""
    for it in of(FULL).sections:
        head = it.blocks[0]
        assert isinstance(head, Heading)
        assert (head.level, head.id, plain(head.text)) == (2, it.id, it.title)


# Front ------------------------------------------------------------------------------------------------------------------
def test_masthead() -> None:
    """Banner and marking stand once as real text; then issuer, series, number, edition and cut-off with its zone."""
    series, title, standfirst, beside = of(FULL).front
    assert isinstance(series, Paragraph)
    masthead = "Desk zqissuer · Paper zqseries · no. zqnumber-7 · edition 3 · as of 4 May 2020, 06:30 +03:00"
    assert said(series) == f"zqbanner · TLP:AMBER+STRICT · {masthead}"
    assert isinstance(title, Heading)
    assert title.level == 1
    assert said(standfirst) == "Line zqstandfirst"
    assert isinstance(beside, Beside)
    assert isinstance(beside.main[0], Paragraph)
    assert beside.main[0].role == "bottom-line"
    assert beside.main[0].text[0].role == "label"
    assert of(FULL).running == "Brief zqshorttitle"
    assert of(FULL).foot.replace("\u00a0", " ") == masthead.replace("Desk zqissuer", "zqshortissuer")


def test_likelihood_is_stressed_and_confidence_apart() -> None:
    """The likelihood word is stressed in its sentence; the confidence has a paragraph of its own."""
    front = of(FULL).front
    stressed = [run.text for run in (part for part in parts(front)) if getattr(run, "role", "") == "emphasis"]
    assert stressed == ["very likely", "unlikely"]
    notes = [said(part) for part in parts(front) if isinstance(part, Paragraph) and part.role == "judgement.note"]
    assert notes[1] == "Moderate confidence. Basis zqbasis. Horizon: August 2020."
    assert notes[3] == "Confidence not recorded."


def test_at_a_glance_counts() -> None:
    """The strip says what the evidence counts, in the singular where there is one."""
    strip = next(part for part in parts(of(FULL).front) if isinstance(part, Strip))
    shown = [(figure, plain(what)) for figure, what in strip.figures]
    assert ("2", "sources") in shown
    assert ("1", "party heard") in shown
    assert ("5", "claims, of which") in shown
    assert ("1", "reports an absence") in shown
    assert ("2", "open questions") in shown


# Citations --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cite", "mark"),
    [
        ("a 6", "¶6"),
        ("a 1-2", "¶1–2"),
        ("a 5, 10", "¶5, 10"),
        ("a headline, 1", "headline, ¶1"),
        ("a", "source 1"),
        ("a 1; a 3", "¶1, 3"),
        ("desk", "desk"),
    ],
)
def test_forms_of_citation(cite: str, mark: str) -> None:
    """Paragraph, and the source where it isn't the one that carries nearly all; a source is named once with all its labels."""
    entry = section(small(cite=cite), "reported").blocks[-1]
    assert said(entry).endswith(f"Something happened. {mark}")


def test_a_claim_is_cited_by_its_number_and_brings_its_sources() -> None:
    """`[@one]` prints the claim's number, links to it, and notes claim and source in the page map."""
    galley = small("bottom_line: It did. [@one]")
    cite = next(run for run in runs(galley) if run.text.strip("\u00a0") == "→1" and run.link)
    assert cite.link == "#claim-one"
    assert cite.keys == ("claim:one", "source:a")
    assert cite.title == "Claim 1: Something happened."


def test_several_claims_are_cited_in_one_key() -> None:
    """Claims by number in ascending order, each with its link; a judgement by its own number."""
    there = said(of(FULL).front)
    assert "zqjudgement holds. →1, 2" in there
    assert "is unlikely. judgement 1" in there
    assert {"#claim-first", "#claim-second", "#judgement-only"} <= {run.link for run in runs(of(FULL))}


def test_claims_without_numbers_give_way_to_their_sources() -> None:
    """Where claims are not numbered or not printed, a citation of one says source and paragraph."""
    galley = small("bottom_line: It did. [@one]\nsections: [summary, sources]")
    assert "It did. ¶1" in said(galley.front)


def test_a_citation_never_starts_a_line() -> None:
    """What stands before a key is a no-break space, and the author's own space is gone."""
    for said_there in texts_of((of(RAQQA).front, of(RAQQA).sections)):
        for before, run in pairwise(said_there):
            if run.role == "cite" and before.role != "cite":
                assert run.text.startswith("\u00a0") or before.text in ("Named in ", "As reported in\u00a0"), (
                    before.text,
                    run.text,
                )
    assert "alone;\u00a0→5" in "".join(run.text for run in runs(of(RAQQA)))


def test_all_links_lead_somewhere() -> None:
    """Each internal link has its entry, and no id stands twice."""
    for path in (FULL, RAQQA):
        there = ids(of(path))
        assert len(there) == len({*there})
        wanted = {run.link[1:] for run in runs(of(path)) if run.link.startswith("#")}
        assert wanted <= set(there)
        assert len(wanted) > 10


def test_a_name_with_an_id_links_to_its_entry() -> None:
    """Only the name is linked, not the words before it."""
    galley = small(
        "bottom_line: It is in Old Town{town} now.\nplaces: {town: {name: Old Town}}\nsections: [summary, reported, geography]"
    )
    assert [run.text for run in runs(galley) if run.link == "#place-town"] == ["Old Town"]


def test_quotation_marks_are_set_but_verbatim_is_not_touched() -> None:
    """Author prose takes the language's marks, code and a source's own words stay as they were written."""
    there = words(of(FULL))
    assert '“It\'s "zqquote" ...”' in there
    assert 'code "zqcode"' in there.replace("\n", " ") or '"zqcode"' in there
    galley = small("bottom_line: \"He said 'no' to O'Neill.\"")
    assert "He said “no” to O’Neill." in words(galley)


def test_what_stands_before_a_linked_name_keeps_its_emphasis() -> None:
    """In words in italics, or in code, those before a name would stand upright, or in the dress of the paragraph."""
    galley = small(
        "bottom_line: '*In Old Town{town} and*, **By Old Town{town}**, In Old Town{town}.'\n"
        "places: {town: {name: Old Town}}\nsections: [summary, reported, geography]"
    )
    found = [(run.text, run.role, bool(run.link)) for run in runs(galley)]
    start = next(i for i, (text, *_) in enumerate(found) if text == "In ")
    assert found[start : start + 9] == [
        ("In ", "emphasis", False),
        ("Old Town", "emphasis", True),
        (" and", "emphasis", False),
        (", ", "", False),
        ("By ", "strong", False),
        ("Old Town", "strong", True),
        (", ", "", False),
        ("In ", "", False),
        ("Old Town", "", True),
    ]
