"""Author text -> runs: emphasis, strong, code, links, citations, and names with an id behind them. No markup comes out of it.

What isn't a complete mark of the language prints as it was written: `2 * 3 * 4`, `a_b_c`, `<b>`, `&amp;`, an unclosed asterisk.
A backslash before one of ``\\ * _ ` [ ] < > { } @ # - .`` makes that character plain; before any other it is a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from dossier.problems import Problem, Span, error, warning


class Locator(NamedTuple):
    """A label in the pinned text of a source (`headline`, `6`), or a range of labels."""

    first: str
    last: str = ""


class Citation(NamedTuple):
    """What a statement rests on: a source or a claim by its id, and labels in the source's text.

    `target` is '' where only labels are given: the default source is meant.
    """

    target: str
    locators: tuple[Locator, ...]
    span: Span


class Inline(NamedTuple):
    """A stretch of author text in one style, or a citation mark (then `text` is '' and `cites` is not).

    `style` is '', 'emphasis', 'strong', 'strong emphasis' or 'code'; `link` an address or '#id'; `ref` the id that a name stands
    for. `span` is where that id was written; None where there is none.
    """

    text: str
    style: str = ""
    link: str = ""
    ref: str = ""
    cites: tuple[Citation, ...] = ()
    span: Span | None = None


class Prose(NamedTuple):
    """One paragraph of author text, parsed, with the place where it starts."""

    runs: tuple[Inline, ...]
    span: Span

    @property
    def plain(self) -> str:
        """The words alone, without marks."""
        return "".join(run.text for run in self.runs)

    @property
    def cites(self) -> tuple[Citation, ...]:
        """All citations in it, in order."""
        return tuple(c for run in self.runs for c in run.cites)


class TextBlock(NamedTuple):
    """A block of a passage: 'paragraph', 'heading', 'quotation', or 'bullets' and 'numbers' with one Prose an item."""

    kind: str
    items: tuple[Prose, ...]


Place: TypeAlias = Callable[[int], Span]

ESCAPABLE = "\\*_`[]<>{}@#-."
LABELS = frozenset(("headline", "deck", "caption"))  # the labels that need no source before them, as numbers don't

_SPECIAL = re.compile(r"[\\*_`\[<{\n]")
_FOLD = re.compile(r"[ \t]*\n\s*")
_TICKS = re.compile(r"`+")
_STARS = re.compile(r"\*+|_+")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_DESTINATION = re.compile(r"\(((?:[^\s()]|\([^\s()]*\))*)\)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SUFFIX = re.compile(r"\{([a-z][a-z0-9-]*)\}")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_BARE = re.compile(r"\d+[a-z]?(?:[-–]\d+[a-z]?)?|headline|deck|caption")
_RANGE = re.compile(r"([A-Za-z]*\d+[a-z]?)[-–]([A-Za-z]*\d+[a-z]?)")
_LABEL = re.compile(r"[\w.§¶-]+")
_NAME = re.compile(r"(?:[^\W\d_][\w'’.-]*[ \u00a0])*[\w'’-]+$")
_OPENING = frozenset("([{\"'“‘«„‚—–-/¿¡*_")
_CLOSING = frozenset(")]}\"'”’».,;:!?…*_")
_STYLES = {"*": "emphasis", "_": "emphasis", "**": "strong", "***": "strong emphasis"}


def parse_prose(text: str, place: Place, problems: list[Problem]) -> Prose:
    """Parse one paragraph; `place` gives the position of each offset of `text`.

    Line ends fold to a space, white space at both ends and before a citation goes. A name takes an id by `Name{id}`: the capitalised
    words directly before the brace, or else the one word there; `[any words]{id}` says exactly which.
    """
    start = place(0)
    if not _SPECIAL.search(text):
        words = text.strip()
        return Prose((Inline(words),) if words else (), start)
    scan = _Scan(text, place, problems)
    scan.read(0, len(text), "")
    return Prose(_tidy(scan.finish()), start)


class _Mark:
    """An asterisk or underscore group that may begin or end emphasis; plain text until it is paired."""

    __slots__ = ("closes", "link", "opens", "partner", "text")

    def __init__(self, text: str, opens: bool, closes: bool, link: str) -> None:
        self.text, self.opens, self.closes, self.link = text, opens, closes, link
        self.partner = ""  # 'opens' or 'closes' once it is paired


class _Scan:
    """One pass over a paragraph: pieces are text, marks of emphasis, and finished runs."""

    def __init__(self, text: str, place: Place, problems: list[Problem]) -> None:
        self.text, self.place, self.problems = text, place, problems
        self.pieces: list[Inline | _Mark] = []
        self.brackets = _brackets(text)
        self.unclosed: set[int] = set()  # lengths of groups of backticks that nothing closes further on

    def read(self, start: int, end: int, link: str) -> None:
        """Read the characters from `start` to `end`; all of it leads to `link`."""
        text, at = self.text, start
        while at < end:
            found = _SPECIAL.search(text, at, end)
            stop = found.start() if found else end
            if stop > at:
                self.say(text[at:stop], link)
            if not found:
                return
            at = self.special(stop, end, link)

    def say(self, words: str, link: str = "", style: str = "") -> None:
        """Add a stretch of plain words."""
        self.pieces.append(Inline(words, style, link))

    def special(self, at: int, end: int, link: str) -> int:
        """Read what begins at a special character; return where to go on."""
        text, char = self.text, self.text[at]
        if char == "\n":
            stop = _after_fold(text, at, end)
            self.say(text[at:stop], link)
            return stop
        if char == "\\" and at + 1 < end and text[at + 1] in ESCAPABLE:
            self.say(text[at + 1], link)
            return at + 2
        if char in "*_":
            return self.star(at, end, link)
        if char == "`":
            return self.code(at, end, link)
        past = self.bracketed(at, end, link, char)
        if past:
            return past
        self.say(char, link)
        return at + 1

    def bracketed(self, at: int, end: int, link: str, char: str) -> int:
        """Read a citation, link, address or name suffix; 0 where there is none."""
        if char == "[":
            if self.text.startswith("[@", at):
                return self.citation(at)
            return 0 if link else self.link(at, end)
        if char == "<" and not link:
            return self.address(at, end)
        return self.suffix(at, end, link) if char == "{" else 0

    def star(self, at: int, end: int, link: str) -> int:
        """Read a group of asterisks or underscores."""
        found = _STARS.match(self.text, at, end)
        assert found
        group, stop = found.group(), found.end()
        before = self.text[at - 1] if at else " "
        after = self.text[stop] if stop < len(self.text) else " "
        known = group in _STYLES
        opens = known and (before.isspace() or before in _OPENING) and not after.isspace() and after not in ").]},;:!?"
        closes = known and not before.isspace() and before not in "([{" and (after.isspace() or not (after.isalnum()))
        self.pieces.append(_Mark(group, opens, closes, link))
        return stop

    def code(self, at: int, end: int, link: str) -> int:
        """Read words between equal groups of backticks; nothing within them is special."""
        found = _TICKS.match(self.text, at, end)
        assert found
        group = found.group()
        if len(group) not in self.unclosed:
            for close in _TICKS.finditer(self.text, found.end(), end):
                if len(close.group()) == len(group):
                    words = self.text[found.end() : close.start()]
                    self.say(words.strip() if words.strip() and len(group) > 1 else words, link, "code")
                    return close.end()
            self.unclosed.add(len(group))
        self.say(group, link)
        return found.end()

    def citation(self, at: int) -> int:
        """Read `[@…]`; a bad one is a problem, and stays in the text."""
        close = self.brackets.get(at, 0)
        where = self.place(at)
        if not close:
            message = "this citation has no closing bracket"
            self.problems.append(error(message, where._replace(length=2), "write [@6]; a plain bracket is \\[@", "citation"))
            self.say("[@")
            return at + 2
        cites = _citations(self.text, at + 1, close, self.place, self.problems)
        if cites:
            self.pieces.append(Inline("", cites=cites))
        else:
            self.say(self.text[at : close + 1])
        return close + 1

    def link(self, at: int, end: int) -> int:
        """Read `[words](address)` or `[words]{id}`; 0 where neither follows the bracket."""
        close = self.brackets.get(at, 0)
        if not close or close >= end:
            return 0
        suffix = _SUFFIX.match(self.text, close + 1, end)
        if suffix:
            self.pieces.append(self.named(self.text[at + 1 : close], suffix))
            return suffix.end()
        found = _DESTINATION.match(self.text, close + 1, end)
        address = found.group(1) if found else ""
        if not found or not self.is_address(address, found.start(1)):
            return 0
        if address.startswith("#"):
            span = self.place(found.start(1)).at(0, len(address))
            self.pieces.append(Inline(_unescaped(self.text[at + 1 : close]), link=address, span=span))
        else:
            self.read(at + 1, close, address)
        return found.end()

    def is_address(self, address: str, at: int) -> bool:
        """Say whether a link may lead there; tell why not."""
        if address.lower().startswith(("http://", "https://", "mailto:")) or (address[:1] == "#" and _ID.fullmatch(address, 1)):
            return True
        hint = "an address begins with https://, http://, mailto: or #id"
        where = self.place(at)._replace(length=max(1, len(address)))
        scheme = _SCHEME.match(address)
        if scheme:
            self.problems.append(error(f"a link can't lead to {scheme.group()}", where, hint, "address"))
        else:
            message = f"no link is made of ({address}): it prints as it is written"
            self.problems.append(warning(message, where, hint, "address"))
        return False

    def address(self, at: int, end: int) -> int:
        """Read `<https://…>`; 0 where it is something else."""
        found = _ADDRESS.match(self.text, at, end)
        if not found:
            return 0
        self.say(found.group(1).removeprefix("mailto:"), found.group(1))
        return found.end()

    def suffix(self, at: int, end: int, link: str) -> int:
        """Read `{id}` after a name and put the id on the words that it belongs to; 0 where it is no suffix."""
        found = _SUFFIX.match(self.text, at, end)
        last = self.pieces[-1] if self.pieces else None
        if (
            not found
            or link
            or not isinstance(last, Inline)
            or last.style
            or last.link
            or last.ref
            or not last.text[-1:].isalnum()
        ):
            return 0
        cut = _name_start(last.text)
        if cut:
            self.pieces[-1] = Inline(last.text[:cut])
        else:
            self.pieces.pop()
        self.pieces.append(self.named(last.text[cut:], found))
        return found.end()

    def named(self, words: str, suffix: re.Match[str]) -> Inline:
        """Make the run of a name with its id."""
        span = self.place(suffix.start(1)).at(0, len(suffix.group(1)))
        return Inline(_unescaped(words), ref=suffix.group(1), span=span)

    def finish(self) -> list[Inline]:
        """Pair the marks of emphasis and give the runs between them their style."""
        _pair([p for p in self.pieces if isinstance(p, _Mark)])
        out: list[Inline] = []
        depth = {"strong": 0, "emphasis": 0}
        for piece in self.pieces:
            style = " ".join(name for name, count in depth.items() if count)
            if isinstance(piece, _Mark) and piece.partner:
                for name in _STYLES[piece.text].split():
                    depth[name] += 1 if piece.partner == "opens" else -1
            elif isinstance(piece, _Mark):
                out.append(Inline(piece.text, style, piece.link))
            elif style and not piece.style and not piece.cites:
                out.append(piece._replace(style=style))
            else:
                out.append(piece)
        return out


def _brackets(text: str) -> dict[int, int]:
    """Find for each square bracket that is closed the one that closes it, in one pass."""
    pairs: dict[int, int] = {}
    if "[" not in text:
        return pairs
    waiting: list[int] = []
    for found in re.finditer(r"\\.|\[|\]", text, re.S):
        char = found.group()
        if char == "[":
            waiting.append(found.start())
        elif char == "]" and waiting:
            pairs[waiting.pop()] = found.start()
    return pairs


def _after_fold(text: str, at: int, end: int) -> int:
    """Return the end of the white space that begins with this line end."""
    while at < end and text[at].isspace():
        at += 1
    return at


def _unescaped(words: str) -> str:
    """Drop the backslashes that make a character plain."""
    return re.sub(r"\\([\\*_`\[\]<>{}@#.-])", r"\1", words)


def _name_start(words: str) -> int:
    """Return where the name at the end of these words starts."""
    found = _NAME.search(words[-120:])
    if not found:
        return len(words)
    skipped = max(0, len(words) - 120)
    parts = re.split(r"[ \u00a0]", found.group())
    start = len(words) - len(parts[-1])
    for part in reversed(parts[:-1]):
        if not part[:1].isupper() or part.endswith("."):
            break
        start -= len(part) + 1
    return max(start, skipped)


def _pair(marks: list[_Mark]) -> None:
    """Match marks that begin with marks that end, innermost first; those between a pair that match nothing stay text."""
    waiting: list[_Mark] = []
    waits: dict[tuple[str, str], int] = {}
    for mark in marks:
        key = (mark.text, mark.link)
        if mark.closes and waits.get(key):
            while (waiting[-1].text, waiting[-1].link) != key:
                passed = waiting.pop()
                waits[passed.text, passed.link] -= 1
            opener = waiting.pop()
            waits[key] -= 1
            opener.partner, mark.partner = "opens", "closes"
        elif mark.opens:
            waiting.append(mark)
            waits[key] = waits.get(key, 0) + 1


def _tidy(runs: list[Inline]) -> tuple[Inline, ...]:
    """Fold line ends, join equal neighbours, and trim both ends and the space before a citation."""
    out: list[Inline] = []
    for run in runs:
        if run.cites:
            _trim_end(out)
            out.append(run)
            continue
        words = _FOLD.sub(" ", run.text) if "\n" in run.text else run.text
        last = out[-1] if out else None
        if last is None:
            words = words.lstrip()
        elif not last.cites and last[1:4] == run[1:4] and not run.ref and not run.link.startswith("#"):
            joined = last.text.rstrip(" \t") + words if words == " " and run.text != " " else last.text + words
            out[-1] = last._replace(text=joined)
            continue
        if words:
            out.append(run._replace(text=words))
    _trim_end(out)
    return tuple(out)


def _trim_end(runs: list[Inline]) -> None:
    """Drop the white space at the end of the last run of words."""
    while runs and not runs[-1].cites:
        words = runs[-1].text.rstrip()
        if words:
            runs[-1] = runs[-1]._replace(text=words)
            return
        runs.pop()


# Citations -------------------------------------------------------------------------------------------------------------
def parse_citations(text: str, place: Place, problems: list[Problem]) -> tuple[Citation, ...]:
    """Parse what a `cite` field holds: `1-3, 6; dod 2`, with or without `[@` and `]` round it."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if text.startswith("[@", start):
        if text.endswith("]", start, end):
            start, end = start + 1, end - 1
        else:
            problems.append(error("this citation has no closing bracket", place(start).at(0, 2), "write 6 or [@6]", "citation"))
            return ()
    return _citations(text, start, end, place, problems)


def _citations(text: str, start: int, end: int, place: Place, problems: list[Problem]) -> tuple[Citation, ...]:
    """Parse the citations between two offsets; none at all where one of them is bad."""
    out: list[Citation] = []
    at, bad = start, False
    for item in text[start:end].split(";"):
        words = item.strip()
        where = at + len(item) - len(item.lstrip())
        cite = _citation(words, place(min(where, max(end - 1, 0)))._replace(length=max(1, len(words))), problems)
        if cite:
            out.append(cite)
        bad = bad or cite is None
        at += len(item) + 1
    return () if bad else tuple(out)


def _citation(words: str, span: Span, problems: list[Problem]) -> Citation | None:
    """Parse one citation: a source or claim and its labels, or labels alone."""
    body = words.removeprefix("@").strip()
    if not body:
        problems.append(error("this citation names nothing", span, "write [@6], [@mee 6] or [@departure]", "citation"))
        return None
    first, _, rest = body.replace(",", " , ").partition(" ")
    target = "" if _BARE.fullmatch(first) else first
    if target and not _ID.fullmatch(target):
        hint = "an id has lower-case letters, digits and hyphens; several citations are separated by ;"
        problems.append(error(f"{target!r} is neither a paragraph number nor an id", span, hint, "citation"))
        return None
    labels = (rest if target else body).strip()
    locators: list[Locator] = []
    for label in labels.removeprefix(",").split(",") if labels else ():
        locator = _locator(label.strip(), bool(target), span, problems)
        if locator is None:
            return None
        locators.append(locator)
    return Citation(target, tuple(locators), span)


def _locator(label: str, sourced: bool, span: Span, problems: list[Problem]) -> Locator | None:
    """Parse a label or a range of labels; without a source before it only a number or a known label is one."""
    label = re.sub(r"\s*[-–]\s*", "-", label)
    pair = _RANGE.fullmatch(label)
    if pair and pair.group(1).isdigit() and pair.group(2).isdigit() and int(pair.group(1)[:9]) >= int(pair.group(2)[:9]):
        problems.append(error(f"{label}: the range runs backwards", span, "write the smaller number first", "citation"))
        return None
    if pair:
        return Locator(pair.group(1), pair.group(2))
    if _LABEL.fullmatch(label) if sourced else _BARE.fullmatch(label):
        return Locator(label)
    hint = "paragraphs are separated by commas, sources and claims by semicolons: [@5, 10; @dod 2]"
    problems.append(
        error(f"{label!r} is not a paragraph or label" if label else "a paragraph is missing", span, hint, "citation")
    )
    return None


# Passages --------------------------------------------------------------------------------------------------------------
class _Lines:
    """Lines of a passage taken together as one paragraph, and where each of their characters stood."""

    __slots__ = ("offsets", "parts", "starts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []  # in the joined text
        self.offsets: list[int] = []  # in the passage

    def add(self, words: str, offset: int) -> None:
        self.starts.append(self.starts[-1] + len(self.parts[-1]) + 1 if self.parts else 0)
        self.parts.append(words)
        self.offsets.append(offset)

    def prose(self, place: Place, problems: list[Problem]) -> Prose:
        def at(offset: int) -> Span:
            line = max(i for i, start in enumerate(self.starts) if start <= offset)
            return place(self.offsets[line] + offset - self.starts[line])

        return parse_prose("\n".join(self.parts), at, problems)


def parse_passage(text: str, place: Place, problems: list[Problem]) -> tuple[TextBlock, ...]:
    """Parse paragraphs, `- ` bullets, `1. ` numbers, `> ` quotations and `## ` sub-headings, with a blank line between blocks.

    A numbered list begins with 1 and counts on: a paragraph that begins with a year is a paragraph.
    """
    out: list[tuple[str, list[_Lines]]] = []
    open_block = False
    offset = 0
    for line in text.split("\n"):
        words = line.strip()
        start = offset + len(line) - len(line.lstrip())
        offset += len(line) + 1
        if not words:
            open_block = False
            continue
        open_block = _add_line(out, words, start, open_block)
    return tuple(TextBlock(kind, tuple(item.prose(place, problems) for item in items)) for kind, items in out)


def _add_line(out: list[tuple[str, list[_Lines]]], words: str, start: int, goes_on: bool) -> bool:
    """Put one line where it belongs; return whether a line below may go on with it."""
    last_kind, last_items = out[-1] if out else ("", [])
    kind, taken = _kind_of(words, last_kind, len(last_items))
    in_list = goes_on and last_kind == kind and kind in ("bullets", "numbers")
    if goes_on and not in_list and not (kind == "quotation" == last_kind):
        last_items[-1].add(words, start)
        return True
    body, at = words[taken:].lstrip(), start + taken + len(words[taken:]) - len(words[taken:].lstrip())
    if kind == "quotation" and goes_on:
        if body and last_items[-1].parts[-1:] != [""]:
            last_items[-1].add(body, at)
            return True
        if not body:
            last_items[-1].add("", at)
            return True
    lines = _Lines()
    lines.add(body, at)
    if kind == last_kind and (kind in ("bullets", "numbers") or goes_on):
        last_items.append(lines)
    else:
        out.append((kind, [lines]))
    return kind != "heading"


def _kind_of(words: str, last_kind: str, last_count: int) -> tuple[str, int]:
    """Name the kind of block that a line begins, and how many characters say so."""
    if words.startswith("- "):
        return "bullets", 2
    if words.startswith("## "):
        return "heading", 3
    if words.startswith("> ") or words == ">":
        return "quotation", 1
    number = f"{last_count + 1 if last_kind == 'numbers' else 1}. "
    return ("numbers", len(number)) if words.startswith(number) else ("paragraph", 0)
