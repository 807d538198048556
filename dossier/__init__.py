"""Turn a YAML file of sourced facts into a paginated, tagged, print-ready PDF brief.

    import dossier

    look = dossier.open_style(["briefing"], ["page.paper=letter"])
    built = dossier.brief("sources/raqqa.yaml", look)
    print(built.pages, len(built.pdf), built.problems)

What a user can cause ends in `DossierError`, which carries every `Problem` with its `Span`.
"""

from __future__ import annotations

from dossier.version import __version__

__all__ = ["Built", "DossierError", "Problem", "Span", "__version__", "brief", "build", "check", "open_style"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dossier.pipeline import Built, brief, build, check
    from dossier.problems import DossierError, Problem, Span
    from dossier.styling.library import open_style


_HOMES = {"DossierError": "problems", "Problem": "problems", "Span": "problems", "open_style": "styling.library"}


def __getattr__(name: str) -> object:
    """Import what is asked for, so that `import dossier` costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'dossier' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"dossier.{_HOMES.get(name, 'pipeline')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
