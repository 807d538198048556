"""What a style sheet sets has an effect: each property, on each role on which it can be set, is asked for by a brief."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import photographs
import pytest
from reportlab.graphics.shapes import Drawing, Rect

from dossier import cli, effects, pipeline
from dossier.effects import Kind
from dossier.figures.drawing.shows import OwnFigure
from dossier.problems import errors_in
from dossier.products import Wanted
from dossier.styling import style as resolved
from dossier.styling.library import Opened, open_style
from dossier.styling.properties import (
    BOX_PROPERTIES,
    CHARACTER_PROPERTIES,
    PAGE_PROPERTIES,
    ROLE_PROPERTIES,
    RoleStyle,
)
from dossier.styling.roles import ROLES, acting, acts
from dossier.styling.style import Style, TextStyle

HERE = Path(__file__).parent
ROOT = HERE.parent
SHAPE = '{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [30, -12]}}'
STACKED = """
charts:
  ships:
    title: Ships
    kind: stacked
    in: reported
    figures:
      British warships of all classes and the auxiliaries with them: {May: "10 [@1]", June: "12 [@1]"}
      French, of the second squadron at Port Said and of whoever came after: {May: not stated, June: "9 [@1]"}
"""
PICTURED = """
images:
  square: {file: square.png, alt: A square, caption: A square.}
"""
SCOPED = b"""
dossier: {title: A rainy day, marking: TLP:CLEAR}
scope: {covers: One day., leaves_out: [Its night.]}
sources:
  gazette: {title: Gazette, publisher: The Gazette}
claims:
  Heard:
    rain: {text: It rained., cite: gazette 1}
"""
NAME_OF = {p.attribute: p.name for p in ROLE_PROPERTIES.values()}

# Properties that are asked for where they can do nothing: by a kind of text that is set as all others are.
IN_VAIN: dict[Kind, tuple[str, ...]] = {
    effects.NOTHING: ("font",),  # the root names a typeface that is looked for, though nothing is set in it
    # never parted: nothing stays behind, nothing goes on
    effects.LINES: ("widows", "orphans"),
    effects.FLUSH: ("widows", "orphans"),
    effects.HEADING: ("widows", "orphans"),
    effects.CARD_TITLE: ("widows", "orphans"),
    effects.DRAWN_WORDS: ("widows", "orphans"),
    effects.KEY: ("widows", "orphans"),
    # a paragraph that stands where only one column is, or in a block that has its own place on pages
    effects.ASIDE: ("span",),
    effects.INNER: ("span", "page-break"),
    effects.LIST: ("page-break", "keep-together"),
    effects.INDEX: ("page-break", "keep-together"),
    effects.STRIP: ("span",),
    # a paragraph only where a figure has no room and is told in words
    effects.CAPTION: ("span", "page-break", "keep-with-next", "keep-together", "rule-above", "rule-below", "bar", "fill"),
    # what its table says counts
    effects.TABLE_CAPTION: ("space-before", "keep-with-next", "keep-together"),
    effects.PLATE: ("color",),  # the standard's
    effects.FOREIGN_WORDS: ("weight", "italic", "size", "color", "tracking", "rise"),  # the drawing's own
}

read: set[tuple[str, str]] = set()


class ReadRole(RoleStyle):
    """The style of a role that notes what is asked of it."""

    def __getattribute__(self, name: str) -> Any:
        if name in NAME_OF:
            read.add((object.__getattribute__(self, "__dict__")["role"], NAME_OF[name]))
        return object.__getattribute__(self, name)


class ReadStyle(Style):
    """A style that notes what is asked of it. Text that is set in a role asks for all that concerns characters."""

    __slots__ = ()

    def __init__(self, style: Style) -> None:
        for name in Style.__slots__:
            object.__setattr__(self, name, getattr(style, name))
        self._roles, self._runs = {}, {}

    def role(self, name: str) -> RoleStyle:
        """Return a style that notes what is asked of it."""
        found = self._roles.get(name)
        if found is None:
            found = self._roles[name] = ReadRole(**vars(super().role(name)), role=name)
        return found

    def run(self, block: str, inline: str) -> TextStyle:
        """Note who is set."""
        roles = (block, *(resolved._inline_chain(inline) if inline else ()))
        read.update((role, name) for role in roles for name in CHARACTER_PROPERTIES)
        return super().run(block, inline)


DRAWN = ("relations.show=yes", "chronology.least=4")  # figures that the usual style leaves to lists and tables


def look(*settings: str, sheet: str = "briefing", purpose: str = "", product: str = "") -> Opened:
    """Open a style that notes what is asked of it."""
    opened = open_style([sheet], (*DRAWN, *settings), purpose, product)
    assert opened.style is not None, [problem.message for problem in opened.problems]
    return opened._replace(style=ReadStyle(opened.style))


def dressed() -> Iterator[str]:
    """Yield settings by which everything has rules, a bar and a ground, and room is left where it can be."""
    for role in ROLES.values():
        for name in ("rule-above", "rule-below", "bar"):
            if name in role.acting:
                yield f"{role.name}.{name}=0.2pt"
        if "fill" in role.acting:
            yield f"{role.name}.fill=gray(98%)"
        if "label-width" in role.acting:
            yield f"{role.name}.label-width=0"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, house: str) -> set[tuple[str, str]]:
    """Return each role with each property that briefs ask for, in all settings that make a difference to what stands in them."""
    folder = tmp_path_factory.mktemp("effects")
    shutil.copytree(HERE / "full", folder / "full")
    (folder / "full" / "shapes.geojson").write_text(SHAPE, encoding="utf-8")
    text = (HERE / "full.yaml").read_text(encoding="utf-8").replace("*stress zqstress*", "*stress* **strong** ***both***")
    (folder / "full.yaml").write_text(text, encoding="utf-8")
    raqqa = ROOT / "sources" / "raqqa.yaml"
    stacked = (raqqa.read_text(encoding="utf-8") + STACKED).encode()
    full, suez = str(folder / "full.yaml"), str(ROOT / "sources" / "suez.yaml")
    read.clear()
    pipeline.brief(full, look(*dressed(), "page.notes=foot", "page.index=yes"))
    pipeline.brief(full, look("page.notes=side", "page.index=yes"))
    pipeline.brief(full, look("page.qr=yes", "page.notes=end", sheet="plain", purpose="booklet"))
    pipeline.brief(str(raqqa), look(*dressed(), product="short"), wanted=Wanted("short", fit=9))
    pipeline.brief(suez, look("figure.span=landscape", "page.index=yes", purpose="office"))
    pipeline.build(SCOPED, look=look(*dressed()))  # a scope that stands in no side column, since there is no summary
    pipeline.build(stacked, str(raqqa), look("figure.span=side"))
    pipeline.build(stacked, str(raqqa), look("page.paper=a5", "table.size=16pt", "table.leading=20pt"))
    pipeline.build(stacked, str(raqqa), look("map.graticule.rule-above=0.2pt"))
    pipeline.build(stacked, str(raqqa), look("relations.key.size=40pt", "relations.key.leading=48pt"))  # told in words
    pipeline.brief(str(HERE / "charts" / "ships.yaml"), look())
    for name in ("suez", "pacific"):
        pipeline.brief(str(HERE / "maps" / f"{name}.yaml"), look())
    (folder / "square.png").write_bytes(photographs.png(photographs.quarters(60, 60)))
    (folder / "pictured.yaml").write_text(raqqa.read_text(encoding="utf-8") + PICTURED, encoding="utf-8")
    square = OwnFigure(lambda: Drawing(60, 60, Rect(0, 0, 60, 60)), "A square", "reported")
    pipeline.brief(str(folder / "pictured.yaml"), look(sheet=house), figures=[square])
    return set(read)


def test_what_acts_on_a_role_is_asked_for(asked: set[tuple[str, str]]) -> None:
    """No property can be set on a role on which it does nothing: each that its kind declares is read when a brief is made."""
    missing = [f"{role.name}.{name}" for role in ROLES.values() for name in sorted(role.acting) if (role.name, name) not in asked]
    assert missing == []


def test_what_is_asked_for_can_be_set(asked: set[tuple[str, str]]) -> None:
    """No property that does something on a role is refused there; those asked for in vain are listed with the reason."""
    undeclared = {(role, name) for role, name in asked if name not in ROLES[role].acting}
    assert sorted(it for it in undeclared if it[1] not in IN_VAIN.get(ROLES[it[0]].kind, ())) == []
    vain = {(ROLES[role].kind, name) for role, name in undeclared}
    assert {(kind, name) for kind, names in IN_VAIN.items() for name in names} - vain == set()


def test_every_property_and_every_kind_is_of_use() -> None:
    """A property that acts on no role can't be declared, nor a kind that no role is of; kinds name properties that there are."""
    declared = {name for role in ROLES.values() for name in role.acting}
    assert declared == set(ROLE_PROPERTIES)
    kinds = {kind.name for kind in vars(effects).values() if isinstance(kind, Kind) and kind.name}
    assert kinds == {role.kind.name for role in ROLES.values()}
    assert all(role.acting <= set(CHARACTER_PROPERTIES) for role in ROLES.values() if role.inline)


PAGE_VALUES = {
    "paper": "letter",
    "width": "620pt",
    "margin.top": "30mm",
    "margin.bottom": "40mm",
    "binding": "6mm",
    "thickness": "0.2mm",
    "height": "700pt",
    "main": "100mm",
    "gap": "3mm",
    "side": "40mm",
    "grid": "7pt",
    "head": "17mm",  # apart from the banner
    "foot": "15mm",
    "rule-color": "navy",
    "notes": "end",
    "index": "yes",
    "qr": "yes",
    "logo": "none",
    "smallest": "9pt",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a sheet that has a logo."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "logo.png").write_bytes(photographs.png(photographs.quarters(90, 60)))
    (folder / "house.yaml").write_text("extends: briefing\npage: {main: auto, logo: logo.png}\n", encoding="utf-8")
    return str(folder / "house.yaml")


@cache
def full(sheet: str, setting: str, purpose: str) -> bytes:
    """Return the brief of the full dossier with a setting of the page."""
    opened = open_style([sheet], [setting] if setting else [], purpose)
    assert errors_in(opened.problems) == []
    return pipeline.build((HERE / "full.yaml").read_bytes(), look=opened).pdf


@pytest.mark.parametrize("name", PAGE_PROPERTIES)
def test_every_property_of_the_page_has_an_effect(name: str, house: str) -> None:
    """A brief with another value is another file."""
    purpose = {"binding": "office", "thickness": "booklet"}.get(name, "")
    assert full(house, f"page.{name}={PAGE_VALUES.get(name, '5mm')}", purpose) != full(house, "", purpose)


IDLE = [
    ("section.rule-above", "on section act: page-break"),
    ("table.cell.fill", "rule-below"),
    ("list.keep-together", "columns"),
    ("table.keep-together", "row-gap"),
    ("heading.keep-with-next", "rule-above"),
    ("relations.phrase.padding", "it acts on relations.party"),
    ("furniture.folio.align", "it acts on furniture"),
    ("map.border.size", "it acts on map.water"),
    ("body.names", "space-before"),
]


@pytest.mark.parametrize("key, hint", IDLE)
def test_a_setting_without_effect_is_an_error_at_its_place(key: str, hint: str) -> None:
    """Nobody is left to wonder why nothing changes: the sheet is told where, and what has an effect there."""
    role, _, name = key.rpartition(".")
    values = {"fill": "navy", "align": "left", "names": "own", "rule-above": "1pt", "size": "9pt", "padding": "1pt"}
    opened = open_style(["briefing"], [f"{key}={values.get(name, 'yes')}"])
    assert opened.style is None
    [problem] = opened.problems
    assert (problem.severity, problem.name, problem.message) == ("error", "no-effect", f"{name} has no effect on {role}")
    assert hint in (problem.hint or "")
    assert problem.span is not None


def test_what_only_others_take_from_a_role_can_be_set_on_it() -> None:
    """A parent carries what acts on those that take it from there, and no more: parts of a block take nothing of its box."""
    assert acts("font", "text")
    assert acts("show", "figure")
    assert acts("keep-together", "body")
    assert not acts("rule-below", "cards")
    assert not acts("fill", "table")
    assert acts("padding", "relations.party")
    for role in ROLES.values():
        assert set(acting(role.name)) >= role.acting
        below = [child for child in ROLES.values() if child.parent == role.name]
        own = set(role.acting).union(*(set(acting(child.name)) - set(BOX_PROPERTIES if child.part else ()) for child in below))
        assert set(acting(role.name)) == own


def test_explain_says_that_a_property_has_no_effect(capsys: pytest.CaptureFixture[str]) -> None:
    """Who asks for the value of what does nothing learns that."""
    assert cli.run(["styles", "explain", "table.cell.fill"]) == 0
    out = capsys.readouterr().out
    assert "fill has no effect on table.cell; it acts on table.caption; on table.cell act: first-indent" in out
    assert cli.run(["styles", "explain", "table.cell.rule-below"]) == 0
    assert "no effect" not in capsys.readouterr().out
