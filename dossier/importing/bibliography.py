"""A bibliography in CSL-JSON (Citation Style Language 1.0.2, csl-data.json) -> the part `sources:` of a dossier.

What has a place in a record is filled in; everything else that an item holds stands below its record as a comment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from json import JSONDecodeError, JSONDecoder, loads
from typing import Final

from dossier.importing.cslitems import Item, read_item
from dossier.model import DESK
from dossier.problems import DossierError, Problem, Span, error
from dossier.reading.source import Source

MOST_ITEMS: Final = 20_000
NO_IDS: Final = frozenset((DESK, "headline", "deck", "caption"))  # in a citation these words mean something else

_BETWEEN: Final = re.compile(r"[\s,]*")


class _Fault(ValueError):
    """Something that JSON doesn't allow, or leaves open; the text says what."""


def read_bibliography(data: bytes, name: str, taken: Collection[str] = ()) -> list[Item]:
    """Return the sources of a CSL-JSON file in its order, under ids of their own; `taken` are ids that they can't have.

    Raises DossierError with everything that is wrong: at its line and column where it isn't JSON, else at the item.
    """
    source, content = _parsed(data, name)
    counts = dict.fromkeys((*NO_IDS, *taken), 1)
    items: list[Item] = []
    problems: list[Problem] = []
    starts: list[int] = []
    for number, entry in enumerate(content, 1):
        try:
            items.append(read_item(entry, number, counts))
        except (ValueError, RecursionError) as wrong:
            starts = starts or list(_starts(source.text))
            said = "is nested too deep" if isinstance(wrong, RecursionError) else str(wrong)
            problems.append(error(f"item {number}: {said}", source.span(starts[number - 1]), None, "bibliography"))
    if problems:
        raise DossierError(problems)
    return items


def written(items: Sequence[Item]) -> str:
    """Return the part `sources:` of a dossier, in block style."""
    lines = [
        "sources:",
        "  # TODO, for each: descriptor: who it is and how it knows; reliability: a letter, A to F; text: its",
        "  # paragraphs; interested: yes, if it speaks for a party",
    ]
    for item in items:
        lines.append(f"  {item.id}:")
        lines += [f"    {key}: {value}" for key, value in item.fields.items()]
        lines += [f"    # {line}" for line in item.rest]
    return "\n".join(lines) + "\n"


def _parsed(data: bytes, name: str) -> tuple[Source, list[object]]:
    """Read JSON in UTF-8 whose top is a list that isn't empty."""
    top = Span(name, 1, 1)
    try:
        text = data.decode("utf-8-sig")
        content = loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except UnicodeDecodeError as wrong:
        fault = error(f"byte {wrong.start + 1} is not UTF-8", top, "export it as CSL JSON in UTF-8", "encoding")
    except JSONDecodeError as wrong:
        said = f"this is not JSON: {wrong.msg[:1].lower()}{wrong.msg[1:]}"
        fault = error(said, Source(name, text).span(wrong.pos), "export the bibliography as CSL JSON", "json-syntax")
    except RecursionError:
        fault = error("it is nested too deep", top, "a bibliography is a list of items", "too-deep")
    except _Fault as wrong:
        fault = error(str(wrong), top, None, "json-syntax")
    except ValueError:  # Python's own limit on the digits of a whole number
        fault = error("a number in it is too long", top, None, "json-syntax")
    else:
        if isinstance(content, list) and 0 < len(content) <= MOST_ITEMS:
            return Source(name, text), content
        if isinstance(content, list) and content:
            raise DossierError([error(f"it holds {len(content):,} items; the most is {MOST_ITEMS:,}", top, None, "too-many")])
        said = "there is no item in it" if content == [] else "a list of items is wanted"
        fault = error(said, top, "CSL JSON is a list: [ {item}, {item} ]", "bibliography")
    raise DossierError([fault])


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Make an object of its members; refuse a key that is there twice, of which one would be lost."""
    made = dict(pairs)
    if len(made) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _Fault(f"the key {twice!r} stands twice in one object")
    return made


def _no_constant(word: str) -> object:
    raise _Fault(f"{word} is not JSON")


def _starts(text: str) -> Iterator[int]:
    """Yield the index at which each item of the list begins; the text is known to be JSON."""
    decoder = JSONDecoder()
    at = text.index("[") + 1
    while True:
        space = _BETWEEN.match(text, at)
        at = space.end() if space else at
        if text[at] == "]":
            return
        yield at
        at = decoder.raw_decode(text, at)[1]
