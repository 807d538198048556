"""Kinds that are read from lists and maps: records by their declared fields, maps from ids to records, headings with claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from dossier.fields import Field, Kind, Listed, Mapped, One, Record, Texts
from dossier.ids import ID_FORM
from dossier.inline import Prose
from dossier.model import (
    LINE,
    MARKINGS,
    NOT_RECORDED,
    NOT_STATED,
    SECTION_NAMES,
    Claim,
    ClaimGroup,
    Facts,
    Gap,
    OwnSection,
    Ref,
    mapped,
    one,
)
from dossier.problems import Span
from dossier.reading.context import BAD, GAPS, Bad, Reading, shorten
from dossier.reading.nodes import LIST, MAP, SCALAR, Node, Pairs
from dossier.reading.scalars import bad_language, bad_reference, is_language

T = TypeVar("T")
R = TypeVar("R", bound=Record)
# by the name of a kind: what stands in for a value that can't be read; None where it isn't among these
_NOTHING: Final = {
    "line": "",
    "ident": "",
    "path": "",
    "cite": (),
    "when": (),
    "list": (),
    "passage": (),
    "texts": {},
    "marking": MARKINGS[0],
}

# what newcomers write -> the keys that are meant by it, where a record has one of them
_CALLED: Final[dict[str, tuple[str, ...]]] = {
    "date": ("when", "published", "as_of"), "time": ("when",), "day": ("when",), "cut-off": ("as_of",), "cutoff": ("as_of",),
    "source": ("cite",), "sources": ("cite", "rests_on"), "citation": ("cite",), "citations": ("cite",), "ref": ("cite",),
    "refs": ("cite",), "references": ("cite",), "para": ("cite",), "paragraph": ("cite",), "evidence": ("rests_on",),
    "based-on": ("rests_on",), "basis": ("rests_on",), "claims": ("rests_on",),
    "classification": ("banner",), "handling": ("marking",), "tlp": ("marking",), "author": ("issuer",), "version": ("edition",),
    "subtitle": ("standfirst",), "lang": ("language",), "email": ("contact",), "name": ("title",), "headline": ("title",),
    "heading": ("title",), "label": ("name", "title"), "link": ("url",), "address": ("url",), "web": ("url",), "href": ("url",),
    "outlet": ("publisher",), "statement": ("text",), "claim": ("text",), "content": ("text",), "body": ("text",),
    "description": ("what", "role", "descriptor", "covers", "text"), "summary": ("what", "text"), "event": ("what",),
    "says": ("text",), "who": ("speaker", "parties", "by"), "speaker": ("by",), "origin": ("by",), "participants": ("parties",),
    "quotation": ("quote",), "verbatim": ("quote",), "rating": ("grade", "reliability"), "credibility": ("grade",),
    "likelihood": ("text",), "reason": ("because",), "why": ("because", "matters"), "rationale": ("because",),
    "coordinates": ("at",), "coords": ("at",), "location": ("at", "where"), "position": ("at",), "point": ("at",), "lat": ("at",),
    "latitude": ("at",), "lon": ("at",), "lng": ("at",), "longitude": ("at",), "place": ("where",), "aliases": ("also",),
    "alias": ("also",), "aka": ("also",), "abbreviation": ("short",), "acronym": ("short",), "question": ("ask",),
    "type": ("kind",), "path": ("file",), "image": ("file",), "data": ("figures",), "values": ("figures",), "waypoints": ("via",),
}  # fmt: skip


def is_empty(node: Node) -> bool:
    """Say whether a key has nothing after it."""
    return node.kind == SCALAR and node.value == "" and node.style == "plain"


def read_record(reading: Reading, node: Node, record: type[R], span: Span, id: str = "") -> R | Bad:
    """Read a map by the fields that `record` declares; `span` is the record's place. BAD where it isn't a map."""
    if node.kind == MAP:
        return read_fields(reading, node, record, span, id)
    if not is_empty(node):
        key = record.needed[0].key if record.needed else record.own_fields[0].key
        hint = f"write its keys on the lines below, indented: `{key}: …`" if node.kind == SCALAR else None
        return reading.wrong(node, one(record), hint)
    values: dict[str, object] = {}
    _fill(reading, values, set(), record, span, told=node.partial)
    return record(span, None, id, **values)


def read_fields(reading: Reading, node: Pairs, record: type[R], span: Span, id: str = "") -> R:
    """Read the fields of a record.

    A record whose fields are partly wrong is returned with the others, so that its neighbours and the rest of it are read; for
    what has to be there something of the right type stands in.
    """
    values: dict[str, object] = {}
    spans: dict[str, Span] = {}
    fields = record.by_key
    meant: set[str] = set()
    for key, child in node.value.items():
        declared = fields.get(key)
        if declared is None:
            meant.add(_unknown_key(reading, node, key, record))
            continue
        spans[declared.name] = child.span
        value = _read_field(reading, child, declared)
        if value is not BAD:
            values[declared.name] = value
    for declared in record.needed:
        if declared.name not in values:
            _fill(reading, values, {*node.value, *meant}, record, span, told=node.partial)
            break
    if record.any_of and not node.partial and not meant.union(node.value).intersection(record.any_of):
        reading.bad(f"one of `{'`, `'.join(record.any_of)}` is missing", span, None, "missing-key")
    return record(span, spans, str(values.pop("id", id)), **values)


def _read_field(reading: Reading, node: Node, declared: Field[T]) -> T | Gap | Bad:
    empty = is_empty(node) and not node.partial
    if empty and (declared.required or (declared.gaps and not reading.table[declared.kind.name].empty)):
        hint = "leave the key out, or write `not stated` or `not recorded` where that is so" if declared.gaps else declared.doc
        if node.source.line(node.line)[node.column :].lstrip().startswith("#"):
            hint = "everything from # on is a comment; text that begins with # has to stand in quotes"
        return reading.bad("nothing is written here", node.span, hint, "empty-value")
    gap = GAPS.get(node.value) if node.kind == SCALAR else None
    if gap is None or (gap is NOT_STATED and reading.table[declared.kind.name].silence):
        value: T | Bad = reading.value(node, declared.kind)
        return value
    if declared.gaps:
        return gap
    hint = declared.doc if declared.required else "leave the key out where there is nothing to say"
    return reading.bad(f"'{gap}' can't stand here", node.span, hint, "reserved-value")


def _unknown_key(reading: Reading, node: Pairs, key: str, record: type[Record]) -> str:
    """Tell that a record has no such key; return the key that was probably meant, which then isn't missing."""
    span, child = node.key_span(key), node.value[key]
    if node.mark == "flow" and is_empty(child):
        advice = "a comma ends a value in { }: put the text in quotes, or write one key a line"
        reading.bad(f"'{shorten(key)}' stands here as a key without a value", span, advice, "lost-words")
        return ""
    if record.by_key.get("dossier") and key in Facts.by_key:
        reading.bad(f"'{shorten(key)}' stands at the left margin", span, "it belongs below `dossier:`, indented", "unknown-key")
        return "dossier"
    if near := _usual(key, record):
        hint: str | None = f"what you mean by it is `{near}` here"
    else:
        near, hint = reading.meant(key, record.by_key)
    reading.bad(f"'{shorten(key)}' is no key of this record", span, hint, "unknown-key")
    return near


_WITH_IDS: Final = "each has an id of its own: write `some-id:` on a line, without -, and its keys on the lines below, indented"


def _usual(key: str, record: type[Record]) -> str:
    """Return the key of a record that says what others call so; '' where there is none."""
    return next((it for it in _CALLED.get(key.lower().replace("_", "-"), ()) if it in record.by_key), "")


def _fill(reading: Reading, values: dict[str, object], there: set[str], record: type[Record], span: Span, *, told: bool) -> None:
    """Put something of the right type where a field that has to be there can't be read; tell which weren't written at all.

    So the rest of the dossier can be looked at. What is filled in is never printed: a dossier with errors isn't built.
    """
    for declared in record.needed:
        if declared.name not in values:
            if declared.key not in there and not told:
                reading.bad(f"`{declared.key}` is missing", span, declared.doc, "missing-key")
            values[declared.name] = _stand_in(declared, span)


def _stand_in(declared: Field[T], span: Span) -> object:
    kind = declared.kind
    if declared.gaps:
        return NOT_RECORDED
    if isinstance(kind, One):
        return stand_in(kind.of, span)
    return Prose((), span) if kind.name == "prose" else _NOTHING.get(kind.name)


def stand_in(record: type[R], span: Span, id: str = "") -> R:
    """Return a record in which nothing is known, for one that can't be read."""
    return record(span, None, id, **{declared.name: _stand_in(declared, span) for declared in record.needed})


def read_one(reading: Reading, node: Node, kind: One[R]) -> R | Bad:
    """Read one record."""
    return read_record(reading, node, kind.of, node.span)


def read_list(reading: Reading, node: Node, kind: Listed[T]) -> tuple[T, ...]:
    """Read a list, or one value where a list of one is meant."""
    if is_empty(node):
        return ()
    items = node.value if node.kind == LIST else [node]
    return tuple([value for item in items if (value := reading.value(item, kind.of)) is not BAD])


def read_voices(reading: Reading, node: Node, kind: Listed[Ref]) -> tuple[Ref, ...] | Bad:
    """Read one id, several in a line (`briefing, notice`), or a list of them; none twice."""
    read: list[Ref | Bad] = []
    if node.kind == SCALAR:
        text = reading.text(node, kind)
        if text is BAD:
            return BAD
        at = 0
        for part in re.split("[,;]", text):
            word = part.strip()
            span = node.place(at + len(part) - len(part.lstrip()))._replace(length=max(1, len(word)))
            read.append(_voice(reading, word, span))
            at += len(part) + 1
    elif node.kind == LIST and node.value:
        for item in node.value:
            one: Ref | Bad = reading.value(item, kind.of)
            read.append(one)
    else:
        return reading.wrong(node, kind)
    voices = {voice.id: voice for voice in reversed(read) if voice is not BAD}
    for voice in read:
        if voice is not BAD and voices[voice.id] is not voice:
            reading.bad(f"'{voice.id}' is named a second time", voice.span, "keep one of them", "duplicate-voice")
    return tuple(voice for voice in read if voice is not BAD and voices[voice.id] is voice)


def _voice(reading: Reading, word: str, span: Span) -> Ref | Bad:
    if ID_FORM.fullmatch(word):
        return Ref(word, span)
    ids = word.split()
    if len(ids) > 1 and all(map(ID_FORM.fullmatch, ids)):
        hint = f"several are parted by commas: {', '.join(ids)}"
        return reading.bad(f"an id is wanted here, not '{shorten(word)}'", span, hint, "bad-id")
    return bad_reference(reading, word, span)


def read_map(reading: Reading, node: Node, kind: Mapped[R]) -> dict[str, R] | Bad:
    """Read a map from new ids to records."""
    if is_empty(node):
        return {}
    if node.kind != MAP:
        return reading.wrong(node, kind, _WITH_IDS)
    records: dict[str, R] = {}
    fields = kind.of.by_key
    astray = [key for key, child in node.items if key.value in fields and child.kind != MAP]
    if astray:
        first = astray[0]
        others = "; so do those below" if len(astray) > 1 else ""
        message = f"`{first.value}` stands in the column of the ids"
        reading.bad(message, first.span, f"indent it below the id to which it belongs{others}", "wrong-level")
    for key, child in node.items:
        if key in astray:
            continue
        if astray and is_empty(child):
            child.partial = True
        reading.new_id(key.value, key.span)
        value = read_record(reading, child, kind.of, key.span, key.value)
        records[key.value] = stand_in(kind.of, key.span, key.value) if value is BAD else value
    return records


def read_texts(reading: Reading, node: Node, kind: Texts[T]) -> dict[str, T] | Bad:
    """Read a map from terms, as they print, to values."""
    if is_empty(node):
        return {}
    if node.kind != MAP:
        return reading.wrong(node, kind, "write lines of a term, a colon and what belongs to it, without -")
    values: dict[str, T] = {}
    for key, child in node.items:
        if reading.value(key, LINE) is not BAD:
            value = reading.value(child, kind.of)
            if value is not BAD:
                values[key.value] = value
    return values


def read_names(reading: Reading, node: Node, kind: Kind[Mapping[str, str]]) -> dict[str, str] | Bad:
    """Read a map from languages to names."""
    if node.kind != MAP:
        return reading.wrong(node, kind)
    names: dict[str, str] = {}
    for key, child in node.items:
        if not is_language(key.value):
            bad_language(reading, key.value, key.span)
        name = reading.value(child, LINE)
        if name is not BAD:
            names[key.value] = name
    return names


def read_section(reading: Reading, node: Node, kind: Kind[str | OwnSection]) -> str | OwnSection | Bad:
    """Read a section of the running order: a name, or a section of the issuer's own."""
    if node.kind == MAP:
        section = read_fields(reading, node, OwnSection, node.span)
        if "id" in node.value and section.id:
            if section.id in SECTION_NAMES:
                hint = f"choose another id, or list `- {section.id}` alone"
                reading.bad(f"'{section.id}' is the name of a built-in section", section.place_of("id"), hint, "reserved-id")
            else:
                reading.new_id(section.id, section.place_of("id"))
        return section
    text = reading.text(node, kind)
    if text is BAD or text in SECTION_NAMES:
        return text
    if text.startswith("-"):
        return reading.bad(f"'{shorten(text)}' is no section", node.span, "a space follows the hyphen of an item", "unknown-word")
    return reading.bad(f"'{shorten(text)}' is no section", node.span, reading.suggest(text, SECTION_NAMES), "unknown-word")


def read_sections(reading: Reading, node: Node, kind: Listed[str | OwnSection]) -> tuple[str | OwnSection, ...] | Bad:
    """Read the running order; no section comes twice."""
    if node.kind == MAP and not node.partial and node.value.keys().isdisjoint(OwnSection.by_key):
        hint = "write one section a line, each after a hyphen: - summary"
        return reading.bad("a list of sections is wanted here, not a mapping", node.span, hint, "wrong-type")
    sections = read_list(reading, node, kind)
    seen: set[str] = set()
    for item in node.value if node.kind == LIST else [node]:
        name = str(item.value) if item.kind == SCALAR else ""
        if name in seen:
            reading.bad(f"the section '{name}' is listed a second time", item.span, "keep one of them", "duplicate-section")
        if name in SECTION_NAMES:
            seen.add(name)
    return sections


def read_claims(reading: Reading, node: Node, kind: Kind[tuple[ClaimGroup, ...]]) -> tuple[ClaimGroup, ...] | Bad:
    """Read headings, each with its claims by id -> tuple[ClaimGroup, ...]."""
    if is_empty(node):
        return ()
    if node.kind != MAP:
        return reading.wrong(node, kind, "write a heading and a colon, below it a claim's id and a colon, below that its `text`")
    groups: list[ClaimGroup] = []
    astray: list[str] = []  # claims without a heading: all of one cause
    for key, child in node.items:
        if child.kind == MAP and "text" in child.value and child.value["text"].kind == SCALAR:
            hint = "claims stand under a heading: claims, heading, id, claim; so for those below"
            astray.append(key.value)
            if len(astray) == 1:
                reading.bad(f"the claim '{shorten(key.value)}' stands where a heading is wanted", key.span, hint, "wrong-level")
            continue
        title = reading.value(key, LINE)
        claims = reading.value(child, mapped(Claim))
        if title is not BAD and claims is not BAD:
            groups.append(ClaimGroup(key.span, {"title": key.span}, title=title, claims=claims))
    return tuple(groups)
