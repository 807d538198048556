"""The short form, made to fit: what gives way goes, whole statement after whole statement; smaller type is no way out."""

from __future__ import annotations

from math import ceil
from typing import Final

from dossier import products
from dossier.blocks import Beside, Galley
from dossier.printing.stream import lay_out
from dossier.problems import DossierError, Problem
from dossier.short.composing import Composer
from dossier.short.given import Room
from dossier.styling.style import Style
from dossier.text.faces import FontBook

LEAST_ROWS: Final = 3  # of the table, before questions go; the last of it goes after them


def shortened(composer: Composer, style: Style, book: FontBook, limit: int) -> Galley:
    """Return the galley of the short form that takes so many pages (0: any), on one page where all of it stands there.

    Rows of the table give way first, then questions that are also open, from the end; on the first page the second paragraph of
    the report, then what follows from judgements, then their rivals; in its side column what actors do.
    Raise DossierError, with the surplus in lines and what would have to go, where that doesn't do.
    """
    room = Room()
    galley = composer.compose(room, one_page=True)
    if len(lay_out(galley, style, book).pages) == 1 or not limit:
        return galley if limit else composer.compose(room, one_page=False)
    galley = composer.compose(room, one_page=limit == 1)
    front, back = (1, limit - 1) if limit > 1 else (1, 0)
    while surplus := _surplus(galley, style, book, front, back):
        smaller = _less(room, *surplus, style, aside=surplus[0] > 0 and _is_aside(galley, style, book))
        if smaller is None:
            raise DossierError([_refusal(galley, style, book, limit, surplus)])
        room = smaller
        galley = composer.compose(room, one_page=limit == 1)
    return galley


def _surplus(galley: Galley, style: Style, book: FontBook, front: int, back: int) -> tuple[float, float] | None:
    """Return by how much (points) what stands before and after the turn of the page is too high; None where neither is."""
    if not back:
        pages = lay_out(galley, style, book).pages
        return (sum(pages[front:]), sum(pages[front:])) if len(pages) > front else None
    before = lay_out(galley._replace(sections=()), style, book).pages
    after = lay_out(galley._replace(front=()), style, book).pages if galley.sections else ()
    over = sum(before[front:]), sum(after[back:])
    return over if any(over) else None


def _is_aside(galley: Galley, style: Style, book: FontBook) -> bool:
    """Say whether the side column alone makes the first page too high."""
    main = tuple(block for part in galley.front for block in (part.main if isinstance(part, Beside) else (part,)))
    return len(lay_out(galley._replace(front=main, sections=()), style, book).pages) == 1


def _less(room: Room, before: float, after: float, style: Style, *, aside: bool) -> Room | None:
    """Return less room for what gives way; None where all of it is gone."""
    lines = max(1, int(after / (2 * style.role("table.cell").leading)))
    if after and room.rows > LEAST_ROWS:
        return room._replace(rows=max(LEAST_ROWS, room.rows - lines))
    if after and room.also:
        return room._replace(also=room.also - 1)
    if after and room.rows:
        return room._replace(rows=room.rows - 1)
    return _less_before(room, aside=aside) if before else None


def _less_before(room: Room, *, aside: bool) -> Room | None:
    """Return less room on the first page, in the column that is too high."""
    if aside:
        return room._replace(roles=room.roles - 1) if room.roles else None
    if room.paragraphs > 1:
        return room._replace(paragraphs=1)
    if room.matters:
        return room._replace(matters=False)
    return room._replace(rivals=False) if room.rivals else None


def _refusal(galley: Galley, style: Style, book: FontBook, limit: int, surplus: tuple[float, float]) -> Problem:
    """Say by how many lines it is too long, and what would have to go."""
    leading = style.role("body").leading
    lines = sum(ceil(points / leading) for points in surplus)
    pages = len(lay_out(galley, style, book).pages)
    full = [(page, what) for page, what, points in (("first", FIRST, surplus[0]), ("second", SECOND, surplus[1])) if points]
    hint = "; ".join(f"on the {page} page shorten {what}" for page, what in full)
    hint += ": all that gives way by itself is gone; or leave out parts with --sections"
    return products.over(pages, limit, lines, hint)


FIRST: Final = "the bottom line, `report`, what judgements say, or what actors do in a sentence (`role`)"
SECOND: Final = "the first question, or what `scope` leaves out"


def too_long(galley: Galley, style: Style, book: FontBook, limit: int) -> Problem:
    """Say by how many lines a brief is longer than its pages, and which sections stand beyond them."""
    laid = lay_out(galley, style, book)
    beyond = [it.id for it in galley.sections if (laid.map.page(it.id) or 0) > limit]
    lines = ceil(sum(laid.pages[limit:]) / style.role("body").leading)
    hint = f"beyond page {limit} begin {', '.join(beyond)}" if beyond else "its last section goes beyond"
    return products.over(
        len(laid.pages), limit, lines, f"{hint}: --sections takes those that you name, --product short two pages"
    )
