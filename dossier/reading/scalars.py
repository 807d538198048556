"""Kinds that are read from one scalar: lines, prose, ids, numbers, choices, addresses, paths, languages, points, dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from dossier.dates import PartialDate, parse_date, parse_moment
from dossier.fields import Choice, Kind
from dossier.ids import ID_FORM, id_like
from dossier.inline import Citation, parse_citations
from dossier.model import MARKINGS, PATH, Borders, Drawing, Marking, Moment, Point, Ref, Reference, Stretch
from dossier.problems import Span
from dossier.reading.context import BAD, Bad, Reading, shorten
from dossier.reading.nodes import LIST, MAP, SCALAR, Node

if TYPE_CHECKING:
    from dossier.units import Color

W = TypeVar("W", bound=str)
T = TypeVar("T")
_WHOLE: Final = re.compile(r"0|[1-9][0-9]{0,8}")
_GRADE: Final = re.compile(r"[A-Fa-f]\s*-?([1-6])")
_URL: Final = re.compile(r"(?:https?://[^\s/?#<>\"\\]+(?:[/?#][^\s<>\"\\]*)?|mailto:[^\s<>\"\\@]+@[^\s<>\"\\@]+)", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# RFC 5646, 2.1: subtags of up to eight letters and digits; the last one doesn't only announce an extension
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*(?<!-[A-Za-z0-9])")
_DEGREES: Final = r"[+-]?\d{1,3}(?:\.\d{1,12})?"
_POINT: Final = re.compile(rf"(about\s+)?({_DEGREES})\s*,\s*({_DEGREES})")
_ANGLE: Final = (  # letter, degrees, minutes, seconds, letter
    r"([NSEW]?)\s*([+-]?\d{1,3}(?:\.\d+)?)\s*[°º]?"
    r"(?:\s*(\d{1,2}(?:\.\d+)?)\s*['′’](?:\s*(\d{1,2}(?:\.\d+)?)\s*(?:[\"″”]|''))?)?\s*([NSEW]?)"
)
_CLASSIFIED: Final = re.compile(
    r"\b(?:restricted|restreint|confidential|confidentiel|secret|unclassified|classified|official|sensitive|protected|protect"
    r"|cosmic|vs-nfd|vertraulich|geheim|noforn|cui|fouo|internal|for official use|limit[eé]|diffusion)\b|^(?:ts|s|c|u|os|r)$",
    re.IGNORECASE,
)
_CORNERS: Final = "write two corners, latitude first, the south-western corner first: 34.0, 36.5 to 37.2, 43.5"
_DRAWINGS: Final[tuple[Drawing, ...]] = ("disputed", "plain", "left out")
_GEOJSON: Final = (".geojson", ".json")
_SHA256: Final = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)


def read_ident(reading: Reading, node: Node, kind: Kind[T]) -> str | Bad:
    """Read an id, only for its form."""
    text = reading.text(node, kind)
    if text is BAD or ID_FORM.fullmatch(text):
        return text
    return bad_reference(reading, text, node.span)


def bad_reference(reading: Reading, text: str, span: Span) -> Bad:
    """Tell that text is no id; return BAD."""
    parts = re.split(r"\s*[,;]\s*|\s+and\s+", text)
    if len(parts) > 1 and all(map(ID_FORM.fullmatch, parts)):
        hint = f"one id is wanted; where several can stand, write [{', '.join(parts)}]"
        return reading.bad(f"an id is wanted here, not '{shorten(text)}'", span, hint, "bad-id")
    suggestion = id_like(text)
    hint = f"write the id: {suggestion}" if suggestion else "lower-case letters, digits and hyphens; it begins with a letter"
    return reading.bad(f"an id is wanted here, not '{shorten(text)}'", span, hint, "bad-id")


def read_ref(reading: Reading, node: Node, kind: Reference) -> Ref | Bad:
    """Read an id that names something; whether it is there is for the link phase to say."""
    text = read_ident(reading, node, kind)
    return BAD if text is BAD else Ref(text, node.span)


def read_whole(reading: Reading, node: Node, kind: Kind[int]) -> int | Bad:
    """Read a whole number from 0."""
    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    return int(text) if _WHOLE.fullmatch(text) else reading.wrong(node, kind)


def read_digit(reading: Reading, node: Node, kind: Kind[int]) -> int | Bad:
    """Read the digit of a grade (NATO AJP-2.1, credibility of information)."""
    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    if re.fullmatch("[1-6]", text):
        return int(text)
    grade = _GRADE.fullmatch(text)
    hint = f"write {grade[1]}; the letter belongs to the origin or source" if grade else "1 is confirmed, 6 cannot be judged"
    return reading.bad(f"a digit from 1 to 6 is wanted here, not '{shorten(text)}'", node.span, hint, "wrong-type")


def read_choice(reading: Reading, node: Node, kind: Choice[W]) -> W | Bad:
    """Read one of the words that the kind lists."""
    text = reading.text(node, kind)
    if text is BAD or text in kind.of:
        return text
    wanted = f"one of {', '.join(kind.of)}" if len(kind.of) < 9 else "one of the words of this key"
    hint = reading.suggest(text, kind.of)
    if len(kind.of) < 9 and hint and not hint.startswith("did"):
        hint = None  # the message has named them all
    return reading.bad(f"{wanted} is wanted here, not '{shorten(text)}'", node.span, hint, "unknown-word")


def read_yes(reading: Reading, node: Node, kind: Kind[bool]) -> bool | Bad:
    """Read yes or no."""
    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    if text in ("yes", "no"):
        return text == "yes"
    word = {"true": "yes", "on": "yes", "y": "yes", "false": "no", "off": "no", "n": "no"}.get(text.lower(), text.lower())
    hint = f"write {word}" if word in ("yes", "no") else None
    return reading.bad(f"yes or no is wanted here, not '{shorten(text)}'", node.span, hint, "wrong-type")


def read_url(reading: Reading, node: Node, kind: Kind[str]) -> str | Bad:
    """Read an address; only http, https and mailto lead out of a brief."""
    text = reading.text(node, kind)
    if text is BAD or is_address(text):
        return text
    scheme = _SCHEME.match(text)
    if scheme and scheme[0].lower() not in ("http:", "https:", "mailto:"):
        message = f"an address that begins with {shorten(scheme[0])} is not allowed"
        return reading.bad(message, node.span, "http, https and mailto are", "bad-url")
    hint = None if scheme else f"write https://{text}" if re.fullmatch(r"[\w.-]+\.[a-z]{2,}(/\S*)?", text) else None
    hint = hint or "blanks, quotation marks and angle brackets are written with % in an address"
    return reading.bad(f"'{shorten(text)}' is not a whole address", node.span, hint, "bad-url")


def is_address(text: str) -> bool:
    """Say whether this is a whole address that a brief may lead to."""
    return bool(_URL.fullmatch(text))


def read_path(reading: Reading, node: Node, kind: Kind[str]) -> str | Bad:
    """Read a path below the dossier's folder: relative, with / between its parts."""
    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    parts = text.split("/")
    if "\\" in text:
        fault, hint = "has a backslash", "write / between folders"
    elif text.startswith(("/", "~")) or re.match(r"[A-Za-z]:", text):
        fault, hint = "doesn't begin in the dossier's folder", "write it from the folder of the dossier file"
    elif ".." in parts:
        fault, hint = "leaves the dossier's folder", "put the file below the folder of the dossier file"
    elif "" in parts or "." in parts or "\n" in text or "\ufffd" in text:
        fault, hint = "has an empty part", "write folder/file"
    else:
        return text
    return reading.bad(f"the path '{shorten(text)}' {fault}", node.span, hint, "bad-path")


def read_language(reading: Reading, node: Node, kind: Kind[str]) -> str | Bad:
    """Read a language tag (BCP 47, RFC 5646)."""
    text = reading.text(node, kind)
    return text if text is BAD or is_language(text) else bad_language(reading, text, node.span)


def is_language(text: str) -> bool:
    """Say whether the text is a well-formed language tag."""
    return bool(_LANGUAGE.fullmatch(text))


def bad_language(reading: Reading, text: str, span: Span) -> Bad:
    """Tell that text is no language tag; return BAD."""
    hint = (
        f"write {text.replace('_', '-')}" if is_language(text.replace("_", "-")) else "write it as in BCP 47: en-GB, ar, ku-Latn"
    )
    return reading.bad(f"'{shorten(text)}' is not a language tag", span, hint, "bad-language")


def read_marking(reading: Reading, node: Node, kind: Kind[Marking]) -> Marking | Bad:
    """Read a TLP 2.0 label (FIRST, Traffic Light Protocol 2.0)."""
    text = reading.text(node, kind)
    if text is BAD or text in MARKINGS:
        return text
    bare = "TLP:" + re.sub(r"^TLP\s*:?\s*|\s+", "", text.upper())
    labels = "TLP 2.0 has " + ", ".join(MARKINGS)
    if bare == "TLP:WHITE":
        hint = "TLP 2.0 says TLP:CLEAR"
    elif bare in MARKINGS:
        hint = f"write {bare}"
    elif _CLASSIFIED.search(text):
        hint = f"a classification is printed by `banner: {shorten(text)}`; `marking` says how far the brief may travel: {labels}"
    else:
        hint = labels
    return reading.bad(f"'{shorten(text)}' is not a TLP 2.0 label", node.span, hint, "bad-marking")


def read_sha256(reading: Reading, node: Node, kind: Kind[str]) -> str | Bad:
    """Read a SHA-256 as 64 hexadecimal digits -> in lower case."""
    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    if _SHA256.fullmatch(text):
        return text.lower()
    hint = f"64 hexadecimal digits; there are {len(text)} characters"
    return reading.bad(f"'{shorten(text, 20)}' is not a SHA-256", node.span, hint, "bad-sha256")


def read_point(reading: Reading, node: Node, kind: Kind[T]) -> Point | Bad:
    """Read latitude and longitude in decimal degrees (ISO 6709, annex H order: latitude first)."""
    if node.kind != SCALAR and not node.partial:
        found_here = "a list" if node.kind == LIST else "a mapping"
        return reading.bad(f"a point is wanted here, not {found_here}", node.span, _as_point(node), "bad-point")
    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    if re.fullmatch(_DEGREES, text) and re.match(r"\s*,\s*[+-]?\d", node.source.text[node.end : node.end + 20]):
        return BAD  # in { }, where the comma has ended the value: told as words that are lost
    found = _POINT.fullmatch(text.replace("\u2212", "-"))
    if not found:
        hint = _in_degrees(text) or "write decimal degrees, latitude first: 35.95, 39.01 or about 35.95, 39.01"
        return reading.bad(f"a point is wanted here, not '{shorten(text)}'", node.span, hint, "bad-point")
    latitude, longitude = found[2], found[3]
    if abs(float(latitude)) > 90:
        swapped = f"{longitude}, {latitude}"
        hint = f"latitude comes first: {swapped}" if abs(float(longitude)) <= 90 else "a latitude lies between -90 and 90"
        return reading.bad(f"{latitude} is not a latitude", node.place(found.start(2)), hint, "bad-point")
    if abs(float(longitude)) > 180:
        return reading.bad(
            f"{longitude} is not a longitude", node.place(found.start(3)), "it lies between -180 and 180", "bad-point"
        )
    return Point(latitude, longitude, bool(found[1]))


def _as_point(node: Node) -> str:
    """Say how the numbers of a list or mapping are written as a point."""
    parts = [it.value for it in node.value if it.kind == SCALAR] if node.kind == LIST else []
    if node.kind == MAP:
        named = {key.value.lower()[:3]: it.value for key, it in node.items if it.kind == SCALAR}
        parts = [named[key] for key in ("lat", "lon") if key in named] or [named[key] for key in ("lat", "lng") if key in named]
    if len(parts) == 2 and all(re.fullmatch(_DEGREES, part) for part in parts):
        return f"write it without brackets, latitude first: {parts[0]}, {parts[1]} (GeoJSON has them the other way round)"
    return "write decimal degrees without brackets, latitude first: 35.95, 39.01"


def _in_degrees(text: str) -> str:
    """Say how a point is written that has degrees and minutes, letters for north and east, or no comma; '' for anything else."""
    text = re.sub(r"(\d),(\d+)\s*[,;]\s*(-?\d+),(\d)", r"\1.\2, \3.\4", text.removeprefix("about ").upper())
    parts = re.findall(_ANGLE, text)
    if len(parts) != 2 or re.sub(_ANGLE, "", text).strip(" ,;/"):
        return ""
    written: dict[str, str] = {}
    for at, (before, whole, minutes, seconds, behind) in enumerate(parts):
        letter = before or behind or "NE"[at]
        figure = float(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
        digits = f"{figure:.4f}" if seconds else f"{figure:.2f}" if minutes else whole
        written["lat" if letter in "NS" else "lon"] = f"-{digits}" if letter in "SW" else digits
    return f"write decimal degrees, latitude first: {written['lat']}, {written['lon']}" if len(written) == 2 else ""


def read_stop(reading: Reading, node: Node, kind: Kind[Ref | Point]) -> Ref | Point | Bad:
    """Read what a route goes through: the id of a place, or a point -> Ref | Point."""
    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    return Ref(text, node.span) if ID_FORM.fullmatch(text) else read_point(reading, node, kind)


def read_date(reading: Reading, node: Node, kind: Kind[PartialDate]) -> PartialDate | Bad:
    """Read a date of the precision that it has (EDTF)."""
    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    date = parse_date(text, node.place, reading.problems)
    return BAD if date is None else date


def read_moment(reading: Reading, node: Node, kind: Kind[Moment]) -> Moment | Bad:
    """Read a day with time and zone."""
    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    moment = parse_moment(text, node.place, reading.problems)
    return BAD if moment is None else Moment(*moment)


def read_color(reading: Reading, node: Node, kind: Kind[Color]) -> Color | Bad:
    """Read a colour, written as in a style sheet."""
    from dossier.units import read_color as colour_of

    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    try:
        return colour_of(text)
    except ValueError as wrong:
        return reading.bad(str(wrong), node.span, None, "bad-color")


def read_stretch(reading: Reading, node: Node, kind: Kind[Stretch]) -> Stretch | Bad:
    """Read two corners of a map, the south-western first: `34.0, 36.5 to 37.2, 43.5`."""
    if node.kind == LIST:
        return reading.wrong(node, kind, _CORNERS)
    text = reading.text(node, kind)
    if text is BAD:
        return BAD
    corner = rf"({_DEGREES})\s*,\s*({_DEGREES})"
    found = re.fullmatch(rf"{corner}\s+to\s+{corner}", text.replace("\u2212", "-"))
    if not found:
        return reading.bad(f"a stretch of the globe is wanted here, not '{shorten(text)}'", node.span, _CORNERS, "bad-extent")
    south, west, north, east = map(float, found.groups())
    if max(abs(south), abs(north)) > 90 or max(abs(west), abs(east)) > 180:
        hint = "latitude comes first, from -90 to 90; longitude from -180 to 180"
        return reading.bad(f"'{shorten(text)}' lies beyond the globe", node.span, hint, "bad-extent")
    if south >= north or west == east:
        hint = "the south-western corner comes first; a western corner of greater longitude means across the antimeridian"
        return reading.bad(f"'{shorten(text)}' has no height or no width", node.span, hint, "bad-extent")
    return Stretch(south, west, north, east + 360 if east < west else east)


def read_borders(reading: Reading, node: Node, kind: Kind[Borders]) -> Borders | Bad:
    """Read how disputed borders are drawn: a word, or one GeoJSON file or several."""
    items = node.value if node.kind == LIST else [node]
    written = [(text, item) for item in items if (text := reading.text(item, kind)) is not BAD]
    if not written or len(written) < len(items):
        return BAD if items else reading.wrong(node, kind)
    for word in _DRAWINGS:
        if node.kind != LIST and written[0][0] == word:
            return Borders(word)
    for text, item in written:
        if not text.lower().endswith(_GEOJSON):
            hint = reading.suggest(text, (*_DRAWINGS, ".geojson"))
            wanted = f"{', '.join(_DRAWINGS)} or a GeoJSON file is wanted here"
            return reading.bad(f"{wanted}, not '{shorten(text)}'", item.span, hint, "unknown-word")
    paths = [path for _, item in written if (path := read_path(reading, item, PATH)) is not BAD]
    return Borders("own", tuple(paths)) if len(paths) == len(items) else BAD


def read_cite(reading: Reading, node: Node, kind: Kind[tuple[Citation, ...]]) -> tuple[Citation, ...] | Bad:
    """Read citations in their bare form: `1-3, 6; dod 2`; `desk` stands for what the issuer knows itself."""
    if node.kind == LIST and (parts := [it.value for it in node.value if it.kind == SCALAR]):
        joined = "; ".join(parts) if any(re.search("[a-z]", part) for part in parts) else ", ".join(parts)
        return reading.wrong(node, kind, f"write it without brackets: {joined}")
    text = reading.text(node, kind)
    return BAD if text is BAD else parse_citations(text, node.place, reading.problems)
