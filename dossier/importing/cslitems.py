"""An item of a bibliography in CSL-JSON -> the fields of a source, as YAML writes them, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from typing import Final

from dossier.ids import id_like
from dossier.importing.writtendates import date_of
from dossier.reading.context import GAPS
from dossier.reading.scalars import is_address
from dossier.reading.source import forbidden
from dossier.tuples import NamedTuple

UNKNOWN: Final = "not recorded"
IN_PARTS: Final = ("article", "broadcast", "chapter", "entry", "paper-conference", "post", "webpage")
FLAGS: Final = ("comma-suffix", "static-ordering", "parse-names")
WORDS: Final = ("literal", "given", "dropping-particle", "non-dropping-particle", "family", "suffix")

_SPACE: Final = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029 ]+")
_MARKUP: Final = re.compile(r"</?(?:i|b|sc|span)(?: [^<>]*)?>")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z0-9])")
_KEY_IN_NOTE: Final = re.compile(r"^\s*citation[ -]key\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Item(NamedTuple):
    """A source: its id, the fields of its record as YAML writes them, and what has no place there, as comments."""

    id: str
    fields: Mapping[str, str]
    rest: Sequence[str]


class Rest:
    """What is left of an item while its record is filled: `take` uses a variable up, `keep` puts one back to be listed."""

    def __init__(self, item: Mapping[str, object]) -> None:
        self.item = item
        self.used: set[str] = set()

    def take(self, key: str) -> str:
        """Return a variable as one line that the reader takes; '' where it is empty or missing. Raises ValueError."""
        value = self.item.get(key)
        if isinstance(value, bool) or not isinstance(value, str | int | float | None):
            raise ValueError(f"`{key}` is a text, not {_kind(value)}")
        line = _SPACE.sub(" ", str(value if value is not None else "")).strip()
        clean = forbidden().sub("", line).strip()
        if clean == line:
            self.used.add(key)
        return clean

    def take_plain(self, key: str) -> str:
        """Return a variable without CSL's markup for italics and the like; with it, it is listed too."""
        line = self.take(key)
        plain = _MARKUP.sub("", line).strip()
        if plain != line:
            self.keep(key)
        return plain

    def keep(self, key: str) -> None:
        """List a variable although it was taken: not all of it has a place."""
        self.used.discard(key)

    def lines(self) -> Iterator[str]:
        """Yield a comment for each variable that isn't used up, without characters that have no place in a file."""
        for key, value in self.item.items():
            if key not in self.used and value not in (None, "", [], {}):
                said = value if isinstance(value, str) and value.isprintable() else dumps(value, ensure_ascii=False)
                line = f"{_SPACE.sub(' ', key)}: {said}"
                yield forbidden().sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def read_item(entry: object, number: int, counts: dict[str, int]) -> Item:
    """Make a source of an item. Raises ValueError where it can't be used, in words that tell why."""
    if not isinstance(entry, dict):
        raise ValueError(f"an object is wanted, not {_kind(entry)}")
    rest = Rest(entry)
    title = rest.take_plain("title")
    if not title:
        raise ValueError("it has no title")
    author, family = _authors(rest)
    published = _date(rest, "issued")
    fields = {
        "title": _quoted(title),
        "author": _quoted(author) if author else UNKNOWN,
        "publisher": _publisher(rest),
        "published": published or UNKNOWN,
        "url": _address(rest),
        "accessed": _date(rest, "accessed"),
        "archived": _archived(rest),
    }
    id = numbered(_id(rest, title, f"{family} {published[:4]}" if family else "") or f"source-{number}", counts)
    for key in ("citation-key", "id"):
        if entry.get(key) != id:
            rest.keep(key)
    return Item(id, {key: value for key, value in fields.items() if value}, list(rest.lines()))


def _quoted(text: str) -> str:
    """Return a string of JSON, which is a string of YAML; what says that there is nothing stays as it is."""
    return text if text in GAPS else dumps(text, ensure_ascii=False)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _authors(rest: Rest) -> tuple[str, str]:
    """Return the authors as they print, and the family name of the first."""
    names = rest.item.get("author") or []
    if not isinstance(names, list) or not all(isinstance(name, dict) for name in names):
        raise ValueError("`author` is a list of names, each an object")
    rest.used.add("author")
    printed = [words for words in map(_name, names) if words]
    line = " and ".join([", ".join(printed[:-1]), printed[-1]] if len(printed) > 1 else printed)
    clean = forbidden().sub("", line)
    if clean != line or len(printed) < len(names) or any(map(_says_more, names)):
        rest.keep("author")
    first = Rest(names[0]) if names else None
    return clean, (first.take("family") or first.take("literal")) if first else ""


def _says_more(name: Mapping[str, object]) -> bool:
    """Say whether a name holds what doesn't print."""
    return bool(name.keys() - {*WORDS, *FLAGS} or (name.get("literal") and any(name.get(key) for key in WORDS[1:])))


def _name(name: Mapping[str, object]) -> str:
    """Return a name as it prints: an institution's as it is, a person's with given name and particles first."""
    part = {key: _SPACE.sub(" ", _text(name, key)).strip() for key in WORDS}
    if part["literal"]:
        return part["literal"]
    order: Sequence[str] = WORDS[1:5]
    if name.get("static-ordering"):
        order = ("non-dropping-particle", "family", "given", "dropping-particle")
    words = " ".join(part[key] for key in order if part[key]).replace("’ ", "’").replace("' ", "'")
    suffix = part["suffix"]
    return f"{words}{', ' if name.get('comma-suffix') else ' '}{suffix}" if suffix else words


def _text(name: Mapping[str, object], key: str) -> str:
    value = name.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise ValueError(f"`{key}` of a name is a text, not {_kind(value)}")
    return str(value) if value is not None else ""


def _publisher(rest: Rest) -> str:
    """Return who published it: of what stands in a newspaper, a journal or on a site, that; the other variable is listed."""
    order = ["publisher", "container-title"]
    if str(rest.item.get("type", "")).startswith(IN_PARTS):
        order.reverse()
    for key in order:
        if words := rest.take_plain(key):
            return _quoted(words)
    return UNKNOWN


def _date(rest: Rest, key: str) -> str:
    """Return a date in EDTF, or '' where there is none that can be read; what it leaves out is listed."""
    value = rest.item.get(key)
    if value is None:
        return ""
    try:
        date, whole = date_of(value)
    except ValueError as wrong:
        raise ValueError(f"`{key}`: {wrong}") from None
    if whole:
        rest.used.add(key)
    return dumps(date) if date.startswith("[") else date


def _address(rest: Rest) -> str:
    """Return the address, or that of the DOI where there is none; one that a brief can't lead to is listed."""
    url = rest.take("URL")
    if url and is_address(url):
        return _quoted(url)
    rest.keep("URL")
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", rest.take("DOI"), flags=re.IGNORECASE)
    if doi.startswith("10.") and is_address(f"https://doi.org/{doi}"):
        return _quoted(f"https://doi.org/{doi}")
    rest.keep("DOI")
    return ""


def _archived(rest: Rest) -> str:
    """Return the address of a kept copy; a shelf mark has no place in a record, and is listed."""
    for key in ("archive_location", "archive"):
        address = rest.take(key)
        if is_address(address):
            return _quoted(address)
        rest.keep(key)
    return ""


def _id(rest: Rest, title: str, author_year: str) -> str:
    """Return an id: of the citation key, else of an id that is no address or number, else of author and year, or the title."""
    note = rest.item.get("note")
    in_note = _KEY_IN_NOTE.search(note) if isinstance(note, str) else None
    candidates = [rest.take("citation-key"), in_note[1] if in_note else "", rest.take("id")]
    keys = [_HUMP.sub("-", key) for key in candidates if "://" not in key]
    for key in (*keys, author_year, " ".join(title.split()[:5])):
        if made := id_like(key):
            return made
    return ""


def numbered(id: str, counts: dict[str, int]) -> str:
    """Return the id, with a number where it is taken already."""
    made = id
    while made in counts:
        counts[id] = counts.get(id, 1) + 1
        made = f"{id}-{counts[id]}"
    counts[made] = 1
    return made
