"""The survey -> words: title and caption under the map, and the text that stands for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dossier.blocks import Run, Text, plain, text
from dossier.figures.map.survey import EXACT, Mark, Survey
from dossier.geodesy.disputes import Dispute
from dossier.geodesy.frontiers import disputed_in
from dossier.geodesy.geodesics import inverse
from dossier.inline import Citation
from dossier.model import DIRECTIONS, Point, known, unsaid
from dossier.saying.phrases import Phrases, capitalised
from dossier.saying.wording import NO_BREAK, Wording

MOST_REASONS: Final = 8  # disputes that are told with their reasons; where there are more, their names alone
NEAR: Final = 160_000.0  # metres: on a narrower map it shows that borders are drawn roughly


def title(phrases: Phrases, survey: Survey) -> Text:
    """Say title, state, what the map rests on, and the issuer's own note."""
    settings = phrases.dossier.map
    parts: list[Run] = [*survey.title, Run(". ")]
    if survey.situation:
        parts += [*capitalised(survey.situation), Run(". ")]
    cites = _cites(phrases)
    if cites:
        parts += [*phrases.fill("map.reported", phrases.cite(cites)), Run(" ")]
    if settings and settings.note:
        parts += [*phrases.prose(settings.note), Run(" ")]
    for difference in survey.differing:
        parts += [*difference, Run(" ")]
    return tuple(parts)


def made(phrases: Phrases, survey: Survey) -> Text:
    """Say where the ground is from, how it is projected, and what is usually said of boundaries."""
    words, settings = phrases.words, phrases.dossier.map
    parts = [f"{words['map.sources']} {projection_words(survey, words)}"]
    if survey.far:
        parts.append(words["map.inset"])
    west, south, east, north = survey.box
    if inverse((west, (south + north) / 2), (east, (south + north) / 2)).distance < NEAR:
        parts.append(words["map.near"])
    if not (settings and settings.note):
        issuer = phrases.dossier.facts.issuer
        parts.append(words["map.boundaries"].format(issuer) if issuer else words["map.boundaries.nobody"])
    return text(" ".join(parts))


def _cites(phrases: Phrases) -> tuple[Citation, ...]:
    """Return what holders, ways in and routes on the map rest on, each citation once."""
    found: list[Citation] = []
    for place in phrases.dossier.places.values():
        if place.map and isinstance(place.at, Point):
            held = known(place.held_by)
            found += held.cites if held else ()
            found += [cite for way in place.approaches for cite in way.cites]
    for route in phrases.dossier.routes.values():
        found += route.cite
    return tuple({cite[:2]: cite for cite in found}.values())


def in_words(disputes: Sequence[Dispute]) -> list[str]:
    """Name what is disputed, each with its reason; where it is much, the names alone."""
    return [f"{it.name} ({it.says})" if len(disputes) <= MOST_REASONS else it.name for it in disputes]


def projection_words(survey: Survey, words: Wording) -> str:
    """Name the projection with its standard parallels, and the datum."""
    projection = survey.projection
    parallels = f" {words['and']} ".join(
        f"{abs(p):.1f}°{NO_BREAK}{words['north' if p >= 0 else 'south']}" for p in projection.parallels
    )
    return words[f"map.{projection.name}"].format(parallels)


def alternative(phrases: Phrases, survey: Survey) -> str:
    """Say in words what the map shows: places, who holds them, ways into them, routes; as of when. On whose word: the caption."""
    words = phrases.words
    sentences = [words["map.alt"].format(plain(survey.title), phrases.cut_off() or words["map.alt.undated"])]
    chief = survey.marks[0] if survey.marks else None
    sentences += [_mark_in_words(phrases, survey, mark, chief) for mark in survey.marks]
    for course in (*survey.courses, *survey.far):
        state = f": {plain(course.state)}" if course.state else ""
        sentences.append(words["map.alt.route"].format(plain(course.name), state))
    if disputed := disputed_in(survey.layers, survey.box, survey.frontiers.disputed):
        sentences.append(words["map.alt.disputes"].format("; ".join(in_words(disputed))))
    labelled = [plain(shape.label) for shape in survey.shapes if shape.label]
    if labelled:
        sentences.append(words["map.alt.shapes"].format(words.join(list(dict.fromkeys(labelled)))))
    return " ".join(sentences)


def _mark_in_words(phrases: Phrases, survey: Survey, mark: Mark, chief: Mark | None) -> str:
    """Say of a place where it lies from the chief place, how exactly that is known, who holds it, and the ways in."""
    words = phrases.words
    said = [plain(mark.name)]
    if mark.precision != EXACT:
        said.append(words[f"map.alt.{mark.precision}"])
    if chief is not None and mark is not chief:
        way = inverse(chief.at, mark.at)
        if way.distance > 1000:
            direction = DIRECTIONS[round(way.bearing / 45) % 8]
            said.append(words["map.alt.from"].format(round(way.distance / 1000), direction, plain(chief.name)))
    if mark.holder >= 0 and (held := known(phrases.dossier.places[mark.id].held_by)):
        key = "map.alt.taken" if held.state == "taken" else "map.alt.held"
        who = words[key].format(plain(survey.holders[mark.holder].name))
        said.append(", ".join(filter(None, (who, plain(phrases.standing(held))))))
    return " ".join((", ".join(part.strip() for part in said) + ".", *_ways_in_words(phrases, mark)))


def _ways_in_words(phrases: Phrases, mark: Mark) -> Iterator[str]:
    """Yield a sentence on the ways into a place: each with its state and who holds it, and of which sides nothing is said."""
    words, place = phrases.words, phrases.dossier.places[mark.id]
    if not place.approaches:
        return
    ways = []
    for way in place.approaches:
        state = str(way.state) if way.by is None else f"{way.state} {words['by']} {phrases.name_of(way.by.id)}"
        ways.append(words["map.alt.way"].format(way.direction, state))
    if sides := words.join(unsaid(place)):
        ways.append(words["map.alt.unsaid"].format(sides))
    yield words["map.alt.ways"].format(plain(mark.name), "; ".join(ways))
