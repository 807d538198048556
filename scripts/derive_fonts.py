"""Unpack the typefaces the package carries from the npm archives of @expo-google-fonts, and write down their origin.

    python scripts/derive_fonts.py FOLDER-OF-ARCHIVES

The TTF files are copied byte for byte; only their names in dossier/data/fonts are shorter.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "dossier" / "data" / "fonts"
WANTED = {
    "source-serif-4": ("SourceSerif4", "400 400i 600 600i 700 700i"),
    "source-sans-3": ("SourceSans3", "400 400i 600 600i 700 700i"),
    "noto-naskh-arabic": ("NotoNaskhArabic", "400 700"),
    "noto-sans-arabic": ("NotoSansArabic", "400 700"),
    "noto-serif-hebrew": ("NotoSerifHebrew", "400 700"),
    "noto-sans-hebrew": ("NotoSansHebrew", "400 700"),
}
WEIGHTS = {"400": "400Regular", "600": "600SemiBold", "700": "700Bold"}


def member(archive: tarfile.TarFile, name: str) -> bytes:
    """Return the bytes of one file of an archive."""
    file = archive.extractfile("package/" + name)
    assert file is not None
    return file.read()


def unpack(path: Path, family: str, cuts: str) -> list[str]:
    """Copy one family's cuts and its licence; return the rows of the provenance table."""
    rows = []
    with tarfile.open(path) as archive:
        package = json.loads(member(archive, "package.json"))
        (TARGET / f"OFL-{family}.txt").write_bytes(member(archive, "LICENSE_FONT"))
        for cut in cuts.split():
            folder = WEIGHTS[cut.rstrip("i")] + ("_Italic" if cut.endswith("i") else "")
            data = member(archive, f"{folder}/{family}_{folder}.ttf")
            name = f"{family}-{cut}.ttf"
            (TARGET / name).write_bytes(data)
            rows.append(f"| {name} | {package['name']} | {package['version']} | `{hashlib.sha256(data).hexdigest()}` |")
    return rows


def main(archives: Path) -> None:
    """Unpack all families and write PROVENANCE.md."""
    TARGET.mkdir(parents=True, exist_ok=True)
    rows = []
    for package, (family, cuts) in WANTED.items():
        (path,) = archives.glob(f"expo-google-fonts-{package}-[0-9]*.tgz")
        rows += unpack(path, family, cuts)
    (TARGET / "PROVENANCE.md").write_text(
        "# Where the typefaces come from\n\n"
        "Unmodified static TrueType files, SIL Open Font License 1.1: the licence of a family is `OFL-<family>.txt`.\n"
        "Written by `scripts/derive_fonts.py` from the npm packages below.\n\n"
        "| file | package | version | sha256 |\n|---|---|---|---|\n" + "\n".join(rows) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
