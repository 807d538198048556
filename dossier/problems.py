"""Say what is wrong with an input, and where: positions, problems, and how a problem is shown under its source line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from dossier.tuples import NamedTuple

ERROR = "error"
WARNING = "warning"

Warn: TypeAlias = Callable[[str], None] | None
"""Is told, in words, what comes out badly while a brief is set, where no place in a file can be named; None: nobody listens."""


class Span(NamedTuple):
    """A stretch of one line of a file: line and column count from 1, in characters; `length` is what the caret underlines."""

    file: str
    line: int
    column: int
    length: int = 1

    def at(self, offset: int, length: int = 1) -> Span:
        """Return the stretch that starts `offset` characters further on in the same line."""
        return Span(self.file, self.line, self.column + offset, length)


class Problem(NamedTuple):
    """One thing that is wrong: what was found and what was wanted, where, and what to do about it.

    `name` is the name of the check that found it (`duplicate-key`, `unknown-id`): lower case, hyphenated. `about` is the id of
    what it concerns, or a phrase for what has none (`event 3`), where it concerns one thing. `word` is set where `span` only
    begins the text, and the place of a word in it is still to be looked up; `nth` says which of its occurrences is meant, from 1.
    """

    severity: str
    message: str
    span: Span | None = None
    hint: str | None = None
    name: str = ""
    about: str = ""
    word: str = ""
    nth: int = 1


class DossierError(Exception):
    """The input can't be used; `problems` tells why. Everything that a user can cause ends in this exception.

    `inputs` are the files that dossier and style name, as far as they are known: putting one right may end the problem.
    """

    def __init__(self, problems: Sequence[Problem], inputs: Sequence[str] = ()) -> None:
        self.problems = tuple(problems)
        self.inputs = tuple(inputs)
        super().__init__("; ".join(p.message for p in self.problems))


def error(
    message: str, span: Span | None = None, hint: str | None = None, name: str = "", about: str = "", word: str = ""
) -> Problem:
    """Make a problem that stops the build."""
    return Problem(ERROR, message, span, hint, name, about, word)


def warning(
    message: str, span: Span | None = None, hint: str | None = None, name: str = "", about: str = "", word: str = ""
) -> Problem:
    """Make a problem that is told, and stops nothing."""
    return Problem(WARNING, message, span, hint, name, about, word)


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that stop the build."""
    return [p for p in problems if p.severity == ERROR]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place: file, line, column; problems without a place come first. The same problem is told once."""
    nowhere = Span("", 0, 0)
    return sorted(dict.fromkeys(problems), key=lambda p: (p.span or nowhere)[:3])


def lines_of(text: str) -> list[str]:
    r"""Return the lines of a text without their ends, as problems count them: only \n, \r and \r\n end a line (YAML 1.2, 5.4)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def header(problem: Problem) -> str:
    """Return `file:line:column: error: message`."""
    place = f"{problem.span.file}:{problem.span.line}:{problem.span.column}: " if problem.span else ""
    return f"{place}{problem.severity}: {problem.message}"


def show(problem: Problem, lines: Mapping[str, Sequence[str]]) -> str:
    """Return the problem as it is printed: header line, the source line with a caret under the place, the hint.

    `lines` holds the lines of each file by the name that spans use; a file that isn't there is shown without its line.
    """
    out = [header(problem)]
    span = problem.span
    source = lines.get(span.file, ()) if span else ()
    if span and 0 < span.line <= len(source):
        text, start = _window(source[span.line - 1], span.column - 1)
        gutter = f"{span.line:>5} | "
        pad = "".join("\t" if c == "\t" else " " for c in text[:start])
        length = max(1, min(span.length, len(text) - start))
        out += [gutter + text, " " * (len(gutter) - 2) + "| " + pad + "^" * length]
    if problem.hint:
        out.append(f"  hint: {problem.hint}")
    return "\n".join(out)


def _window(text: str, start: int, width: int = 100) -> tuple[str, int]:
    """Cut a long line to `width` characters round `start`; return the piece and where the place is in it."""
    text = text.rstrip("\r\n")
    start = min(start, len(text))
    if len(text) <= width:
        return text, start
    left = max(0, min(start - width // 3, len(text) - width))
    piece = text[left : left + width]
    return ("…" if left else "") + piece + ("…" if left + width < len(text) else ""), start - left + (1 if left else 0)
