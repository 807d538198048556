"""Names of style sheets -> the sheets, lowest first: those that travel with the program, and files that extend them."""

from __future__ import annotations

import os
from collections.abc import Sequence

from dossier import files
from dossier.ids import meant
from dossier.problems import Problem, Span, error, errors_in, in_order
from dossier.reading.lookalikes import explained
from dossier.reading.source import Source
from dossier.styling.cascade import Purpose, cascade
from dossier.styling.sheets import PURPOSES, Sheet, read_sheet
from dossier.styling.style import Style
from dossier.tuples import NamedTuple

COMMAND_LINE = "command line"
DEEPEST = 16  # sheets that extend one another


class Opened(NamedTuple):
    """A style and what it was made from: the sheets, lowest first, the path of each, the lines of each for showing problems.

    `style` is None where there is an error; `readable` is then what can be read of it, to look for what else is wrong.
    """

    style: Style | None
    problems: list[Problem]
    sheets: list[Sheet]
    paths: list[str]
    lines: dict[str, list[str]]
    readable: Style

    def logo_place(self) -> tuple[str, str, Span] | None:
        """Return the folder of whoever names the logo, its path below that, and where it is named; None where there is none."""
        declared = self.readable.declared("page", "logo")
        if declared is None or not declared.value:
            return None
        folders = {sheet.name: os.path.dirname(path) for sheet, path in zip(self.sheets, self.paths, strict=True)}
        return folders.get(declared.span.file) or ".", declared.value, declared.span


class _Place(NamedTuple):
    """Where a sheet is read: a file below `root`, as `name` with `/`; `shown` stands for it in problems."""

    root: str
    name: str
    shown: str

    @property
    def path(self) -> str:
        return os.path.join(self.root, *self.name.split("/"))


def open_style(names: Sequence[str], settings: Sequence[str] = (), purpose: str = "") -> Opened:
    """Read the sheets that a command line names, with what they extend, and lay them one over the other.

    A name is that of a shipped style (`briefing`), or a file if it ends in `.yaml` or `.yml` or holds a path. A sheet that
    several extend counts once, at its lowest place. `settings` are `key=value`. `purpose` is 'office', 'booklet', or '' for the
    screen.
    """
    assert purpose in ("", *PURPOSES), f"{purpose} is no purpose"
    shelf = _Shelf()
    shelf.lines[COMMAND_LINE] = [*settings, *([f"--for {purpose}"] if purpose else [])]
    for name in names:
        shelf.add(name)
    pairs, problems = _pairs(settings)
    where = Span(COMMAND_LINE, len(settings) + 1, 1, len(f"--for {purpose}"))
    style, found = cascade(shelf.sheets, pairs, Purpose(purpose, where), [*shelf.problems, *problems])
    problems = in_order([*shelf.problems, *problems, *found])
    for name, lines in shelf.lines.items() if problems else ():
        problems = list(explained(problems, Source(name, "\n".join(lines))))
    return Opened(None if errors_in(problems) else style, problems, shelf.sheets, shelf.paths, shelf.lines, style)


def shipped() -> list[str]:
    """Return the names of the styles that travel with the program."""
    folder = files.data("styles")
    return sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".yaml")) if os.path.isdir(folder) else []


def _pairs(settings: Sequence[str]) -> tuple[list[tuple[str, str, Span]], list[Problem]]:
    """Take `key=value` apart; the place of a setting is its number on the command line."""
    pairs, problems = [], []
    for number, setting in enumerate(settings, 1):
        key, sign, value = setting.partition("=")
        span = Span(COMMAND_LINE, number, 1, len(setting))
        if sign and key.strip() and value.strip():
            pairs.append((key.strip(), value.strip(), span))
        else:
            hint = "write key=value, as in --set heading.2.size=15pt"
            problems.append(error(f"'{setting}' is not a setting", span, hint, "setting"))
    return pairs, problems


class _Shelf:
    """The sheets opened so far, lowest first."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.paths: list[str] = []
        self.problems: list[Problem] = []
        self.lines: dict[str, list[str]] = {}
        self._seen: set[str] = set()

    def add(self, name: str) -> None:
        """Open a sheet and those below it, and put them on top."""
        chain: list[tuple[Sheet, str]] = []
        open_now: list[str] = []
        place: _Place | None = _named(name)
        span: Span | None = None
        while place is not None and os.path.realpath(place.path) not in self._seen:
            open_now.append(os.path.realpath(place.path))
            if len(chain) >= DEEPEST:
                self.problems.append(error(f"more than {DEEPEST} sheets extend one another", span, None, "extends"))
                break
            sheet = self._read(place, span)
            if sheet is None:
                break
            chain.append((sheet, place.path))
            span = sheet.extends_span
            place = _extended(place, sheet.extends) if sheet.extends else None
            if place is not None and os.path.realpath(place.path) in open_now:
                ways = " extends ".join([*(s.name for s, _ in chain), place.shown])
                self.problems.append(error(f"the sheets extend one another in a circle: {ways}", span, None, "extends"))
                break
        self._seen.update(open_now)
        for sheet, path in reversed(chain):
            self.sheets.append(sheet)
            self.paths.append(path)

    def _read(self, place: _Place, span: Span | None) -> Sheet | None:
        try:
            data = files.read(place.path) if span is None else files.read_below(place.root, place.name)
        except files.Unreadable as wrong:
            hint = None if "/" in place.name or os.sep in place.name else _hint(place)
            self.problems.append(error(f"the style sheet {place.shown}: {wrong}", span, hint, "unreadable"))
            return None
        self.lines[place.shown] = data.decode("utf-8", "replace").splitlines()
        sheet, problems = read_sheet(data, place.shown)
        self.problems += problems
        return sheet


def _hint(place: _Place) -> str | None:
    """Name the shipped styles where one of them may be meant."""
    known = shipped()
    return meant(place.name.rpartition(".")[0], known) or "styles are " + ", ".join(known) if known else None


def _is_file(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name


def _shipped_place(name: str) -> _Place:
    return _Place(files.data("styles"), name + ".yaml", name + ".yaml")


def _named(name: str) -> _Place:
    """Return where a sheet of the command line is; a file is the user's own grant, its folder the root of what it extends."""
    if not _is_file(name):
        return _shipped_place(name)
    folder, base = os.path.split(name)
    return _Place(folder or ".", base, name)


def _extended(by: _Place, name: str) -> _Place:
    """Return where a sheet is that another extends: a shipped one, or a file beside that other, never above the root."""
    if not _is_file(name):
        return _shipped_place(name)
    folder = by.name.rpartition("/")[0]
    inner = f"{folder}/{name}" if folder else name
    shown = os.path.join(os.path.dirname(by.shown), *name.split("/"))
    return _Place(by.root, inner, shown)
