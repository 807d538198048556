"""Dated entries -> what the chronology shows: marks with the precision of their dates, lanes, words; the figure adds nothing.

Days are proleptic ordinals (1 = 1 January 1). The lists of the timeline say with citations all that stands in the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from dossier.blocks import Figure, Run, Text, plain, text
from dossier.dates import When, parse_date
from dossier.model import Dated
from dossier.problems import Span
from dossier.saying.phrases import Phrases, capitalised
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
    label: Text


class Extent(NamedTuple):
    """The time of one date.

    `kind`: DAY, a day that is known; WITHIN, a time within these bounds; LASTING from start to end; BY, no later than `end`;
    EITHER, all that sources disagree on. An end that is open is None. Of what lasts, `begun` is the day by which it had begun,
    and `ending` that until which it went on: between these and the bounds it isn't known.
    """

    kind: Kind
    start: int | None
    end: int | None
    about: bool
    begun: int | None = None
    ending: int | None = None


class Mark(NamedTuple):
    """An entry on the axis; `sides`: the dates that sources disagree on, each as it is, which lie within `extent`."""

    extent: Extent
    sides: Sequence[Extent]
    lane: int
    words: Text


class Chronology(NamedTuple):
    """All that a chronology shows.

    `lanes` are headings, one empty if there are none; `cut_off` is a day. `undated` are the entries that have no place on the
    axis, under what is known of their dates.
    """

    marks: Sequence[Mark]
    lanes: Sequence[str]
    cut_off: int | None
    undated: Sequence[tuple[str, Sequence[Text]]]
    words: Wording


def figure(phrases: Phrases, happenings: Sequence[Happening]) -> Figure | None:
    """Return the drawn chronology; None where too few different dates are known for one, or too many entries."""
    least = phrases.style.role("chronology").least
    drawn = [it for it in happenings if not any(dated.when.word == "as of" for dated in it.when)]
    if len({it.lane for it in drawn}) > MOST_LANES:
        drawn = [_named(phrases, it) for it in drawn]
    dated = [it for it in drawn if _known(it)]
    lanes = list(dict.fromkeys(it.lane for it in dated))
    lanes.sort(key=lambda lane: not lane)  # what stands in no lane comes last
    made = [(it, _mark(phrases, it, lanes.index(it.lane))) for it in dated]
    bounds = {(mark.extent, *mark.sides) for _, mark in made}
    if len(bounds) < least or len(drawn) > MOST:
        return None
    made.sort(key=lambda pair: _order(pair[1].extent))
    words = phrases.words
    cut_off = phrases.dossier.facts.as_of
    titles = [lane or (words["chronology.lane.other"] if len(lanes) > 1 else "") for lane in lanes]
    undated = _undated(phrases, [_named(phrases, it) for it in drawn if not _known(it)])
    data = Chronology([mark for _, mark in made], titles, cut_off.date.latest if cut_off else None, undated, words)
    title = text(words["chronology.title"])
    alternative = _alternative(phrases, made, data)
    return Figure("chronology", data, alternative, title, "chronology", "chronology", text(" " + words["chronology.sources"]))


def _named(phrases: Phrases, happening: Happening) -> Happening:
    """Put the lane before the words of an entry."""
    if not happening.lane:
        return happening
    said = (*phrases.line(happening.lane), Run(": "), *(happening.label or happening.said))
    return happening._replace(said=said, lane="", label=())


def _order(extent: Extent) -> tuple[int, int]:
    """Return the key that puts marks in order: what is earliest first; what has no start by its end."""
    start = extent.start if extent.start is not None else extent.end
    return start or 0, extent.end or 0


def _known(happening: Happening) -> Sequence[When]:
    """Return the dates of an entry that have a place on the axis; before a bound, any time could be meant."""
    return [dated.when for dated in happening.when if dated.when.date is not None and dated.when.word != "undated"]


def _undated(phrases: Phrases, happenings: Sequence[Happening]) -> Sequence[tuple[str, Sequence[Text]]]:
    """Put entries without a place on the axis under what is known of their dates."""
    out: dict[str, list[Text]] = {}
    for it in happenings:
        out.setdefault(plain(capitalised(text(phrases.when(it.when)))), []).append(_words(phrases, it))
    return list(out.items())


def _words(phrases: Phrases, happening: Happening) -> Text:
    """Say an entry in a few words, and what became of it; and that some source gives no date, where another does."""
    said = happening.label or text(_bare(happening.said))
    notes = [phrases.words[f"timeline.{happening.status}"]] if happening.status else []
    if known := _known(happening):
        others = [dated for dated in happening.when if dated.when not in known]
        notes += [f"{phrases.words['or']} {phrases.when(others)}"] if others else []
    return (*said, Run(f" ({'; '.join(notes)})")) if notes else said


def _mark(phrases: Phrases, happening: Happening, lane: int) -> Mark:
    """Make the mark of an entry some of whose dates are known."""
    sides = sorted({_extent(when) for when in _known(happening)}, key=_order)
    said = _words(phrases, happening)
    if len(sides) == 1:
        return Mark(sides[0], (), lane, said)
    days = [day for side in sides for day in (side.start, side.end) if day is not None]
    return Mark(Extent(EITHER, min(days), max(days), any(side.about for side in sides)), sides, lane, said)


def _extent(when: When) -> Extent:
    """Return the time that a date means."""
    assert when.date is not None
    edtf, earliest, latest = when.date
    about = when.about or edtf.rstrip("]")[-1:] in "~%?"
    if when.word == "by" or (earliest is None and "/" not in edtf):
        return Extent(BY, None, latest, about)
    if when.word == "since":
        return Extent(LASTING, earliest, None, about, latest)
    if "/" in edtf:
        return _lasting(edtf, about)
    return Extent(DAY if earliest == latest else WITHIN, earliest, latest, about)


def _lasting(interval: str, about: bool) -> Extent:
    """Return the time of an interval, whose ends may themselves be known to the month or year only."""
    first, last = (parse_date(end, lambda at: Span("", 0, at), []) if end.strip(".") else None for end in interval.split("/"))
    about = about or any(end is not None and end.edtf[-1] in "~%?" for end in (first, last))
    if first is None:
        assert last is not None
        return Extent(BY, None, last.latest, about)
    end, ending = (last.latest, last.earliest) if last else (None, None)
    return Extent(LASTING, first.earliest, end, about, first.latest, ending)


def _bare(said: Text) -> str:
    """Return the words of an entry without citations and the full stop at its end."""
    words = "".join(run.text for run in said if run.role != "cite" and run.note is None)
    words = words.replace(NO_BREAK, " ").strip()
    return words[:-1] if words.endswith(".") and words.count(".") == 1 else words


def _alternative(phrases: Phrases, made: Sequence[tuple[Happening, Mark]], data: Chronology) -> str:
    """Say in words what the figure shows: lane by lane, each entry with its dates, in their order, then those without."""
    words = phrases.words
    cut_off = phrases.cut_off()
    said = [words["chronology.alt"].format(len(made) + sum(len(entries) for _, entries in data.undated))]
    for lane, title in enumerate(data.lanes):
        if title:
            said.append(words["chronology.alt.lane"].format(title))
        said += [_sentence(phrases.when(it.when), mark.words) for it, mark in made if mark.lane == lane]
    for when, entries in data.undated:
        said += [_sentence(when, entry) for entry in entries]
    if cut_off:
        said.append(words["chronology.alt.cut-off"].format(cut_off))
    return " ".join(said)


def _sentence(when: str, entry: Text) -> str:
    """Say a date and an entry."""
    words = plain(entry)
    return f"{plain(capitalised(text(when)))}: {words}{'' if words.endswith(('.', '?', '!')) else '.'}"
