"""The legend: each class that is drawn on the map, and no other, its sign beside its words, in columns below the map."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final, TypeAlias

from dossier.blocks import Text, text
from dossier.figures.kit.ink import Ink, Sign, nothing
from dossier.figures.kit.placing import Rect
from dossier.figures.map import signs
from dossier.figures.map.describing import in_words
from dossier.figures.map.frame import Frame
from dossier.figures.map.ground import Ground, disputed_ink, doubtful_lines
from dossier.figures.map.inset import Inset
from dossier.figures.map.lettering import Lettering, Name
from dossier.figures.map.overlays import on_paper
from dossier.figures.map.overlays import sign as sign_of
from dossier.figures.map.survey import ABOUT, EXACT, Course, Mark, Passage, Precision, Shape, Survey
from dossier.geodesy.disputes import Dispute
from dossier.geodesy.lines import Line, clip_line, split
from dossier.model import Holding
from dossier.styling.style import Style
from dossier.tuples import NamedTuple
from dossier.units import Color

SAMPLE: Final = 24.0  # points: the room of a sign, before the words
ABOVE: Final = 5.0  # points: between the map and the legend
NOTE: Final = 2.0  # points: between the entries and the note
MOST_COLUMNS: Final = 4
WITH_MARKS: Final[Sequence[Precision]] = (EXACT, ABOUT)  # areas have none


class Entry(NamedTuple):
    """An entry: which class it tells of, who draws the sign about a point, and its words; a sign may be a number instead."""

    key: str
    draw: Sign
    words: Text
    number: Text = ()


class Legend(NamedTuple):
    """A legend that was set: its height, ink and words; its upper edge is at 0."""

    height: float
    inks: Sequence[Ink]
    names: Sequence[Name]
    keys: Sequence[str]


def legend(entries: Sequence[Entry], lettering: Lettering, style: Style, width: float, note: Text = ()) -> Legend:
    """Set entries in as many columns as their words leave room for, down each column; and a note below them."""
    columns = _columns(entries, lettering, style, width) if entries else Legend(0.0, (), (), ())
    if not note:
        return columns
    lines = lettering.set(note, "map.legend", width)
    wide, high = lettering.size(lines)
    top = -(columns.height or ABOVE) - (NOTE if entries else 0.0)
    written = lettering.level(lines, Rect(0.0, top - high, wide, top), halo=False)
    return columns._replace(height=high - top, names=[*columns.names, written])


def _columns(entries: Sequence[Entry], lettering: Lettering, style: Style, width: float) -> Legend:
    role = style.role("map.legend")
    natural = max(lettering.size(lettering.set(entry.words, "map.legend", 10 * width))[0] for entry in entries)
    count = max(
        1, min(MOST_COLUMNS, len(entries), int((width + role.column_gap) / (SAMPLE + min(natural, width / 2) + role.column_gap)))
    )
    rows = ceil(len(entries) / count)
    count = ceil(len(entries) / rows)
    measure = (width - (count - 1) * role.column_gap) / count
    inks: list[Ink] = []
    names: list[Name] = []
    lowest = 0.0
    for column in range(count):
        x, y = column * (measure + role.column_gap), -ABOVE
        for entry in entries[column * rows : (column + 1) * rows]:
            lines = lettering.set(entry.words, "map.legend", measure - SAMPLE)
            wide, high = lettering.size(lines)
            middle = y - role.leading / 2
            inks += entry.draw(x + SAMPLE / 2 - 2, middle)
            if entry.number:
                mark = lettering.set(entry.number, "map.legend")
                w, h = lettering.size(mark)
                names.append(lettering.level(mark, Rect(x + SAMPLE - 6 - w, y - h, x + SAMPLE - 6, y), halo=False))
            names.append(lettering.level(lines, Rect(x + SAMPLE, y - high, x + SAMPLE + wide, y), halo=False))
            y -= high + 1.5
        lowest = min(lowest, y)
    return Legend(-lowest, inks, names, [entry.key for entry in entries])


# Entries ---------------------------------------------------------------------------------------------------------------
Courses: TypeAlias = Sequence[tuple[Course, Line, bool]]
"""Routes, each with its line on paper, and whether it follows the water that the dossier says."""


def explained(
    data: Survey,
    style: Style,
    frame: Frame,
    marks: Sequence[Mark],
    ground: Ground,
    courses: Courses,
    inset: Inset | None,
    numbers: Sequence[Entry],
) -> list[Entry]:
    """Make the entries of the legend; `numbers` are those of places without room for their names."""
    return [
        *_places(data, marks),
        *_ways(data, style, marks),
        *_routes(data, style, courses, inset),
        *_classes(data, frame),
        *_borders(data, style, frame, ground, inset),
        *numbers,
        *_undrawn(data, frame, marks, inset),
    ]


def _places(data: Survey, marks: Sequence[Mark]) -> list[Entry]:
    """Say who holds places, and how exactly it is known where they lie."""
    words = data.words
    out: list[Entry] = []
    for number, holder in enumerate(data.holders):
        if states := {mark.state == "taken" for mark in marks if mark.holder == number}:
            key = "map.held" if states == {False} else "map.taken" if states == {True} else "map.held-taken"
            said = (*text(words[key].split("{}")[0]), *(run._replace(link="") for run in holder.name))
            out.append(Entry(f"holder:{number}", _mark(EXACT, number, holder.color), said))
    standing = dict.fromkeys(mark.state for mark in marks if mark.state != "held")
    out += [Entry(f"state:{it}", _mark(EXACT, -1, None, it), text(words[f"map.state.{it}"])) for it in standing]
    for precision in WITH_MARKS:
        if any(mark.precision == precision and (precision == ABOUT or mark.holder < 0) for mark in marks):
            said = text(words[f"map.{precision}"])
            out.append(Entry(precision, _mark(precision, -1, None), said))
    return out


def _mark(precision: Precision, holder: int, color: Color | None, state: Holding = "held") -> Sign:
    return lambda x, y: signs.mark(x, y, precision, holder, color, state)


def _borders(data: Survey, style: Style, frame: Frame, ground: Ground, inset: Inset | None) -> list[Entry]:
    """Say what the borders are that are drawn in a manner of their own."""
    here = bool(_visible(doubtful_lines(ground, frame, data), frame, inset))
    drawn = here or (inset is not None and inset.disputed)
    if data.frontiers.how == "plain" or not drawn or not style.role("map.disputed").rule_above:
        return []
    words = data.words["map.own-border" if data.frontiers.how == "own" else "map.disputed" if here else "map.disputed.small"]
    said = f"{words}: {data.words.join(data.frontiers.called)}" if data.frontiers.called else words
    return [Entry("disputed", lambda x, y: disputed_ink([[(x - 11, y), (x + 10, y)]], style), text(said))]


def disputes_seen(data: Survey, frame: Frame, ground: Ground, inset: Inset | None) -> list[Dispute]:
    """Return what is disputed in a frame: of which a line or a point is seen, not hidden by the inset."""

    def is_seen(dispute: Dispute) -> bool:
        points = [frame.place(point) for point in dispute.points if frame.shows(point)]
        return bool(_visible(ground.disputed.get(dispute.name, ()), frame, inset)) or not all(
            inset is not None and inset.box.touches(Rect(x, y, x, y)) for x, y in points
        )

    return [dispute for dispute in data.frontiers.disputed if is_seen(dispute)]


def _visible(lines: Sequence[Line], frame: Frame, inset: Inset | None) -> list[Line]:
    """Return what of lines lies in the frame, and not behind the inset."""
    seen = [part for line in lines for part in clip_line(line, (0.0, 0.0, frame.width, frame.height))]
    return seen if inset is None else [part for line in seen for part in split(line, inset.box)[1]]


def disputes_told(data: Survey, seen: Sequence[Dispute], inset: Inset | None) -> Text:
    """Name what is disputed in the frame, each with its reason; where it is much, the names alone."""
    small = [data.words["map.disputes.small"]] if inset and inset.disputed and seen else []
    said = [*in_words(seen), *small]
    return text(data.words[f"map.disputes.{data.frontiers.how}"].format("; ".join(said))) if said else ()


def _ways(data: Survey, style: Style, marks: Sequence[Mark]) -> list[Entry]:
    """Say what the signs of ways into places mean."""
    role = style.role("map.way")

    def sign(kind: Passage) -> Sign:
        return lambda x, y: signs.way(x - signs.OUTER / 2 - 3, y, 1.0, 0.0, kind, role.rule_color, role.rule_above)

    kinds = dict.fromkeys(way.kind for mark in marks for way in mark.ways)
    return [Entry(f"way:{kind}", sign(kind), text(data.words[f"map.way.{kind}"])) for kind in kinds]


def _routes(data: Survey, style: Style, courses: Courses, inset: Inset | None) -> list[Entry]:
    """Say of the kinds of route what they mean, and whether their course is more than a line from end to end."""
    words, role = data.words, style.role("map.way")

    def sign(kind: Passage) -> Sign:
        return lambda x, y: signs.route([(x - 11, y), (x + 10, y)], kind, role.rule_color, role.rule_above)

    drawn = [(course.kind, follows) for course, line, follows in courses if len(line) > 1]
    drawn += [(course.kind, False) for course in data.far if inset]
    out: list[Entry] = []
    for kind, follows in dict.fromkeys(drawn):
        said = text(words["map.along" if follows else "map.schematic"].format(words[f"map.route.{kind}"]))
        out.append(Entry(f"route:{kind}:{follows}", sign(kind), said))
    return out


def _undrawn(data: Survey, frame: Frame, marks: Sequence[Mark], inset: Inset | None) -> list[Entry]:
    """Count the places and routes that lie beyond the map and on no inset."""
    words = data.words
    inside_inset = [mark for mark in data.stops if inset and not frame.shows(mark.at)]
    out: list[Entry] = []
    if away := len(data.marks) - len(marks) - len(inside_inset):
        out.append(Entry("beyond", nothing, text(words.count("map.beyond", away).format(away))))
    if far := 0 if inset else len(data.far):
        out.append(Entry("far", nothing, text(words.count("map.far", far).format(far))))
    return out


def _classes(data: Survey, frame: Frame) -> list[Entry]:
    """Return the entries of the legend for the classes of the shapes that are seen."""
    seen: dict[tuple[int, str], Shape] = {}
    for shape in data.shapes:
        if on_paper(frame, shape):
            seen.setdefault((shape.class_number, shape.kind), shape)
    return [
        Entry(f"class:{number}:{kind}", _Sample(shape, data), data.kinds[number].name)
        for (number, kind), shape in sorted(seen.items())
        if data.kinds[number].name
    ]


class _Sample:
    """Draws a sample of a shape for the legend."""

    def __init__(self, shape: Shape, data: Survey) -> None:
        self.shape, self.data = shape, data

    def __call__(self, x: float, y: float) -> Sequence[Ink]:
        lines: dict[str, list[Line]] = {
            "area": [[(x - 9, y - 4), (x + 9, y - 4), (x + 9, y + 4), (x - 9, y + 4)]],
            "line": [[(x - 10, y), (x + 10, y)]],
            "point": [[(x, y)]],
        }
        drawn = sign_of(self.shape, lines[self.shape.kind], self.data)
        holder = self.data.kinds[self.shape.class_number].holder
        if self.shape.kind != "area" or holder < 0:
            return drawn
        return [Ink(lines["area"], fill=signs.tint(self.data.holders[holder].color), closed=True), *drawn]
