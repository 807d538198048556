"""Write docs/style-reference.md from the tables of properties and roles; `--check` only says whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dossier.styling.declaring import BOX, CHARACTER, PARAGRAPH, Property  # noqa: E402
from dossier.styling.properties import PAGE_PROPERTIES, ROLE_PROPERTIES  # noqa: E402
from dossier.styling.roles import ROLES, Role  # noqa: E402
from dossier.units import NAMED_COLORS, PAPERS  # noqa: E402

HEAD = """\
# Style sheets: reference

Written by `scripts/style_reference.py` from the tables that the program itself reads. Don't edit it by hand.

A style sheet is a YAML file of properties. Those of the page stand under `page`, those of a role under its name:

```yaml
extends: briefing
variables:
  accent: '#5a2a4f'
page:
  margin: {left: 25mm, right: 25mm}
on:
  letter:
    page.margin.left: 1in
heading.2:
  size: 15pt
  color: $accent
  space-before: $line * 2
```

- Keys nest or are dotted: `heading: {2: {size: 15pt}}` and `heading.2.size: 15pt` say the same, and so does
  `--set heading.2.size=15pt` on the command line.
- `extends` names one of the styles that travel with the program, or a file (`house.yaml`) in the folder of the sheet or below it.
- `variables` are values with names. They are looked up when they are used: a sheet that sets `accent` changes what the sheets
  below it say with `$accent`. A length can be multiplied and divided by a number: `$line * 2`, `21pt / 2`.
- `on` holds what is true of one paper only. Within a sheet it comes after the rest; a sheet above it overrides both.
- `office` holds what is true with `--for office` and `--for booklet` only, `booklet` with the latter only; both come
  after `on`. Neither can set the paper. What moves text for the office is warned of: its pages should be the screen's.
- Sheets are laid one over the other, settings of the command line on top of them. `dossier styles explain heading.2.size` tells
  where a value comes from.

## Values

- Lengths: `pt`, `mm`, `cm`, `in`, `pc` (12 pt); `em` is the type size of the role; `0` needs no unit. None is longer than
  14,400 pt.
- Sizes in `%` or `em` are of the size of the parent role, those of an inline role of the block in which it stands. Relative sizes
  don't come out smaller than `page.smallest`. Other relative lengths are inherited as they are written, and are of the size of
  the role that inherits them.
- Colours: `#rgb`, `#rrggbb`, `rgb(r, g, b)`, `gray(g)`, `cmyk(c, m, y, k)` with percentages or fractions, or a basic name:
"""

SCOPES = (
    (
        CHARACTER,
        "Of characters",
        "Inherited by every role. Inline roles have no others, and take those they don't set from the block in which they stand.",
    ),
    (PARAGRAPH, "Of paragraphs", "Inherited by every block role."),
    (
        BOX,
        "Of blocks",
        "Inherited by sub-roles, but not by the parts of a block: the cells of a table don't take the room before the table.",
    ),
)


KINDS = """\
A property that has no effect on a role can't be set there: that is an error, with a hint which ones have. On a role act the
properties of the kind of thing that it dresses, those named beside it, and what other roles take from it."""


def main() -> int:
    """Write the reference, or compare it; return the exit code."""
    target = ROOT / "docs" / "style-reference.md"
    text = reference()
    if "--check" in sys.argv[1:]:
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            return 0
        print(f"{target.relative_to(ROOT)} is out of date: run scripts/style_reference.py", file=sys.stderr)
        return 1
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
    return 0


def reference() -> str:
    """Return the reference as Markdown."""
    names = ", ".join(f"`{name}`" for name in NAMED_COLORS)
    papers = ", ".join(f"`{name}`" for name in PAPERS)
    out = [HEAD + f"  {names}.\n- Papers: {papers}.\n", "## The page\n", properties(PAGE_PROPERTIES.values())]
    out.append("## Properties of roles\n")
    for scope, title, doc in SCOPES:
        out += [f"### {title}\n", doc + "\n", properties(p for p in ROLE_PROPERTIES.values() if p.scope == scope)]
    out += ["## What acts on what\n", KINDS + "\n", kinds()]
    out += ["## Roles of blocks\n", "What a role doesn't set it takes from its parent.\n"]
    out += [roles(r for r in ROLES.values() if not r.inline)]
    out += ["## Roles of words within a line\n", roles(r for r in ROLES.values() if r.inline)]
    return "\n".join(out)


def properties(listed: Iterable[Property]) -> str:
    """Return a table of properties."""
    rows = [f"| `{p.name}` | {p.type.doc} | `{p.default}` | {p.doc} |" for p in listed]
    return "\n".join(["| property | takes | default | what it does |", "|---|---|---|---|", *rows, ""])


def kinds() -> str:
    """Return a table of the kinds of things that roles dress."""
    rows = []
    for kind in dict.fromkeys(role.kind for role in ROLES.values()):
        said, rest = [], set(kind.acting)
        for scope in (CHARACTER, PARAGRAPH):
            whole = {p.name for p in ROLE_PROPERTIES.values() if p.scope == scope}
            if whole <= rest:
                said.append(f"all of {scope}s")
                rest -= whole
        said += [f"`{name}`" for name in ROLE_PROPERTIES if name in rest]
        rows.append(f"| {kind.name} | {', '.join(said) or '–'} |")
    return "\n".join(["| kind | properties |", "|---|---|", *rows, ""])


def roles(listed: Iterable[Role]) -> str:
    """Return a table of roles."""
    rows = []
    for role in listed:
        parent = f"`{role.parent}`" if role.parent else "the block" if role.inline else "–"
        rows.append(f"| `{role.name}` | {parent}{', as its part' if role.part else ''} | {role.doc} | {acting(role)} |")
    return "\n".join(["| role | parent | what it is | what acts on it |", "|---|---|---|---|", *rows, ""])


def acting(role: Role) -> str:
    """Return the kind of thing that a role dresses, and what acts on it besides."""
    return "; ".join((role.kind.name, *(f"`{name}`" for name in role.also)))


if __name__ == "__main__":
    sys.exit(main())
