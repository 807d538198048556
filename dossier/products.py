"""The forms in which a brief is handed out: a dossier in, its products by name, and what is wrong with those it declares."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Final

from dossier.ids import meant
from dossier.model import SECTION_NAMES, Dossier, OwnSection, Product
from dossier.problems import Problem, error
from dossier.tuples import NamedTuple

FULL: Final = "full"
SHORT: Final = "short"
ALL: Final = "all"  # what the command line calls them together


class Part(NamedTuple):
    """A part of the short form: its name, who composes it (`short/MODULE.py`), and where it stands.

    `place`: 'main' or 'side' column of the first page, 'back' or 'foot' of the second. `late`: it says what others use, and is
    composed after them; the higher the later.
    """

    name: str
    module: str
    place: str
    late: int = 0


ROWS_OF_SHORT: Final = (
    Part("bottom-line", "first", "main"),
    Part("report", "first", "main"),
    Part("judgements", "first", "main"),
    Part("unjudged", "first", "main"),
    Part("who", "margin", "side", late=1),
    Part("rests-on", "margin", "side"),
    Part("ahead", "margin", "side"),
    Part("keys", "margin", "side", late=3),
    Part("figure", "overleaf", "back"),
    Part("table", "overleaf", "back"),
    Part("question", "overleaf", "back"),
    Part("also-open", "overleaf", "back"),
    Part("references", "foot", "foot", late=2),
    Part("left-out", "foot", "foot", late=2),
)
"""The parts of the short form, a row each, in the order of reading."""
PARTS: Final = tuple(row.name for row in ROWS_OF_SHORT)


class Wanted(NamedTuple):
    """What a command line asks for: a product, parts of it only ((): all), a number of pages (0: the product's own)."""

    product: str = FULL
    sections: tuple[str, ...] = ()
    fit: int = 0


class Plan(NamedTuple):
    """How a product is made. `parts`: of the short form, or sections ((): all); `pages`: how many it may have (0: any)."""

    name: str
    short: bool = False
    parts: tuple[str, ...] = ()
    style: str = ""
    pages: int = 0
    purpose: str = ""

    @property
    def branch(self) -> str:
        """What holds for it only in style sheets."""
        return SHORT if self.short else ""

    def suffix(self) -> str:
        """What the names of its files end in."""
        return "" if self.name == FULL else f"-{self.name}"


ROWS: Final = (Plan(FULL), Plan(SHORT, short=True, parts=PARTS, pages=2))
"""The products that there are without a word in the dossier, a row each."""


def products(dossier: Dossier) -> dict[str, Plan]:
    """Return the products of a dossier by name: ours, as it changes them, then its own."""
    out = {row.name: row for row in ROWS}
    for id, product in dossier.products.items():
        out[id] = _changed(out.get(id, Plan(id)), product)
    return out


def _changed(plan: Plan, product: Product) -> Plan:
    short = product.parts[0] in PARTS if product.parts else plan.short
    purpose = "" if product.purpose == "screen" else product.purpose or plan.purpose
    pages = plan.pages if product.pages is None else product.pages
    return Plan(plan.name, short, tuple(product.parts) or plan.parts, product.style or plan.style, pages, purpose)


def planned(dossier: Dossier, wanted: Wanted) -> tuple[Plan, list[Problem]]:
    """Return the product that is wanted, with its parts and its limit; of one that there isn't, the full brief and a problem."""
    known, problems = products(dossier), list[Problem]()
    if wanted.product not in known:
        hint = meant(wanted.product, known) or "products are " + ", ".join(known)
        problems.append(error(f"--product {wanted.product}: there is no such product", None, hint, "unknown-product"))
    plan = known.get(wanted.product, known[FULL])
    there = PARTS if plan.short else sections_of(dossier)
    for name in wanted.sections:
        if name not in there:
            hint = "; ".join(filter(None, (meant(name, there), f"parts of '{plan.name}' are {', '.join(there)}")))
            problems.append(error(f"--sections {name}: there is no such part", None, hint, "unknown-part"))
    return plan._replace(parts=wanted.sections or plan.parts, pages=wanted.fit or plan.pages), problems


def sections_of(dossier: Dossier) -> list[str]:
    """Return the names of all sections that a product can be made of: ours, and the dossier's own."""
    return [*SECTION_NAMES, *(part.id for part in dossier.sections if isinstance(part, OwnSection))]


def wrong(dossier: Dossier, root: str | None, styles: Sequence[str]) -> list[Problem]:
    """Find parts and styles that a product names and nobody has; `styles` are the shipped ones."""
    return [it for product in dossier.products.values() for it in _wrong(dossier, product, root, styles)]


def _wrong(dossier: Dossier, product: Product, root: str | None, styles: Sequence[str]) -> Iterator[Problem]:
    sections, place = sections_of(dossier), product.place_of("parts")
    if product.id == ALL:
        hint = "give it another name"
        yield error(f"'{ALL}' is what the command line calls all products together", product.span, hint, "product-name")
    known = [*PARTS, *sections]
    for name in product.parts:
        if name not in known:
            hint = meant(name, known) or f"sections are {', '.join(sections)}; parts of the short form {', '.join(PARTS)}"
            yield error(f"there is no part '{name}'", place, hint, "unknown-part")
    if any(name in PARTS for name in product.parts) and any(name in sections for name in product.parts):
        hint = f"take either parts of the short form ({', '.join(PARTS)}) or sections ({', '.join(sections)})"
        yield error("a product can't be made of both sections and parts of the short form", place, hint, "mixed-parts")
    elif product.parts and product.id == FULL and product.parts[0] in PARTS:
        yield error("'full' is made of sections", place, "give a product of other parts a name of its own", "mixed-parts")
    style = product.style
    if style and style not in styles and not (root is not None and os.path.isfile(os.path.join(root, style))):
        hint = meant(style, styles) or f"styles are {', '.join(styles)}, or a sheet below the dossier's folder: house.yaml"
        yield error(f"there is no style '{style}'", product.place_of("style"), hint, "unknown-style")


def style_path(plan: Plan, root: str | None, styles: Sequence[str]) -> str:
    """Return how `open_style` finds the style of a product: a shipped name, or a path; '' where it has none."""
    return plan.style if not plan.style or plan.style in styles else os.path.join(root or ".", plan.style)


def over(pages: int, limit: int, surplus: int, gives: str) -> Problem:
    """Say that a product needs more pages than it may have, by how many lines, and what would have to go."""
    many = f"{surplus} line{'s' * (surplus != 1)}"
    message = f"the brief takes {pages} pages and may have {limit}: {many} too many"
    return error(message, None, gives, "too-long")
