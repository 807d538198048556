"""The style of a brief as the later phases read it: everything resolved to points, colours and OpenType features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dossier.problems import Span
from dossier.styling.properties import BOX_PROPERTIES, PAGE_PROPERTIES, ROLE_PROPERTIES, PageStyle, RoleStyle
from dossier.styling.resolved import (
    DEFAULTS,
    PAGE_DEFAULTS,
    overlay,
    page_style,
    read_default,
    role_style,
    text_style,
    words,
)
from dossier.styling.roles import ROLES, property_of
from dossier.styling.textstyle import TextStyle
from dossier.styling.types import SHARE, SMALL_TRACKING, TRACKING
from dossier.tuples import NamedTuple
from dossier.units import Color

__all__ = [
    "MARKING_COLORS",
    "MARKING_SIZE",
    "SIZES",
    "Declared",
    "Explanation",
    "PageStyle",
    "RoleStyle",
    "Style",
    "TextStyle",
]

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


class Style:
    """A style, resolved as it is asked for. Made by `dossier.styling.cascade.cascade`; not changed afterwards."""

    __slots__ = ("_declared", "_raw", "_roles", "_runs", "name", "page", "paper", "purpose")

    def __init__(self, name: str, declared: Declarations, purpose: str = "") -> None:
        self.name = name
        self.purpose = purpose  # `office`, `booklet`, or '' for the screen
        self._declared = declared
        self._raw: dict[str, dict[str, Any]] = {}
        self._roles: dict[str, RoleStyle] = {}
        self._runs: dict[tuple[str, str], TextStyle] = {}
        self.page = page_style({**PAGE_DEFAULTS, **self._own("page")})
        self.paper = self.page.paper

    def role(self, name: str) -> RoleStyle:
        """Return how the blocks of a role are set. Raises KeyError for a role that is not declared, or an inline one."""
        found = self._roles.get(name)
        if found is None:
            found = self._roles[name] = role_style(self._values(name))
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
        values = dict(self._values(role.parent)) if role.parent else dict(DEFAULTS)
        if role.part:
            values.update((n, DEFAULTS[n]) for n in BOX_PROPERTIES)
        values.update((n, read_default(n, written)) for n, written in role.defaults)
        self._raw[name] = overlay(values, self._own(name), self.page.smallest)
        return values

    def _run(self, block: str, inline: str) -> TextStyle:
        values = self._values(block)
        if inline:
            values = dict(values)
            for role in _inline_chain(inline):
                overlay(values, self._own(role), self.page.smallest)
        return text_style(values)

    def _shown(self, group: str, name: str) -> str:
        """Return the value of a property as it came out."""
        if group == "page":
            return words(getattr(self.page, PAGE_PROPERTIES[name].attribute))
        if ROLES[group].inline:
            own = {n: v for role in _inline_chain(group) for n, v in self._own(role).items()}
            return words(own[name]) if name in own else "as the block"
        declared = ROLE_PROPERTIES[name]
        if declared.type in (TRACKING, SMALL_TRACKING, SHARE):  # thousandths and shares are the typesetter's, not a sheet's
            return words(self._values(group)[name])
        return words(getattr(self.role(group), declared.attribute))


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
