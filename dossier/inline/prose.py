"""One paragraph of author text -> runs."""

from __future__ import annotations

import re

from dossier.ids import ID_FORM
from dossier.inline import other_markup
from dossier.inline.citations import citations_in
from dossier.inline.emphasis import FOLD, STYLES, Mark, styled, tidy, unpaired
from dossier.inline.other_markup import Foreign
from dossier.inline.parsed import Bracketed, Inline, Place, Prose
from dossier.problems import Problem, error, warning

ESCAPABLE = "\\*_`[]<>{}"
# a set of characters comes first, because a search for that is several times as fast as one for alternatives
_SPECIAL = re.compile(r"[\\*_`\[<{\n](?:(?<=\[)@([^\[\]\\]*)\])?")
_BRACKET = re.compile(r"\[[^\[\]\\]*\]")
_TICKS = re.compile(r"`+")
_STARS = re.compile(r"\*+|_+")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_DESTINATION = re.compile(r"\(((?:[^\s()]|\([^\s()]*\))*)\)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SUFFIX = re.compile(r"\{([a-z][a-z0-9-]*)\}")
_NAME = re.compile(r"(?:[^\W\d_][\w'’.-]*[ \u00a0])*[\w'’-]+$")
_OPENING = {  # what a mark may stand behind when it begins: not a slash, and an underscore not a hyphen, for addresses have both
    "*": frozenset("([{\"'“‘«„‚—–-¿¡*_"),
    "_": frozenset("([{\"'“‘«„‚—–¿¡*"),
}
_LIKE_CITATION = re.compile(r"\[(\s*[@#]?[A-Za-z0-9¶§][\w\s,;:@.¶§–-]{0,200})\]")
_REACH = 120  # characters: no name is longer


def parse_prose(text: str, place: Place, problems: list[Problem]) -> Prose:
    """Parse one paragraph; `place` gives the position of each offset of `text`.

    Line ends fold to a space, white space at both ends and before a citation goes. A name takes an id by `Name{id}`: the word
    before the brace and the capitalised words directly before that; `[any words]{id}` says exactly which.
    """
    start = place(0)
    other_markup.in_words(text, place, problems)
    if not _SPECIAL.search(text):
        words = text.strip()
        return Prose((Inline(words),) if words else (), start)
    scan = _Scan(text, place, problems)
    scan.read(len(text) - len(text.lstrip()), len(text.rstrip()), "")
    if not scan.tangled:
        return Prose(tuple([piece for piece in scan.pieces if isinstance(piece, Inline)]), start)
    runs = tidy(styled(scan.pieces))
    if left := unpaired(scan.pieces):
        scan.tell(other_markup.UNCLOSED, left.at, len(left.text))
    return Prose(runs, start, tuple(scan.plain_brackets))


class _Scan:
    """One pass over a paragraph: pieces are text, marks of emphasis, and finished runs."""

    def __init__(self, text: str, place: Place, problems: list[Problem]) -> None:
        self.text, self.place, self.problems = text, place, problems
        self.pieces: list[Inline | Mark] = []
        self.tangled = False  # whether there is anything but words and citations
        self.brackets: dict[int, int] | None = None
        self.unclosed: set[int] = set()  # lengths of groups of backticks that nothing closes further on
        self.plain_brackets: list[Bracketed] = []
        self.told: set[Foreign] = set()

    def read(self, start: int, end: int, link: str) -> None:
        """Read the characters from `start` to `end`; all of it leads to `link`."""
        text, at = self.text, start
        while at < end:
            found = _SPECIAL.search(text, at, end)
            if not found:
                self.say(text[at:end], link)
                return
            stop = found.start()
            if found[1] is not None:
                at = self.cited(text[at:stop], link, stop, found.end() - 1)
            else:
                self.say(text[at:stop], link)
                at = self.special(stop, end, link)

    def say(self, words: str, link: str = "", style: str = "") -> None:
        """Add a stretch of plain words, if there are any."""
        if words:
            self.pieces.append(Inline(words, style, link))

    def tell(self, mark: Foreign, at: int, length: int) -> None:
        """Tell a mark of another language, the first of its kind in the paragraph."""
        if mark not in self.told:
            self.told.add(mark)
            other_markup.told(mark, self.place, at, length, self.problems)

    def special(self, at: int, end: int, link: str) -> int:
        """Read what begins at a special character; return where to go on."""
        text, char = self.text, self.text[at]
        self.tangled = True
        if char == "\n":
            stop = _after_fold(text, at, end)
            self.say(text[at:stop], link)
            return stop
        if char == "\\" and at + 1 < end and text[at + 1] in ESCAPABLE:
            self.say(text[at + 1], link)
            return at + 2
        if char == "\\" and text.startswith("\n", at + 1):
            self.tell(other_markup.BROKEN, at, 1)
        if char in "*_":
            return self.star(at, end, link)
        if char == "`":
            return self.code(at, end, link)
        past = self.bracketed(at, end, link, char)
        if past:
            return past
        self.plain(at, char)
        self.say(char, link)
        return at + 1

    def plain(self, at: int, char: str) -> None:
        """Look at a special character that is none: whether it is a mark of another language, or a citation without its @."""
        look = {"[": other_markup.at_bracket, "<": other_markup.at_angle}.get(char)
        found = look(self.text, at) if look else None
        if found:
            self.tell(found[0], at, found[1])
        elif char == "[" and (like := _LIKE_CITATION.match(self.text, at)):
            quoted = _in_quotation(self.text[max(0, at - _REACH) : at])
            self.plain_brackets.append(Bracketed(like[1], self.place(at).at(0, len(like[0])), quoted))
        elif char == "{" and (suffix := _SUFFIX.match(self.text, at)):
            self.tell(other_markup.UNNAMED, at, len(suffix.group()))

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
        """Read a group of asterisks or underscores: it begins before a word, ends behind one, and does neither within one."""
        found = _STARS.match(self.text, at, end)
        assert found
        group, stop = found.group(), found.end()
        before = self.text[at - 1] if at else " "
        after = self.text[stop] if stop < len(self.text) else " "
        known = group in STYLES
        opens = known and (before.isspace() or before in _OPENING[group[0]]) and not (after.isspace() or after in ").]},;:!?/")
        closes = known and not (before.isspace() or before in "([{" or after.isalnum())
        self.pieces.append(Mark(group, opens, closes, link, at))
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
            self.tell(other_markup.TICK, at, len(group))
        self.say(group, link)
        return found.end()

    def closing(self, at: int) -> int:
        """Return where the square bracket at this offset is closed, or 0."""
        plain = _BRACKET.match(self.text, at)
        if plain:
            return plain.end() - 1
        if self.brackets is None:
            self.brackets = _brackets(self.text)
        return self.brackets.get(at, 0)

    def citation(self, at: int) -> int:
        """Read `[@…]`; a bad one is a problem, and stays in the text."""
        close = self.closing(at)
        if not close:
            message = "this citation has no closing bracket"
            self.problems.append(error(message, self.place(at).at(0, 2), "write [@6]; a plain bracket is \\[@", "citation"))
            self.say("[@")
            return at + 2
        return self.cited("", "", at, close)

    def cited(self, words: str, link: str, at: int, close: int) -> int:
        """Read the citations between two brackets, after some words; bad ones stay in the text."""
        if self.text.startswith("^", at - 1) and at:
            self.tell(other_markup.CARET, at - 1, 1)
        cites = citations_in(self.text, at + 1, close, self.place, self.problems)
        self.say(words.rstrip() if cites else words, link)
        if cites:
            self.pieces.append(Inline("", cites=cites))
            address = _DESTINATION.match(self.text, close + 1)
            if address and (":" in address[1] or address[1][:1] == "#"):
                self.tell(other_markup.LED, close + 1, len(address.group()))
        else:
            self.tangled = True
            self.say(self.text[at : close + 1])
        return close + 1

    def link(self, at: int, end: int) -> int:
        """Read `[words](address)` or `[words]{id}`; 0 where neither follows the bracket."""
        close = self.closing(at)
        if not close or close >= end:
            return 0
        suffix = _SUFFIX.match(self.text, close + 1, end)
        if suffix and self.text[at + 1 : close].strip():
            self.pieces.append(self.named(self.text[at + 1 : close], suffix))
            return suffix.end()
        found = _DESTINATION.match(self.text, close + 1, end)
        address = found.group(1) if found else ""
        if not found or not self.is_address(address, found.start(1)):
            return 0
        if self.text.startswith("!", at - 1) and at:
            self.tell(other_markup.IMAGE, at, close + 1 - at)
        if address.startswith("#"):
            span = self.place(found.start(1)).at(0, len(address))
            self.pieces.append(Inline(_unescaped(self.text[at + 1 : close]), link=address, span=span))
        else:
            self.read(at + 1, close, address)
        return found.end()

    def is_address(self, address: str, at: int) -> bool:
        """Say whether a link may lead there; tell why not."""
        if address.lower().startswith(("http://", "https://", "mailto:")):
            return True
        if address[:1] == "#" and ID_FORM.fullmatch(address, 1):
            return True
        hint = "an address begins with https://, http://, mailto: or #id"
        where = self.place(at).at(0, max(1, len(address)))
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
        if not found or link or not self.text[at - 1 : at].isalnum():
            return 0
        words, pieces = self.words_before()
        cut = _name_start(words)
        if cut == len(words) or words[:cut].endswith("\\"):
            return 0
        del self.pieces[len(self.pieces) - pieces :]
        self.say(words[:cut])
        self.pieces.append(self.named(words[cut:], found))
        return found.end()

    def words_before(self) -> tuple[str, int]:
        """Return the plain words that end here, as far back as a name may reach, and how many pieces they are."""
        words, count = "", 0
        for piece in reversed(self.pieces):
            if not isinstance(piece, Inline) or piece[1:5] != ("", "", "", ()) or len(words) > _REACH:
                break
            words, count = piece.text + words, count + 1
        return FOLD.sub(" ", words), count

    def named(self, words: str, suffix: re.Match[str]) -> Inline:
        """Make the run of a name with its id."""
        span = self.place(suffix.start(1)).at(0, len(suffix.group(1)))
        return Inline(_unescaped(words), ref=suffix.group(1), span=span)


def _brackets(text: str) -> dict[int, int]:
    """Find for each square bracket that is closed the one that closes it, in one pass."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for found in re.finditer(r"\\.|\[|\]", text, re.S):
        char = found.group()
        if char == "[":
            waiting.append(found.start())
        elif char == "]" and waiting:
            pairs[waiting.pop()] = found.start()
    return pairs


def _in_quotation(before: str) -> bool:
    """Say whether the last quotation mark before a place opens a quotation."""
    return max(map(before.rfind, "“„«")) > max(map(before.rfind, "”»")) or before.count('"') % 2 == 1


def _after_fold(text: str, at: int, end: int) -> int:
    """Return the end of the white space that begins with this line end."""
    while at < end and text[at].isspace():
        at += 1
    return at


def _unescaped(words: str) -> str:
    """Drop the backslashes that make a character plain."""
    return re.sub(r"\\([\\*_`\[\]<>{}])", r"\1", words)


def _name_start(words: str) -> int:
    """Return where the name at the end of these words starts."""
    found = _NAME.search(words[-_REACH:])
    if not found:
        return len(words)
    parts = re.split(r"[ \u00a0]", found.group())
    start = len(words) - len(parts[-1])
    for part in reversed(parts[:-1]):
        if not part[:1].isupper() or part.endswith("."):
            break
        start -= len(part) + 1
    return start
