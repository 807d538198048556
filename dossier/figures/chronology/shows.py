"""Dated entries -> what the chronology shows: marks with the precision of their dates, lanes, words; the figure adds nothing.

Days are proleptic ordinals (1 = 1 January 1). The lists of the timeline say with citations all that stands in the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from dossier.blocks import Figure, Run, Text, plain, text
from dossier.dates import When
from dossier.model import Dated
from dossier.saying.phrases import Phrases
from dossier.saying.wording import NO_BREAK, Wording
from dossier.tuples import NamedTuple

Kind: TypeAlias = Literal["day", "within", "lasting", "by", "either"]
DAY: Final = "day"
WITHIN: Final = "within"
LASTING: Final = "lasting"
BY: Final = "by"
EITHER: Final = "either"
KINDS: Final[Sequence[Kind]] = (DAY, WITHIN, LASTING, BY, EITHER)
MOST_LANES: Final = 12  # lanes up to which each can have its heading; else the name of the lane stands before the words
MOST: Final = 150  # entries up to which each can have a mark


class Happening(NamedTuple):
    """An entry of the timeline as it comes from there: its dates, its text, what became of it, its lane, a short text."""

    when: Sequence[Dated]
    said: Text
    status: str
    lane: str
    label: str


class Mark(NamedTuple):
    """An entry on the axis.

    `kind`: DAY, a day that is known; WITHIN, a time within these bounds; LASTING from start to end; BY, no later than `end`;
    EITHER, days that sources disagree on. An end that is open is None. `days` are the days of EITHER.
    """

    kind: Kind
    start: int | None
    end: int | None
    about: bool
    days: Sequence[int]
    lane: int
    words: Text


class Chronology(NamedTuple):
    """All that a chronology shows. `lanes` are headings, one empty if there are none; `cut_off` is a day."""

    marks: Sequence[Mark]
    lanes: Sequence[str]
    cut_off: int | None
    words: Wording


def figure(phrases: Phrases, happenings: Sequence[Happening]) -> Figure | None:
    """Return the drawn chronology; None where too few different dates are known for one, or too many entries."""
    least = phrases.style.role("chronology").least
    drawn = [it for it in happenings if not any(dated.when.word == "as of" for dated in it.when)]
    if len({it.lane for it in drawn}) > MOST_LANES:
        drawn = [_named(phrases, it) for it in drawn]
    lanes = list(dict.fromkeys(it.lane for it in drawn))
    lanes.sort(key=lambda lane: not lane)  # what stands in no lane comes last
    made = [(it, mark) for it in drawn if (mark := _mark(phrases, it, lanes.index(it.lane)))]
    bounds = {(mark.start, mark.end, *mark.days) for _, mark in made}
    if len(bounds) < least or len(made) > MOST:
        return None
    made.sort(key=lambda pair: _order(pair[1]))
    words = phrases.words
    cut_off = phrases.dossier.facts.as_of
    titles = [lane or (words["chronology.lane.other"] if len(lanes) > 1 else "") for lane in lanes]
    data = Chronology([mark for _, mark in made], titles, cut_off.date.latest if cut_off else None, words)
    undrawn = len(drawn) - len(made)
    title = (Run(words["figure.number"].format(phrases.figure_number()), "strong"), Run(f" {words['chronology.title']}"))
    alternative = _alternative(phrases, made, titles)
    return Figure("chronology", data, alternative, title, "chronology", "chronology", _made(phrases, undrawn))


def _named(phrases: Phrases, happening: Happening) -> Happening:
    """Put the lane before the words of an entry."""
    if not happening.lane:
        return happening
    said = (*phrases.line(happening.lane), Run(": "), *(phrases.line(happening.label) or happening.said))
    return happening._replace(said=said, lane="", label="")


def _order(mark: Mark) -> tuple[int, int]:
    """Return the key that puts marks in order: what is earliest first; what has no start by its end."""
    start = mark.start if mark.start is not None else mark.end
    return start or 0, mark.end or 0


def _mark(phrases: Phrases, happening: Happening, lane: int) -> Mark | None:
    """Make the mark of an entry; None where nothing of its date is known."""
    whens = [dated.when for dated in happening.when if dated.when.date is not None]
    said = phrases.line(happening.label) if happening.label else text(_bare(happening.said))
    if happening.status:
        said = (*said, Run(f" ({phrases.words[f'timeline.{happening.status}']})"))
    if not whens:
        return None
    if len(whens) > 1:
        return _either(whens, lane, said)
    kind, start, end = _span(whens[0])
    if start is None and end is None:
        return None
    date = whens[0].date
    about = whens[0].about or bool(date and date.edtf.rstrip("]")[-1:] in "~%?")
    return Mark(kind, start, end, about, (), lane, said)


def _either(whens: Sequence[When], lane: int, said: Text) -> Mark | None:
    """Make the mark of what sources date differently."""
    days = sorted({day for when in whens if (day := _middle(when)) is not None})
    if not days:
        return None
    return Mark(EITHER, days[0], days[-1], any(when.about for when in whens), days, lane, said)


def _middle(when: When) -> int | None:
    """Return a day within the bounds of a date; where one bound is open, the other."""
    assert when.date is not None
    known = [day for day in (when.date.earliest, when.date.latest) if day is not None]
    return sum(known) // len(known) if known else None


def _span(when: When) -> tuple[Kind, int | None, int | None]:
    """Return what kind of mark a date has, and its bounds."""
    assert when.date is not None
    edtf, earliest, latest = when.date
    if when.word == "undated":
        return BY, None, None if earliest is None else earliest - 1
    if when.word == "by":
        return BY, None, latest
    if when.word == "since":
        return LASTING, earliest, None
    if "/" in edtf:
        return LASTING if earliest is not None else BY, earliest, latest
    if earliest is None:
        return BY, None, latest
    return (DAY if earliest == latest else WITHIN), earliest, latest


def _bare(said: Text) -> str:
    """Return the words of an entry without citations and the full stop at its end."""
    words = "".join(run.text for run in said if run.role != "cite" and run.note is None)
    words = words.replace(NO_BREAK, " ").strip()
    return words[:-1] if words.endswith(".") and words.count(".") == 1 else words


def _made(phrases: Phrases, undrawn: int) -> Text:
    """Say what is left out, and where the sources stand."""
    words = phrases.words
    parts = [words.count("chronology.undated", undrawn).format(undrawn)] if undrawn else []
    return text("".join(f" {said}" for said in (*parts, words["chronology.sources"])))


def _alternative(phrases: Phrases, made: Sequence[tuple[Happening, Mark]], titles: Sequence[str]) -> str:
    """Say in words what the figure shows: lane by lane, each entry with its dates, in their order."""
    words = phrases.words
    cut_off = phrases.cut_off()
    said = [words["chronology.alt"].format(len(made))]
    for lane, title in enumerate(titles):
        if title:
            said.append(words["chronology.alt.lane"].format(title))
        said += [f"{phrases.when(it.when)}: {plain(mark.words)}." for it, mark in made if mark.lane == lane]
    if cut_off:
        said.append(words["chronology.alt.cut-off"].format(cut_off))
    return " ".join(said)
