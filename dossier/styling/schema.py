"""The JSON Schema of style sheets, for editors, made from the tables of properties and roles."""

from __future__ import annotations

from functools import cache
from typing import Any

from dossier.styling.declaring import Property
from dossier.styling.properties import PAGE_PROPERTIES, ROLE_PROPERTIES
from dossier.styling.roles import ROLES, acting
from dossier.styling.sheets import IN_PRODUCTS, PRODUCTS
from dossier.units import PAPERS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_EXPRESSION = {
    "type": "string",
    "pattern": r"^(\$[a-z][a-z0-9-]*|\S+ *[*/] *\S+)$",
    "description": "A variable, or a product of a number and a length.",
}
# Dotted keys are checked by the program; here they only must not count as unknown.
_DOTTED: dict[str, Any] = {r"^[a-z0-9 -]+\.": {}}


def style_json_schema() -> dict[str, Any]:
    """Return the schema of a style sheet (JSON Schema 2020-12)."""
    body = _body()
    papers = {paper: {"$ref": "#/$defs/body"} for paper in PAPERS}
    top = {
        "extends": {
            "type": "string",
            "description": "The style that this one changes: a shipped one by name, or a file beside it.",
        },
        "on": {**_closed(papers), "description": "What holds on one paper only."},
        "office": {"$ref": "#/$defs/body", "description": "What holds for the office, and for a booklet, only."},
        "booklet": {"$ref": "#/$defs/body", "description": "What holds for a booklet only."},
        PRODUCTS: {**_closed(_products(papers)), "description": "What holds in one product only."},
        **body["properties"],
    }
    return {
        "$schema": DIALECT,
        "title": "Style sheet of a dossier",
        **_closed(top, dotted=True),
        "$defs": {"body": body, **{name: _properties(names) for names, name in _sets().items()}},
    }


def _products(papers: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what stands under each product: a body, and below it what holds on one paper."""
    body = _body()
    held = {"on": {**_closed(papers), "description": "What holds in it on one paper only."}, **body["properties"]}
    return {name: _closed(held, dotted=True) for name in IN_PRODUCTS}


def _body() -> dict[str, Any]:
    """Return the schema of what stands in a sheet, or under a paper."""
    scalar = {"type": ["string", "number", "boolean"]}
    variables = {
        "type": "object",
        "description": "Names for values, used as `$name`.",
        "propertyNames": {"pattern": "^[a-z][a-z0-9-]*$"},
        "additionalProperties": scalar,
    }
    roots = [name for name in ROLES if "." not in name]
    return _closed({"variables": variables, "page": _page(), **{name: _role(name) for name in roots}}, dotted=True)


def _page() -> dict[str, Any]:
    own = {n: _value(p) for n, p in PAGE_PROPERTIES.items() if "." not in n}
    margins = {n.partition(".")[2]: _value(p) for n, p in PAGE_PROPERTIES.items() if "." in n}
    return {**_closed({**own, "margin": _closed(margins)}, dotted=True), "description": "The page."}


def _role(name: str) -> dict[str, Any]:
    """Return the schema of a role: its properties, by reference, and the roles whose names begin with its own."""
    role = ROLES[name]
    shared = _sets()[tuple(acting(name))]
    inner = {n[len(name) + 1 :]: _role(n) for n in ROLES if n.startswith(name + ".") and "." not in n[len(name) + 1 :]}
    return {
        "type": "object",
        "description": role.doc,
        "$ref": f"#/$defs/{shared}",
        "properties": inner,
        "patternProperties": _DOTTED,
        "unevaluatedProperties": False,
    }


@cache
def _sets() -> dict[tuple[str, ...], str]:
    """Return the sets of properties that act on roles, each with the name of its definition: the first role that has it."""
    sets: dict[tuple[str, ...], str] = {}
    for role in ROLES:
        sets.setdefault(tuple(acting(role)), f"properties of {role}".replace(" ", "-"))
    return sets


def _properties(names: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "properties": {name: _value(ROLE_PROPERTIES[name]) for name in names}}


def _value(prop: Property) -> dict[str, Any]:
    text = f"{prop.doc} Takes {prop.type.doc}. Default: {prop.default}.".replace("`", "")
    return {"description": text, "anyOf": [prop.type.schema, _EXPRESSION]}


def _closed(properties: dict[str, Any], dotted: bool = False) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if dotted:
        schema["patternProperties"] = _DOTTED
    return schema
