"""Turn a YAML file of sourced facts into a paginated, tagged, print-ready PDF brief.

    import dossier

    brief = dossier.build("sources/raqqa.yaml", "briefing", {"page.paper": "letter"})
    brief.save("raqqa.pdf")

What a user can cause ends in `DossierError`, which carries every `Problem` with its `Span`. docs/python.md tells the rest.
"""

from __future__ import annotations

from dossier.version import __version__

__all__ = ["Brief", "Dossier", "DossierError", "OwnFigure", "Problem", "Span", "Style", "__version__", "build", "check", "load"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dossier.brief import Brief
    from dossier.face import Style, build, check, load
    from dossier.figures.drawing.sketch import OwnFigure
    from dossier.model import Dossier
    from dossier.problems import DossierError, Problem, Span

_HOMES = {
    "Brief": "brief",
    "Dossier": "model",
    "DossierError": "problems",
    "OwnFigure": "figures.drawing.sketch",
    "Problem": "problems",
    "Span": "problems",
}


def __getattr__(name: str) -> object:
    """Import what is asked for, so that `import dossier` costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'dossier' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"dossier.{_HOMES.get(name, 'face')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
