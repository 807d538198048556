"""Kinds that are read from lists and maps: records by their declared fields, maps from ids to records, headings with claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from dossier.fields import Field, Kind, Listed, Mapped, One, Record, Texts
from dossier.ids import ID_FORM
from dossier.model import LINE, NOT_STATED, SECTION_NAMES, Claim, ClaimGroup, Gap, OwnSection, Ref, mapped, one
from dossier.problems import Span
from dossier.reading.context import BAD, GAPS, Bad, Reading, shorten
from dossier.reading.nodes import LIST, MAP, SCALAR, Node, Pairs
from dossier.reading.scalars import bad_language, bad_reference, is_language

T = TypeVar("T")
R = TypeVar("R", bound=Record)


def is_empty(node: Node) -> bool:
    """Say whether a key has nothing after it."""
    return node.kind == SCALAR and node.value == "" and node.style == "plain"


def read_record(reading: Reading, node: Node, record: type[R], span: Span, id: str = "") -> R | Bad:
    """Read a map by the fields that `record` declares; `span` is the record's place. BAD where it isn't a map."""
    if node.kind == MAP:
        return read_fields(reading, node, record, span, id)
    if not is_empty(node):
        return reading.wrong(node, one(record))
    if not node.partial:
        _missing_keys(reading, set(), record, span)
    return record(span, None, id)


def read_fields(reading: Reading, node: Pairs, record: type[R], span: Span, id: str = "") -> R:
    """Read the fields of a record.

    A record whose fields are partly wrong is returned with the others, so that its neighbours and the rest of it are read.
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
    if not node.partial:
        _missing_keys(reading, {*node.value, *meant}, record, span)
    return record(span, spans, str(values.pop("id", id)), **values)


def _read_field(reading: Reading, node: Node, declared: Field[T]) -> T | Gap | Bad:
    empty = is_empty(node) and not node.partial
    if empty and (declared.required or (declared.gaps and not reading.table[declared.kind.name].empty)):
        hint = "leave the key out, or write `not stated` or `not recorded` where that is so" if declared.gaps else declared.doc
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
    reading.ids_lost |= child.kind == MAP
    if node.mark == "flow" and is_empty(child):
        advice = "a comma ends a value in { }: put the text in quotes, or write one key a line"
        reading.bad(f"'{shorten(key)}' stands here as a key without a value", span, advice, "lost-words")
        return ""
    near, hint = reading.meant(key, record.by_key)
    reading.bad(f"'{shorten(key)}' is no key of this record", span, hint, "unknown-key")
    return near


def _missing_keys(reading: Reading, there: set[str], record: type[Record], span: Span) -> None:
    for declared in record.own_fields:
        if declared.required and declared.key not in there:
            reading.bad(f"`{declared.key}` is missing", span, declared.doc, "missing-key")
    if record.any_of and not there.intersection(record.any_of):
        reading.bad(f"one of `{'`, `'.join(record.any_of)}` is missing", span, None, "missing-key")


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
        reading.ids_lost = True
        return reading.wrong(node, kind)
    records: dict[str, R] = {}
    for key, child in node.items:
        reading.new_id(key.value, key.span)
        value = read_record(reading, child, kind.of, key.span, key.value)
        records[key.value] = kind.of(key.span, None, key.value) if value is BAD else value
    return records


def read_texts(reading: Reading, node: Node, kind: Texts[T]) -> dict[str, T] | Bad:
    """Read a map from terms, as they print, to values."""
    if is_empty(node):
        return {}
    if node.kind != MAP:
        return reading.wrong(node, kind)
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
    return reading.bad(f"'{shorten(text)}' is no section", node.span, reading.suggest(text, SECTION_NAMES), "unknown-word")


def read_sections(reading: Reading, node: Node, kind: Listed[str | OwnSection]) -> tuple[str | OwnSection, ...] | Bad:
    """Read the running order; no section comes twice."""
    if node.kind == MAP and not node.partial and node.value.keys().isdisjoint(OwnSection.by_key):
        reading.ids_lost = True
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
        reading.ids_lost = True
        return reading.wrong(node, kind)
    groups: list[ClaimGroup] = []
    for key, child in node.items:
        if child.kind == MAP and "text" in child.value and child.value["text"].kind == SCALAR:
            hint = "claims stand under a heading: claims, heading, id, claim"
            reading.bad(f"the claim '{shorten(key.value)}' stands where a heading is wanted", key.span, hint, "wrong-level")
            reading.ids_lost = True
            continue
        title = reading.value(key, LINE)
        claims = reading.value(child, mapped(Claim))
        if title is not BAD and claims is not BAD:
            groups.append(ClaimGroup(key.span, {"title": key.span}, title=title, claims=claims))
    return tuple(groups)
