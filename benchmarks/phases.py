"""Where a build spends its time: seconds by phase, seconds of own code by part of the program, seconds of import by library.

python benchmarks/phases.py FILE        prints JSON; run it with PYTHONPATH at the repository
"""

from __future__ import annotations

import cProfile
import json
import pstats
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import dossier

PHASES = (
    ("dossier.styling.library", "open_style"),
    ("dossier.reading.reader", "read_partly"),
    ("dossier.evidence.graph", "link"),
    ("dossier.checks", "run"),
    ("dossier.compose", "compose"),
    ("dossier.typeset.coverage", "uncovered"),
    ("dossier.printing.stream", "print_galley"),
)
IMPORT = re.compile(r"^import time:\s+(\d+) \|\s+\d+ \|\s*([\w.]+)$", re.M)
LIBRARIES = ("dossier", "reportlab", "PIL", "yaml", "click", "uharfbuzz", "pyphen")


def by_phase(path: str) -> dict[str, float]:
    """Build once and return the seconds of each phase, its imports included with the first."""
    from importlib import import_module

    spent: dict[str, float] = {}
    started = time.perf_counter()
    for module, name in PHASES:
        place = import_module(module)
        setattr(place, name, _timed(getattr(place, name), f"{module.removeprefix('dossier.')}.{name}", spent))
    spent["imports"] = time.perf_counter() - started
    started = time.perf_counter()
    dossier.press.brief(path)
    spent["all but imports"] = time.perf_counter() - started
    unseen = [name for _, name in PHASES if not any(key.endswith("." + name) for key in spent)]
    if unseen:
        sys.exit(f"phases.py: the press does not call {', '.join(unseen)}")
    return spent


def _timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            spent[name] = spent.get(name, 0) + time.perf_counter() - started

    return timed


def by_part(path: str) -> dict[str, float]:
    """Build under the profiler, which slows calls down; return the seconds of own code by part, built-in functions by name."""
    profile = cProfile.Profile()
    profile.runcall(dossier.press.brief, path)
    parts = defaultdict[str, float](float)
    statistics: Any = pstats.Stats(profile)
    for (file, _, function), (_, _, own, _, _) in statistics.stats.items():
        parts[_part(file, function)] += own
    return dict(sorted(parts.items(), key=lambda part: -part[1])[:30])


def _part(file: str, function: str) -> str:
    if file == "~":
        return function.strip("<>").replace("method ", "").replace("built-in ", "")
    path = file.replace("\\", "/")
    if "/dossier/" in path:
        return "dossier/" + path.rpartition("/dossier/")[2]
    return path.rpartition("site-packages/")[2].split("/")[0] if "site-packages" in path else "standard library"


def by_library(path: str) -> dict[str, float]:
    """Build in a fresh process and return the seconds that importing each library took, the standard library's together."""
    command = [sys.executable, "-X", "importtime", "-m", "dossier", "build", path, "-o", "-"]
    said = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True, text=True).stderr
    libraries = defaultdict[str, float](float)
    for own, module in IMPORT.findall(said):
        top = module.split(".")[0]
        libraries[top if top in LIBRARIES else "standard library and others"] += int(own) / 1e6
    return dict(sorted(libraries.items(), key=lambda library: -library[1]))


if __name__ == "__main__":
    import dossier.pipeline

    which = {"phases": by_phase, "parts": by_part, "libraries": by_library}
    print(json.dumps(which[sys.argv[2]](sys.argv[1])))
