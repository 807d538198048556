"""The scales that likelihood words are taken from: the two rows of ICD 203 (2015), and the PHIA probability yardstick."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dossier.tuples import NamedTuple


class Term(NamedTuple):
    """One step of a scale: its words, the usual one first, and the range of probability as it prints."""

    words: Sequence[str]
    range: str


_ICD_RANGES: Final = ("1–5 %", "5–20 %", "20–45 %", "45–55 %", "55–80 %", "80–95 %", "95–99 %")
_ROW_1: Final = (
    ("almost no chance",),
    ("very unlikely",),
    ("unlikely",),
    ("roughly even chance",),
    ("likely",),
    ("very likely",),
    ("almost certain", "almost certainly"),
)
_ROW_2: Final = (
    ("remote",),
    ("highly improbable",),
    ("improbable", "improbably"),
    ("roughly even odds",),
    ("probable", "probably"),
    ("highly probable",),
    ("nearly certain",),
)
_PHIA: Final = (
    Term(("remote chance",), "up to 5 %"),
    Term(("highly unlikely",), "10–20 %"),
    Term(("unlikely",), "25–35 %"),
    Term(("realistic possibility",), "40 to under 50 %"),
    Term(("likely", "probable", "probably"), "55–75 %"),
    Term(("highly likely",), "80–90 %"),
    Term(("almost certain", "almost certainly"), "95 % and over"),
)
SCALES: Final[Mapping[str, Sequence[Term]]] = {
    "icd203 row 1": tuple(Term(words, reach) for words, reach in zip(_ROW_1, _ICD_RANGES, strict=True)),
    "icd203 row 2": tuple(Term(words, reach) for words, reach in zip(_ROW_2, _ICD_RANGES, strict=True)),
    "phia": _PHIA,
}
NAMES: Final[Mapping[str, str]] = {"icd203 row 1": "ICD 203, row 1", "icd203 row 2": "ICD 203, row 2", "phia": "PHIA yardstick"}


OWN: Final = "own"
FOREIGN: Final = "foreign"
HEDGE: Final = "hedge"
_DEGREES: Final = (
    "not|very|highly|quite|rather|fairly|extremely|most|more|less|least|increasingly|somewhat|pretty|equally|overwhelmingly"
    "|moderately|reasonably|virtually|practically|all but|almost|nearly|far"
)
_SURE: Final = "virtually|practically|all but|almost|nearly|not|quite|absolutely|far from"
_EXCLUDED: Final = "(?:rule|exclude|dismiss|discount)"
_NUMBER: Final = r"\d{1,9}(?:[.,–-]\d{1,9})?\s?(?:%|per cent|percent)"
_CHANCE: Final = "(?:chance|possibility|prospect|likelihood|probability|odds)"
_HEDGES: Final = "|".join(
    (
        rf"{_NUMBER} (?:{_CHANCE}|likely|probable|certain)",
        rf"{_CHANCE} (?:of|is|at) (?:about |over |under |some |only |at least |at most )?{_NUMBER}",
        rf"can(?:not|[’']t| not) (?:be )?{_EXCLUDED}(?:d|ed)?(?: out)?",
        r"(?:may|might)(?<!military might)(?<!air might)(?<!naval might)",
        r"could(?! not\b|n[’']t\b)",
        r"(?<!as soon as )(?<!as far as )(?<!as many as )(?<!as much as )(?<!where )(?<!if )(?<!wherever )possible",
        r"possibly|(?<!remote )possibilit(?:y|ies)|perhaps|maybe|conceivabl[ey]|potentially|plausibl[ey]",
        r"(?:good|fair|slim|small|slight|little|no|some|strong|high|low|real|even|better|any) chances?|chances are",
        r"(?<!almost )(?<!nearly )certainly|undoubtedly|doubtless|definitely|(?:without|no|beyond) (?:a )?doubt|inevitabl[ey]",
    )
)
_NAMES_TOO: Final = ("may", "might")  # hedges in small letters only
_patterns: dict[str, re.Pattern[str]] = {}


class Estimate(NamedTuple):
    """A word of likelihood in a text: OWN, of the scale; FOREIGN, of another or none; or a HEDGE, which has no probability."""

    kind: str
    word: str
    start: int


def step(word: str, scale: str) -> int:
    """Return where on its scale a word stands: 0 in the middle, 3 and -3 at the ends, whose distance is how sure it is."""
    small = word.lower()
    return next(at for at, term in enumerate(SCALES[scale]) if small in term.words) - len(SCALES[scale]) // 2


def estimates(text: str, scale: str) -> list[Estimate]:
    """Find the words of likelihood in a text, in order; what is part of a longer one (`very likely`) is not told apart."""
    small = text.replace("İ", "I").lower()  # of the same length; a pattern that ignores case takes three times as long to compile
    found: list[Estimate] = []
    for match in _pattern(scale).finditer(small):
        word = text[match.start() : match.end()]
        if word.islower() or match.group() not in _NAMES_TOO:
            found.append(Estimate(str(match.lastgroup), word, match.start()))
    return found


def _pattern(scale: str) -> re.Pattern[str]:
    """Return a scale's pattern, in small letters: its own phrases first, the longer ones before, then what would contain them."""
    if scale not in _patterns:
        own = {word for term in SCALES[scale] for word in term.words}
        every = {word for terms in SCALES.values() for term in terms for word in term.words}
        core = r"(?:likely|unlikely|probabl[ey]|improbabl[ey])"
        foreign = "|".join(
            (
                rf"(?:(?:{_DEGREES}) ){{1,4}}{core}(?: than not)?|as likely as not|likelier|likeliest",
                rf"(?:{_SURE}) certain(?:ly)?",
                _phrases(every - own - {"remote"}),
                r"odds are|even odds|toss-up",
            )
        )
        remote = rf"remote(?= {_CHANCE})|(?<=is )remote(?=$|[.,;])|(?<=remains )remote(?=$|[.,;])|(?<=are )remote(?=$|[.,;])"
        mine = _phrases(own - {"remote"}) + (f"|{remote}" if "remote" in own else "")
        _patterns[scale] = re.compile(rf"\b(?:(?P<own>{mine})|(?P<foreign>{foreign})|(?P<hedge>{_HEDGES}))(?!\w)")
    return _patterns[scale]


def _phrases(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
