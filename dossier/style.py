"""The style of a brief as the later phases read it: everything resolved to points, colours and OpenType features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dossier.problems import Span
from dossier.styling.properties import BOX_PROPERTIES, PAGE_PROPERTIES, ROLE_PROPERTIES
from dossier.styling.roles import ROLES, property_of
from dossier.units import PAPERS, Color, Length

SIZES = (1.0, 500.0)  # least and greatest type size, points
MARKING_SIZE = 12.0  # least size of a TLP label, points (FIRST, TLP 2.0)

MARKING_COLORS = {
    "TLP:RED": Color("rgb", (1.0, 43 / 255, 43 / 255)),
    "TLP:AMBER": Color("rgb", (1.0, 192 / 255, 0.0)),
    "TLP:AMBER+STRICT": Color("rgb", (1.0, 192 / 255, 0.0)),
    "TLP:GREEN": Color("rgb", (51 / 255, 1.0, 0.0)),
    "TLP:CLEAR": Color("rgb", (1.0, 1.0, 1.0)),
}
"""The colour of each label of the Traffic Light Protocol, on black (FIRST, TLP 2.0). No sheet can change them."""

_FIGURES = {
    "default": (),
    "old-style": ("onum", "pnum"),
    "lining": ("lnum", "pnum"),
    "tabular": ("lnum", "tnum"),
    "tabular old-style": ("onum", "tnum"),
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
    head: float
    foot: float
    banner: float
    head_rule: float
    foot_rule: float
    rule_color: Color
    smallest: float


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
    row_gap: float

    @property
    def text(self) -> TextStyle:
        """The style of the block's own text."""
        return TextStyle(self.font, self.weight, self.italic, self.size, self.color, self.features, self.tracking, self.rise)


class Declared(NamedTuple):
    """A value that a sheet gives to a property: as written, as read, and where it stands."""

    written: str
    value: Any
    span: Span


class Explanation(NamedTuple):
    """Why a property has its value: the value, where it was set and in which words, what that overrode (the last first).

    `role` is the role that it was inherited from, '' where it is the property's own; `declared` is None where nobody set it.
    """

    key: str
    value: str
    declared: Declared | None
    overrode: tuple[Declared, ...]
    role: str


Declarations = Mapping[str, Mapping[str, Sequence[Declared]]]
"""Group or role -> property -> the values that sheets gave it; the last one counts."""

_DEFAULTS: dict[str, Any] = {p.name: p.type.read(p.default) for p in ROLE_PROPERTIES.values()}
_PAGE_DEFAULTS: dict[str, Any] = {p.name: p.type.read(p.default) for p in PAGE_PROPERTIES.values()}


class Style:
    """A style, resolved as it is asked for. Made by `dossier.styling.cascade.cascade`; not changed afterwards."""

    __slots__ = ("_declared", "_raw", "_roles", "_runs", "name", "page", "paper")

    def __init__(self, name: str, declared: Declarations) -> None:
        self.name = name
        self._declared = declared
        self._raw: dict[str, dict[str, Any]] = {}
        self._roles: dict[str, RoleStyle] = {}
        self._runs: dict[tuple[str, str], TextStyle] = {}
        self.page = _page_style({**_PAGE_DEFAULTS, **self._own("page")})
        self.paper = self.page.paper

    def role(self, name: str) -> RoleStyle:
        """Return how the blocks of a role are set. Raises KeyError for a role that is not declared, or an inline one."""
        found = self._roles.get(name)
        if found is None:
            found = self._roles[name] = _role_style(self._values(name))
        return found

    def text(self, role: str) -> TextStyle:
        """Return the style of a block's own text."""
        return self.run(role, "")

    def run(self, block: str, inline: str) -> TextStyle:
        """Return the style of a run in an inline role ('' = as the block) within a block; relative sizes are of the block's."""
        found = self._runs.get((block, inline))
        if found is None:
            found = self._runs[block, inline] = self._run(block, inline)
        return found

    def families(self) -> dict[str, Span | None]:
        """Return the font families that the style names, each with the first place that names it (None: a default)."""
        found: dict[str, Span | None] = {}
        for properties in self._declared.values():
            if "font" in properties:
                last = properties["font"][-1]
                found.setdefault(last.value, last.span)
        found.setdefault(self.role("text").font, None)
        return found

    def declared(self, group: str, name: str) -> Declared | None:
        """Return the value that counts of those that sheets gave to a property of a group or role; None where none did."""
        stack = self._declared.get(group, {}).get(name)
        return stack[-1] if stack else None

    def explain(self, key: str) -> Explanation:
        """Tell why `heading.2.size` or `page.margin.top` has its value. Raises KeyError for what is no property."""
        group, name = _split(key)
        asked, inherited = group, ""
        while group not in ("", "page") and name not in self._declared.get(group, {}):
            role = ROLES[group]
            if any(name == own for own, _ in role.defaults):
                break
            group = "" if role.part and name in BOX_PROPERTIES else role.parent
            inherited = group
        stack = tuple(self._declared.get(group, {}).get(name, ()))
        value = self._shown(asked, name)
        return Explanation(key, value, stack[-1] if stack else None, stack[-2::-1], inherited if stack else "")

    def _own(self, group: str) -> dict[str, Any]:
        return {name: stack[-1].value for name, stack in self._declared.get(group, {}).items()}

    def _values(self, name: str) -> dict[str, Any]:
        """Return the properties of a block role with what it inherits; sizes in points, other lengths as declared."""
        found = self._raw.get(name)
        if found is not None:
            return found
        role = ROLES[name]
        if role.inline:
            raise KeyError(name)
        values = dict(self._values(role.parent)) if role.parent else {**_DEFAULTS, "size": _DEFAULTS["size"].value}
        if role.part:
            values.update((n, _DEFAULTS[n]) for n in BOX_PROPERTIES)
        values.update((n, _read_default(n, written)) for n, written in role.defaults)
        self._raw[name] = _overlay(values, self._own(name), self.page.smallest)
        return values

    def _run(self, block: str, inline: str) -> TextStyle:
        values = self._values(block)
        if inline:
            values = dict(values)
            for role in _inline_chain(inline):
                _overlay(values, self._own(role), self.page.smallest)
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

    def _shown(self, group: str, name: str) -> str:
        """Return the value of a property as it came out."""
        if group == "page":
            return _words(getattr(self.page, PAGE_PROPERTIES[name].attribute))
        if ROLES[group].inline:
            own = {n: v for role in _inline_chain(group) for n, v in self._own(role).items()}
            return _words(own[name]) if name in own else "as the block"
        attribute = ROLE_PROPERTIES[name].attribute
        if name == "tracking" or not attribute:
            return _words(self._values(group)[name])
        return _words(getattr(self.role(group), attribute))


def _read_default(name: str, written: str) -> Any:
    """Read a role's own default; its size in points."""
    value = ROLE_PROPERTIES[name].type.read(written)
    return value.value if name == "size" else value


def _split(key: str) -> tuple[str, str]:
    """Take a key apart into group and property. Raises KeyError."""
    found = property_of(key)
    if found is None:
        raise KeyError(key)
    return found


def _inline_chain(name: str) -> list[str]:
    """Return an inline role's ancestors and itself, the farthest first."""
    chain = []
    while name:
        role = ROLES[name]
        if not role.inline:
            raise KeyError(name)
        chain.append(name)
        name = role.parent
    return chain[::-1]


def _overlay(values: dict[str, Any], own: Mapping[str, Any], smallest: float) -> dict[str, Any]:
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


def _role_style(values: Mapping[str, Any]) -> RoleStyle:
    size = values["size"]
    by_attribute: dict[str, Any] = {}
    for name, found in values.items():
        attribute = ROLE_PROPERTIES[name].attribute
        if attribute:
            by_attribute[attribute] = found.points(size, size) if type(found) is Length else found
    by_attribute["tracking"] = _thousandths(values["tracking"], size)
    return RoleStyle(features=_features(values), **by_attribute)


def _page_style(values: Mapping[str, Any]) -> PageStyle:
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


def _words(value: Any) -> str:
    """Write a value as a sheet would."""
    if isinstance(value, Length):
        return f"{value.value:.5g}{value.unit}"
    if isinstance(value, Color):
        return "#" + "".join(f"{round(v * 255):02x}" for v in value.rgb())
    if isinstance(value, float):
        return f"{value:.5g}pt"
    if value is None:
        return "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
