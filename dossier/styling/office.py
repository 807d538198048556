"""A style for an office's printer -> problems: what no sheet holds, what a copy in grey would lose, what would reflow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from dossier import figures
from dossier.problems import Problem, Span, error, warning
from dossier.styling.roles import ROLES
from dossier.styling.sheets import VARIABLES, Setting
from dossier.styling.style import Style
from dossier.units import NEXT_LARGER, PAPERS, WHITE, Color, contrast, lightness, read_color

TEXT_CONTRAST: Final = 4.5  # of text to its ground, both as a copier sees them (WCAG 2.2, 1.4.3)
FILLS_APART: Final = 12.0  # of L*: grounds side by side that differ by less look alike on a copy
BODY, SMALL, DRAWN, LEAST = 9.0, 8.0, 7.0, 6.5  # points: least sizes of prose, of small print, within figures, of anything
PROSE: Final = ("text", "body", "bottom-line", "list", "entry", "quotation")
ADJACENT: Final = (
    ("map.land", "map.abroad"),
    ("map.land", "map.water"),
    ("map.abroad", "map.water"),
    ("chronology.lane", ""),  # '' is the paper
    ("card", ""),
)
STILL: Final = frozenset(("binding", "thickness", "head", "foot", "banner", "head-rule", "foot-rule", "rule-color"))
"""Properties of the page that move no line of text to another place of its column; of roles only colours are so."""


def problems(style: Style, sheets_say: Sequence[Setting], asked: Span) -> list[Problem]:
    """Tell what is wrong with a style for its purpose. `sheets_say`: what they hold for it only; `asked`: who asked for it."""
    found = [*_paper(style, asked)] if style.purpose == "booklet" else [*_moving(sheets_say)]
    told: set[tuple[Span | None, str]] = set()
    for problem in (*_pale(style), *_small(style), *_alike(style)):
        key = problem.span, problem.name
        if key not in told:  # what several roles inherit is said once
            told.add(key)
            found.append(problem)
    return found


def _paper(style: Style, asked: Span) -> Iterator[Problem]:
    """Yield what keeps two pages from lying on a sheet."""
    page = style.page
    declared = style.declared("page", "paper")
    if page.paper not in NEXT_LARGER:
        hint = "pages of booklets are " + ", ".join(NEXT_LARGER)
        span = declared.span if declared else asked
        yield error(
            f"no paper is twice as large as {page.paper}, so two pages of it lie on no sheet", span, hint, "booklet-paper"
        )
    elif (page.width, page.height) != PAPERS[page.paper]:
        own = style.declared("page", "width") or style.declared("page", "height")
        hint = "leave page.width and page.height to page.paper"
        yield error("a booklet needs pages of a paper with a name", own.span if own else asked, hint, "booklet-paper")


def _moving(settings: Sequence[Setting]) -> Iterator[Problem]:
    """Yield settings for the office that may break lines and pages elsewhere than on the screen."""
    for group, name, written, span in settings:
        if group == VARIABLES:
            still = _is_color(written)
        else:
            still = name in STILL if group == "page" else name in ("color", "fill", "rule-color")
        if not still:
            message = f"{group}.{name} for the office may move text to other pages than for the screen"
            yield warning(message, span, "set it for both, or change colours and binding only", "office-reflow")


def _is_color(written: str) -> bool:
    try:
        read_color(written)
    except ValueError:
        return written.startswith("$")
    return True


def _place(style: Style, role: str, name: str) -> Span | None:
    declared = style.explain(f"{role}.{name}").declared
    return declared.span if declared else None


def _ground(style: Style, role: str) -> tuple[Color, str]:
    """Return what the text of a block stands on, and whose it is: the nearest fill of itself and of what it is a part of."""
    while role:
        if fill := style.role(role).fill:
            return fill, role
        role = role.rpartition(".")[0]
        role = role if role in ROLES else ""
    return WHITE, ""


def _pale(style: Style) -> Iterator[Problem]:
    """Yield text that is too near its ground in lightness; words within a line are held to the paper and to pale grounds."""
    blocks = [role.name for role in ROLES.values() if not role.inline and role.name != "furniture.marking"]
    fills = [(fill, name) for name in ("card", "body") if (fill := style.role(name).fill)]
    for name in blocks:
        yield from _contrast(style, name, style.role(name).color, *_ground(style, name))
    for role in ROLES.values():
        color = style.run("body", role.name).color if role.inline else None
        if role.inline and style.declared(role.name, "color"):
            for ground, whose in ((WHITE, ""), *fills):
                if lightness(ground) > 50:
                    yield from _contrast(style, role.name, color, ground, whose)


def _contrast(style: Style, role: str, color: Any, ground: Color, whose: str) -> Iterator[Problem]:
    reached = contrast(color or Color("gray", (0.0,)), ground)
    if reached < TEXT_CONTRAST:
        message = f"{role} is {reached:.1f} to 1 against its ground in grey; text that is copied needs {TEXT_CONTRAST} to 1"
        span = _place(style, role, "color") or (_place(style, whose, "fill") if whose else None)
        yield warning(message, span, "make the text darker, or the ground lighter", "office-contrast")


def _small(style: Style) -> Iterator[Problem]:
    """Yield type that is smaller than what an office printer sets cleanly."""
    for role in ROLES.values():
        if role.inline:
            size, floor = style.run("body", role.name).size, LEAST
        else:
            size, floor = style.text(role.name).size, _floor(role.name)
        if size < floor - 0.001:
            message = f"{role.name} is set in {size:.4g}pt; on an office printer it should have {floor:g}pt"
            yield warning(message, _place(style, role.name, "size"), None, "office-size")


def _floor(role: str) -> float:
    if role.partition(".")[0] in ("figure", *figures.REGISTRY):
        return DRAWN
    return BODY if role in PROSE else SMALL


def _alike(style: Style) -> Iterator[Problem]:
    """Yield grounds side by side that a copy would not tell apart."""
    for name, other in ADJACENT:
        fill, beside = style.role(name).fill, style.role(other).fill if other else WHITE
        if fill and beside and abs(lightness(fill) - lightness(beside)) < FILLS_APART:
            message = f"the ground of {name} and {'that of ' + other if other else 'the paper'} look alike on a copy in grey"
            hint = f"let them differ by {FILLS_APART:g} in L*, or write `fill: none`"
            yield warning(message, _place(style, other or name, "fill"), hint, "office-fills")
