"""The paragraphs of a text and their labels: as they are written before them, or found by rule where none are.

A labelled text has a label in brackets on a line of its own before each paragraph: `[headline]`, `[deck]`, `[caption]`, `[1]`.
The first line that isn't empty tells: a label that is one of the usual ones, or has a digit. A line of a paragraph that looks
like a label has a backslash before it.

In any other text paragraphs are parted by empty lines, or else are lines. The first is the headline, unless it is a sentence;
until the first sentence comes the rest is byline, dateline, caption (it ends with a credit) or deck. From there on paragraphs are
numbered, but for captions and short headings. Lines of a web site's menu are labelled `menu-1` and so on: none is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from dossier.problems import Problem, Span, error
from dossier.texts.pinned import Labelled

MENU: Final = "menu-"

_LABEL: Final = re.compile(r"\[([\w§¶][\w.§¶-]*)\][ \t]*")
_FIRST: Final = re.compile(r"\[(?:headline|deck|caption|byline|dateline|menu-\d+|[\w.§¶-]*\d[\w.§¶-]*)\][ \t]*")
_RANGE: Final = re.compile(r"[A-Za-z]*\d+[a-z]?-[A-Za-z]*\d+[a-z]?")  # as a citation would read it
_ESCAPED: Final = re.compile(r"\\+\[")
_MENU_LINE: Final = re.compile(
    r"(?:skip|jump) to (?:the )?(?:main |page )?(?:content|navigation|search|footer)"
    r"|(?:main |site |close |open )?(?:menu|navigation)|home(?: page)?|search|log ?in|sign ?in|sign ?up|register|my account"
    r"|subscribe(?: now)?|newsletters?|advertisement|advert|share(?: this)?(?: article| story)?(?: on .{1,20})?"
    r"|print(?: this)?(?: page| article)?|follow us(?: on .{1,20})?|cookies?|cookie settings|accept(?: all)?(?: cookies)?"
    r"|related (?:articles|stories|topics)|read more|back to top|comments|leave a comment",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(r"by [^\W\d_][^.!?]{1,80}", re.IGNORECASE)
_DATELINE: Final = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified)(?: (?:date|on|at))?:? .{4,60})"
    r"|(?:\w{3,9},? )?\d{1,2} [^\W\d_]{3,9} \d{4}\b.{0,30}"
    r"|(?:\w{3,9},? )?[^\W\d_]{3,9} \d{1,2}, \d{4}\b.{0,30}|\d{4}-\d\d-\d\d\b.{0,30}",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(r"(?:\([A-Z][\w./&' -]{1,40}\)|\b(?:Photo(?:graph)?|Picture|Image|Credit):? .{2,60})$", re.DOTALL)
_SENTENCE: Final = re.compile(r"(?:[.!?…:;][\"'”’»)\]]*|[\"”»][.,]?)$")
_END: Final = 80  # characters at the end of a paragraph that tell what it is
_HEADLINE_WORDS: Final = 30
_DECK_WORDS: Final = 40
_HEADING_WORDS: Final = 8
_WRAPPED: Final = (40, 100)  # characters: the widest line of a text that was broken to lines, at least and at most


def labelled(text: str, name: str) -> tuple[list[Labelled], list[Problem]]:
    """Return the paragraphs of a text with their labels, and what is wrong with those that are written."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    return _by_labels(lines, name) if _FIRST.fullmatch(first) else (_by_rule(lines), [])


def written(paragraphs: Iterable[Labelled]) -> str:
    """Return paragraphs as a labelled text, from which `labelled` reads the same again."""
    return "\n".join(f"[{it.label}]\n{_escaped(it.text)}\n" for it in paragraphs)


def _escaped(text: str) -> str:
    return "\\" + text if _LABEL.fullmatch(text) or _ESCAPED.match(text) else text


# Labels that are written -----------------------------------------------------------------------------------------------
def _by_labels(lines: Sequence[str], name: str) -> tuple[list[Labelled], list[Problem]]:
    """Take each label, and all up to the next one as its paragraph."""
    out: dict[str, Labelled] = {}
    problems: list[Problem] = []
    starts = [number for number, line in enumerate(lines) if _LABEL.fullmatch(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        label = lines[start].strip()[1:-1]
        span = Span(name, start + 1, 1, len(label) + 2)
        words = [line[1:] if _ESCAPED.match(line) else line for line in lines[start + 1 : end]]
        text = " ".join(" ".join(words).split())
        if _RANGE.fullmatch(label):
            problems.append(error(f"{label!r} is a range, no label", span, "a paragraph has one label", "label"))
        elif not text:
            problems.append(
                error(f"nothing stands under the label {label!r}", span, "write its paragraph, or take it out", "label")
            )
        elif label in out:
            message = f"the label {label!r} stands here a second time; the first is in line {out[label].line - 1}"
            problems.append(error(message, span, "each paragraph has a label of its own", "label"))
        else:
            out[label] = Labelled(label, text, start + 2)
    return list(out.values()), problems


# Labels that are found -------------------------------------------------------------------------------------------------
def _by_rule(lines: Sequence[str]) -> list[Labelled]:
    """Label paragraphs by what they look like and where they stand."""
    counts: dict[str, int] = {}
    out: list[Labelled] = []
    paragraphs = _paragraphs(lines)
    for place, (text, line) in enumerate(paragraphs):
        role = _role(text, counts, last=place == len(paragraphs) - 1)
        counts[role] = number = counts.get(role, 0) + 1
        label = str(number) if role == "" else f"{role}-{number}" if number > 1 or role in ("menu", "heading") else role
        out.append(Labelled(label, text, line))
    return out


def _role(text: str, counts: dict[str, int], *, last: bool) -> str:
    """Name what a paragraph is: 'headline', 'deck', 'menu', …, or '' for one that is numbered."""
    words = len(text.split(None, _DECK_WORDS))
    sentence = bool(_SENTENCE.search(text, max(0, len(text) - _END)))
    if len(text) < _END and _MENU_LINE.fullmatch(text):
        return "menu"
    if not sentence and _CREDIT.search(text, max(0, len(text) - _END)) and ("headline" in counts or "" in counts):
        return "caption"
    if "" in counts:
        return "heading" if not sentence and words <= _HEADING_WORDS and not last else ""
    if "headline" not in counts:
        return "headline" if words <= _HEADLINE_WORDS and not text.endswith((".", ".”", '."')) else ""
    if _DATELINE.fullmatch(text):
        return "dateline"
    if _BYLINE.fullmatch(text) and words <= _HEADING_WORDS * 2:
        return "byline"
    return "" if sentence or words >= _DECK_WORDS else "deck"


def _paragraphs(lines: Sequence[str]) -> list[tuple[str, int]]:
    """Return paragraphs with their lines: blocks of lines that were broken to a width are joined, other lines stand alone."""
    out: list[tuple[str, int]] = []
    width = max((len(line.rstrip()) for line in lines), default=0)
    block: list[tuple[str, int]] = []
    for number, line in enumerate([*lines, ""], 1):
        words = " ".join(line.split())
        if words:
            block.append((words, number))
            continue
        if len(block) > 1 and _was_broken([words for words, _ in block], width):
            block = [(" ".join(words for words, _ in block), block[0][1])]
        out += block
        block = []
    return out


def _was_broken(block: Sequence[str], width: int) -> bool:
    """Say whether the lines of a block end where the next word would not have fitted."""
    least, most = _WRAPPED
    if not least <= width <= most:
        return False
    return all(len(line) + 1 + len(following.split(" ")[0]) > width for line, following in pairwise(block))
