"""What author text has of other markup languages: the words of a paragraph or a line in, what prints as it is written out, told.

Nothing here changes a run: a footnote, a table, a tag of HTML stays text. It is told once a kind and paragraph, with what to
write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.inline.parsed import Place
from dossier.problems import Problem, warning
from dossier.tuples import NamedTuple

CHECK: Final = "markup"
_PLAIN: Final = "; between backticks it prints as it is written"


class Foreign(NamedTuple):
    """A mark that is none of ours: what it is, and what to write instead."""

    what: str
    hint: str


FOOTNOTE: Final = Foreign("a footnote isn't made of this", "cite the paragraph: [@6]; the style says whether it prints as a note")
CARET: Final = Foreign("a caret raises nothing", "take it out; the style says whether a citation prints as a raised number")
LED: Final = Foreign("a citation leads to its source by itself", "take the address out; that of a source is its `url`")
IMAGE: Final = Foreign("no picture is set here", "put it under `images:`, with `file`, `alt`, and the section that it stands in")
TABLE: Final = Foreign(
    "a table isn't set: its cells run on as words",
    "write it as a list (`- `) in a section of your own, or its figures under `charts:`",
)
TAG: Final = Foreign("tags of HTML mean nothing", "*emphasis*, **strong**; or put a backslash before the <")
ADDRESS: Final = Foreign("no link is made of this", "write <https://…>, <mailto:…> or [words](https://…)")
ENTITY: Final = Foreign("entities of HTML mean nothing", "write the character itself" + _PLAIN)
ATTRIBUTE: Final = Foreign(
    "attributes in braces mean nothing", "take them out; ids are given by the dossier, looks by the style" + _PLAIN
)
STRUCK: Final = Foreign("nothing is struck out or marked by this", "take the words out, or make them **strong**" + _PLAIN)
DASHES: Final = Foreign("two hyphens don't become a dash", "write – or — itself" + _PLAIN)
DEFINED: Final = Foreign("addresses aren't defined apart from their words", "write [words](https://…) where the words stand")
APART: Final = Foreign("a blank keeps the address apart from its words", "write [words](https://…); or \\[ for a plain bracket")
UNNAMED: Final = Foreign(
    "no name stands directly before this id", "write Name{id} without a blank, [any words]{id}, or \\{ for {"
)
TICK: Final = Foreign("nothing closes this backtick", "write ’ for an apostrophe, or \\` for the character itself")
UNCLOSED: Final = Foreign(
    "no emphasis is made of this mark", "write **words** without blanks inside the marks; \\* is a plain asterisk"
)
UNDERLINED: Final = Foreign("no emphasis is made of __", "write **words**; \\_ is a plain underscore")
BROKEN: Final = Foreign("a line isn't broken by a backslash", "take it out; paragraphs of a section are parted by an empty line")
HEADING: Final = Foreign(
    "no heading is made of this", "in the text of a section of your own a sub-heading is a line with `## ` before it"
)
HEADINGS: Final = Foreign(
    "there is one level of headings within a section", "write `## `; a backslash before the # keeps it text"
)
RULE: Final = Foreign("no rule is drawn, and no heading made, by a line of signs", "take it out; `## ` begins a sub-heading")
FENCE: Final = Foreign("lines between backticks are folded into one", "`words` set a few words as they are; lines go into a list")
BULLET: Final = Foreign("no list is made of this", "the items of a list begin with `- `, after an empty line")
NUMBER: Final = Foreign("no list is made of this", "the items of a numbered list begin with 1., 2., 3., after an empty line")
MISCOUNTED: Final = Foreign("this number doesn't follow, and goes on with the item before", "count on: 1., 2., 3.")
NO_GAP: Final = Foreign(
    "this goes on with the paragraph above", "leave an empty line before a list, heading or quotation; – is a dash"
)
NESTED: Final = Foreign("a list within a list is set as one list", "say in words what belongs to which, or begin a second list")
FOLDED: Final = Foreign(
    "> folds this item into the line before", "say it in a sentence, or in a section of your own with `text: |`; – is a dash"
)
ONE_PARAGRAPH: Final = Foreign(
    "this is one paragraph, in which no list or quotation is made",
    "say it in a sentence, or in a section of your own; – is a dash",
)

_BY_EYE: Final = re.compile(
    r"(?P<attribute>\{[#.:][A-Za-z][^{}\n]{0,80}\})|(?P<entity>&(?:amp|lt|gt|quot|apos|nbsp|shy|[nm]dash|hellip|[lr][sd]quo|[lr]aquo|bull|euro|pound|yen|copy|reg|deg|times"
    r"|[A-Za-z](?:uml|acute|grave|circ|cedil|tilde|slash|ring)|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)"
    r"|(?P<struck>~~(?=\S)[^~\n]{1,200}~~|(?<![\w=])==(?=[^\s=])[^=\n]{1,200}==(?![\w=]))"
    r"|(?P<dashes>(?<=[\w.,;:)\]] )-{2,3}(?= \w))"
    r"|(?P<underlined>(?<![\w_])__(?=[^\W_])[^_\n]{1,200}__(?![\w_]|\.\w))"
)
_MAY_BE: Final = re.compile(r"[&~=]|--|__|\{[#.:]")
_KINDS: Final = {"attribute": ATTRIBUTE, "entity": ENTITY, "struck": STRUCK, "dashes": DASHES, "underlined": UNDERLINED}
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`)[^`]*\1(?!`)")
TAGS: Final = re.compile(
    r"<(?:!--|/?(?:a|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|pre|q|s|small|span"
    r"|strike|strong|sub|sup|table|tbody|td|th|tr|u|ul)(?=[\s/>])[^<>]{0,200}>)",
    re.IGNORECASE,
)
_BARE_ADDRESS: Final = re.compile(r"<(?:www\.|[\w.+-]+@)[^\s<>]{3,200}>")
_DEFINITION: Final = re.compile(r"\[[^\[\]\n]{1,200}\](?::\s{1,9}<?https?://|\[[^\[\]\n@]{0,200}\])")
_APART: Final = re.compile(r"\[[^\[\]\n@]{1,200}\]\s{1,9}\((?:https?://|www\.)[^\s()]{3,}\)")
_SIGNS: Final = re.compile(r"(?:-{3,}|={3,}|\*{3,}|_{3,}|(?:- ){2,}-|(?:\* ){2,}\*)$")
_COLUMNS: Final = re.compile(r"\|.*\||[^|]+ \| [^|]+ \| .+|:?-{3,}:?(?:\s*\|\s*:?-{3,}:?)+|[^\t]*\S\t+\S")


def told(foreign: Foreign, place: Place, at: int, length: int, problems: list[Problem]) -> None:
    """Tell a mark that prints as it is written."""
    message = foreign.what if foreign in _CHANGED else f"{foreign.what}: this prints as it is written"
    problems.append(warning(message, place(at).at(0, max(1, length)), foreign.hint, CHECK))


_CHANGED: Final = frozenset((TABLE, FENCE, NESTED, MISCOUNTED, NO_GAP, FOLDED))  # what these touch doesn't print as it is written


def in_words(text: str, place: Place, problems: list[Problem]) -> None:
    """Tell what in a paragraph only a reader of another language would take for a mark; each kind once."""
    for foreign, at, length in found_in(text):
        told(foreign, place, at, length, problems)


def found_in(text: str) -> Iterator[tuple[Foreign, int, int]]:
    """Find entities, struck words, doubled hyphens and doubled underscores, outside of code; each kind once: where, how long."""
    if not _MAY_BE.search(text):
        return
    seen: set[str] = set()
    for found in _BY_EYE.finditer(_CODE.sub(lambda code: " " * len(code.group()), text) if "`" in text else text):
        kind = found.lastgroup or ""
        if kind not in seen:
            seen.add(kind)
            yield _KINDS[kind], found.start(), len(found.group())


def at_bracket(text: str, at: int) -> tuple[Foreign, int] | None:
    """Name what a plain square bracket begins in another language, and its length."""
    before = text[at - 1] if at else ""
    if text.startswith("[^", at) or before == "^":
        return FOOTNOTE, max(2, text.find("]", at, at + 200) + 1 - at)
    if before == "!" and "](" in text[at : at + 400]:
        return IMAGE, 1
    for form, foreign in ((_DEFINITION, DEFINED), (_APART, APART)):
        if found := form.match(text, at):
            return foreign, len(found.group())
    return None


def at_angle(text: str, at: int) -> tuple[Foreign, int] | None:
    """Name what a plain angle bracket begins in HTML, and its length."""
    for form, foreign in ((TAGS, TAG), (_BARE_ADDRESS, ADDRESS)):
        if found := form.match(text, at):
            return foreign, len(found.group())
    return None


def at_line(words: str) -> Foreign | None:
    """Name the block of another language that a line begins; its own blocks are for the caller to know."""
    head = words[:1]
    if head == "#":
        return HEADINGS if re.match(r"#{1,6}\s|##\S", words) and not words.startswith("## ") else None
    if head == "`":
        return FENCE if words.startswith("```") and words.count("```") % 2 else None
    if _SIGNS.match(words):
        return RULE
    if words.startswith(("* ", "+ ", "• ", "· ", "*\t", "-\t")):
        return BULLET
    if re.match(r"\(?[1-9]\d?\)\s", words):
        return NUMBER
    return TABLE if ("|" in words or "\t" in words) and _COLUMNS.match(words) else None


def at_paragraph(words: str) -> Foreign | None:
    """Name the block that a line of a paragraph begins, where there can be no blocks at all."""
    if re.match(r"#{1,6}\s|##\S", words):
        return HEADING
    if words.startswith(("- ", "> ")):
        return ONE_PARAGRAPH
    foreign = at_line(words)
    return ONE_PARAGRAPH if foreign in (BULLET, NUMBER) else foreign
