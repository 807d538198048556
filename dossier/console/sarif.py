"""Problems -> SARIF 2.1.0 (OASIS, 2020), the form in which editors and code hosts take what a checker found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from dossier.checks import Name, names
from dossier.problems import ERROR, Problem, in_order
from dossier.version import __version__

if TYPE_CHECKING:
    from dossier.checks import Silenced

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PLAIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def as_sarif(problems: Iterable[Problem], silenced: Sequence[Silenced] = ()) -> str:
    """Return a SARIF log of one run; what the dossier silences is in it as suppressed in source, with the reason (3.35)."""
    from json import dumps

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


def _rule(name: str, said: Name | None) -> dict[str, Any]:
    """Describe a check (3.49); what isn't one, such as a fault of YAML, has its name alone."""
    return {"id": name, "shortDescription": {"text": said.holds}} if said else {"id": name}


def _result(problem: Problem, rules: Sequence[str]) -> dict[str, Any]:
    """Return one problem as a result (3.27); its hint follows the message."""
    message = f"{problem.message}. {problem.hint[0].upper()}{problem.hint[1:]}" if problem.hint else problem.message
    name = problem.name or "problem"
    out: dict[str, Any] = {
        "ruleId": name,
        "ruleIndex": rules.index(name),
        "level": "error" if problem.severity == ERROR else "warning",
        "message": {"text": message},
    }
    if problem.span:
        file, line, column, length = problem.span
        region = {"startLine": line, "startColumn": column, "endColumn": column + max(1, length)}
        physical = {"artifactLocation": {"uri": _uri(file)}, "region": region}
        location: dict[str, Any] = {"physicalLocation": physical}
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
