"""Write the table of docs/checks.md from what the checks say of themselves; `--check` only says whether it is up to date."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dossier.checks import REGISTRY, STRICT, names  # noqa: E402

PAGE = ROOT / "docs" / "checks.md"
HEAD = "| check | what it holds | told | gravity |\n|---|---|---|---|\n"


def main() -> int:
    """Write the table, or compare it; return the exit code."""
    old = PAGE.read_text(encoding="utf-8")
    new = re.sub(re.escape(HEAD) + r"(\|.*\n)*", lambda _: HEAD + table(), old)
    if "--check" in sys.argv[1:]:
        if new == old:
            return 0
        print("docs/checks.md is out of date: run scripts/check_reference.py", file=sys.stderr)
        return 1
    PAGE.write_text(new, encoding="utf-8", newline="\n")
    return 0


def table() -> str:
    """Return a row for each name under which checks tell something."""
    always, asked = ({name for rule in rules for name in rule.TELLS} for rules in (REGISTRY, STRICT))
    rows = []
    for name, said in names().items():
        told = "always" if name in always else "with `--strict`" if name in asked else "with `--today`"
        more = "; finer with `--strict`" if name in always & asked else ""
        rows.append(f"| `{name}` | {said.holds} | {told}{more} | {said.gravity} |\n")
    return "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
