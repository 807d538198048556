"""What a desk may want out of an English article: quotations with their speakers, names, dates. All of it is a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dossier.importing.writtendates import dates
from dossier.texts import Labelled
from dossier.tuples import NamedTuple

_QUOTED: Final = re.compile(r'"([^"]{2,2000})"|“([^”]{2,2000})”|„([^“”]{2,2000})[“”]|«\s?([^»]{2,2000}?)\s?»')
_VERB: Final = (
    r"(?:said|says|told|tells|added|adds|asked|wrote|writes|warned|stated|insisted|argued|explained|announced|declared|admitted"
    r"|claimed|confirmed|denied|noted|replied|continued|commented|stressed|vowed|tweeted|concluded|recalled|acknowledged)"
)
_PRONOUN: Final = re.compile(r"(?:he|she|they|it)\b", re.IGNORECASE)
_AFTER: Final = re.compile(
    rf"^[\s,]*{_VERB}\s+(?P<after>[^,.;:\"“”]{{2,120}})|^[\s,]*(?P<before>[^,.;:\"“”]{{2,120}}?)\s+{_VERB}\b"
)
_BEFORE: Final = re.compile(
    rf"(?:^|[.!?]\s+|,\s+)(?P<who>[^,.;\"“”]{{2,120}}?(?:,[^,\"“”]{{2,120}}(?=,))?),?\s+{_VERB}\b[^.\"“”]{{0,60}}[,:]?\s*$"
)
_ACCORDING: Final = re.compile(r"\baccording to (?P<who>[^,.;\"“”]{2,120})", re.IGNORECASE)
_TAIL: Final = re.compile(
    r"\s+(?:in|on|at|during|after|before|as|while|when|who|which|that|to|of his|using|describing|adding)\b.*$"
)
_SMALL: Final = r"(?:(?:of|the|and|al|bin|ibn|de|van|von|da|del|der)\s+)"
_NAME: Final = re.compile(rf"[^\W\d_a-z][\w'’-]*(?:\s+{_SMALL}{{0,2}}[^\W\d_a-z][\w'’-]*)*")
_STARTS: Final = re.compile(
    r"an?|the|this|that|these|those|its?|he|she|his|her|they|their|we|our|i|you|and|but|n?or|if|in|on|at|as|by|for|from|of|to|with"
    r"|after|before|while|when|where|who|what|which|why|how|since|until|still|also|only|more|most|many|some|all|both|one|two|no"
    r"|not|t?here|then|now|last|next|although|because|during|under|over|between|among|against|despite",
    re.IGNORECASE,
)
_CALENDAR: Final = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
)
_DRIVEN: Final = re.compile(r".*-(?:led|backed|based|held|run|born|wide)", re.IGNORECASE)


class Candidate(NamedTuple):
    """Words in quotation marks, the paragraph, and who perhaps said them ('' where the text doesn't tell)."""

    words: str
    label: str
    speaker: str


class Mention(NamedTuple):
    """A name or a date as written, and the labels of the paragraphs in which it stands; `edtf` is '' where it says no year."""

    words: str
    labels: tuple[str, ...]
    edtf: str = ""


def quotations(paragraphs: Sequence[Labelled]) -> list[Candidate]:
    """Find words in quotation marks; a pronoun is led back to the speaker named last."""
    out: list[Candidate] = []
    named = ""
    for paragraph in paragraphs:
        here = ""
        found = list(_QUOTED.finditer(paragraph.text))
        for index, match in enumerate(found):
            words = next(group for group in match.groups() if group is not None).strip().rstrip(",")
            end = found[index + 1].start() if index + 1 < len(found) else len(paragraph.text)
            begin = found[index - 1].end() if index else 0
            who = _speaker(paragraph.text[begin : match.start()], paragraph.text[match.end() : end])
            if who and _PRONOUN.match(who):
                who = f"{who} ({named}?)" if named else who
            elif who:
                named = who
            here = who or here
            if sum(map(str.isalnum, words)) > 1:
                out.append(Candidate(words, paragraph.label, here))
    return out


def _speaker(before: str, after: str) -> str:
    """Guess who speaks from what stands before and after the quotation marks."""
    found = _AFTER.match(after)
    if found:
        return _tidy(found["after"] or found["before"])
    found = _BEFORE.search(before) or _ACCORDING.search(before) or _ACCORDING.search(after)
    return _tidy(found["who"]) if found else ""


def _tidy(who: str) -> str:
    """Leave out what follows the speaker: where, when, to whom."""
    words = _TAIL.sub("", " ".join(who.split()))
    return words.removeprefix("and ").removeprefix("but ").strip()


def names(paragraphs: Sequence[Labelled]) -> list[Mention]:
    """Find what is written like a name, with its paragraphs; a single word at the start of a sentence doesn't count."""
    seen: dict[str, dict[str, None]] = {}
    for paragraph in paragraphs:
        for match in _NAME.finditer(paragraph.text):
            name = _trimmed(match[0], _begins_sentence(paragraph.text, match.start()))
            if name:
                seen.setdefault(name, {})[paragraph.label] = None
    return [Mention(name, tuple(labels)) for name, labels in seen.items()]


def _trimmed(name: str, first: bool) -> str:
    """Return a name without the small words that a sentence begins with; '' where nothing of a name is left."""
    words = re.sub(r"['’]s?$", "", " ".join(name.split())).split(" ")
    while words and (_STARTS.fullmatch(words[0]) or _CALENDAR.fullmatch(words[0])):
        words, first = words[1:], False
    while words and _CALENDAR.fullmatch(words[-1]):
        words = words[:-1]
    if not words or (len(words) == 1 and (first or _DRIVEN.fullmatch(words[0]))):
        return ""
    return " ".join(words)


def _begins_sentence(text: str, at: int) -> bool:
    """Say whether a sentence begins here: at the start, or behind a full stop."""
    before = text[:at].rstrip(" \"“„«'‘(")
    return not before or before[-1] in ".!?:…"


def mentioned_dates(paragraphs: Sequence[Labelled]) -> list[Mention]:
    """Find dates as written, with the paragraphs in which they stand."""
    seen: dict[tuple[str, str], dict[str, None]] = {}
    for paragraph in paragraphs:
        for words, edtf in dates(paragraph.text):
            seen.setdefault((words, edtf), {})[paragraph.label] = None
    return [Mention(words, tuple(labels), edtf) for (words, edtf), labels in seen.items()]
