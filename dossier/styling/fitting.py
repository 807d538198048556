"""What a style asks for and no page can hold -> problems where it is set: margins, columns, running lines, raised letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier.problems import Problem, Span, error
from dossier.styling.roles import ROLES
from dossier.styling.style import Declared, Style

FURNITURE = ("furniture", "furniture.folio", "furniture.marking")
TAKING_ROOM = ("bar", "padding", "indent", "indent-right")
LEAST_WIDTH = 3.0  # times the size of the letters
MOST_RAISED = 2.0  # times the size of the letters


def page_problems(style: Style) -> Iterable[Problem]:
    """Yield what doesn't fit on the page."""
    page = style.page
    left = page.width - page.left - page.right
    height = page.height - page.top - page.bottom
    if left < 72 or page.main <= 0:
        names = ("margin.left", "margin.right", "side", "gap", "width", "paper")
        yield error(
            f"the page is {page.width:.0f}pt wide, which leaves {page.main:.0f}pt for the main column",
            _first_place(style, names),
            "make margins or side column narrower",
            "page-size",
        )
    elif page.both > left + 0.5:
        yield error(
            f"the columns need {page.both:.0f}pt, and between the margins of the page there are {left:.0f}pt",
            _first_place(style, ("main", "side", "gap", "margin.left", "margin.right", "paper")),
            "make them narrower, or write `main: auto` for what side column and gap leave",
            "page-size",
        )
    least = max(72.0, 3 * page.grid, 3 * style.role("body").leading)
    if height < least:
        yield error(
            f"the page is {page.height:.0f}pt high, which leaves {height:.0f}pt between head and foot",
            _first_place(style, ("margin.top", "margin.bottom", "height", "paper")),
            f"the text needs {least:.0f}pt at least",
            "page-size",
        )
    yield from _furniture_problems(style)


def _first_place(style: Style, names: Sequence[str]) -> Span | None:
    """Return where the first of these properties of the page that a sheet sets is set."""
    found = (style.declared("page", name) for name in names)
    return next((d.span for d in found if d), None)


def _furniture_problems(style: Style) -> Iterator[Problem]:
    """Yield the running lines that would lie on the text or leave the page."""
    page = style.page
    size = max(style.text(role).size for role in FURNITURE)
    for name, line, margin, least in (("head", page.head, page.top, size), ("foot", page.foot, page.bottom, 0.3 * size)):
        side = "top" if name == "head" else "bottom"
        if not least <= line <= margin:
            yield error(
                f"the running {name} stands {line:.0f}pt from the edge of the page, and the text {margin:.0f}pt",
                _first_place(style, (name, f"margin.{side}")),
                f"page.{name} must be between {least:.0f}pt and page.margin.{side}",
                "page-size",
            )


def without_room(style: Style, declared: Mapping[str, Mapping[str, Sequence[Declared]]]) -> list[Problem]:
    """Tell blocks whose bars, padding and indents leave no room for their text in the widest column of the page."""
    problems = []
    for group, properties in declared.items():
        stack = next((properties[name] for name in TAKING_ROOM if name in properties), None)
        if stack and group in ROLES and not ROLES[group].inline:
            r = style.role(group)
            taken = r.bar + 2 * r.padding + max(r.indent, 0.0) + max(r.indent_right, 0.0)
            if taken + LEAST_WIDTH * r.size > style.page.both:
                message = (
                    f"bar, padding and indents of {group} take {taken:.0f}pt of the {style.page.both:.0f}pt between the margins"
                )
                problems.append(error(message, stack[-1].span, "nothing is left for its text", "style-value"))
    return problems


def raised_too_far(style: Style, declared: Mapping[str, Mapping[str, Sequence[Declared]]], largest: str) -> list[Problem]:
    """Tell letters that are raised or lowered into other lines; inline roles are reckoned in the role of the largest type."""
    problems = []
    for group, properties in declared.items():
        stack = properties.get("rise")
        if stack and group in ROLES:
            text = style.run(largest, group) if ROLES[group].inline else style.text(group)
            if abs(text.rise) > MOST_RAISED * text.size:
                message = f"{group}.rise comes out as {text.rise:.4g}pt, for letters of {text.size:.4g}pt"
                problems.append(error(message, stack[-1].span, f"at most {MOST_RAISED:.0f} times the size", "style-value"))
    return problems
