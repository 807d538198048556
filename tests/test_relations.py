"""The diagram of relations: boxes apart, ties that cross no box, words that touch nothing, and what is left out is said."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

import pytest
from gate import Gate
from hypothesis import given, settings
from hypothesis import strategies as st
from witness import stream_text

from dossier import pipeline
from dossier.blocks import Figure, Paragraph, Table, plain
from dossier.figures.kit.placing import Rect
from dossier.figures.relations.draws import Sheet, draw
from dossier.figures.relations.layers import layout
from dossier.figures.relations.shows import KIND_OF
from dossier.figures.relations.strands import strand
from dossier.layout.paginate import PageMap
from dossier.model import RELATION_VERBS
from dossier.styling.library import Opened
from dossier.styling.library import open_style as opened
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

HERE = Path(__file__).parent
FILES = {"suez": HERE.parent / "sources" / "suez.yaml", "full": HERE / "full.yaml"}
RAQQA = (HERE.parent / "sources" / "raqqa.yaml").read_text(encoding="utf-8")
VERBS = ("backs", "fights", "allied-with", "part-of", "considers-terrorist", "meets", "supplies", "armed-wing-of")


def open_style(sheets: Sequence[str], settings: Sequence[str] = ()) -> Opened:
    """Open a style in which the figure is drawn, which the usual one leaves to a list or table."""
    return opened(sheets, ["relations.show=yes", "chronology.least=4", *settings])


def web(count: int, *relations: str, sections: str = "[actors]") -> str:
    """Return a dossier of so many actors and these relations."""
    actors = "".join(f"  a{i}: {{name: Actor number {i}{' of the northern front' * (i % 4 == 0)}}}\n" for i in range(count))
    said = "".join(f"  - {relation} [@desk]\n" for relation in relations)
    return f"dossier: {{title: A web, marking: TLP:CLEAR}}\nsections: {sections}\nactors:\n{actors}relations:\n{said}"


def scattered(count: int, ties: int) -> str:
    """Return a dossier with ties between actors, spread without chance."""
    pairs = [(int(count * (i * 0.6180339 % 1)), int(count * (i * 0.7548776 % 1))) for i in range(1, ties + 1)]
    return web(count, *(f"a{a} {VERBS[i % len(VERBS)]} a{b}" for i, (a, b) in enumerate(pairs)))


SPECIMENS = {
    "raqqa": RAQQA,
    "forty actors": scattered(40, 50),
    "dense": scattered(12, 60),
    "a ring": web(9, *(f"a{i} fights a{(i + 1) % 9}" for i in range(9))),
    "a star": web(30, *(f"a{i} backs a0" for i in range(1, 30))),
    "from right to left": web(5, *(f"a{i} fights a{i + 1}" for i in range(4))).replace("Actor number", "قوات سوريا"),
    "all with all": web(6, *(f"a{i} {verb} a{j}" for i in range(6) for j in range(6) for verb in ("fights", "backs") if i != j)),
    "two apart": web(6, "a0 backs a1", "a1 fights a2", "a3 meets a4", "a4 fights a5"),
}
LOOKS = (("briefing", ""), ("briefing", "page.paper=letter"), ("briefing", "page.paper=a5"), ("plain", ""))


def blocks_of(yaml: str, look: Any = None) -> tuple[tuple[Any, ...], Setter]:
    """Return the blocks of the section on actors, and what sets them."""
    ready = pipeline.check(yaml.encode(), "web.yaml", look or open_style(["briefing"]))
    (actors,) = [section for section in ready.galley.sections if section.id == "actors"]
    return actors.blocks, Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)


def figure_of(yaml: str) -> Figure | None:
    """Return the diagram of a dossier."""
    return next((block for block in blocks_of(yaml)[0] if isinstance(block, Figure)), None)


def sheet_of(yaml: str, look: Any = None) -> Sheet:
    """Lay the diagram of a dossier out."""
    blocks, setter = blocks_of(yaml, look)
    (figure,) = [block for block in blocks if isinstance(block, Figure)]
    return Sheet(setter, figure.data, setter.measure.of(setter.style.role(figure.role)))


def sheets_of(yaml: str, paper: str) -> list[Sheet]:
    """Lay the diagram of a dossier out in both widths of column of a paper."""
    blocks, setter = blocks_of(yaml, open_style(["briefing"], [f"page.paper={paper}"]))
    figures = [block for block in blocks if isinstance(block, Figure)]
    page = setter.style.page
    return [Sheet(setter, figure.data, width) for figure in figures for width in (page.both, page.main)]


def runs_through(points: list[tuple[float, float]], box: Rect) -> bool:
    """Say whether a line enters a box, looked at every half point; its own ends lie on edges."""
    for (x, y), (u, v) in pairwise(points):
        steps = int(max(abs(u - x), abs(v - y)) * 2) + 1
        for i in range(steps + 1):
            px, py = x + (u - x) * i / steps, y + (v - y) * i / steps
            if box.left + 0.1 < px < box.right - 0.1 and box.bottom + 0.1 < py < box.top - 0.1:
                return True
    return False


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: " ".join(filter(None, look)))
@pytest.mark.parametrize("specimen", SPECIMENS)
def test_boxes_ties_and_words_keep_apart(specimen: str, look: tuple[str, str]) -> None:
    """No box touches a box, no tie runs through one, no word stands on a box or a word; all within measure and page."""
    sheet = sheet_of(SPECIMENS[specimen], open_style([look[0]], [look[1]] if look[1] else []))
    words = [label.box for label in sheet.labels.values()]
    assert not any(box.touches(other) for box, other in combinations([*sheet.boxes, *words], 2))
    assert not any(runs_through(points, box) for points, box in product(sheet.strands, sheet.boxes))
    assert all(box.left >= -0.01 and box.right <= sheet.width + 0.01 for box in [*sheet.boxes, *words])
    assert all(-0.01 <= x <= sheet.width + 0.01 for points in sheet.strands for x, _ in points)
    drawn = draw(sheet.setter, sheet.data, sheet.width)
    height = drawn[0] if drawn else 0.0  # a page too small for it: the table tells all
    assert height < 2.8 * sheet.setter.third
    assert height == sheet.height or (specimen, look[1]) == ("forty actors", "page.paper=a5")


def on_other_things(sheet: Sheet) -> list[str]:
    """Return what words lie on that isn't their own tie, and words that don't touch their own."""
    found = []
    for tie, label in sheet.labels.items():
        box = label.box
        others = [points for i, points in enumerate(sheet.strands) if i != tie]
        found += [f"the word of {tie} lies on another tie" for points in others if meets(points, box)]
        found += [f"the word of {tie} lies on a party" for other in sheet.boxes if box.touches(other)]
        found += [f"the word of {tie} lies on a word" for i, it in sheet.labels.items() if i != tie and box.touches(it.box)]
        if not meets(sheet.strands[tie], Rect(box.left - 3, box.bottom, box.right + 3, box.top)):
            found.append(f"the word of {tie} stands off its tie")
    return found


def meets(points: list[tuple[float, float]], box: Rect) -> bool:
    """Say whether a line has a point in a box: an end of a piece lies in it, or a piece cuts one of its diagonals."""
    diagonals = (((box.left, box.bottom), (box.right, box.top)), ((box.left, box.top), (box.right, box.bottom)))
    xs, ys = zip(*points, strict=True)
    if min(xs) > box.right or max(xs) < box.left or min(ys) > box.top or max(ys) < box.bottom:
        return False
    return any(box.left < x < box.right and box.bottom < y < box.top for x, y in points) or any(
        cuts(piece, diagonal) for piece in pairwise(points) for diagonal in diagonals
    )


def cuts(one: Any, other: Any) -> bool:
    """Say whether two straight pieces cross: the ends of each lie on two sides of the other."""

    def side(a: Any, b: Any, c: Any) -> float:
        return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

    return side(*one, other[0]) * side(*one, other[1]) < 0 and side(*other, one[0]) * side(*other, one[1]) < 0


def by_chance(seed: int) -> str:
    """Return a dossier of five to thirty parties with up to forty ties of all kinds and standings."""
    chance = random.Random(seed)
    count = chance.randint(5, 30)
    said = ""
    for _ in range(chance.randint(3, 40)):
        start, end = chance.sample(range(count), 2)
        verb, status = chance.choice(list(KIND_OF)), chance.choice(("stated", "stated", "stated", "disputed", "inferred", "open"))
        said += f"  - {{from: a{start}, does: {verb}, to: a{end}, status: {status}, cite: desk}}\n"
    return f"{web(count)}{said}"


PAPERS = ("a4", "letter", "a5")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("specimen", [*SPECIMENS, "suez", "full"])
def test_a_word_lies_on_its_own_tie_only(specimen: str, paper: str) -> None:
    """In no diagram of ours does a word stand where it could be taken for that of another tie, in either width of column."""
    yaml = SPECIMENS.get(specimen) or FILES[specimen].read_text(encoding="utf-8")
    for sheet in sheets_of(yaml, paper):
        assert on_other_things(sheet) == []


@pytest.mark.parametrize("seed", range(50))
def test_a_word_lies_on_its_own_tie_only_by_chance(seed: int) -> None:
    """The same of fifty webs that nobody has looked at, on three papers."""
    for paper in PAPERS:
        for sheet in sheets_of(by_chance(seed), paper):
            assert on_other_things(sheet) == []


@pytest.mark.parametrize("seed", range(0, 50, 5))
def test_each_tie_tells_its_verb(seed: int) -> None:
    """A line whose verb stands neither on it nor in the key, by a number or as that of its kind, would say another one."""
    (sheet, _) = sheets_of(by_chance(seed), "a4")
    for i, tie in enumerate(sheet.ties):
        words, needed = sheet.wanted[i]
        group = (tie.kind, tie.mutual)
        in_key = [tie.verb] == list(sheet.verbs[group].said[:1]) and not tie.status
        assert needed == (not in_key)
        assert i in sheet.labels or in_key or group in sheet.wordless
        assert words == "" or tie.verb in words


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_ties_join_their_parties(specimen: str) -> None:
    """Each tie starts on the edge of its first party's box and ends on that of its second."""
    sheet = sheet_of(SPECIMENS[specimen])
    for tie, points in zip(sheet.ties, sheet.strands, strict=True):
        for party, (x, y) in ((tie.start, points[0]), (tie.end, points[-1])):
            box = sheet.boxes[party]
            assert box.left < x < box.right
            assert y in (pytest.approx(box.bottom), pytest.approx(box.top))


def test_names_from_right_to_left_stand_in_their_boxes() -> None:
    """The measure of such a name ends where its box does, so that it begins there."""
    sheet = sheet_of(SPECIMENS["from right to left"])
    for lines, box in zip(sheet.names, sheet.boxes, strict=True):
        assert lines.width <= box.right - box.left - 2 * sheet.padding + 0.1


def test_names_fit_their_boxes() -> None:
    """A name stands within its box, whatever its length."""
    sheet = sheet_of(web(4, "a0 backs a1", "a1 fights a2", 'a2 backs "a person whom no source names, described at length"'))
    for lines, box in zip(sheet.names, sheet.boxes, strict=True):
        assert max(lines.setting.widths) <= box.right - box.left
        assert lines.height <= box.top - box.bottom


def test_every_tie_is_said_in_words() -> None:
    """The alternative text of Raqqa's diagram has each relation between parties; the caption names who has none."""
    figure = figure_of(RAQQA)
    assert figure is not None
    assert "Russia backs Syrian army and its allies, not named." in figure.alt
    assert "Syrian army and its allies, not named, fight Islamic State." in figure.alt
    assert "Turkey considers People’s Protection Units terrorist." in figure.alt
    assert "south" not in figure.alt
    assert "No relation to another party is given for: Syrian government." in plain(figure.caption)
    names = [plain(party.name) for party in figure.data.parties]
    for tie in figure.data.ties:
        both = [names[tie.start].lower(), names[tie.end].lower()]
        assert any(all(name in said.lower() for name in both) for said in figure.alt.split(". "))


def test_what_nobody_states_is_not_stated() -> None:
    """An open question, a dispute, an inference would read as what somebody reports, in the drawing or in its words."""
    more = "".join(
        f"  - {{from: a{i}, does: backs, to: a{i + 1}, status: {status}, cite: desk}}\n"
        for i, status in enumerate(("open", "disputed", "inferred"))
    )
    yaml = web(5, "a4 backs a0") + more
    figure = figure_of(yaml)
    assert figure is not None
    assert "Whether Actor number 0 of the northern front backs Actor number 1 is an open question." in figure.alt
    assert "Actor number 1 backs Actor number 2, which is disputed." in figure.alt
    assert "Actor number 2 backs Actor number 3, as we infer." in figure.alt
    table = next(block for block in blocks_of(yaml)[0] if isinstance(block, Table))
    assert [" backs? " in plain(row[0]) for row in table.rows] == [False, True, False, False]
    assert [plain(row[1]) for row in table.rows] == ["", "open", "disputed", "inferred by us"]
    sheet = sheet_of(yaml)
    written = [words for tie, (words, needed) in zip(sheet.ties, sheet.wanted, strict=True) if tie.status and needed]
    assert written == ["backs?", "backs, disputed", "backs, inferred"]
    assert "open question, disputed or inferred by us" in key_of(sheet)
    for tie, points in zip(sheet.ties, sheet.strands, strict=True):
        (shaft, *_) = strand(points, tie.kind, sheet.style.role("relations.tie"), is_open=bool(tie.status), mutual=False)
        assert bool(shaft.dash) == bool(tie.status)  # told apart on a copy in grey, too


def key_of(sheet: Sheet) -> list[str]:
    """Return what the key says."""
    return [plain(entry.words) for entry in sheet._entries()]


def test_the_key_says_the_verb_that_was_written() -> None:
    """Who owns a ship would be said to have it as a part, who insures it to back it, who investigates it to hold views."""
    written = ("a0 owns a1", "a2 insures a1", "a3 investigates a1", "a4 detains a1")
    assert key_of(sheet_of(web(5, *written))) == ["insures", "detains", "investigates", "owns"]


def test_the_key_says_that_there_are_other_verbs() -> None:
    """A line without a word means the verb of the key, and only where all others have theirs."""
    sheet = sheet_of(web(5, "a0 backs a1", "a0 supplies a2", "a0 backs a3", "a4 armed-wing-of a0", "a3 part-of a4"))
    assert key_of(sheet) == ["backs, or the word on the line", "part of, or the word on the line (diamond at the whole)"]
    dense = sheet_of(SPECIMENS["dense"])
    for group in dense.wordless:
        assert any("the table says which" in said and dense.verbs[group].said[0] in said for said in key_of(dense))


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        ("name: Syrian rebels", "Syrian rebels fight"),
        ("name: The group, kind: armed group", "The group fights"),
        ("name: SDF", "SDF fights"),
        ("name: United States, kind: state", "United States fights"),
        ("name: United States", "United States fights"),
        ("name: Leth Agencies, kind: 'company, Dubai'", "Leth Agencies fights"),
        ("name: Government of the Two Rivers", "Government of the Two Rivers fights"),
        ("name: Friends of the river, kind: 'armed groups, not named'", "Friends of the river fight"),
        ("name: Northern Command, kind: state forces", "Northern Command fight"),
        ("name: Congress", "Congress fights"),
        ("name: The Greens, kind: party", "The Greens fight"),
        ("name: Wolves, plural: no", "Wolves fights"),
        ("name: Airborne, plural: yes", "Airborne fight"),
        ("name: The police", "The police fight"),
    ],
)
def test_a_verb_agrees_with_its_party(actor: str, said: str) -> None:
    """'Rebels fights' would be read aloud, and stand in the table."""
    yaml = web(4, "a0 fights a1", "a1 backs a2", "a2 backs a3").replace("name: Actor number 0 of the northern front", actor)
    figure = figure_of(yaml)
    assert figure is not None
    assert f"{said} Actor number 1." in figure.alt


def test_several_parties_take_the_plural() -> None:
    """'A and B backs C' would be wrong, and so would be a sentence for each of what was written as one."""
    yaml = web(5, "a1 + a2 backs a3", 'a3 + "two men of the crew" meets a1')
    figure = figure_of(yaml + "  - {from: a man of the crew, does: fights, to: a1, cite: desk}\n")
    assert figure is not None
    assert "Actor number 1 and Actor number 2 back Actor number 3." in figure.alt
    assert "Actor number 3 and two men of the crew meet Actor number 1." in figure.alt
    assert "A man of the crew fights Actor number 1." in figure.alt


def test_people_are_one_each() -> None:
    """A person whose name ends like a plural would be taken for several."""
    yaml = web(4, "hollis fights a1", "a1 backs a2", "a2 backs a3").replace(
        "  a1: {name: Actor number 1}", "  a1: {name: Actor number 1, people: {hollis: {name: Ann Rivers}}}"
    )
    figure = figure_of(yaml)
    assert figure is not None
    assert "Ann Rivers fights Actor number 1." in figure.alt


def test_a_relation_to_oneself_is_left_to_the_table() -> None:
    """It makes no tie, and the caption says where it stands."""
    figure = figure_of(web(4, "a0 fights a0", "a0 backs a1", "a1 backs a2", "a2 backs a3"))
    assert figure is not None
    assert [(tie.start, tie.end) for tie in figure.data.ties] == [(0, 1), (1, 2), (2, 3)]
    assert "oneself" in plain(figure.caption)


def test_too_many_and_too_few() -> None:
    """Forty-one parties are too many, which is said; two relations are too few; the table stands in any case."""
    many, _ = blocks_of(scattered(41, 90))
    assert not any(isinstance(block, Figure) for block in many)
    assert any(isinstance(block, Paragraph) and "41 parties are too many" in plain(block.text) for block in many)
    few, _ = blocks_of(web(3, "a0 backs a1", "a1 backs a2"))
    assert not any(isinstance(block, Figure) for block in few)
    assert isinstance(many[-1], Table)
    assert isinstance(few[-1], Table)


def test_every_verb_has_a_kind() -> None:
    """Whatever can be written as a relation is told by one of the kinds of line."""
    assert set(KIND_OF) == set(RELATION_VERBS)


def test_the_key_tells_what_is_drawn() -> None:
    """One kind of tie, one entry; an open one and a nameless party have entries of their own."""
    assert len(sheet_of(web(4, "a0 backs a1", "a1 backs a2", "a2 backs a3")).key.labels) == 1
    assert len(sheet_of(RAQQA).key.labels) == 9


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_graph_can_be_laid_out(data: st.DataObject) -> None:
    """Boxes of a layer keep apart and in the measure; ties lead from layer to layer; the same graph gives the same layout."""
    count = data.draw(st.integers(2, 25))
    node = st.integers(0, count - 1)
    ties = data.draw(st.lists(st.tuples(node, node).filter(lambda pair: pair[0] != pair[1]), max_size=40))
    widths = data.draw(st.lists(st.floats(30, 90), min_size=count, max_size=count))
    found = layout(widths, ties, 330.0)
    for a, b in combinations(range(count), 2):
        if found.layers[a] == found.layers[b]:
            assert abs(found.middles[a] - found.middles[b]) >= (widths[a] + widths[b]) / 2
    assert all(wide / 2 - 0.01 <= at <= 330.01 - wide / 2 for at, wide in zip(found.middles, widths, strict=True))
    for (start, end), turned, passages in zip(ties, found.turned, found.passages, strict=True):
        above, below = (end, start) if turned else (start, end)
        assert found.layers[below] - found.layers[above] == len(passages) + 1
    assert layout(widths, ties, 330.0) == found


@pytest.mark.parametrize("specimen", ["raqqa", "forty actors", "dense"])
def test_diagrams_are_valid(specimen: str, tmp_path: Path, gate: Gate) -> None:
    """The PDF passes the gate and is the same each time; a name in the diagram is its text once."""
    built = pipeline.build(SPECIMENS[specimen].encode(), "web.yaml").pdf
    path = tmp_path / "web.pdf"
    path.write_bytes(built)
    gate(path)
    assert pipeline.build(SPECIMENS[specimen].encode(), "web.yaml").pdf == built
    if specimen == "raqqa":
        figures = [str(words) for words in stream_text(path).blocks if "considers terrorist" in str(words)]
        assert figures
