"""The public face: a dossier and a style in; a brief, what is wrong with it, or the dossier as it was read, out.

Whatever a user of the input can cause is in the `Problem`s that come back, or in those of the `DossierError` that is raised. A
wrong argument is a TypeError or a ValueError of one sentence.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Final

from dossier import pipeline
from dossier.brief import Brief
from dossier.figures.drawing.sketch import OwnFigure
from dossier.model import Dossier
from dossier.problems import DossierError, Problem
from dossier.settled import Settled
from dossier.styling.library import STYLE, Opened, open_style
from dossier.styling.sheets import PURPOSES

Path = str | os.PathLike[str]
Source = Path | bytes
Setting = str | int | float | bool
_NOTHING: Final[Mapping[str, Setting]] = {}
_NOTHING_GRANTED: Final[Mapping[str, Path]] = {}


class Style(Settled):
    """How a brief looks: style sheets, one over the other, with settings over them all. It is read once, and then the same.

    A sheet is the name of one that travels with the program (`briefing`, `plain`) or the path of a file. `settings` are values
    by property: `{"page.paper": "letter", "heading.2.size": "15pt"}`. `purpose` is "office", "booklet", or "" for the screen.
    Raise DossierError where a sheet or a setting can't be used.
    """

    __slots__ = ("opened", "paper", "purpose", "sheets")

    sheets: tuple[str, ...]
    purpose: str
    paper: str
    opened: Opened

    def __init__(self, *sheets: Path, settings: Mapping[str, Setting] = _NOTHING, purpose: str = "") -> None:
        names = tuple(_path(sheet, "a style sheet") for sheet in sheets)
        opened = _opened(names, settings, purpose)
        if opened.style is None:
            raise DossierError(opened.problems)
        self.sheets, self.purpose, self.paper, self.opened = names or STYLE, purpose, opened.style.paper, opened

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found in the sheets and stops nothing."""
        return tuple(self.opened.problems)

    def __repr__(self) -> str:
        return f"<Style {' + '.join(self.sheets)}: {self.paper}{', ' if self.purpose else ''}{self.purpose}>"


def build(
    source: Source,
    style: Style | Path | Sequence[Path] = "briefing",
    settings: Mapping[str, Setting] = _NOTHING,
    *,
    purpose: str = "",
    texts: Mapping[str, Path] = _NOTHING_GRANTED,
    name: str = "dossier.yaml",
    root: Path | None = None,
    strict: bool = False,
    created: int | None = None,
    figures: Sequence[OwnFigure] = (),
) -> Brief:
    """Build a brief from the path of a dossier, or from its bytes. Raise DossierError, with all problems, where it can't be.

    `style` is a Style, or the name or path of a sheet, or several; `settings` and `purpose` are those of Style, which has its
    own. `texts` are paths of pinned texts by the ids of their sources. With `strict` a draft is refused. `created` is the moment
    that the file bears, in seconds since 1970; left out, the information cut-off. `figures` are drawn by ReportLab, each at the
    end of its section.

    Of bytes, `name` stands for them in problems, and `root` is the folder below which they may name files: without one, none.
    """
    contents, name, root = _taken(source, name, root)
    look, granted = _look(style, settings, purpose), _granted(texts)
    if created is not None and (isinstance(created, bool) or not isinstance(created, int) or created < 0):
        raise TypeError(f"created: seconds since 1970 are wanted, a whole number from 0, not {created!r}")
    own, strict = _drawn(figures), bool(strict)
    built = pipeline.build(contents, name, look, created=created, root=root, texts=granted, strict=strict, figures=own)
    return built if isinstance(source, bytes) else built._replace(inputs=(name, *built.inputs))


def check(
    source: Source,
    style: Style | Path | Sequence[Path] = "briefing",
    settings: Mapping[str, Setting] = _NOTHING,
    *,
    purpose: str = "",
    texts: Mapping[str, Path] = _NOTHING_GRANTED,
    name: str = "dossier.yaml",
    root: Path | None = None,
    strict: bool = False,
    figures: Sequence[OwnFigure] = (),
) -> tuple[Problem, ...]:
    """Find all that is wrong, without building: the arguments are those of `build`; with `strict` as of a finished brief."""
    look, granted = _look(style, settings, purpose), _granted(texts)
    own, strict = _drawn(figures), bool(strict)
    try:
        contents, name, root = _taken(source, name, root)
        return tuple(pipeline.check(contents, name, look, root=root, texts=granted, strict=strict, figures=own).problems)
    except DossierError as wrong:
        return wrong.problems


def load(source: Source, *, name: str = "dossier.yaml") -> Dossier:
    """Read a dossier from its path or its bytes: typed records that know their places. Raise DossierError where it has errors."""
    contents, name, _ = _taken(source, name, None)
    from dossier.reading import reader

    dossier, problems = reader.read(contents, name)
    if dossier is None:
        raise DossierError(problems)
    return dossier


# Arguments --------------------------------------------------------------------------------------------------------------
def _taken(source: Source, name: str, root: Path | None) -> tuple[bytes, str, str | None]:
    """Return the bytes of a dossier, its name in problems, and the folder below which it may name files."""
    if not isinstance(name, str):
        raise TypeError(f"name: the name of the dossier in problems is wanted, not {_kind(name)}")
    if isinstance(source, bytes):
        return source, name, None if root is None else _path(root, "root: a folder")
    path = _path(source, "the path of a dossier, or its bytes,")
    return pipeline.contents_of(path), path, pipeline.folder_of(path) if root is None else _path(root, "root: a folder")


def _look(style: Style | Path | Sequence[Path], settings: Mapping[str, Setting], purpose: str) -> Opened:
    """Return the style that is meant; one with errors as well, which are told with those of the dossier."""
    if isinstance(style, Style):
        if settings or purpose:
            raise ValueError("settings and purpose belong to the Style: give them to it, or the name of a sheet here")
        return style.opened
    several = [style] if isinstance(style, str | os.PathLike) else style
    if not isinstance(several, Sequence) or isinstance(several, bytes):
        raise TypeError(f"style: a Style, or the name or path of a style sheet, or several, is wanted, not {_kind(style)}")
    return _opened([_path(sheet, "a style sheet") for sheet in several], settings, purpose)


def _opened(sheets: Sequence[str], settings: Mapping[str, Setting], purpose: str) -> Opened:
    if purpose not in ("", *PURPOSES):
        raise ValueError(f"purpose: 'office', 'booklet' or '' for the screen is wanted, not {purpose!r}")
    if not isinstance(settings, Mapping):
        raise TypeError(f"settings: values by property, as in {{'page.paper': 'letter'}}, are wanted, not {_kind(settings)}")
    for key, value in settings.items():
        if not isinstance(key, str) or not isinstance(value, str | int | float):
            raise TypeError(f"settings: {key!r} has the value {value!r}: a property takes a text, a number, or True or False")
    return open_style(sheets, [f"{key}={_written(value)}" for key, value in settings.items()], purpose)


def _written(value: Setting) -> str:
    """Return a value as a style sheet writes it."""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _granted(texts: Mapping[str, Path]) -> dict[str, str]:
    if not isinstance(texts, Mapping):
        raise TypeError(f"texts: paths by the ids of their sources are wanted, not {_kind(texts)}")
    return {id: _path(path, f"texts: the path of the text of {id!r}") for id, path in texts.items()}


def _drawn(figures: Sequence[OwnFigure]) -> Sequence[OwnFigure]:
    if isinstance(figures, OwnFigure) or not isinstance(figures, list | tuple):
        raise TypeError(f"figures: a list of OwnFigure is wanted, not {_kind(figures)}")
    for figure in figures:
        if not isinstance(figure, OwnFigure):
            raise TypeError(f"figures: OwnFigure(drawing, alt, section) is wanted, not {_kind(figure)}")
        for field, value in figure._asdict().items():
            if field != "drawing" and not isinstance(value, str):
                raise TypeError(f"figures: {field} is a text, and not {_kind(value)}")
    return figures


def _path(path: Path, wanted: str) -> str:
    found = os.fspath(path) if isinstance(path, str | os.PathLike) else path
    if not isinstance(found, str):
        raise TypeError(f"{wanted} is wanted, not {_kind(path)}")
    return found


def _kind(value: object) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"
