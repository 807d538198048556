"""Short forms: a relation, a holder, a way in, a date in one line, each with its long form in plain maps beside it.

All of them end in their evidence, `[@1, 6; departure]`; an error inside one points at its very column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from dossier.dates import parse_when
from dossier.fields import Kind
from dossier.inline import Citation, Place, parse_citations
from dossier.model import (
    APPROACH,
    DATED,
    DIRECTIONS,
    ID_FORM,
    NOT_STATED,
    PROSE,
    RELATION_VERBS,
    Approach,
    Dated,
    Held,
    Positions,
    Ref,
    Relation,
    listed,
    ref,
)
from dossier.problems import Span
from dossier.reading.context import BAD, Reading, shorten
from dossier.reading.longforms import ApproachForm, DatedForm, HeldForm, RelationForm
from dossier.reading.nodes import LIST, MAP, SCALAR, Node
from dossier.reading.records import read_record
from dossier.reading.scalars import author_text, bad_reference

LONGEST: Final = 2_000  # characters
_EVIDENCE: Final = re.compile(r"\[@([^\[\]]*)\]")
_QUOTED: Final = r"\"[^\"]*\"|“[^”]*”"
_TOKEN: Final = re.compile(rf"{_QUOTED}|\+|[^\s+\"“]+|\S")
_MARKS: Final = {'"': '"', "“": "”"}
_BRACKETS: Final = {"[": "]", "{": "}"}


class Piece(NamedTuple):
    """A part of a scalar's text that knows its place."""

    text: str
    place: Place

    def part(self, start: int, end: int | None = None) -> Piece:
        """Return the part between two offsets, without the blanks at its ends."""
        text = self.text[start:end]
        shift = start + len(text) - len(text.lstrip())
        place = self.place
        return Piece(text.strip(), lambda offset: place(shift + offset))

    def span(self, length: int | None = None) -> Span:
        """Return its place; it underlines the text as far as it stands in one line."""
        return self.place(0)._replace(length=max(1, len(self.text) if length is None else length))


def _evidence(reading: Reading, piece: Piece) -> tuple[Piece, tuple[Citation, ...], Piece] | None:
    """Split off the evidence -> what stands before it, the citations, what stands after it; None where it can't be read."""
    found = _EVIDENCE.search(piece.text)
    if not found:
        stray = re.search(r"\[@?|(?<!\w)@", piece.text)
        if stray and stray[0] != "[":
            span = piece.part(stray.start()).span()
            reading.bad("the evidence isn't closed, or not opened", span, "write [@6] or [@departure]", "bad-evidence")
            return None
        return piece, (), piece.part(len(piece.text))
    cites = parse_citations(found[1], piece.part(found.start(1)).place, reading.problems)
    tail = piece.part(found.end())
    if "[@" in tail.text:
        span = piece.part(piece.text.index("[@", found.end())).span(2)
        reading.bad("evidence stands here a second time", span, "put all of it in one bracket: [@6; departure]", "bad-evidence")
        return None
    return piece.part(0, found.start()), cites, tail


def _first_comma(text: str, start: int, pairs: Mapping[str, str]) -> int:
    """Return where the first comma outside of pairs is, or -1."""
    at = start
    while at < len(text):
        if text[at] == ",":
            return at
        closing = text.find(pairs[text[at]], at + 1) if text[at] in pairs else -1
        at = closing + 1 if closing > 0 else at + 1
    return -1


def _nothing_after(reading: Reading, tail: Piece) -> bool:
    if tail.text in ("", "."):
        return True
    reading.bad("words after the evidence are lost here", tail.span(), "put them before the bracket", "bad-evidence")
    return False


def _whole(reading: Reading, node: Node, kind: Kind) -> Piece | None:
    text = author_text(reading, node, kind)
    if text is BAD:
        return None
    if len(text) > LONGEST:
        message = f"a short form of {len(text):,} characters; the most is {LONGEST:,}"
        reading.bad(message, node.span, "write it in its long form, one key a line", "too-long")
        return None
    return Piece(text, node.place).part(0)


# Dates ------------------------------------------------------------------------------------------------------------------
def read_when(reading: Reading, node: Node, kind: Kind) -> Any:
    """Read a date, or the list of dates that sources disagree on -> tuple[Dated, ...]."""
    if node.kind != LIST:
        dated = reading.value(node, DATED)
        return BAD if dated is BAD else (dated,)
    if not node.value:
        return reading.bad("the list of dates is empty", node.span, "write a date, or leave the key out", "empty-value")
    values = [reading.value(item, DATED) for item in node.value]
    return tuple(value for value in values if value is not BAD)


def read_dated(reading: Reading, node: Node, kind: Kind) -> Any:
    """Read `2017-02-15 [@dod], said as yesterday`, or its long form -> Dated."""
    if node.kind == MAP:
        form = read_record(reading, node, DatedForm, node.span)
        return Dated(form.when[0].when, form.cite, form.note, node.span) if form.when else BAD
    whole = _whole(reading, node, kind)
    split = whole and _evidence(reading, whole)
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
    comma = _first_comma(head.text, start, _BRACKETS)
    return (head.part(0, comma), head.part(comma + 1)) if comma >= 0 else (head, note)


# Holders and ways in ----------------------------------------------------------------------------------------------------
def read_held(reading: Reading, node: Node, kind: Kind) -> Any:
    """Read `is-group, as of 2017-02-17 [@1, 6]`, or its long form -> Held."""
    if node.kind == MAP:
        form = read_record(reading, node, HeldForm, node.span)
        return Held(form.by, form.when[0].when if form.when else None, form.cite) if form.by else BAD
    whole = _whole(reading, node, kind)
    split = whole and _evidence(reading, whole)
    if not split or not _nothing_after(reading, split[2]):
        return BAD
    head, cites, _ = split
    name, comma, _ = head.text.partition(",")
    by = _reference(reading, head.part(0, len(name)))
    when = None
    if comma:
        dated = head.part(len(name) + 1)
        when = parse_when(dated.text, dated.place, reading.problems)
    return BAD if by is BAD or (comma and when is None) else Held(by, when, cites)


def _reference(reading: Reading, piece: Piece) -> Any:
    if ID_FORM.fullmatch(piece.text):
        return Ref(piece.text, piece.span())
    return bad_reference(reading, piece.text, piece.span())


def read_approaches(reading: Reading, node: Node, kind: Kind) -> Any:
    """Read a map from directions to the state of the way in from there; a list where sources disagree."""
    if node.kind != MAP:
        return reading.wrong(node, kind)
    found: list[Approach] = []
    for key, child in node.items:
        if key.value not in DIRECTIONS:
            hint = reading.suggest(key.value, DIRECTIONS)
            reading.bad(f"'{shorten(key.value)}' is no direction", key.span, hint, "unknown-word")
        states = reading.value(child, listed(APPROACH))
        found.extend(state._replace(direction=key.value) for state in states)
    return tuple(found)


def read_approach(reading: Reading, node: Node, kind: Kind) -> Any:
    """Read `blocked by sdf [@blocked]`, or its long form; `by` and an id at its end name an actor."""
    if node.kind == MAP:
        form = read_record(reading, node, ApproachForm, node.span)
        return Approach("", form.state, form.by, form.cite, node.span) if form.state else BAD
    whole = _whole(reading, node, kind)
    split = whole and _evidence(reading, whole)
    if not split or not _nothing_after(reading, split[2]):
        return BAD
    head, cites, _ = split
    state, by, name = head.text.rpartition(" by ")
    if not by or not ID_FORM.fullmatch(name.strip()):
        return Approach("", head.text, None, cites, node.span)
    actor = head.part(len(state) + len(by))
    return Approach("", state.strip(), Ref(actor.text, actor.span()), cites, node.span)


# Relations --------------------------------------------------------------------------------------------------------------
def read_party(reading: Reading, node: Node, kind: Kind) -> Any:
    """Read an id, or a phrase for somebody who has none -> Ref | str."""
    if node.kind == SCALAR and ID_FORM.fullmatch(node.value):
        return Ref(node.value, node.span)
    text = author_text(reading, node, kind)
    return BAD if text is BAD else text.strip('"“”')


def read_relation(reading: Reading, node: Node, kind: Kind) -> Any:
    """Read `subject + "phrase" verb object, detail [@evidence]`, or its long form -> Relation."""
    if node.kind == MAP:
        form = read_record(reading, node, RelationForm, node.span)
        if not (form.parties and form.does and form.to):
            return BAD
        return Relation(form.parties, form.does, form.to, form.detail, form.cite, form.status, form.see, node.span)
    whole = _whole(reading, node, kind)
    split = whole and _evidence(reading, whole)
    if not split or not _nothing_after(reading, split[2]):
        return BAD
    head, cites, _ = split
    comma = _first_comma(head.text, 0, _MARKS)
    core, detail = (head.part(0, comma), head.part(comma + 1).text) if comma >= 0 else (head, "")
    clause = _Clause(reading, core).read()
    return BAD if clause is None else Relation(*clause, detail, cites, "stated", None, node.span)


class _Clause:
    """Subject, verb and object of a relation, read word by word."""

    def __init__(self, reading: Reading, core: Piece) -> None:
        self.reading = reading
        self.end = core.part(max(0, len(core.text) - 1))
        self.words = [core.part(m.start(), m.end()) for m in _TOKEN.finditer(core.text)]
        self.at = 0

    def read(self) -> tuple[tuple[Ref | str, ...], str, tuple[Ref | str, ...]] | None:
        """Return parties, verb, parties; None where it can't be read."""
        subject = self.parties("who does it")
        verb = subject and self.verb()
        other = verb and self.parties("whom it concerns")
        if not (subject and verb and other):
            return None
        if self.at < len(self.words):
            hint = "join parties with +; what else has to be said follows a comma"
            self.fail(f"'{self.words[self.at].text}' is left over", hint)
            return None
        return subject, verb, other

    def fail(self, message: str, hint: str | None) -> None:
        """Tell an error at the word where reading stands."""
        span = self.words[self.at].span() if self.at < len(self.words) else self.end.span(1)
        self.reading.bad(message, span, hint, "bad-relation")

    def parties(self, wanted: str) -> tuple[Ref | str, ...] | None:
        """Read ids and phrases joined by +."""
        found: list[Ref | str] = []
        while True:
            word = self.words[self.at] if self.at < len(self.words) else None
            party = self.party(word) if word else None
            if party is None:
                said = f", not '{shorten(word.text)}'" if word else ""
                hint = 'an id, or a phrase in quotes: "its allies, not named"'
                if word and word.text in _MARKS:
                    hint = "close the quotation mark"
                self.fail(f"{wanted} is wanted here{said}", hint)
                return None
            found.append(party)
            self.at += 1
            if self.at >= len(self.words) or self.words[self.at].text != "+":
                return tuple(found)
            self.at += 1

    def party(self, word: Piece) -> Ref | str | None:
        """Read an id or a phrase in quotes; None where it is neither."""
        if word.text[0] in _MARKS:
            return word.text[1:-1].strip() or None
        return Ref(word.text, word.span()) if ID_FORM.fullmatch(word.text) and word.text not in RELATION_VERBS else None

    def verb(self) -> str | None:
        """Read a verb of the list."""
        if self.at >= len(self.words):
            self.fail("a verb is wanted after the first party", "sdf fights is-group")
            return None
        word = self.words[self.at].text
        if word not in RELATION_VERBS:
            self.fail(f"'{shorten(word)}' is no verb of the list", self.reading.suggest(word, RELATION_VERBS))
            return None
        self.at += 1
        return word


# Positions --------------------------------------------------------------------------------------------------------------
def read_positions(reading: Reading, node: Node, kind: Kind) -> Any:
    """Read a map from party to position, with `not stated` for those who have said nothing; or `not stated` for all."""
    if node.kind != MAP:
        if node.value == NOT_STATED:
            return Positions((), (), True)
        if node.kind == SCALAR and not node.partial:
            message = f"positions by party are wanted here, not '{shorten(node.value)}'"
            return reading.bad(message, node.span, "write `not stated` where no party has said anything", "wrong-type")
        return reading.wrong(node, kind)
    stated: list[tuple[Ref, Any]] = []
    silent: tuple[Ref, ...] = ()
    for key, child in node.items:
        if key.value == NOT_STATED:
            silent = reading.value(child, listed(ref("actors", "people")))
        elif not ID_FORM.fullmatch(key.value):
            bad_reference(reading, key.value, key.span)
        else:
            stated.append((Ref(key.value, key.span), reading.value(child, PROSE)))
    return Positions(tuple(pair for pair in stated if pair[1] is not BAD), silent, False)
