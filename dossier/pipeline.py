"""Make a brief: the phases in order, each handing its result to the next. Bytes go in, bytes come out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from dossier.problems import DossierError, Problem, error, errors_in, in_order

if TYPE_CHECKING:
    from dossier.blocks import Galley
    from dossier.brief import Brief
    from dossier.checks import Findings
    from dossier.figures.code.shows import Symbol
    from dossier.figures.drawing.shows import Own
    from dossier.figures.drawing.sketch import OwnFigure, Sketch
    from dossier.figures.map.geojson import Overlay
    from dossier.figures.picture.loaded import Raster
    from dossier.model import Dossier
    from dossier.products import Plan, Wanted
    from dossier.saying.phrases import Phrases
    from dossier.styling.library import Opened
    from dossier.styling.style import Style
    from dossier.text.faces import FontBook
    from dossier.texts import PinnedText

Value = TypeVar("Value")
Tell = Callable[[str], None]
Missing = Callable[[str], Sequence[str]]  # returns the characters of a text that no face has

NO_TEXTS: Final[Mapping[str, str]] = {}
REPLACED: Final = ("character", "bidi-override", "encoding")  # errors at characters for which U+FFFD stands in
LONG_AGO: Final = 946_684_800  # 2000-01-01, in seconds since 1970: readers of PDF expect no earlier date
EPOCH_DAY: Final = 719_163  # the ordinal of 1970-01-01


def silent(doing: str) -> None:
    """Say nothing about what is going on."""


class Ready(NamedTuple):
    """A brief in which no error was found, and which only has to be printed."""

    dossier: Dossier
    galley: Galley
    style: Style
    book: FontBook
    problems: Sequence[Problem]
    texts: Mapping[str, PinnedText]
    findings: Findings
    plan: Plan


def brief(
    path: str,
    look: Opened | None = None,
    *,
    created: int | None = None,
    tell: Tell = silent,
    texts: Mapping[str, str] = NO_TEXTS,
    strict: bool = False,
    figures: Sequence[OwnFigure] = (),
    wanted: Wanted | None = None,
) -> Brief:
    """Build the dossier in the file `path`; raise DossierError where it can't be.

    The pinned texts that it names are read below its folder; `texts` holds paths of others, by the ids of their sources.
    """
    look = look or usual_look()
    built = build(
        contents_of(path),
        path,
        look,
        created=created,
        tell=tell,
        root=folder_of(path),
        texts=texts,
        strict=strict,
        figures=figures,
        wanted=wanted,
    )
    return built._replace(inputs=(path, *built.inputs))


def build(
    contents: bytes,
    name: str = "dossier.yaml",
    look: Opened | None = None,
    *,
    created: int | None = None,
    tell: Tell = silent,
    root: str | None = None,
    texts: Mapping[str, str] = NO_TEXTS,
    strict: bool = False,
    figures: Sequence[OwnFigure] = (),
    wanted: Wanted | None = None,
) -> Brief:
    """Build a dossier. `name` stands for it in problems; `look` comes from `open_style`.

    `created` is the moment that the PDF bears, in seconds since 1970. `root` is the folder below which the dossier may name
    files; without one none is read. `texts` are paths of pinned texts, by the ids of their sources. `figures` stand in the brief
    beside its own. `wanted` is a product, or parts of one; left out, the full brief. Raise DossierError, with all problems, where
    an error stands in the way; with `strict`, also where the brief would be a draft.
    """
    look = look or usual_look()
    ready = check(contents, name, look, tell, root=root, texts=texts, strict=strict, figures=figures, wanted=wanted)
    if strict and (count := len(ready.findings.open)):
        refused = error(f"{name}: {count} open check{'s' * (count > 1)}, and a draft is not built with --strict", name="draft")
        raise DossierError([*ready.problems, refused])
    moment = creation(ready.dossier) if created is None else created
    from dossier.brief import Brief
    from dossier.printing.stream import print_galley

    tell("setting")
    printed = print_galley(ready.galley, ready.style, ready.book, moment)
    _hold_to_limit(ready, printed.pages)
    texts_read = (text.name for text in ready.texts.values())
    inputs = (*look.paths, *texts_read, *_named_files(ready.dossier, root), *_logo_file(look))
    found = tuple(in_order([*ready.problems, *printed.problems]))
    return Brief(printed.pdf, printed.pages, found, ready.galley, printed.map, inputs, ready.findings.open)


def _hold_to_limit(ready: Ready, pages: int) -> None:
    """Raise DossierError where a brief has more pages than it may have, with the surplus and what stands there."""
    if ready.plan.pages and pages > ready.plan.pages:
        from dossier.shortening import too_long

        raise DossierError([*ready.problems, too_long(ready.galley, ready.style, ready.book, ready.plan.pages)])


def _named_files(dossier: Dossier, root: str | None) -> list[str]:
    """Return the paths of all files that a dossier names; without a root none is read."""
    if root is None:
        return []
    texts = [source.text for source in dossier.sources.values() if source.text]
    overlays = (*dossier.map.overlays, *dossier.map.borders.files) if dossier.map else ()
    images = [image.file for image in dossier.images.values() if image.file]
    return [os.path.join(root, name) for name in dict.fromkeys((*texts, *overlays, *images))]


def _logo_file(look: Opened | None) -> list[str]:
    """Return the path of the logo that a style names."""
    place = look.logo_place() if look else None
    return [os.path.join(*place[:2])] if place else []


def check(
    contents: bytes,
    name: str = "dossier.yaml",
    look: Opened | None = None,
    tell: Tell = silent,
    *,
    root: str | None = None,
    texts: Mapping[str, str] = NO_TEXTS,
    strict: bool = False,
    today: int | None = None,
    figures: Sequence[OwnFigure] = (),
    wanted: Wanted | None = None,
) -> Ready:
    """Do all but the printing, with the arguments of `build`: raise DossierError, with all problems, where there is an error.

    With `strict` what is asked of a finished brief is among the problems; with `today`, a proleptic ordinal, states that are
    stale then.
    """
    from dossier import checks, products
    from dossier.compose import compose
    from dossier.evidence.graph import link
    from dossier.evidence.references import lost_in
    from dossier.reading import reader
    from dossier.saying.phrases import Phrases
    from dossier.text.faces import FontBook
    from dossier.typeset.coverage import texts as texts_of
    from dossier.typeset.coverage import uncovered
    from dossier.typeset.furniture import unfit

    tell("reading")
    book, read, wrong = FontBook(), list[Problem](), list[Problem]()
    dossier = _kept(reader.read_partly(contents, name), read)
    plan = _kept(_planned(dossier, wanted, root), wrong)
    asked = look or usual_look()
    whole, look = (_look(asked, plan, root, branch) for branch in ("", plan.branch))
    style, problems = look.style, [*look.problems, *wrong]
    problems += _unknown_families(look.readable, book)
    pinned = _kept(load_texts(dossier, root, texts), read) if dossier else {}
    shapes = _kept(load_overlays(dossier, root), read) if dossier else []
    missing = _missing(look.readable, book)
    pictures = _kept(load_pictures(dossier, root, missing), problems) if dossier else {}
    logo = _kept(load_logo(look, missing), problems)
    source = contents.decode("utf-8-sig", "replace")
    graph = _kept(link(dossier, pinned, lost_in(source, read)), read) if dossier else None
    found = checks.find(dossier, graph, source, today, read) if dossier and graph else None
    problems += found.told if found else read
    problems += found.asked if found and strict else ()
    own = _kept(draw_own(figures, dossier, style, missing), problems) if dossier and style else []
    codes = _kept(make_codes(dossier, style), problems) if dossier and style else {}
    if errors_in(problems):
        words = _said(dossier) if dossier else ()
        if any(it.name in REPLACED for it in problems):
            words = (it.replace("\ufffd", "") for it in words)
        problems += uncovered(words, look.readable, book, source, name)
        raise DossierError(in_order(problems), [*(_named_files(dossier, root) if dossier else ()), *_logo_file(look)])
    assert dossier is not None
    assert graph is not None
    assert style is not None
    assert found is not None
    tell("composing")
    if plan.short:
        assert whole.style is not None
        parts = products.products(dossier)[products.FULL].parts
        galley = compose(dossier, graph, whole.style, found, shapes, codes, pictures, logo, own, parts)
        galley = _shortened(Phrases(dossier, graph, style, frozenset(), found), galley, whole.style, book, plan, shapes)
    else:
        galley = compose(dossier, graph, style, found, shapes, codes, pictures, logo, own, plan.parts)
    problems += uncovered(texts_of(galley), style, book, source, name, pinned.values())
    _stop_at_errors(problems)
    problems += unfit(galley, style, book)
    _stop_at_errors(problems)
    return Ready(dossier, galley, style, book, in_order(problems), pinned, found, plan)


def _planned(dossier: Dossier | None, wanted: Wanted | None, root: str | None) -> tuple[Plan, list[Problem]]:
    """Return the product that is wanted, and what is wrong with that, or with those that the dossier declares."""
    from dossier import products

    if dossier is None or (not dossier.products and (wanted is None or wanted == products.Wanted())):
        return products.ROWS[0], []
    from dossier.styling.library import shipped

    plan, problems = products.planned(dossier, wanted or products.Wanted())
    return plan, [*problems, *products.wrong(dossier, root, shipped())]


def _look(look: Opened, plan: Plan, root: str | None, branch: str) -> Opened:
    """Return the style of a product; it is opened anew only where it differs from that which was asked for."""
    from dossier.products import style_path
    from dossier.styling.library import shipped

    style = style_path(plan, root, shipped()) if plan.style else ""
    return look.fitted(branch, style, plan.purpose)


def _shortened(phrases: Phrases, full: Galley, whole: Style, book: FontBook, plan: Plan, shapes: Sequence[Overlay]) -> Galley:
    """Compose the short form: it names pages of the full brief, which is laid out for that in its own style."""
    from dossier.printing.stream import lay_out
    from dossier.short.composing import Composer
    from dossier.short.given import Full
    from dossier.shortening import shortened

    laid = lay_out(full, whole, book)
    composer = Composer(phrases, Full(full, len(laid.pages), laid.map), plan.parts, shapes)
    return shortened(composer, phrases.style, book, plan.pages)


def _said(dossier: Dossier) -> Iterator[str]:
    """Yield what a dossier would print: of one that can't be composed, for what no typeface has."""
    from dossier.evidence.inside import records
    from dossier.evidence.statements import texts

    yield from (words.text for words in texts(dossier))
    yield from (name for record in records(dossier) for name in record.__dict__.get("native", {}).values())


def products_of(path: str) -> list[str]:
    """Return the names of the products of the dossier in a file; of one that can't be read, that of the full brief."""
    from dossier.products import FULL, products
    from dossier.reading import reader

    dossier, _ = reader.read_partly(contents_of(path), path)
    return list(products(dossier)) if dossier else [FULL]


def load_texts(dossier: Dossier, root: str | None, grants: Mapping[str, str]) -> tuple[dict[str, PinnedText], list[Problem]]:
    """Read the pinned texts of a dossier's sources, and what is wrong with them; most dossiers have none."""
    if not grants and not any(source.text for source in dossier.sources.values()):
        return {}, []
    from dossier import texts

    return texts.load(dossier, root, grants)


def load_overlays(dossier: Dossier, root: str | None) -> tuple[list[Overlay], list[Problem]]:
    """Read the overlays of a dossier's map, and what is wrong with them; most dossiers have none."""
    if dossier.map is None or not (dossier.map.overlays or dossier.map.borders.files):
        return [], []
    from dossier.figures.map import geojson

    return geojson.load(dossier, root)


def _missing(style: Style, book: FontBook) -> Missing:
    """Return what says which characters of a drawing's words can't be drawn: those that no face has, or that are heaped up.

    A typeface that isn't there lacks none.
    """
    from dossier.inline.piles import piles

    words = style.role("figure.label").text
    if words.family not in book.families:
        return lambda text: ()
    return lambda text: [*book.missing(text, words), *(pile.text[1] for pile in piles(text))]


def load_pictures(dossier: Dossier, root: str | None, missing: Missing) -> tuple[dict[str, Raster | Sketch], list[Problem]]:
    """Read the pictures of a dossier's images by their ids, and what is wrong with them; most dossiers have none."""
    if not dossier.images:
        return {}, []
    from dossier.figures.picture import loaded

    return loaded.load(dossier, root, *_decoders(missing))


def load_logo(look: Opened, missing: Missing) -> tuple[Raster | Sketch | None, list[Problem]]:
    """Read the logo that a style sheet names below its folder, or the command line below the current one; few styles do."""
    place = look.logo_place()
    if place is None:
        return None, []
    from dossier.figures.picture import loaded

    return loaded.load_one(*place, *_decoders(missing))


def _decoders(missing: Missing) -> tuple[Callable[[bytes], Raster], Callable[[bytes], Sketch]]:
    """Return what makes the contents of files ready for a page: those with pixels, and those with lines."""
    from dossier.figures.drawing.vectors import sketched_svg
    from dossier.pdf.pictures import ready

    return ready, lambda data: sketched_svg(data, missing)


def make_codes(dossier: Dossier, style: Style) -> tuple[dict[str, Symbol], list[Problem]]:
    """Make the QR codes of the sources, where the style wants them beside their records, and the records are printed."""
    if not style.page.qr or (dossier.sections and "sources" not in dossier.sections):
        return {}, []
    from dossier.figures.code import shows

    return shows.encode(dossier, style)


def draw_own(figures: Sequence[OwnFigure], dossier: Dossier, style: Style, missing: Missing) -> tuple[list[Own], list[Problem]]:
    """Have ReportLab draw the figures that a program has made; most briefs have none."""
    if not figures:
        return [], []
    from dossier.figures.drawing import shows

    return shows.load(figures, dossier, style, missing)


def folder_of(path: str) -> str:
    """Return the folder below which the dossier in the file `path` may name files."""
    return os.path.dirname(path) or "."


def _stop_at_errors(problems: Sequence[Problem]) -> None:
    if errors_in(problems):
        raise DossierError(in_order(problems))


def _unknown_families(style: Style, book: FontBook) -> list[Problem]:
    """Tell the typefaces that a sheet names and nobody has."""
    hint = f"there are {', '.join(book.families)}"
    unknown = [(family, span) for family, span in style.families().items() if family not in book.families]
    return [error(f"there is no typeface {family!r}", span, hint, "unknown-typeface") for family, span in unknown]


def usual_look() -> Opened:
    """Return the style in which a brief is set where none is asked for."""
    from dossier.styling.library import open_style

    return open_style(())


def contents_of(path: str) -> bytes:
    """Read a file that the user named; raise DossierError where that can't be done."""
    from dossier import files

    try:
        return files.read(path)
    except files.Unreadable as wrong:
        raise DossierError([error(f"{path}: {wrong}", None, _instead(path), "unreadable")]) from None


def _instead(path: str) -> str | None:
    """Name the dossiers that may be meant by a path at which none is."""
    if os.path.isdir(path):
        return f"name the dossiers in it: {path.rstrip('/')}/NAME.yaml"
    stem = os.path.splitext(os.path.basename(path))[0]
    for folder in dict.fromkeys((os.path.dirname(path) or ".", "sources")):
        found = [f"{stem}{ending}" for ending in (".yaml", ".yml") if os.path.isfile(os.path.join(folder, stem + ending))]
        if found:
            return f"did you mean {os.path.normpath(os.path.join(folder, found[0]))}?"
    return None


def creation(dossier: Dossier) -> int:
    """Return the moment that the PDF bears, in seconds since 1970.

    SOURCE_DATE_EPOCH where it is set, else the dossier's information cut-off, so that the same input gives the same bytes.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        if not given.isdecimal() or len(given) > 11:
            raise DossierError([error(f"SOURCE_DATE_EPOCH: not a number of seconds: {given!r}", name="source-date-epoch")])
        return int(given)
    as_of = dossier.facts.as_of
    if as_of is None or as_of.date.earliest is None:
        return LONG_AGO
    seconds = (as_of.date.earliest - EPOCH_DAY) * 86_400 + _minutes(as_of.time) * 60 - _minutes(as_of.zone) * 60
    return max(seconds, LONG_AGO)


def _minutes(clock: str) -> int:
    """Return `20:00`, `+03:00` or `-03:30` in minutes; 0 for a word such as UTC, or for nothing."""
    hours, colon, minutes = clock.lstrip("+-").partition(":")
    if not colon:
        return 0
    total = int(hours) * 60 + int(minutes)
    return -total if clock.startswith("-") else total


def _kept(outcome: tuple[Value, Sequence[Problem]], problems: list[Problem]) -> Value:
    """Set the problems of a phase aside and return its value."""
    problems += outcome[1]
    return outcome[0]
