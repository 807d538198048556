"""What a hostile dossier can't do: no text of the author's is markup, a path or an order; what can't be printed is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from hostile import FIELDS, KEYS, NAUGHTY, PAYLOADS, filled, flat
from witness import destinations, links, outline, stream_text

from dossier import pipeline
from dossier.problems import DossierError, errors_in
from dossier.typeset.coverage import texts

PLACES = len(FIELDS) + len(KEYS)
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u061c\u2060\u2066-\u2069]")  # guide lines and directions, and print nothing
MARKED = re.compile(r"([\\*_`\[<{])")
ACTING = {"/URI", "/JS"}
ACTIONS = {"/Launch", "/JavaScript", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition", "/Named", "/Hide"}
SMALL: dict[str, Any] = {"dossier": {"title": "Texts", "marking": "TLP:RED"}, "sources": {"s": {"title": "A source"}}}


def squeezed(text: str) -> str:
    """Return a text in one form of its letters, without white space and what prints nothing: lines may be broken anywhere."""
    return re.sub(r"\s+", "", UNSEEN.sub("", flat(unicodedata.normalize("NFC", text))))


def payloads(turn: int) -> list[str]:
    """Return the payload of each place; in each turn a place has another."""
    return [PAYLOADS[(turn + place) % len(PAYLOADS)] for place in range(PLACES)]


# Payloads in every field ------------------------------------------------------------------------------------------------
def test_many_payloads_go_into_many_fields() -> None:
    """The lists are as long as they are meant to be."""
    assert len(set(PAYLOADS)) >= 60
    assert len(set(NAUGHTY)) >= 120
    assert PLACES >= 60


def test_every_payload_is_said_literally_in_every_field() -> None:
    """Each text comes through in each field as it was written, to the words that follow it."""
    for turn in range(len(PAYLOADS)):
        texts_in = payloads(turn)
        said = flat("\n".join(texts(pipeline.check(filled(texts_in.__getitem__)).galley)))
        assert [text for text in texts_in if f"{flat(text)} zqend" not in said] == []


def _dictionaries(thing: Any) -> Iterator[Any]:
    """Yield the dictionaries that stand directly in an object, itself among them."""
    if isinstance(thing, pikepdf.Dictionary):
        yield thing
    inner = thing.values() if isinstance(thing, pikepdf.Dictionary) else thing if isinstance(thing, pikepdf.Array) else ()
    for part in inner:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _dictionaries(part)


def _facts(path: Path) -> dict[str, Any]:
    """Return what a PDF does and offers beside its words: places, addresses, kinds of actions, keys of its catalogue."""
    with pikepdf.open(path) as pdf:
        found = [it for thing in pdf.objects for it in _dictionaries(thing)]
        actions = {str(it["/S"]) for it in found if ACTING & {*it.keys()} or str(it.get("/S")) in ACTIONS}
        catalogue = {str(key) for key in pdf.Root}
        info = {str(key) for key in pdf.docinfo}
    return {
        "places": set(destinations(path)),
        "addresses": {link.target for link in links(path) if isinstance(link.target, str)},
        "bookmarks": [level for level, *_ in outline(path)],
        "actions": actions,
        "catalogue": catalogue,
        "info": info,
    }


@pytest.mark.parametrize("turn", range(0, len(PAYLOADS), 12))
def test_payloads_print_and_do_nothing(turn: int, tmp_path: Path) -> None:
    """The PDF holds each text, and apart from its words does what its harmless twin does."""
    written = {"hostile": payloads(turn), "harmless": ["harmless words"] * PLACES}
    facts = {}
    for name, words in written.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pipeline.build(filled(words.__getitem__)).pdf)
        facts[name] = _facts(path)
    reading = stream_text(tmp_path / "hostile.pdf")
    said = squeezed("".join(block.text for block in reading.blocks) + "".join(reading.furniture))
    assert [text for text in written["hostile"] if squeezed(text) + "zqend" not in said] == []
    assert [text for text in reading.loose if text] == []
    assert facts["hostile"] == facts["harmless"]
    assert facts["hostile"]["actions"] == {"/URI"}
    assert {address.partition("/")[0] for address in facts["hostile"]["addresses"]} == {"https:"}


# Naughty strings --------------------------------------------------------------------------------------------------------
def written(strings: list[str]) -> bytes:
    """Return a dossier with one claim for each string; marks of the inline language are escaped."""
    escaped = [MARKED.sub(r"\\\1", text) for text in strings]
    claims = {f"c{number}": {"text": f"Begin {text} end.", "cite": "s 1"} for number, text in enumerate(escaped)}
    return yaml.safe_dump({**SMALL, "claims": {"All": claims}}, width=10**9).encode()


def refusals(text: str) -> list[str]:
    """Return what is wrong with a string, each with a place in its own line; empty where it can be printed."""
    data = written([text])
    try:
        pipeline.check(data)
    except DossierError as wrong:
        problems = errors_in(wrong.problems)
        line = 1 + next(n for n, line in enumerate(data.decode().splitlines()) if "Begin " in line)
        assert {problem.span.line if problem.span else 0 for problem in problems} == {line}
        return [problem.message for problem in problems]
    return []


@pytest.mark.parametrize("text", NAUGHTY, ids=lambda text: ascii(text)[1:30])
def test_a_naughty_string_prints_or_is_told(text: str) -> None:
    """Either there is no problem, or each character that can't be printed is named by its number."""
    told = refusals(text)
    numbers = {found for message in told for found in re.findall(r"U\+([0-9A-F]{4,6})", message)}
    assert len(told) == 0 or numbers
    assert {chr(int(number, 16)) for number in numbers} <= set(text)


def test_what_can_be_printed_is_printed_exactly(tmp_path: Path) -> None:
    """All strings without a problem stand in one PDF, each between its neighbours' words, letter by letter."""
    printable = [text for text in NAUGHTY if not refusals(text)]
    assert len(printable) >= 85
    path = tmp_path / "naughty.pdf"
    path.write_bytes(pipeline.build(written(printable)).pdf)
    said = squeezed("".join(block.text for block in stream_text(path).blocks))
    assert [text for text in printable if squeezed(f"Begin {text} end.") not in said] == []
