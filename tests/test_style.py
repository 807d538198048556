"""The style that the later phases read: inheritance, inline roles, explanations, the page, the schema."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dossier.problems import Span, errors_in
from dossier.reading.reader import read_sheet_nodes
from dossier.styling.cascade import cascade
from dossier.styling.declaring import Property
from dossier.styling.library import shipped
from dossier.styling.properties import BOX_PROPERTIES, PAGE_PROPERTIES, ROLE_PROPERTIES
from dossier.styling.roles import ROLES, acting
from dossier.styling.schema import style_json_schema
from dossier.styling.sheets import read_sheet
from dossier.styling.style import PageStyle, RoleStyle, Style
from dossier.units import BLACK, Color, Length

ROOT = Path(__file__).resolve().parent.parent


def style(text: str, *sets: str) -> Style:
    """Make a style of one sheet."""
    sheet, problems = read_sheet(text.encode(), "a.yaml")
    assert sheet is not None
    assert problems == []
    pairs = [(key, value, Span("command line", 1, 1)) for key, _, value in (s.partition("=") for s in sets)]
    found, problems = cascade([sheet], pairs)
    assert errors_in(problems) == []
    return found


def test_no_sheet_at_all_is_a_style() -> None:
    """The defaults of the tables make a readable page."""
    found, problems = cascade([])
    assert problems == []
    assert found.name == "base"
    assert found.role("body").leading == 14
    assert found.page.both == found.page.main == pytest.approx(found.page.width - 2 * found.page.left)


def test_a_row_is_all_there_is_to_a_property() -> None:
    """Each property has its attribute in the resolved style, with a value of its type; nothing else has one but `both`."""
    found = style("body.size: 9pt\n")
    assert [p.attribute for p in ROLE_PROPERTIES.values()] == list(vars(found.role("body")))
    assert [*(p.attribute for p in PAGE_PROPERTIES.values()), "both"] == list(vars(found.page))
    assert not any(isinstance(value, Length) for value in (*vars(found.role("body")).values(), *vars(found.page).values()))
    for declared, made in ((PageStyle, found.page), (RoleStyle, found.role("body"))):
        assert not any(hasattr(declared, attribute) for attribute in vars(made))


def test_a_resolved_style_does_not_change() -> None:
    """What several blocks share is changed in a copy only, and equal values make equal styles."""
    found = style("body.size: 9pt\n")
    role = found.role("body")
    with pytest.raises(AttributeError, match="not changed after"):
        role.size = 12.0
    other = role.changed(size=12.0)
    assert (other.size, role.size) == (12, 9)
    assert other.changed(size=9.0) == role != other
    assert hash(other.changed(size=9.0)) == hash(role)
    with pytest.raises(AssertionError):
        role.changed(sise=9.0)


def test_roles_form_a_tree() -> None:
    """Every role's parent is declared before it, and no key can mean both a role and a property."""
    seen: set[str] = set()
    for role in ROLES.values():
        assert not role.parent or role.parent in seen
        assert not role.parent or ROLES[role.parent].inline == role.inline
        head, _, tail = role.name.rpartition(".")
        assert not head or (head in seen and tail not in ROLE_PROPERTIES)
        seen.add(role.name)
    assert "page" not in ROLES


def test_unset_properties_come_from_the_parent() -> None:
    """A sub-role takes everything, a part of a block what concerns its text but not its box."""
    found = style(
        "body: {size: 9pt, align: justify, space-after: 9pt}\ntable: {size: 8pt, widows: 3, space-before: 9pt, rule-above: 2pt}\n"
    )
    line = found.role("bottom-line")
    assert (line.size, line.align, line.after) == (9, "justify", 9)
    cell = found.role("table.cell")
    assert (cell.size, cell.widows, cell.before, cell.rule_above) == (8, 3, 0, 0)


def test_relative_sizes_and_lengths() -> None:
    """A size in % is of the parent's; other relative lengths are inherited as written, of the size of the role that inherits."""
    found = style("text: {size: 10pt, leading: 140%, space-before: 2em}\nbody.size: 150%\nentry.size: 12pt\n")
    assert [found.role(n).size for n in ("text", "body", "bottom-line", "entry")] == [10, 15, 15, 12]
    assert [found.role(n).leading for n in ("text", "body", "entry")] == [14, 21, pytest.approx(16.8)]
    assert [found.role(n).before for n in ("text", "entry")] == [20, 24]


def test_inline_roles_take_the_rest_from_their_block() -> None:
    """What an inline role doesn't set is the block's; relative sizes are of the block's size, not below the smallest."""
    found = style("""\
cite: {font: Sans, size: 80%, figures: lining}
body: {size: 10pt, color: navy, weight: bold}
note.size: 8pt
text.caps: small
""")
    cite = found.run("body", "cite")
    assert (cite.family, cite.size, cite.weight, cite.color) == ("Sans", 8, 700, found.role("body").color)
    assert cite.features == ("lnum", "pnum", "smcp")
    assert found.run("note", "cite").size == 7
    assert style("cite.size: 80%\nnote.size: 8pt\npage.smallest: 1pt\n").run("note", "cite").size == pytest.approx(6.4)
    assert found.run("body", "") == found.text("body") == found.role("body").text
    assert found.run("body", "cite") is found.run("body", "cite")


def test_reverse_italic() -> None:
    """Emphasis within italic text is roman; an inline role's parent comes first."""
    found = style("emphasis.italic: reverse\nstrong.weight: bold\nstrong emphasis.italic: reverse\nstandfirst.italic: yes\n")
    assert found.run("body", "emphasis").italic
    assert not found.run("standfirst", "emphasis").italic
    both = found.run("body", "strong emphasis")
    assert (both.italic, both.weight) == (True, 700)


def test_words_of_headings_are_whole() -> None:
    """A style that hyphenates everything doesn't hyphenate headings, unless it says so of them."""
    found = style("text: {hyphenate: yes}\nheading.3: {hyphenate: yes}\n")
    divided = {
        name: found.role(name).hyphenate for name in ("body", "title", "heading.2", "heading.3", "cards.title", "card.title")
    }
    assert [name for name, yes in divided.items() if yes] == ["body", "heading.3"]


def test_what_fills_lines() -> None:
    """Shares are parts of one, room between letters is in thousandths of em; they are told as they are written."""
    found = style("body: {hyphen-penalty: 250, hanging: 60%, letters-looser: 0.6%, letters-tighter: 0.01em}\n")
    body = found.role("body")
    assert (body.penalty, body.hanging, body.looser, body.tighter) == (250, 0.6, 6.0, 10.0)
    told = [found.explain(f"body.{name}").value for name in ("hyphen-penalty", "hanging", "letters-looser", "letters-tighter")]
    assert told == ["250", "60%", "0.6%", "0.01em"]


@pytest.mark.parametrize(
    "line, wanted",
    [
        ("body.hanging: 3pt", "write a share from 0 to 100%"),
        ("body.hanging: 120%", "write a share from 0 to 100%"),
        ("body.letters-looser: 5%", "letters give by 0 to 3%"),
        ("body.letters-tighter: -1%", "letters give by 0 to 3%"),
        ("body.letters-tighter: 1pt", "letters give by 0 to 3%"),
        ("body.hyphen-penalty: 20000", "10000"),
    ],
)
def test_what_fills_lines_has_its_bounds(line: str, wanted: str) -> None:
    """What would be seen, or means nothing, is told."""
    sheet, _ = read_sheet(line.encode(), "a.yaml")
    assert sheet is not None
    _, problems = cascade([sheet])
    assert wanted in " ".join(str(problem) for problem in problems)


def test_features_tracking_and_rise() -> None:
    """Figures and capitals come out as OpenType tags, tracking in thousandths of em, rise in points."""
    found = style("""\
body: {size: 8pt, figures: tabular old-style, caps: all-small, tracking: 0.4pt}
cite: {rise: 0.3em, size: 50%, tracking: 0.05em}
page.smallest: 1pt
""")
    body = found.role("body")
    assert (body.text.features, body.tracking) == (("onum", "tnum", "smcp", "c2sc"), 50)
    assert found.run("body", "cite").rise == pytest.approx(1.2)
    assert found.run("body", "cite").tracking == 50


def test_only_declared_roles_have_a_style() -> None:
    """A role that isn't declared, and an inline role where a block's is wanted, is an error in the program."""
    found = style("body.size: 9pt\n")
    for call in (lambda: found.role("nonsense"), lambda: found.role("cite"), lambda: found.run("body", "heading.2")):
        with pytest.raises(KeyError):
            call()


def test_explain() -> None:
    """A value is explained by where it was set, what that overrode, and whose it is."""
    found = style(
        "heading.size: 12pt\ntable.rule-above: 1pt\nvariables: {a: '#00f'}\nstrong.color: $a\n",
        "heading.size=14pt",
        "heading.size=15pt",
    )
    size = found.explain("heading.2.size")
    assert (size.value, size.role) == ("15pt", "heading")
    assert size.declared is not None
    assert size.declared.span.file == "command line"
    assert [(o.written, o.span.line) for o in size.overrode] == [("14pt", 1), ("12pt", 1)]
    assert found.explain("heading.size").role == ""
    part = found.explain("table.cell.rule-above")
    assert (part.value, part.declared, part.role) == ("0pt", None, "")
    bold = found.explain("strong emphasis.color")
    assert (bold.value, bold.role, bold.declared and bold.declared.written) == ("#0000ff", "strong", "$a")
    assert found.explain("cite.color").value == "as the block"
    assert found.explain("page.paper").value == "a4"
    assert found.explain("body.hyphenate").value == "no"
    for name in ("body.sise", "cite.padding", "page.margin", "body", "nothing.size"):
        with pytest.raises(KeyError):
            found.explain(name)


def test_every_property_can_be_explained() -> None:
    """No role has a property that can't be shown."""
    found = style("body.size: 9pt\n")
    for role in ROLES.values():
        for name, prop in ROLE_PROPERTIES.items():
            if not role.inline or prop.scope == "character":
                assert found.explain(f"{role.name}.{name}").value
    assert all(found.explain(f"page.{name}").value for name in PAGE_PROPERTIES)


def test_pages() -> None:
    """The main column takes what the rest leaves; without a side column there is no gap; a page can have sides of its own."""
    found = style("page: {margin: {left: 20mm, right: 20mm}, side: 40mm, gap: 10mm}\n").page
    assert (found.main, found.both) == (pytest.approx(120 / 25.4 * 72), pytest.approx(170 / 25.4 * 72))
    alone = style("page: {gap: 10mm, main: 300pt}\n").page
    assert (alone.gap, alone.side, alone.both) == (0, 0, 300)
    own = style("page: {width: 500pt, height: 600pt}\n").page
    assert (own.width, own.height) == (500, 600)


def test_families_are_named_with_their_places() -> None:
    """The families of a style are those that count, each where it is named."""
    found = style("text.font: Serif\nbody.font: Serif\ncite.font: Sans\n").families()
    assert {name: span and span.line for name, span in found.items()} == {"Serif": 1, "Sans": 3}
    assert style("body.size: 9pt\n").families() == {"Source Serif 4": None}


def test_the_marking_follows_the_standard_by_default() -> None:
    """Where no sheet says otherwise, the TLP label is 12 points on a black plate."""
    role = style("furniture.size: 7pt\n").role("furniture.marking")
    assert (role.size, role.fill, role.weight) == (12, BLACK, 700)
    assert style("furniture.marking.fill: navy\n").role("furniture.marking").fill == Color("rgb", (0, 0, 128 / 255))


def test_defaults_of_parts_are_those_of_the_table() -> None:
    """Each box property of a part begins anew."""
    acting_here = [name for name in acting("table") if name in BOX_PROPERTIES]
    text = "\n".join(f"table.{n}: {_other(n)}" for n in acting_here)
    found = style(text + "\n")
    fresh = style("body.size: 9pt\n").role("table.cell")
    assert found.role("table.cell") == fresh
    assert found.role("table") != fresh
    for name in acting_here:
        attribute = ROLE_PROPERTIES[name].attribute
        assert getattr(found.role("table"), attribute) != getattr(fresh, attribute), name


def _other(name: str) -> str:
    """Return a value that isn't the default."""
    values = {"flag": "yes", "count": "3", "color": "navy", "fill": "navy", "length": "5pt", "signed length": "-5pt"}
    kind = ROLE_PROPERTIES[name].type
    return {"page-break": "before", "span": "both", "names": "own", "show": "no", "inset": "no"}.get(name) or values[kind.name]


def _typed(node: Any) -> Any:
    """Return a node as an editor sees it: numbers and truth values typed."""
    if isinstance(node, dict):
        return {key: _typed(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_typed(value) for value in node]
    typed: dict[str, Any] = {"yes": True, "no": False}
    return typed.get(node, int(node) if node.isdigit() else node)


def _schema_errors(text: str) -> list[str]:
    node, problems = read_sheet_nodes(text.encode(), "a.yaml")
    assert node is not None
    assert problems == []
    return [e.message for e in jsonschema.Draft202012Validator(style_json_schema()).iter_errors(_typed(node.plain()))]


@pytest.mark.parametrize("prop", [*ROLE_PROPERTIES.values(), *PAGE_PROPERTIES.values()], ids=lambda prop: prop.name)
def test_of_each_property_the_schema_takes_what_the_program_takes(prop: Property) -> None:
    """An editor would underline the default, or a word that the reference offers; or it would take whatever is written."""
    allowed = jsonschema.Draft202012Validator(prop.type.schema)
    offered = {prop.default, *re.findall(r"`([^` ]+)`", prop.type.doc)} - {"%", "em"}
    for words in offered:
        prop.type.read(words)
        assert allowed.is_valid(_typed(words)), f"{prop.name}: {words}"
    if prop.type.schema != {"type": "string"}:  # what has a name of its own: a typeface, a file
        with pytest.raises(ValueError, match="no such thing"):
            prop.type.read("no such thing")
        assert not allowed.is_valid("no such thing"), prop.name


def test_the_schema_takes_what_the_program_takes() -> None:
    """The schema is valid, accepts the shipped styles, and refuses what an editor should underline."""
    schema = style_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    json.dumps(schema)
    for name in shipped():
        assert _schema_errors((ROOT / "styles" / f"{name}.yaml").read_text(encoding="utf-8")) == []
    for wrong in (
        "bdoy: {size: 9pt}",
        "body: {sise: 9pt}",
        "body: {size: 9}",
        "cite: {padding: 3pt}",
        "heading: {2: {weight: heavy}}",
        "page: {paper: a6}",
        "on: {leter: {}}",
        "on: {letter: {body: {align: middle}}}",
        "table: {head: {color: hotpink}}",
    ):
        assert _schema_errors(wrong + "\n"), wrong


def test_the_reference_is_up_to_date() -> None:
    """docs/style-reference.md is what the tables say."""
    run = subprocess.run([sys.executable, ROOT / "scripts" / "style_reference.py", "--check"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
