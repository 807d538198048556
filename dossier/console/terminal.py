"""Speak to the person at the terminal: problems, results, progress; or tell problems to a program, in JSON or in SARIF.

Everything but asked-for output goes to standard error.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final, TextIO

from dossier.problems import ERROR, Problem, in_order, show

if TYPE_CHECKING:
    import threading

    from dossier.checks import Name, Silenced

SHOWN: Final = 50
PATIENCE: Final = 1.0  # seconds of silence before progress is told
PAINT: Final = {"error": "1;31", "warning": "1;33", "hint": "36", "good": "32"}


def colourful(stream: TextIO) -> bool:
    """Say whether colours are wanted there: on a terminal that has them, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return os.name != "nt" or any(os.environ.get(name) for name in ("WT_SESSION", "ANSICON", "TERM", "ConEmuANSI"))


def tell(words: str = "") -> None:
    """Write a line to standard error."""
    print(_visible(words), file=sys.stderr)


def result(words: str) -> None:
    """Tell what was done, to a person only: nothing is said where standard error is piped."""
    if words and sys.stderr.isatty():
        print(_paint(_visible(words), "good"), file=sys.stderr)


def pages(count: int) -> str:
    """Say how many pages a brief has."""
    return "1 page" if count == 1 else f"{count:,} pages"


def failure(words: str) -> None:
    """Tell in one line why nothing could be done."""
    print("dossier:", _paint("error:", "error"), _visible(words), file=sys.stderr)


def show_problems(problems: Sequence[Problem], lines: Mapping[str, Sequence[str]]) -> None:
    """Print the problems in order, 50 at most, errors before warnings where there are more; then count the rest."""
    chosen = in_order(sorted(in_order(problems), key=lambda p: p.severity != ERROR)[:SHOWN])
    for problem in chosen:
        print(_dressed(problem, lines), file=sys.stderr)
    if (rest := len(in_order(problems)) - len(chosen)) > 0:
        tell(f"… and {rest} more (--json gives all)")


def as_json(problems: Sequence[Problem]) -> str:
    """Return all problems as a JSON array of objects: file, line, column, length, severity, name, about, message, hint."""
    from json import dumps

    return dumps([_record(problem) for problem in in_order(problems)], indent=2)


def _record(problem: Problem) -> dict[str, object]:
    file, line, column, length = problem.span or (None, None, None, None)
    return {
        "file": file,
        "line": line,
        "column": column,
        "length": length,
        "severity": problem.severity,
        "name": problem.name or None,
        "about": problem.about or None,
        "message": problem.message,
        "hint": problem.hint,
    }


def _dressed(problem: Problem, lines: Mapping[str, Sequence[str]]) -> str:
    """Return the problem as printed, with colours where they are wanted."""
    first, *rest = _visible(show(problem, lines)).split("\n")
    place, kind, message = first.partition(f"{problem.severity}: ")
    out = [place + _paint(kind.rstrip(), problem.severity) + " " + message]
    out += [line.replace("  hint:", "  " + _paint("hint:", "hint"), 1) if line.startswith("  hint:") else line for line in rest]
    return "\n".join(out)


def _paint(words: str, role: str) -> str:
    return f"\x1b[{PAINT[role]}m{words}\x1b[0m" if colourful(sys.stderr) else words


class Progress:
    """One line on a terminal that says what goes on, once it has lasted longer than a second; nothing elsewhere."""

    def __init__(self, name: str) -> None:
        self._name, self._doing, self._start = name, "", monotonic()
        self._end: threading.Event | None = None
        if sys.stderr.isatty():
            import threading

            self._end = threading.Event()
            self._thread = threading.Thread(target=self._run, args=(self._end,), daemon=True)
            self._thread.start()

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return monotonic() - self._start

    def __call__(self, doing: str) -> None:
        """Take note of what is being done now."""
        self._doing = doing

    def clear(self) -> None:
        """Stop telling, and take the line away."""
        if self._end is not None:
            self._end.set()
            self._thread.join()
            self._end = None

    def _run(self, end: threading.Event) -> None:
        width, pause = 0, PATIENCE
        while not end.wait(pause):
            line = _visible(f"{self._name}: {self._doing}, {self.seconds:.0f} s")
            sys.stderr.write("\r" + line.ljust(width))
            sys.stderr.flush()
            width, pause = len(line), 0.2
        if width:
            sys.stderr.write("\r" + " " * width + "\r")
            sys.stderr.flush()


class Lines(Mapping[str, Sequence[str]]):
    """The lines of each file that a problem names, read when they are first wanted; a file that can't be read has none."""

    def __init__(self, known: Mapping[str, Sequence[str]]) -> None:
        self._lines = dict(known)

    def __getitem__(self, name: str) -> Sequence[str]:
        if name not in self._lines:
            from dossier import files

            try:
                self._lines[name] = _split(files.read(name))
            except files.Unreadable:
                self._lines[name] = ()
        return self._lines[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _split(contents: bytes) -> Sequence[str]:
    """Split at the line breaks of YAML, and at nothing else, so that numbers agree with the reader's."""
    return re.split("\r\n|[\r\n\x85\u2028\u2029]", contents.decode("utf-8", "replace").removeprefix("\ufeff"))


def _visible(words: str) -> str:
    """Show control characters as signs of the same width: text of a file must not steer the terminal."""
    return words if words.isprintable() else "".join(map(_sign, words))


def _sign(char: str) -> str:
    if char in "\n\t" or char.isprintable() or char == "\u00a0":
        return char
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"


# SARIF 2.1.0 (OASIS, 2020), the form in which editors and code hosts take what a checker found ------------------------
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PLAIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def as_sarif(problems: Iterable[Problem], silenced: Sequence[Silenced] = ()) -> str:
    """Return a SARIF log of one run; what the dossier silences is in it as suppressed in source, with the reason (3.35)."""
    from json import dumps

    from dossier.checks import names
    from dossier.version import __version__

    ordered = in_order(problems)
    rules = list(dict.fromkeys(it.name or "problem" for it in (*ordered, *(accepted.problem for accepted in silenced))))
    results = [_result(problem, rules) for problem in ordered]
    for accepted in silenced:
        suppression = {"kind": "inSource", "justification": accepted.silence.because.plain.strip()}
        results.append({**_result(accepted.problem, rules), "suppressions": [suppression]})
    known = names()
    driver = {"name": "dossier", "version": __version__, "rules": [_rule(name, known.get(name)) for name in rules]}
    # our columns count characters, not UTF-16 code units (3.14.17)
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(name: str, said: Name | None) -> dict[str, object]:
    """Describe a check (3.49); what isn't one, such as a fault of YAML, has its name alone."""
    return {"id": name, "shortDescription": {"text": said.holds}} if said else {"id": name}


def _result(problem: Problem, rules: Sequence[str]) -> dict[str, object]:
    """Return one problem as a result (3.27); its hint follows the message."""
    message = f"{problem.message}. {problem.hint[0].upper()}{problem.hint[1:]}" if problem.hint else problem.message
    name = problem.name or "problem"
    out: dict[str, object] = {
        "ruleId": name,
        "ruleIndex": rules.index(name),
        "level": "error" if problem.severity == ERROR else "warning",
        "message": {"text": message},
    }
    if problem.span:
        file, line, column, length = problem.span
        region = {"startLine": line, "startColumn": column, "endColumn": column + max(1, length)}
        physical = {"artifactLocation": {"uri": _uri(file)}, "region": region}
        location: dict[str, object] = {"physicalLocation": physical}
        if problem.about:
            location["logicalLocations"] = [{"name": problem.about}]
        out["locations"] = [location]
    return out


def _uri(path: str) -> str:
    """Return a path as a URI reference, relative where the path is (3.10.1; RFC 3986, 2.1)."""
    slashed = path.replace("\\", "/")
    quoted = "".join(c if c in _PLAIN else "".join(f"%{byte:02X}" for byte in c.encode()) for c in slashed)
    if len(slashed) > 1 and slashed[1] == ":":
        return f"file:///{slashed[0]}:{quoted[4:]}"
    return f"file://{quoted}" if slashed.startswith("/") else quoted
