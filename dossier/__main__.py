"""Run `dossier` from the command line; also where the installed command starts."""

import gc
import os
import sys
from types import ModuleType

# A build makes many objects and few circles of them: looking for circles as often as Python does by default costs a tenth of
# the time of a long document. A brief is done before the first look; the next ones come sooner, so that each is short.
FIRST_LOOK = 100_000
NEXT_LOOKS = 20_000
# Modules that `inspect` and `pathlib` import, which our libraries do, for the source of functions, network addresses, Windows.
SELDOM_USED = ("ipaddress", "ntpath", "tokenize")
# Modules that ReportLab runs when it is imported, from the current folder or from home (`.reportlab_mods`).
SETTINGS = ("reportlab_mods", "reportlab_settings")


def main() -> None:
    """Run the command line and exit with its code; an interrupt is told by 130 even while modules are imported."""
    gc.set_threshold(FIRST_LOOK)
    gc.callbacks.append(_look_sooner)
    try:
        from dossier.postponing import postpone

        postpone(*SELDOM_USED)
        _keep_settings_out()
        from dossier.console import streams

        streams.settle()
        from dossier.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    gc.freeze()  # else Python, on its way out, looks for circles among all that was made, which takes a tenth of a brief's time
    sys.exit(code)


def _look_sooner(phase: str, found: dict[str, int]) -> None:
    gc.set_threshold(NEXT_LOOKS)


def _keep_settings_out() -> None:
    """Let empty modules stand for ReportLab's settings, and hide its variables, should a brief need it."""
    for name in SETTINGS:
        sys.modules[name] = ModuleType(name)
    for name in [name for name in os.environ if name.upper().startswith("RL_")]:
        del os.environ[name]


if __name__ == "__main__":
    main()
