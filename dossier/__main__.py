"""Run `dossier` from the command line; also where the installed command starts."""

import sys


def main() -> None:
    """Run the command line and exit with its code; an interrupt is told by 130 even while modules are imported."""
    try:
        from dossier.cli import run

        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # an old code page must not stop a message
                stream.reconfigure(errors="backslashreplace")
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
