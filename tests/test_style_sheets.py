"""Style sheets: reading, variables, cascade, and every mistake with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.problems import ERROR, Problem, Span, errors_in, show
from dossier.styling.cascade import cascade
from dossier.styling.library import open_style, shipped
from dossier.styling.properties import ROLE_PROPERTIES
from dossier.styling.roles import ROLES
from dossier.styling.sheets import Sheet, read_sheet
from dossier.styling.style import Style
from dossier.units import Color


def sheet(text: str, name: str = "a.yaml") -> Sheet:
    """Read a sheet that has no mistake in its keys."""
    found, problems = read_sheet(text.encode(), name)
    assert problems == []
    assert found is not None
    return found


def style(*texts: str, sets: tuple[str, ...] = ()) -> Style:
    """Cascade sheets without a mistake; warnings are none."""
    pairs = [(key, value, Span("command line", 1, 1)) for key, _, value in (s.partition("=") for s in sets)]
    found, problems = cascade([sheet(text, f"{n}.yaml") for n, text in enumerate(texts)], pairs)
    assert errors_in(problems) == []
    return found


def problems_of(text: str) -> list[Problem]:
    """Return all that is wrong with a sheet."""
    found, problems = read_sheet(text.encode(), "a.yaml")
    return problems + (cascade([found])[1] if found else [])


def test_keys_nest_or_are_dotted() -> None:
    """Both ways of writing a key say the same, and mix."""
    nested = style("heading:\n  2:\n    size: 15pt\npage:\n  margin: {top: 40mm}\n")
    dotted = style("heading.2.size: 15pt\npage.margin.top: 40mm\n")
    mixed = style("heading:\n  2.size: 15pt\npage.margin:\n  top: 40mm\n")
    assert nested.role("heading.2").size == dotted.role("heading.2").size == mixed.role("heading.2").size == 15
    assert nested.page == dotted.page == mixed.page


def test_later_sheets_and_settings_win() -> None:
    """A sheet overrides those below it, a setting of the command line overrides all."""
    layers = ("body.size: 9pt\ntext.size: 8pt\n", "body.size: 11pt\n")
    assert style(*layers).role("body").size == 11
    assert style(*reversed(layers)).role("body").size == 9
    assert style(*layers, sets=("body.size=12pt",)).role("body").size == 12
    assert style(*layers).role("text").size == 8


def test_each_property_reads_a_word_in_its_own_way() -> None:
    """The same word in properties of different types is read by each type."""
    body = style("body: {hyphenate: no, font: no, italic: no}\n").role("body")
    assert (body.hyphenate, body.font, body.italic) == (False, "no", False)


def test_variables_are_looked_up_when_used() -> None:
    """A variable that a later sheet sets changes what an earlier one says with it; products are reckoned."""
    low = """\
variables: {line: 12pt, accent: '#00f', twice: $line * 2}
body: {leading: $line, space-after: $twice}
title.color: $accent
"""
    high = "variables: {line: 15pt}\n"
    body = style(low, high).role("body")
    assert (body.leading, body.after) == (15, 30)
    assert style(low, sets=("variables.accent=#f00",)).role("title").color == Color("rgb", (1.0, 0.0, 0.0))
    halves = style("variables.h: 21pt\nbody: {space-before: $h / 2, space-after: 3 * $h}\n").role("body")
    assert (halves.before, halves.after) == (10.5, 63)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("$nowhere", "there is no variable $nowhere"),
        ("$lines * 2", "did you mean line?"),
        ("$line * $line", "only a number and a length"),
        ("2 / $line", "only a number and a length"),
        ("$line / 0", "nothing can be divided by 0"),
        ("$line$line", "a variable stands alone"),
    ],
)
def test_wrong_variables(written: str, words: str) -> None:
    """Unknown variables and products without sense are located problems."""
    text = f"variables: {{line: 12pt}}\nbody.space-after: {written}\n"
    found = [p for p in problems_of(text) if p.span and p.span.line == 2]
    assert len(found) == 1
    assert words in found[0].message
    assert found[0].span == Span("a.yaml", 2, 19, len(written))


def test_a_circle_of_variables_is_one_problem() -> None:
    """Who needs itself is told where the circle begins, not again for each variable in it and for whoever takes one."""
    [problem] = problems_of("variables:\n  ring: $circle\n  circle: $ring\nbody.size: $ring\ntitle.size: $circle\n")
    assert problem.message == "variables.ring: the variable $ring needs itself: $ring, $circle, $ring"
    assert problem.span == Span("a.yaml", 2, 9, 7)


def test_a_wrong_value_of_a_variable_is_one_problem() -> None:
    """A variable that nobody can take is told at its own place, once, with the first who takes it and how many more do."""
    [problem] = problems_of("variables:\n  accent: dark blue\nbody.color: $accent\ntitle.color: $accent\nlink.color: $accent\n")
    assert problem.span == Span("a.yaml", 2, 11, 9)
    assert problem.message.startswith("variables.accent: 'dark blue' is not a colour")
    assert problem.hint == "body.color takes it (a.yaml, line 3), and so do 2 more"


def test_a_variable_in_the_wrong_place_names_both_places() -> None:
    """Where others can take a variable, the problem stands where it can't be; its hint says where it was set."""
    [problem] = problems_of("variables:\n  accent: navy\nbody.color: $accent\nbody.size: $accent\n")
    assert problem.span == Span("a.yaml", 4, 12, 7)
    assert problem.hint == "$accent is navy (a.yaml, line 2)"


def test_values_by_paper() -> None:
    """What stands under `on:` holds on its paper only, wherever the paper is set, and comes after the rest of its sheet."""
    low = "body.size: 10pt\non: {letter: {body.size: 11pt, variables: {m: 80pt}}}\nvariables: {m: 60pt}\npage.margin.top: $m\n"
    assert style(low).role("body").size == 10
    letter = style(low, sets=("page.paper=letter",))
    assert (letter.paper, letter.page.width, letter.role("body").size, letter.page.top) == ("letter", 612, 11, 80)
    assert style(low, "page.paper: letter\n").role("body").size == 11
    assert style(low, "body.size: 9pt\n", sets=("page.paper=letter",)).role("body").size == 9


def test_all_mistakes_are_told_at_once_each_with_its_place() -> None:
    """Keys, types, units, duplicates, papers: each is found, located, and has a hint where one can be given."""
    text = """\
bdoy: {size: 9pt}
body: {szie: 9pt, size: 9, weight: heavy, align: middle}
list: 3pt
heading: {2: {size: 15pt}}
heading.2.size: 16pt
page: {paper: a6, margin: {upper: 3mm}, gap: 1em}
cite: {space-before: 3pt, size: 700pt}
on: {leter: {body.size: 3pt}, letter: {page.paper: a4, body.widows: 0}}
body.orphans: [2]
table.caption.padding: -1pt
variables: {Big: 3pt}
title.fill:
"""
    places = {(p.span.line, p.span.column): p for p in problems_of(text) if p.span}
    expected = {
        (1, 1): ("no 'bdoy' in a style sheet", "did you mean body?"),
        (2, 8): ("no 'szie' in body", "did you mean size?"),
        (2, 25): ("'9' has no unit", None),
        (2, 36): ("'heavy' is not a weight", None),
        (2, 50): ("write left or justify or right or center", None),
        (3, 7): ("'list' wants properties", "indented"),
        (5, 1): ("set twice in this sheet: first in line 4", "keep one"),
        (6, 15): ("'a6' is not known here", None),
        (6, 28): ("no 'upper' in page.margin", None),
        (6, 46): ("'em' means nothing here", None),
        (7, 8): ("has no space-before", "an inline role takes font, weight"),
        (7, 33): ("from 1pt to 500pt", None),
        (8, 6): ("'leter' is not a paper", "did you mean letter?"),
        (8, 52): ("the paper chooses", None),
        (8, 69): ("a whole number from 1 to 9", None),
        (9, 15): ("wants one value, and holds a list", None),
        (10, 24): ("is too small", None),
        (11, 13): ("can't be the name of a variable", "small letters"),
    }
    for place, (words, hint) in expected.items():
        assert place in places, f"nothing at {place}: {sorted(places)}"
        assert words in places[place].message
        assert hint is None or hint in (places[place].hint or "")
    assert any("'title.fill' wants one value, and holds nothing" in p.message for p in places.values())
    assert len(places) == len(expected) + 1
    assert all(p.severity == ERROR for p in places.values())


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("on: letter\n", "'on' wants papers, each with what holds there", "write `on:`, then `letter:`"),
        ("on: [letter]\n", "'on' wants papers, each with what holds there", "write `on:`, then `letter:`"),
        ("variables: navy\n", "'variables' wants names with values", "write `variables:`, then `accent: '#1b3a5d'`"),
        ("body.size: 0%\n", "'0%': a type size is more than nothing", None),
        ('page.logo: "a\\tb"\n', "'a\tb' is not the path of a file, as in 'logo.png'", None),
        ("variables: {Big: 3pt}\n", "'Big' can't be the name of a variable", "small letters"),
    ],
)
def test_what_has_another_form_is_told_with_the_one_that_is_wanted(text: str, message: str, hint: str | None) -> None:
    """A list or a word where names with values are wanted would be passed over, and what it says be lost."""
    problem, *more = [it for it in problems_of(text) if it.severity == ERROR]
    assert more == []
    assert message in problem.message
    assert problem.span is not None
    assert problem.span.line == 1
    assert (hint or "") in (problem.hint or "")


def test_settings_of_the_command_line_are_checked() -> None:
    """A key that isn't there and a wrong value are problems of the command line."""
    opened = open_style([], ["body.sise=3pt", "body.size=big", "body.size", "variables.x=3pt", "title.size=30pt"])
    assert opened.style is None
    assert [(p.message, p.span and p.span.line) for p in opened.problems] == [
        ("there is no 'sise' in body", 1),
        ("body.size: 'big' is not a length: write a number and a unit, as in '10pt', '21mm', '1.2em'", 2),
        ("'body.size' is not a setting", 3),
    ]
    assert "body.size=big\n" in show(opened.problems[1], opened.lines)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("page: {main: 160mm, side: 40mm}\n", "the columns need 567pt", 1),
        ("body.size: 9pt\npage.margin.left: 200mm\n", "wide, which leaves", 2),
        ("page:\n  margin: {top: 200mm, bottom: 90mm}\n", "high, which leaves", 2),
        ("page: {paper: a5,\n side: 120mm}\n", "for the main column", 2),
        ("page:\n  head: 60mm\n", "the running head stands 170pt from the edge of the page", 2),
        ("page:\n  head: 2pt\n", "page.head must be between 12pt", 2),
        ("page:\n  margin.bottom: 9mm\n", "the running foot", 2),
    ],
)
def test_a_page_too_small_for_what_it_holds(text: str, words: str, line: int) -> None:
    """Margins and columns that don't fit are told where they are set."""
    [problem] = problems_of(text)
    assert words in f"{problem.message}: {problem.hint}"
    assert problem.span is not None
    assert problem.span.line == line


@pytest.mark.parametrize("text", ["cite: {rise: 300pt}\n", "title.rise: -3em\n"])
def test_letters_raised_into_other_lines(text: str) -> None:
    """Letters can't be raised or lowered by more than twice their size."""
    [problem] = problems_of(text)
    assert "rise comes out as" in problem.message
    assert problem.span is not None


@pytest.mark.parametrize("written", ["-3em", "-0.2em", "-20%", "-1pt", "3cm", "101%"])
def test_letters_tracked_over_one_another_or_apart(written: str) -> None:
    """Tracking that would put letters on one another, or words apart, is a located problem."""
    [problem] = problems_of(f"body.tracking: {written}\n")
    assert "tracking goes from -0.1em to 1em" in problem.message
    assert problem.span == Span("a.yaml", 1, 16, len(written))


@pytest.mark.parametrize("text", ["heading.3.bar: 200em\n", "card: {padding: 300pt}\n", "body.indent: 480pt\n"])
def test_blocks_without_room_for_their_text(text: str) -> None:
    """What stands beside a text must leave it some width."""
    [problem] = errors_in(problems_of(text))
    assert "between the margins" in problem.message
    assert problem.span is not None


def test_what_can_be_set_but_hardly_meant_is_a_warning() -> None:
    """Lines that overlap, and a TLP label below the standard's 12 points, are told and stop nothing."""
    found = problems_of("body: {size: 14pt, leading: 9pt}\nfurniture.marking.size: 9pt\n")
    assert [(p.severity, p.name, p.span and p.span.line) for p in found] == [
        ("warning", "leading", 1),
        ("warning", "marking-size", 2),
    ]


def test_relative_sizes_beyond_what_can_be_set() -> None:
    """A size that comes out too large is told where it is set, though each step is allowed."""
    [problem] = errors_in(problems_of("title: {size: 30pt}\ncite: {size: 2000%}\n"))
    assert "cite.size comes out as 600pt" in problem.message
    [problem] = errors_in(problems_of("text: {size: 400pt}\nbody: {size: 200%}\nfurniture: {size: 8pt}\n"))
    assert "body.size comes out as 800pt" in problem.message
    assert problem.span is not None
    assert problem.span.line == 2


def write(folder: Path, **sheets: str) -> None:
    """Write sheets to files."""
    for name, text in sheets.items():
        target = folder / (name.replace("__", "/") + ".yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def test_a_file_extends_a_shipped_style_or_a_file_below_it(tmp_path: Path) -> None:
    """`extends` with a name finds a shipped style, with a file name one beside the sheet."""
    write(
        tmp_path,
        house="extends: parts/base.yaml\nbody.size: 11pt\n",
        parts__base="extends: briefing\ntitle: {size: 31pt, leading: 35pt}\n",
    )
    opened = open_style([str(tmp_path / "house.yaml")])
    assert opened.problems == []
    assert opened.style is not None
    assert opened.style.name == "house"
    assert (opened.style.role("body").size, opened.style.role("title").size) == (11, 31)
    assert opened.style.role("heading.2").size == 16
    assert [Path(p).name for p in opened.paths] == ["briefing.yaml", "base.yaml", "house.yaml"]


def test_a_sheet_under_two_layers_counts_once(tmp_path: Path) -> None:
    """A second layer that extends the first one's base doesn't undo the first."""
    write(tmp_path, a="extends: briefing\ntitle.size: 31pt\n", b="extends: briefing\nbody.size: 11pt\n")
    opened = open_style([str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")])
    assert opened.style is not None
    assert (opened.style.role("title").size, opened.style.role("body").size) == (31, 11)


def test_circles_and_missing_sheets_are_located(tmp_path: Path) -> None:
    """A circle, a missing file, a way out of the folder, and an unknown style are told at the word `extends` names."""
    write(
        tmp_path,
        a="extends: b.yaml\n",
        b="extends: a.yaml\n",
        c="body.size: 9pt\nextends: d.yaml\n",
        e="extends: ../secret.yaml\n",
        f="extends: breifing\nbody.color: $accent\n",
    )
    expected = {
        "a": ("in a circle", "b.yaml", 1),
        "c": ("no such file", "c.yaml", 2),
        "e": ("must stay below the folder", "e.yaml", 1),
        "f": ("breifing.yaml: no such file", "f.yaml", 1),
    }
    for name, (words, file, line) in expected.items():
        opened = open_style([str(tmp_path / f"{name}.yaml")])
        assert opened.style is None
        [problem] = opened.problems
        assert words in problem.message
        assert problem.span is not None
        assert (Path(problem.span.file).name, problem.span.line) == (file, line)
    assert open_style([str(tmp_path / "f.yaml")]).problems[0].hint == "did you mean briefing?"


def test_an_unknown_style_on_the_command_line() -> None:
    """The hint names the styles that there are."""
    [problem] = open_style(["fancy"]).problems
    assert problem.hint is not None
    assert all(name in problem.hint for name in shipped())


def test_mistakes_in_yaml_hide_no_other_sheet(tmp_path: Path) -> None:
    """A sheet that isn't YAML is told once; what would depend on it isn't blamed."""
    write(tmp_path, a="variables: {x: [\n", b="extends: a.yaml\nbody.color: $x\nbody.sise: 3pt\n")
    opened = open_style([str(tmp_path / "b.yaml")])
    assert opened.style is None
    assert not any("no variable" in p.message for p in opened.problems)
    assert any("no 'sise'" in p.message for p in opened.problems)


_KEYS = st.sampled_from(
    [f"{role}.{name}" for role in ("body", "cite", "heading.2", "page", "nothing") for name in ROLE_PROPERTIES]
)
_VALUES = st.one_of(st.sampled_from(["10pt", "$x", "yes", "#123", "80%", "-3pt", "$x * 2", "none", "3"]), st.text(max_size=8))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_KEYS, _VALUES, max_size=8))
def test_any_settings_give_a_style_or_located_problems(pairs: dict[str, str]) -> None:
    """Whatever the settings, there is a style, of what can be read of them, and errors have a place; nothing is raised."""
    found, problems = cascade([sheet("variables.x: 9pt\n")], [(k, v, Span("command line", 1, 1)) for k, v in pairs.items()])
    assert all(p.span for p in errors_in(problems))
    assert all(found.role(role.name) for role in ROLES.values() if not role.inline)
