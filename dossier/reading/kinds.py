"""The table of kinds, each declared once: what it is called in problems, how it is read, how JSON Schema describes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dossier.fields import Kind
from dossier.model import DIRECTIONS, MARKINGS, NOT_STATED, SECTION_NAMES, Claim, OwnSection
from dossier.reading import amounts, printable, records, relations, scalars, shortforms
from dossier.reading.context import KindRow
from dossier.reading.longforms import ApproachForm, DatedForm, HeldForm, QuantityForm, RelationForm

_ID: Final = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
# an editor's YAML makes numbers of what we keep as text
_FILLED: Final[Mapping[str, Any]] = {"type": ["string", "number"], "pattern": r"\S"}
_CITE: Final = r"^[^\[\]]*\S[^\[\]]*$"
_POINT: Final = r"^(about\s+)?[-+−]?[0-9.]+\s*,\s*[-+−]?[0-9.]+$"
_DATE: Final = "[0-9X]|^undated"


_DIGITS: Final[Mapping[str, Any]] = {"type": "string", "pattern": "[0-9X]"}


def _says(words: str) -> Any:
    return lambda kind: words


def _plain(schema: Mapping[str, Any]) -> Any:
    return lambda view, kind: dict(schema)


def _text(pattern: str, **more: Any) -> Any:
    return _plain({"type": "string", "pattern": pattern, **more})


def _either(*schemas: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [dict(schema) for schema in schemas]}


def _map_of(value: Mapping[str, Any], names: str = r"\S") -> dict[str, Any]:
    return {"type": ["object", "null"], "propertyNames": {"pattern": names}, "additionalProperties": value}


def _list_schema(view: Any, kind: Kind) -> dict[str, Any]:
    item = view.kind(kind.of)
    return _either(item, {"type": "array", "items": item}, {"type": "null"})


def _claims_schema(view: Any, kind: Kind) -> dict[str, Any]:
    return _map_of(_map_of(view.record(Claim), _ID))


def _section_schema(view: Any, kind: Kind) -> dict[str, Any]:
    return _either({"enum": list(SECTION_NAMES)}, view.record(OwnSection))


def _when_schema(view: Any, kind: Kind) -> dict[str, Any]:
    item = view.kind(Kind("dated"))
    return _either(item, {"type": "array", "items": item, "minItems": 1})


def _dated_schema(view: Any, kind: Kind) -> dict[str, Any]:
    return _either({"type": "integer", "minimum": 0}, {"type": "string", "pattern": _DATE}, view.record(DatedForm))


def _quantity_schema(view: Any, kind: Kind) -> dict[str, Any]:
    return _either({"type": ["string", "number"], "pattern": r"^[^\[]*\S"}, view.record(QuantityForm))


def _held_schema(view: Any, kind: Kind) -> dict[str, Any]:
    return _either({"type": "string", "pattern": _ID[:-1] + r"\s*(,|\[@|$)"}, view.record(HeldForm))


def _approach_schema(view: Any, kind: Kind) -> dict[str, Any]:
    return _either({"type": "string", "pattern": r"^[^\[]*\S[^\[]*(\[@[^\]]*\]\.?)?$"}, view.record(ApproachForm))


def _approaches_schema(view: Any, kind: Kind) -> dict[str, Any]:
    state = view.kind(Kind("list", Kind("approach")))
    return {"type": "object", "properties": dict.fromkeys(DIRECTIONS, state), "additionalProperties": False}


def _relation_schema(view: Any, kind: Kind) -> dict[str, Any]:
    from dossier.model import RELATION_VERBS

    party = r"(\"[^\"]+\"|“[^”]+”|[a-z][a-z0-9]*(-[a-z0-9]+)*)"
    parties = rf"{party}(\s*\+\s*{party})*"
    verbs = "|".join(RELATION_VERBS)
    return _either({"type": "string", "pattern": rf"^{parties}\s+({verbs})\s+{parties}\s*(,|\[@|$)"}, view.record(RelationForm))


def _positions_schema(view: Any, kind: Kind) -> dict[str, Any]:
    silent = view.kind(Kind("list", Kind("ref", ("actors", "people"))))
    positions = {
        "type": "object",
        "properties": {str(NOT_STATED): silent},
        "propertyNames": _either({"const": str(NOT_STATED)}, view.refs(("actors", "people"))),
        "additionalProperties": dict(_FILLED),
    }
    return _either(positions, {"const": str(NOT_STATED)})


def _cite_schema(view: Any, kind: Kind) -> dict[str, Any]:
    known = view.known(("claims", "sources"))
    return _either({"type": "integer", "minimum": 0}, *([{"enum": known}] if known else []), {"type": "string", "pattern": _CITE})


def _stop_schema(view: Any, kind: Kind) -> dict[str, Any]:
    return _either(view.refs(kind.of), {"type": "string", "pattern": _POINT})


KINDS: Final[Mapping[str, KindRow]] = {
    # one scalar
    "line": KindRow(_says("one line of text"), printable.read_line, _plain(_FILLED)),
    "prose": KindRow(_says("a paragraph of text"), printable.read_prose, _plain(_FILLED)),
    "passage": KindRow(_says("text"), printable.read_passage, _plain(_FILLED)),
    "ident": KindRow(_says("an id"), scalars.read_ident, _text(_ID)),
    "ref": KindRow(_says("an id"), scalars.read_ref, lambda view, kind: view.refs(kind.of)),
    "whole": KindRow(_says("a whole number from 0"), scalars.read_whole, _plain({"type": "integer", "minimum": 0})),
    "digit": KindRow(_says("a digit from 1 to 6"), scalars.read_digit, _plain({"type": "integer", "minimum": 1, "maximum": 6})),
    "choice": KindRow(
        lambda kind: "one of " + ", ".join(kind.of), scalars.read_choice, lambda view, kind: {"enum": list(kind.of)}
    ),
    "yes": KindRow(_says("yes or no"), scalars.read_yes, _plain({"enum": ["yes", "no"]})),
    "url": KindRow(_says("an address"), scalars.read_url, _text(r"^([hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:)[^\s<>]+$")),
    "path": KindRow(_says("a path"), scalars.read_path, _text(r"^(?![/~]|[A-Za-z]:|(.*/)?\.{1,2}(/|$)|.*//|.*/$)[^\\]+$")),
    "language": KindRow(_says("a language tag"), scalars.read_language, _text("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")),
    "marking": KindRow(_says("a TLP 2.0 label"), scalars.read_marking, _plain({"enum": list(MARKINGS)})),
    "sha256": KindRow(_says("a SHA-256"), scalars.read_sha256, _text("^[0-9A-Fa-f]{64}$")),
    "point": KindRow(_says("a point"), scalars.read_point, _text(_POINT)),
    "stop": KindRow(_says("the id of a place, or a point"), scalars.read_stop, _stop_schema),
    "color": KindRow(_says("a colour"), scalars.read_color, _text(r"^(#|[A-Za-z])")),
    "stretch": KindRow(_says("two corners of a map"), scalars.read_stretch, _text(r"^[-+]?[0-9.]+\s*,.*\sto\s")),
    "date": KindRow(_says("a date"), scalars.read_date, _plain(_either({"type": "integer"}, _DIGITS))),
    "moment": KindRow(_says("a day with time and zone"), scalars.read_moment, _text(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    "cite": KindRow(_says("a citation"), scalars.read_cite, _cite_schema),
    # short forms
    "when": KindRow(_says("a date"), shortforms.read_when, _when_schema),
    "dated": KindRow(_says("a date"), shortforms.read_dated, _dated_schema),
    "quantity": KindRow(_says("a figure"), shortforms.read_quantity, _quantity_schema),
    "amount": KindRow(_says("a figure"), amounts.read_amount, _quantity_schema),
    "held": KindRow(_says("who holds it"), shortforms.read_held, _held_schema),
    "approach": KindRow(_says("the state of a way in"), shortforms.read_approach, _approach_schema),
    "approaches": KindRow(_says("a mapping from directions to states"), shortforms.read_approaches, _approaches_schema),
    "party": KindRow(_says("an id or a phrase"), relations.read_party, _plain(_FILLED)),
    "relation": KindRow(_says("a relation"), relations.read_relation, _relation_schema),
    "positions": KindRow(_says("a mapping from parties to positions"), relations.read_positions, _positions_schema),
    # lists and maps
    "list": KindRow(_says("a list"), records.read_list, _list_schema),
    "record": KindRow(_says("a record of `key: value` lines"), records.read_one, lambda view, kind: view.record(kind.of)),
    "map": KindRow(
        _says("a mapping from ids to records"), records.read_map, lambda view, kind: _map_of(view.record(kind.of), _ID)
    ),
    "texts": KindRow(_says("a mapping from terms to text"), records.read_texts, lambda view, kind: _map_of(view.kind(kind.of))),
    "names": KindRow(
        _says("a mapping from languages to names"),
        records.read_names,
        lambda view, kind: _map_of(_FILLED, "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
    ),
    "section": KindRow(_says("the name of a section, or a section"), records.read_section, _section_schema),
    "sections": KindRow(_says("a list of sections"), records.read_sections, _list_schema),
    "claims": KindRow(_says("a mapping from headings to claims"), records.read_claims, _claims_schema),
}  # fmt: skip
