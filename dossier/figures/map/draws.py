"""A survey in, the drawn map out: ground, overlays, routes, places with their names, scale, inset, and the legend below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import Run, Text, text
from dossier.figures.kit.ink import Ink, nothing, paint, rectangle
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.kit.typesetter import Paint, Typesetter
from dossier.figures.map import signs
from dossier.figures.map.courses import all_round, course_line, goes_on
from dossier.figures.map.frame import framed
from dossier.figures.map.ground import Ground, doubtful_lines, ground_of, ink
from dossier.figures.map.inset import Inset, beyond, inset, paint_inset
from dossier.figures.map.legend import Entry, disputes_seen, disputes_told, explained, legend
from dossier.figures.map.lettering import Lettering, Name, letter, place_name
from dossier.figures.map.measures import graticule, room, scale
from dossier.figures.map.overlays import draw_shapes, named_lines, tints
from dossier.figures.map.survey import ABOUT, AREA, EXACT, Course, Mark, Survey
from dossier.figures.map.toponyms import place_countries, place_rivers, place_seas
from dossier.geodesy.lines import Line, inside
from dossier.layout.surface import Surface
from dossier.units import WHITE, Color

MOST_THIRDS: Final = 1.85  # of the page's height, in thirds: what the map alone may take of it
MOST_NUMBERS: Final = 30  # names without room that stand in the legend; the others are counted
WHOLE_THIRDS: Final = 2.39  # what the map may take with its legend
LOWEST: Final = 60.0  # points: a map that is lower shows nothing
HALO: Final = 2.2  # points: the width of the outline under a name


def draw(setter: Typesetter, data: Survey, width: float, height: float | None = None) -> tuple[float, Paint] | None:
    """Lay the map out; return its height, with the legend, and what paints it; None where the legend leaves it no room."""
    if data.wanted and data.wanted != data.projection.name and setter.warn:
        setter.warn(
            f"the map's stretch of the globe can't be shown in the {data.wanted} projection; {data.projection.name} is taken"
        )
    layout = Layout(setter, data, width, height)
    most = height or WHOLE_THIRDS * setter.third
    while layout.height > most:
        room = layout.frame.height - (layout.height - most)
        if room < LOWEST:
            return None
        layout = Layout(setter, data, width, height, room)
    return layout.height, layout.paint


class Layout:
    """A map that is laid out. Lengths in points; the origin is the lower left corner of the map's frame."""

    def __init__(
        self, setter: Typesetter, data: Survey, width: float, height: float | None = None, ceiling: float | None = None
    ) -> None:
        """Lay it out in a width, and where it has one in a height; the frame is not higher than `ceiling`."""
        self.data, self.style = data, setter.style
        self.lettering = Lettering(setter)
        most = ceiling or MOST_THIRDS * setter.third
        self.frame = frame = framed(data.box, data.projection, width, height and (ceiling or height), most)
        self.board = Board(width, frame.height)
        self.marks = [mark for mark in data.marks if frame.shows(mark.at)]
        self.points = [frame.place(mark.at) for mark in self.marks]
        self.lands = {land for mark in self.marks for land in mark.lands}
        self.ground: Ground = ground_of(data, frame, self.lands)
        self.names: list[Name] = []
        self.signs: list[Ink] = []
        self.entries: list[Entry] = []
        waters = [*self.ground.rivers, *named_lines(frame, data)]
        self.courses: list[tuple[Course, Line, bool]] = [(course, *course_line(frame, course, waters)) for course in data.courses]
        self.inset: Inset | None = None
        self.placed = 0  # places whose names stand on the map
        self._note_lines()
        self._furnish()
        self._draw_over_ground()
        self._draw_places()
        self.net: list[Ink] = []
        self._draw_graticule()
        self._write_names()
        self.entries = explained(data, self.style, frame, self.marks, self.ground, self.courses, self.inset, self.entries)
        self.seen = disputes_seen(data, frame, self.ground, self.inset)
        self.legend = legend(self.entries, self.lettering, self.style, width, disputes_told(data, self.seen, self.inset))
        self.height = frame.height + self.legend.height

    # Layout --------------------------------------------------------------------------------------------------------------
    def _furnish(self) -> None:
        """Put scale and inset where the least of the map is hidden."""
        frame, board = self.frame, self.board
        hidden = [*self.points, *(point for _, line, _ in self.courses for point in line)]
        hides = [
            board.crossed(room(frame, right))
            + 30 * sum(room(frame, right).touches(Rect(x - 8, y - 6, x + 8, y + 6)) for x, y in hidden)
            for right in (False, True)
        ]
        self.scale = scale(frame, self.lettering, self.data.words, hides[1] < hides[0])
        board.take(self.scale.box)
        if self.data.far:
            self.inset = beyond(frame, self.lettering, self.data, self.style, hidden, self.scale.box)
        elif self.data.inset:
            self.inset = inset(frame, self.data, self.style, self.lands, hidden, self.scale.box)
        if self.inset:
            board.take(self.inset.box)

    def _note_lines(self) -> None:
        """Note where the lines of the ground run, so that names keep off them."""
        doubtful = doubtful_lines(self.ground, self.frame, self.data)
        for line in (*self.ground.borders, *self.ground.coasts, *doubtful):
            self.board.draw(line, 0.35)
        for name, line in self.ground.rivers:
            self.board.draw(line, 0.6 if name else 0.25)

    def _draw_over_ground(self) -> None:
        """Draw overlays and routes; what overlays are called keeps off the routes."""
        board = self.board
        routes: list[Ink] = []
        way = self.style.role("map.way")
        for index, (course, line, _) in enumerate(self.courses):
            start = signs.OUTER + 2 if goes_on(self.frame, self.marks, course, line) else signs.INNER
            line = signs.trimmed(line, start, signs.INNER)
            self.courses[index] = (course, line, self.courses[index][2])
            for round_ in all_round(self.frame, line):
                routes += signs.route(round_, course.kind, way.rule_color, way.rule_above)
                board.draw([point for point in round_ if 0 <= point[0] <= board.frame.right], 1.6)
        shapes, names = draw_shapes(self.frame, board, self.lettering, self.data, self.style)
        self.signs += [*shapes, *routes]
        self.names += names

    def _draw_places(self) -> None:
        """Draw the marks of places and the signs of the ways into them."""
        role = self.style.role("map.way")
        for mark, (x, y) in zip(self.marks, self.points, strict=True):
            for way in mark.ways:
                direction = self.frame.direction(mark.at, way.bearing)
                self.signs += signs.way(x, y, *direction, way.kind, role.rule_color, role.rule_above)
                for box in signs.way_box(x, y, *direction):
                    self.board.take(box)
            color = self.data.holders[mark.holder].color if mark.holder >= 0 else None
            precision = ABOUT if mark.precision == AREA and mark.holder >= 0 else mark.precision
            self.signs += signs.mark(x, y, precision, mark.holder, color, mark.state, large=mark.rank == 0)
            if precision != AREA:
                self.board.take(self._box(mark, x, y))

    def _draw_graticule(self) -> None:
        """Draw meridians and parallels, where the style has a weight for them."""
        role = self.style.role("map.graticule")
        if role.rule_above or self.frame.projection.name == "stereographic":
            self.net, names = graticule(self.frame, self.board, self.lettering, role, self.data.words)
            self.names += names

    @staticmethod
    def _box(mark: Mark, x: float, y: float) -> Rect:
        precision = EXACT if mark.holder >= 0 else mark.precision
        return signs.mark_box(x, y, precision, mark.state, large=mark.rank == 0)

    def _write_names(self) -> None:
        """Write names: of places by their rank, of rivers, countries and seas; what has no room becomes a number."""
        shown = self.style.role("map").names
        left = []
        for mark, (x, y) in zip(self.marks, self.points, strict=True):
            if not self._write(mark, x, y, self._name(mark, shown)):
                left.append((mark, x, y))
        self._number(left, shown)
        board, lettering, data = self.board, self.lettering, self.data
        waters = {**{name.lower(): text(said) for name, said in data.names.items()}, **data.waters}
        self.names += place_rivers(board, lettering, self.ground.rivers, waters)
        countries = place_countries(board, lettering, self.ground.countries, data.names)
        self.names += [name._replace(halo=bool(data.shapes)) for name in countries]
        self.names += place_seas(board, lettering, self.frame, data.names, self._on_land)

    def _name(self, mark: Mark, shown: str) -> Text:
        """Return a place's name, and in how many senses it is used, where that is more than one."""
        name = place_name(mark.native, mark.name, shown)
        if mark.senses < 2:
            return name
        return (*name, Run(" "), Run(f"({self.data.words['map.senses'].format(mark.senses)})", "short"))

    def _write(self, mark: Mark, x: float, y: float, name: Text) -> bool:
        """Write the name of a place at its mark, of an area upon it; say whether there was room."""
        area = mark.precision == AREA
        lines = self.lettering.set(name, "map.chief" if mark.rank == 0 and not area else "map.area" if area else "map.place")
        width, height = self.lettering.size(lines)
        spot = None
        if area and mark.holder < 0:
            spot = self.board.place_over(width, height, x, y)
        spot = spot or self.board.place(width, height, self._box(mark, x, y))
        if spot is None:
            return False
        self.names.append(self.lettering.level(lines, spot.box, leader=spot.leader or ()))
        self.placed += 1
        return True

    def _number(self, left: Sequence[tuple[Mark, float, float]], shown: str) -> None:
        """Give numbers to places without room for their names; what has no room for a number either is only counted."""
        unnamed = self.inset.unnamed if self.inset else 0
        number = 0
        for mark, x, y in left:
            lines = self.lettering.set(text(str(number + 1)), "map.note")
            spot = self.board.place(*self.lettering.size(lines), self._box(mark, x, y)) if number < MOST_NUMBERS else None
            if spot is None:
                unnamed += 1
                continue
            number += 1
            self.names.append(self.lettering.level(lines, spot.box, leader=spot.leader or ()))
            self.entries.append(Entry(f"number:{mark.id}", nothing, self._name(mark, shown), text(str(number))))
        if unnamed:
            self.entries.append(Entry("unnamed", nothing, text(self.data.words.count("map.unnamed", unnamed).format(unnamed))))

    def _on_land(self, x: float, y: float) -> bool:
        return any(inside((x, y), ring) for country in self.ground.countries for ring in country.rings)

    # Drawing -------------------------------------------------------------------------------------------------------------
    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Draw the map with its upper left corner at x, y."""
        frame, edge = self.frame, self.style.role("map")
        halo = self.style.role("map.place").fill or WHITE
        with surface.turned(x, y - frame.height, 0.0):
            with surface.clipped(0, 0, frame.width, frame.height):
                paint(surface, ink(self.ground, frame, self.data, self.style, tints(frame, self.data)))
                paint(surface, self.net)
                paint(surface, self.signs)
                paint(
                    surface, [Ink([name.leader], stroke=Color("gray", (0.25,)), width=0.5) for name in self.names if name.leader]
                )
                if self.inset:
                    paint_inset(surface, self.inset)
            names = [*self.names, *self.scale.names, *(self.inset.names if self.inset else ())]
            with surface.halos(halo, HALO):
                for name in names:
                    if name.halo:
                        letter(surface, name)
            paint(surface, self.scale.inks)
            for name in names:
                letter(surface, name)
            if edge.rule_above:
                border = rectangle(0, 0, frame.width, frame.height)
                paint(surface, [Ink([border], stroke=edge.rule_color, width=edge.rule_above, closed=True)])
            paint(surface, self.legend.inks)
            for name in self.legend.names:
                letter(surface, name)
