"""What is drawn on a map -> the entries of its legend: each class that is drawn, and no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dossier.blocks import Text, text
from dossier.figures.kit.ink import Ink
from dossier.figures.map import signs
from dossier.figures.map.frame import Frame
from dossier.figures.map.inset import Inset
from dossier.figures.map.legend import Entry
from dossier.figures.map.overlays import entries_of
from dossier.figures.map.survey import ABOUT, EXACT, Course, Mark, Survey
from dossier.geodesy.lines import Line
from dossier.styling.style import Style


def explained(
    data: Survey,
    style: Style,
    frame: Frame,
    marks: Sequence[Mark],
    courses: Sequence[tuple[Course, Line, bool]],
    inset: Inset | None,
    numbers: Sequence[Entry],
) -> list[Entry]:
    """Make the entries of the legend; `numbers` are those of places without room for their names."""
    out: list[Entry] = []

    def add(key: str, sign: Callable[..., Sequence[Ink]], said: Text) -> None:
        out.append(Entry(key, sign, said))

    words, role = data.words, style.role("map.way")
    color, weight = role.rule_color, role.rule_above
    for number, holder in enumerate(data.holders):
        if any(mark.holder == number for mark in marks):
            said = (*text(words["map.held"].split("{}")[0]), *(run._replace(link="") for run in holder.name))
            add(f"holder:{number}", lambda x, y, n=number, c=holder.color: signs.mark(x, y, EXACT, n, c), said)
    for precision in (EXACT, ABOUT):
        if any(mark.precision == precision and (precision == ABOUT or mark.holder < 0) for mark in marks):
            said = text(words[f"map.{precision}"])
            add(precision, lambda x, y, p=precision: signs.mark(x, y, p, -1, None), said)
    kinds = dict.fromkeys(way.kind for mark in marks for way in mark.ways)
    for kind in kinds:
        add(
            f"way:{kind}",
            lambda x, y, k=kind: signs.way(x - signs.OUTER / 2 - 3, y, 1.0, 0.0, k, color, weight),
            text(words[f"map.way.{kind}"]),
        )
    drawn = [(course.kind, follows) for course, line, follows in courses if len(line) > 1]
    drawn += [(course.kind, False) for course in data.far if inset]
    for kind, follows in dict.fromkeys(drawn):
        said = text(words["map.along" if follows else "map.schematic"].format(words[f"map.route.{kind}"]))
        add(f"route:{kind}:{follows}", lambda x, y, k=kind: signs.route([(x - 11, y), (x + 10, y)], k, color, weight), said)
    out += entries_of(data, frame)
    out += numbers
    inside_inset = [mark for mark in data.stops if inset and not frame.shows(mark.at)]
    if away := len(data.marks) - len(marks) - len(inside_inset):
        add("beyond", nothing, text(words.count("map.beyond", away).format(away)))
    if far := 0 if inset else len(data.far):
        add("far", nothing, text(words.count("map.far", far).format(far)))
    return out


def nothing(x: float, y: float) -> Sequence[Ink]:
    """Draw no sign."""
    return ()
