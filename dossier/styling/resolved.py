"""The properties of a page, a role, a run -> values in points, colours and OpenType features."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossier.styling.properties import PAGE_PROPERTIES, ROLE_PROPERTIES
from dossier.tuples import NamedTuple
from dossier.units import PAPERS, Color, Length

_FIGURES = {
    "default": (),
    "old-style": ("onum", "pnum"),
    "lining": ("lnum", "pnum"),
    "tabular": ("lnum", "tnum"),
    "tabular old-style": ("onum", "tnum"),
    "superior": ("sups",),
}
_CAPS = {"none": (), "small": ("smcp",), "all-small": ("smcp", "c2sc")}


class TextStyle(NamedTuple):
    """How a stretch of text is set: size and rise in points, tracking in thousandths of em, features as OpenType tags."""

    family: str
    weight: int = 400
    italic: bool = False
    size: float = 10.0
    color: Color | None = None  # None: black
    features: tuple[str, ...] = ()
    tracking: float = 0.0
    rise: float = 0.0


class PageStyle(NamedTuple):
    """The page: lengths in points. `both` is the width of main and side column with the gap; it is `main` where `side` is 0."""

    paper: str
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    main: float
    gap: float
    side: float
    both: float
    grid: float
    binding: float
    thickness: float
    head: float
    foot: float
    banner: float
    head_rule: float
    foot_rule: float
    rule_color: Color
    notes: str
    indexed: bool
    qr: bool
    logo: str | None
    logo_height: float
    smallest: float

    def turned(self) -> PageStyle:
        """Return the page in landscape: the same margins about a text block of one column."""
        both = self.height - self.left - self.right
        return self._replace(width=self.height, height=self.width, main=both, gap=0.0, side=0.0, both=both)


class RoleStyle(NamedTuple):
    """How a block is set: lengths in points, tracking in thousandths of em; what each means, `styling/properties.py` says."""

    font: str
    weight: int
    italic: bool
    size: float
    color: Color
    features: tuple[str, ...]
    tracking: float
    rise: float
    leading: float
    align: str
    hyphenate: bool
    balance: bool
    widows: int
    orphans: int
    first_indent: float
    indent: float
    indent_right: float
    before: float
    after: float
    keep_next: bool
    keep_together: bool
    page_break: str
    span: str
    rule_above: float
    rule_below: float
    rule_gap: float
    bar: float
    rule_color: Color
    fill: Color | None
    padding: float
    label_width: float
    columns: int
    column_gap: float
    names: str
    show: bool
    inset: bool
    least: int
    most: int
    row_gap: float

    @property
    def text(self) -> TextStyle:
        """The style of the block's own text."""
        return TextStyle(self.font, self.weight, self.italic, self.size, self.color, self.features, self.tracking, self.rise)


PAGE_DEFAULTS: dict[str, Any] = {p.name: p.type.read(p.default) for p in PAGE_PROPERTIES.values()}
DEFAULTS: dict[str, Any] = {p.name: p.type.read(p.default) for p in ROLE_PROPERTIES.values()}
DEFAULTS["size"] = DEFAULTS["size"].value
"""What stands for a property that no sheet sets: sizes in points, other lengths as declared."""


def read_default(name: str, written: str) -> Any:
    """Read a role's own default; its size in points."""
    value = ROLE_PROPERTIES[name].type.read(written)
    return value.value if name == "size" else value


def overlay(values: dict[str, Any], own: Mapping[str, Any], smallest: float) -> dict[str, Any]:
    """Lay a role's own values over those it inherits: a relative size becomes points, `reverse` becomes italic or not."""
    size, italic = values["size"], values["italic"]
    values.update(own)
    if "size" in own:
        new: Length = own["size"]
        # a small size of a small size would be too small to read on paper
        values["size"] = new.value if new.unit == "pt" else max(new.points(size, size), min(smallest, size))
    if own.get("italic") == "reverse":
        values["italic"] = not italic
    return values


def _features(values: Mapping[str, Any]) -> tuple[str, ...]:
    return (*_FIGURES[values["figures"]], *_CAPS[values["caps"]])


def _thousandths(length: Length, size: float) -> float:
    """Return tracking in thousandths of em."""
    return round(length.points(size, size) / size * 1000, 3)


def text_style(values: Mapping[str, Any]) -> TextStyle:
    """Return how text is set, from the properties of its role."""
    size = values["size"]
    return TextStyle(
        values["font"],
        values["weight"],
        values["italic"],
        size,
        values["color"],
        _features(values),
        _thousandths(values["tracking"], size),
        values["rise"].points(size),
    )


def role_style(values: Mapping[str, Any]) -> RoleStyle:
    """Return how a role's blocks are set, from its properties."""
    size = values["size"]
    by_attribute: dict[str, Any] = {}
    for name, found in values.items():
        attribute = ROLE_PROPERTIES[name].attribute
        if attribute:
            by_attribute[attribute] = found.points(size, size) if type(found) is Length else found
    by_attribute["tracking"] = _thousandths(values["tracking"], size)
    return RoleStyle(features=_features(values), **by_attribute)


def page_style(values: Mapping[str, Any]) -> PageStyle:
    """Reckon the page: the paper's sides where none are given, and the main column from what is left."""
    sizes: dict[str, Any] = {n: v.points(0) if type(v) is Length else v for n, v in values.items()}
    width, height = PAPERS[sizes["paper"]]
    width = width if sizes["width"] is None else sizes["width"]
    height = height if sizes["height"] is None else sizes["height"]
    side = sizes["side"]
    gap = sizes["gap"] if side else 0.0
    left, right, main = sizes["margin.left"], sizes["margin.right"], sizes["main"]
    if main is None:
        main = width - left - right - gap - side
    own = {p.attribute: sizes[p.name] for p in PAGE_PROPERTIES.values()}
    return PageStyle(**{**own, "width": width, "height": height, "main": main, "gap": gap, "both": main + gap + side})


def words(value: Any) -> str:
    """Write a value as a sheet would."""
    if isinstance(value, Length):
        return f"{value.value:.5g}{value.unit}"
    if isinstance(value, Color):
        if value.space == "rgb":
            return "#" + "".join(f"{round(v * 255):02x}" for v in value.values)
        return f"{value.space}({', '.join(f'{v * 100:.4g}%' for v in value.values)})"
    if isinstance(value, float):
        return f"{value:.5g}pt"
    if value is None:
        return "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
