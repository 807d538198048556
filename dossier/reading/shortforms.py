"""Short forms: a holder, a way in, a date in one line, each with its long form in plain maps beside it.

All of them end in their evidence, `[@1, 6; departure]`; an error inside one points at its very column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, get_args

from dossier.dates import parse_when
from dossier.fields import Kind
from dossier.ids import ID_FORM
from dossier.model import (
    APPROACH,
    DATED,
    DIRECTIONS,
    Approach,
    Dated,
    Held,
    Holding,
    Quantity,
    Ref,
    listed,
)
from dossier.problems import Span
from dossier.reading.context import BAD, GAPS, Bad, Reading, shorten
from dossier.reading.longforms import ApproachForm, DatedForm, HeldForm, QuantityForm
from dossier.reading.nodes import LIST, MAP, SCALAR, Node
from dossier.reading.pieces import Piece, evidence, first_comma, nothing_after, short_text
from dossier.reading.records import read_fields, read_list
from dossier.reading.scalars import bad_reference

_DATED: Final = re.compile(r"(?:as of|since|by|about|before|after|until|undated)\b|[-\d\[{.]")  # how a date begins
_DATE_AFTER_ID: Final = re.compile(rf"([a-z][a-z0-9-]*)\s+((?:{_DATED.pattern}).*)", re.DOTALL)
# how a place stands, and by whom, before a comma or the end
_STATE: Final = re.compile(r"\s*(held|contested|under\s+attack|taken)(?:\s+by\s+([^,]*))?\s*(?:,|$)")
_BRACKETS: Final = {"[": "]", "{": "}"}


# Dates ------------------------------------------------------------------------------------------------------------------
def read_when(reading: Reading, node: Node, kind: Kind[tuple[Dated, ...]]) -> tuple[Dated, ...] | Bad:
    """Read a date, or the list of dates that sources disagree on -> tuple[Dated, ...]."""
    if node.kind != LIST:
        dated = reading.value(node, DATED)
        return BAD if dated is BAD else (dated,)
    if not node.value:
        return reading.bad("the list of dates is empty", node.span, "write a date, or leave the key out", "empty-value")
    return read_list(reading, node, listed(DATED))


def read_dated(reading: Reading, node: Node, kind: Kind[Dated]) -> Dated | Bad:
    """Read `2017-02-15 [@dod], said as yesterday`, or its long form -> Dated."""
    if node.kind == MAP:
        form = read_fields(reading, node, DatedForm, node.span)
        return Dated(form.when[0].when, form.cite, form.note, node.span) if form.when else BAD
    whole = short_text(reading, node, kind)
    split = whole and evidence(reading, whole)
    if not split:
        return BAD
    head, cites, tail = split
    note = tail
    if not cites or not tail.text:
        head, note = _split_note(head, note)
    elif tail.text.startswith(","):
        note = tail.part(1)
    elif tail.text != ".":
        return reading.bad("a comma is wanted before the note", tail.span(), "2017-02-15 [@dod], said as yesterday", "bad-date")
    when = parse_when(head.text, head.place, reading.problems)
    return BAD if when is None else Dated(when, cites, note.text.rstrip("."), node.span)


def _split_note(head: Piece, note: Piece) -> tuple[Piece, Piece]:
    """Split a note off a date; the comma of `undated, before 2017` and those of EDTF sets belong to the date."""
    start = len("undated,") if re.match(r"undated\s*,\s*(before|after)\b", head.text) else 0
    comma = first_comma(head.text, start, _BRACKETS)
    return (head.part(0, comma), head.part(comma + 1)) if comma >= 0 else (head, note)


def read_quantity(reading: Reading, node: Node, kind: Kind[Quantity]) -> Quantity | Bad:
    """Read `about 300 fighters [@4], said as some 300`, or its long form -> Quantity."""
    if node.kind == MAP:
        form = read_fields(reading, node, QuantityForm, node.span)
        return Quantity(form.value, form.cite, form.note, node.span) if form.value else BAD
    whole = short_text(reading, node, kind)
    split = whole and evidence(reading, whole)
    if not split:
        return BAD
    head, cites, tail = split
    if tail.text and tail.text != "." and not tail.text.startswith(","):
        return reading.bad("a comma is wanted before the note", tail.span(), "300 [@4], said as some 300", "bad-figure")
    note = tail.part(1).text if tail.text.startswith(",") else ""
    return Quantity(head.text, cites, note.rstrip("."), node.span)


# Holders and ways in ----------------------------------------------------------------------------------------------------
def read_held(reading: Reading, node: Node, kind: Kind[Held]) -> Held | Bad:
    """Read `is-group, under attack by iraqi-forces, as of 2017-02-17 [@1, 6]`, or its long form -> Held."""
    if node.kind == MAP:
        form = read_fields(reading, node, HeldForm, node.span)
        if not form.by or not _stands(reading, form.state, form.against, node.span):
            return BAD
        return Held(form.by, form.when[0].when if form.when else None, form.cite, form.state, form.against)
    whole = short_text(reading, node, kind)
    split = whole and evidence(reading, whole)
    if not split or not nothing_after(reading, split[0], split[2]):
        return BAD
    head, cites, _ = split
    name, comma, _ = head.text.partition(",")
    if run_on := _DATE_AFTER_ID.fullmatch(name):
        hint = f"put a comma after the id: {run_on[1]}, {shorten(run_on[2])}"
        return reading.bad("a comma is wanted before the date", head.part(run_on.start(2)).span(), hint, "bad-date")
    by = _reference(reading, head.part(0, len(name)))
    holding = _holding(reading, head.part(len(name) + 1)) if comma else ("held", (), None)
    if holding is BAD:
        return BAD
    state, against, dated = holding
    if dated and dated.text and not _DATED.match(dated.text):
        hint = f"after the id stands {', '.join(get_args(Holding)[:-1])} or {get_args(Holding)[-1]}, or a date: as of 2017-02-17"
        return reading.bad(f"'{shorten(dated.text)}' is no date, nor says how a place stands", dated.span(), hint, "bad-holder")
    when = parse_when(dated.text, dated.place, reading.problems) if dated else None
    return BAD if by is BAD or (dated and when is None) else Held(by, when, cites, state, against)


def _holding(reading: Reading, said: Piece) -> tuple[Holding, tuple[Ref, ...], Piece | None] | Bad:
    """Read how a place stands, where that is said, and by whom; return the date that follows as well, if one has to."""
    found = _STATE.match(said.text)
    if not found:
        return "held", (), said
    state: Holding = next(word for word in get_args(Holding) if word == " ".join(found[1].split()))
    against: list[Ref] = []
    at = found.start(2)
    for part in found[2].split("+") if found[2] else ():
        ref = _reference(reading, said.part(at, at + len(part)))
        if ref is BAD:
            return BAD
        against.append(ref)
        at += len(part) + 1
    if not _stands(reading, state, against, said.span()):
        return BAD
    return state, tuple(against), said.part(found.end()) if found[0].endswith(",") else None


def _stands(reading: Reading, state: Holding, against: Sequence[Ref], span: Span) -> bool:
    """Say whether somebody is named against a holder only where one is contested or attacked."""
    if not against or state in ("contested", "under attack"):
        return True
    hint = "write contested by, or under attack by, before who it is; who has taken a place stands first: is-group, taken"
    reading.bad(f"nobody stands against who holds a place that is '{state}'", span, hint, "bad-holder")
    return False


def _reference(reading: Reading, piece: Piece) -> Ref | Bad:
    if ID_FORM.fullmatch(piece.text):
        return Ref(piece.text, piece.span())
    return bad_reference(reading, piece.text, piece.span())


def read_approaches(reading: Reading, node: Node, kind: Kind[tuple[Approach, ...]]) -> tuple[Approach, ...] | Bad:
    """Read a map from directions to the state of the way in from there; a list where sources disagree."""
    if node.kind != MAP:
        return reading.wrong(node, kind)
    found: list[Approach] = []
    for key, child in node.items:
        if key.value not in DIRECTIONS:
            hint = reading.suggest(key.value, DIRECTIONS)
            reading.bad(f"'{shorten(key.value)}' is no direction", key.span, hint, "unknown-word")
        states = read_list(reading, child, listed(APPROACH))
        found.extend(state._replace(direction=key.value) for state in states)
    return tuple(found)


def read_approach(reading: Reading, node: Node, kind: Kind[Approach]) -> Approach | Bad:
    """Read `blocked by sdf [@blocked]`, or its long form; `by` and an id at its end name an actor."""
    if node.kind == MAP:
        form = read_fields(reading, node, ApproachForm, node.span)
        return Approach("", form.state, form.by, form.cite, node.span) if form.state else BAD
    if node.kind == SCALAR and (gap := GAPS.get(node.value)):
        return Approach("", gap, None, (), node.span)
    whole = short_text(reading, node, kind)
    split = whole and evidence(reading, whole)
    if not split or not nothing_after(reading, split[0], split[2]):
        return BAD
    head, cites, _ = split
    if gap := GAPS.get(head.text):
        return Approach("", gap, None, cites, node.span)
    state, by, name = head.text.rpartition(" by ")
    if not by or not ID_FORM.fullmatch(name.strip()):
        return Approach("", head.text, None, cites, node.span)
    actor = head.part(len(state) + len(by))
    return Approach("", state.strip(), Ref(actor.text, actor.span()), cites, node.span)
