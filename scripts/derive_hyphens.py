"""Write the hyphenation patterns the package carries from the dictionaries that pyphen brings along.

    python scripts/derive_hyphens.py

A file is deflated UTF-8: a line of all beginnings of two letters that patterns have, separated by spaces; a section of the
patterns of one letter; and a section for each beginning, in their order. A section is what follows in each pattern
(nothing is left of the pattern's figures), separated by spaces; a tab; and for each its values: a first character for the offset
where they begin (48 + offset) and one figure for each place. It loads a hundred times faster than the source.
"""

from __future__ import annotations

import hashlib
import shutil
import zlib
from pathlib import Path

import pyphen

TARGET = Path(__file__).resolve().parent.parent / "dossier" / "data" / "hyphens"
DICTIONARIES = Path(pyphen.__file__).parent / "dictionaries"
WANTED = {
    "en-gb": ("en_GB", "en_GB", "BSD-style"),
    "en-us": ("en_US", "en_US", "BSD-style"),
    "es": ("es", "es", "MIT (of the original), LGPL 3 or later"),
    "fr": ("fr", "fr", "LGPL 2.1 or later"),
    "de": ("de_DE", "de", "LGPL 2 or later"),
    "it": ("it_IT", "it_IT", "LGPL"),
}


def encode(name: str) -> bytes:
    """Return the file of one dictionary; alternative spellings at a break (`Schiff-fahrt`) are left out."""
    dictionary = pyphen.Pyphen(lang=name).hd
    sections: dict[str, list[tuple[str, str]]] = {}
    singles: list[tuple[str, str]] = []
    for pattern, (start, figures) in sorted(dictionary.patterns.items()):
        if any(getattr(figure, "data", None) for figure in figures):
            continue
        values = chr(48 + start) + "".join(str(int(figure)) for figure in figures)
        if len(pattern) > 1:
            sections.setdefault(pattern[:2], []).append((pattern[2:], values))
        else:
            singles.append((pattern, values))
    lines = [" ".join(sections), section(singles), *map(section, sections.values())]
    return zlib.compress("\n".join(lines).encode(), 9)


def section(entries: list[tuple[str, str]]) -> str:
    """Return a line of what follows and its values; nothing for no entries."""
    return "\t".join(map(" ".join, zip(*entries, strict=True)))


def main() -> None:
    """Write all files, their licences, and PROVENANCE.md."""
    TARGET.mkdir(parents=True, exist_ok=True)
    rows = []
    for tag, (name, readme, licence) in WANTED.items():
        data = encode(name)
        (TARGET / f"{tag}.hyphens").write_bytes(data)
        shutil.copyfile(DICTIONARIES / f"README_hyph_{readme}.txt", TARGET / f"README-{tag}.txt")
        source = DICTIONARIES / f"hyph_{name}.dic"
        rows.append(f"| {tag}.hyphens | {source.name} | {licence} | `{hashlib.sha256(source.read_bytes()).hexdigest()}` |")
    licences = next(Path(pyphen.__file__).parent.parent.glob("pyphen-*.dist-info/licenses"))
    shutil.copyfile(licences / "COPYING.LGPL", TARGET / "COPYING.LGPL")
    (TARGET / "PROVENANCE.md").write_text(
        "# Where the hyphenation patterns come from\n\n"
        f"The dictionaries of LibreOffice as pyphen {pyphen.__version__} carries them, re-encoded\n"
        "by `scripts/derive_hyphens.py` with nothing added.\n"
        "Each stands under its own licence, not under that of this package: authors and terms are in\n"
        "`README-<language>.txt`, the text of the LGPL in `COPYING.LGPL`. Languages whose dictionaries have\n"
        "other terms are read from pyphen when they are needed.\n\n"
        "| file | source | licence | sha256 of the source |\n|---|---|---|---|\n" + "\n".join(rows) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
