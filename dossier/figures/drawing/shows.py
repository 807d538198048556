"""Figures of one's own, from Python -> what each drew, and what stands at it: number and title; or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from dossier.blocks import Block, Blocks, Figure, Paragraph, text
from dossier.figures.drawing.sketch import OwnFigure, Refused, Sketch
from dossier.model import HOME, Dossier, OwnSection
from dossier.problems import Problem, error
from dossier.saying.phrases import Phrases
from dossier.styling.style import Style

ROOM: Final = 0.8  # of the text block: the height that a Flowable is offered
NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Own(NamedTuple):
    """A figure of one's own that was drawn: what stands at it, its name, what it drew."""

    figure: OwnFigure
    name: str
    sketch: Sketch


def load(
    figures: Sequence[OwnFigure], dossier: Dossier, style: Style, missing: Callable[[str], Sequence[str]]
) -> tuple[list[Own], list[Problem]]:
    """Have figures drawn; return those that were, and what is wrong with the others.

    `missing` returns the characters of a text that no face of the style has.
    """
    page = style.page
    room = {"side": page.side or page.main, "main": page.main}.get(style.role("figure").span, page.both)
    high = (page.height - page.top - page.bottom) * ROOM
    drawn: list[Own] = []
    problems: list[Problem] = []
    for number, figure in enumerate(figures, 1):
        name = figure.name or str(number)
        found = _wrong(figure, name, [own.name for own in drawn], dossier)
        if not found:
            sketch, found = _sketched(figure, name, (room, high), missing)
            drawn += [Own(figure, name, sketch)] if sketch else []
        problems += [error(f"figure {name!r}: {message}", None, hint, "own-figure", name) for message, hint in found]
    return drawn, problems


Wrong = list[tuple[str, "str | None"]]  # messages and hints


def _wrong(figure: OwnFigure, name: str, taken: Sequence[str], dossier: Dossier) -> Wrong:
    """Return what is wrong with a figure before it draws anything."""
    found: Wrong = []
    if not NAME.fullmatch(name):
        found.append(("its name has other characters than lower case letters, digits and hyphens", None))
    if name in taken:
        found.append(("another figure has this name", "names are told apart in problems and links"))
    if not figure.alt.strip():
        found.append(("it has no alternative text", "say in words what a reader who can't see it would miss"))
    own = [part.id for part in dossier.sections if isinstance(part, OwnSection)]
    printed = [name for name in (*HOME.of, *own) if not dossier.sections or name in (*dossier.sections, *own)]
    if figure.section not in printed:
        why = "the dossier doesn't list the section" if figure.section in HOME.of else "there is no section"
        found.append((f"{why} {figure.section!r}, at whose end it would stand", f"there are {', '.join(printed)}"))
    return found


def _sketched(
    figure: OwnFigure, name: str, room: tuple[float, float], missing: Callable[[str], Sequence[str]]
) -> tuple[Sketch | None, Wrong]:
    """Have a figure drawn; return what it drew, or what is wrong."""
    from dossier.figures.drawing.sketching import sketched

    try:
        sketch = sketched(figure.drawing, name, room)
    except Refused as refused:
        return None, [(refused.message, refused.hint)]
    absent = dict.fromkeys(char for words in sketch.words for char in missing(words.text))
    return sketch, [(f"no typeface of the style has {char!r} (U+{ord(char):04X})", "write it in another way") for char in absent]


def figures_in(phrases: Phrases, section: str, figures: Sequence[Own]) -> Blocks:
    """Return the figures that stand at the end of a section: drawn, or told in words where the style wants no figures."""
    out: list[Block] = []
    for own in figures:
        if own.figure.section == section:
            alt, title, anchor = own.figure.alt.strip(), text(own.figure.title.strip()), f"figure-{own.name}"
            if phrases.style.role("figure").show:
                out.append(Figure("drawing", own.sketch, alt, title, "figure", anchor))
            else:
                out += [Paragraph(title, "caption", anchor), Paragraph(text(alt), "caption")]
    return tuple(out)
