"""The properties of a page, a role, a run -> values in points, colours and OpenType features."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossier.styling.properties import PAGE_PROPERTIES, ROLE_PROPERTIES, PageStyle, RoleStyle
from dossier.styling.textstyle import TextStyle, features_of
from dossier.styling.types import in_thousandths
from dossier.units import PAPERS, Color, Length

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


def text_style(values: Mapping[str, Any]) -> TextStyle:
    """Return how text is set, from the properties of its role."""
    size = values["size"]
    return TextStyle(
        values["font"],
        values["weight"],
        values["italic"],
        size,
        values["color"],
        features_of(values["figures"], values["caps"]),
        in_thousandths(values["tracking"], size),
        values["rise"].points(size),
    )


_RESOLVING = [(p.name, p.attribute, p.type.resolve) for p in ROLE_PROPERTIES.values()]


def role_style(values: Mapping[str, Any]) -> RoleStyle:
    """Return how a role's blocks are set, from its properties."""
    size = values["size"]
    return RoleStyle(
        **{attribute: resolve(values[name], size) if resolve else values[name] for name, attribute, resolve in _RESOLVING}
    )


def page_style(values: Mapping[str, Any]) -> PageStyle:
    """Reckon the page: the paper's sides where none are given, and the main column from what is left."""
    own: dict[str, Any] = {
        p.attribute: p.type.resolve(values[p.name], 0.0) if p.type.resolve else values[p.name] for p in PAGE_PROPERTIES.values()
    }
    width, height = PAPERS[own["paper"]]
    own["width"] = width if own["width"] is None else own["width"]
    own["height"] = height if own["height"] is None else own["height"]
    gap, side = own["gap"] if own["side"] else 0.0, own["side"]
    main = own["main"]
    if main is None:
        main = own["width"] - own["left"] - own["right"] - gap - side
    return PageStyle(**{**own, "gap": gap, "main": main, "both": main + gap + side})


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
