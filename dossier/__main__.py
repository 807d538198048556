"""Run `dossier` from the command line; also where the installed command starts."""

import gc
import sys

# A build makes many objects and few circles of them: looking for circles as often as Python does by default costs a tenth of
# the time of a long document. Looking at every 100,000 new objects keeps the memory as low, and a brief never gets there.
GARBAGE_AFTER = 100_000
# Modules that `inspect` and `pathlib` import, which our libraries do, for the source of functions, network addresses, Windows.
SELDOM_USED = ("ipaddress", "ntpath", "tokenize")


def main() -> None:
    """Run the command line and exit with its code; an interrupt is told by 130 even while modules are imported."""
    gc.set_threshold(GARBAGE_AFTER)
    try:
        from dossier.postponing import postpone

        postpone(*SELDOM_USED)
        from dossier.cli import run

        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # an old code page must not stop a message
                stream.reconfigure(errors="backslashreplace")
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = 130
    gc.freeze()  # else Python, on its way out, looks for circles among all that was made, which takes a tenth of a brief's time
    sys.exit(code)


if __name__ == "__main__":
    main()
