"""Styles of text -> faces: which file draws which family, weight and slant, and what stands in for a script that it lacks."""

from __future__ import annotations

import os.path

from dossier.styling.style import TextStyle
from dossier.text.shaping import Face, FontFile
from dossier.text.textlines import Layout, SetText

__all__ = ["SANS", "SERIF", "Face", "FontBook", "FontFile", "TextStyle"]

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "fonts")
SERIF = "Source Serif 4"
SANS = "Source Sans 3"
# Of these no feature that is on by default looks farther than to the next ASCII character; a test holds it against the files.
PAIRWISE = (SERIF, SANS)
_ROMANS = ((400, ""), (600, ""), (700, ""), (400, "i"), (600, "i"), (700, "i"))
_UPRIGHT = ((400, ""), (700, ""))


def _files(stem: str, cuts: tuple[tuple[int, str], ...]) -> dict[tuple[int, bool], str]:
    return {(weight, slant == "i"): f"{stem}-{weight}{slant}.ttf" for weight, slant in cuts}


FAMILIES: dict[str, dict[tuple[int, bool], str]] = {
    SERIF: _files("SourceSerif4", _ROMANS),
    SANS: _files("SourceSans3", _ROMANS),
    "Noto Naskh Arabic": _files("NotoNaskhArabic", _UPRIGHT),
    "Noto Sans Arabic": _files("NotoSansArabic", _UPRIGHT),
    "Noto Serif Hebrew": _files("NotoSerifHebrew", _UPRIGHT),
    "Noto Sans Hebrew": _files("NotoSansHebrew", _UPRIGHT),
}
# Family -> those that stand in for what it lacks, in order, with the factor of size that makes them look as large.
FALLBACKS: dict[str, tuple[tuple[str, float], ...]] = {
    SERIF: (("Noto Naskh Arabic", 1.12), ("Noto Serif Hebrew", 0.92), (SANS, 0.98)),
    SANS: (("Noto Sans Arabic", 1.0), ("Noto Sans Hebrew", 0.96), (SERIF, 1.02)),
}


class FontBook:
    """The font files of a document, opened when first needed, and the faces made of them.

    `folder` holds the files of the families the package carries. Other families are made known with `add`.
    """

    def __init__(self, folder: str | None = None) -> None:
        self.folder = folder or FOLDER
        self._families = {
            name: {cut: os.path.join(self.folder, file) for cut, file in cuts.items()} for name, cuts in FAMILIES.items()
        }
        self._pairwise = {path for family in PAIRWISE for path in self._families[family].values()}
        self._fallbacks = dict(FALLBACKS)
        self._opened: dict[str, FontFile] = {}
        self._faces: dict[tuple[str, int, bool, tuple[str, ...], float, str, bool], Face] = {}
        self.memory: dict[
            tuple[str, int, str, Layout], tuple[SetText, TextStyle]
        ] = {}  # set text of short pieces; belongs to paragraph.py
        self.dresses: dict[tuple[int, str, bool, float, float], object] = {}  # what pieces of one style share; belongs to runs.py

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the families known."""
        return tuple(self._families)

    @property
    def files(self) -> list[FontFile]:
        """The font files opened so far, in the order of their tags."""
        return list(self._opened.values())

    def add(self, family: str, cuts: dict[tuple[int, bool], str], fallbacks: tuple[tuple[str, float], ...] | None = None) -> None:
        """Make a family known: (weight, italic) -> path of a TrueType file. Without `fallbacks` the serif's stand in for it."""
        self._families[family] = dict(cuts)
        self._fallbacks[family] = ((SERIF, 1.0), *FALLBACKS[SERIF]) if fallbacks is None else fallbacks

    def file(self, family: str, weight: int = 400, italic: bool = False) -> FontFile:
        """Return the file of a family nearest to a weight and slant.

        Of two weights equally near, the lighter is taken up to 500 and the heavier above (as CSS Fonts 4, 5.2). Raises ValueError
        for an unknown family, or as FontFile does.
        """
        cuts = self._families.get(family)
        if not cuts:
            raise ValueError(f"no typeface named {family!r}; known are {', '.join(self._families)}")
        heavier = -1 if weight > 500 else 1
        nearest = min(cuts, key=lambda cut: (cut[1] != italic, abs(cut[0] - weight), heavier * cut[0]))
        path = cuts[nearest]
        file = self._opened.get(path)
        if file is None:
            file = self._opened[path] = FontFile(path, b"F%d" % (len(self._opened) + 1), path in self._pairwise)
        return file

    def face(self, style: TextStyle, lang: str = "", rtl: bool = False) -> Face:
        """Return the face of a style in a language (BCP 47), for one direction of writing."""
        return self._face(style.family, style, lang, rtl)

    def _face(self, family: str, style: TextStyle, lang: str, rtl: bool) -> Face:
        # Cursive letters must not be torn apart, so a right-to-left face takes no tracking.
        key = (family, style.weight, style.italic, style.features, 0.0 if rtl else style.tracking, lang, rtl)
        face = self._faces.get(key)
        if face is None:
            file = self.file(family, style.weight, style.italic)
            face = self._faces[key] = Face(file, style.features, lang, 0.0 if rtl else style.tracking, rtl)
        return face

    def chain(self, style: TextStyle) -> list[tuple[str, float]]:
        """Return the families that may draw a style's text, in order, each with its factor of size."""
        return [(style.family, 1.0), *self._fallbacks.get(style.family, ())]

    def resolve(self, text: str, style: TextStyle, lang: str = "", rtl: bool = False) -> list[tuple[str, Face, float]]:
        """Split a text by the faces that have its characters: (text, face, factor of size).

        A base and its marks stay in one face. What no face has stays in the style's own, and is shown as its missing glyph.
        """
        face = self.face(style, lang, rtl)
        if face.file.covers.issuperset(text):
            return [(text, face, 1.0)]
        from dossier.text.fallback import split_by_coverage

        chain = self.chain(style)
        files = [self.file(family, style.weight, style.italic) for family, _ in chain]
        return [
            (part, self._face(chain[at][0], style, lang, rtl), chain[at][1])
            for part, at in split_by_coverage(text, [file.covers for file in files])
        ]

    def missing(self, text: str, style: TextStyle) -> list[str]:
        """Return the characters of a text that no face of the style's chain has, each once, in order."""
        absent = {c: None for c in text if c >= " "}
        for family, _ in self.chain(style):
            if not absent:
                break
            covers = self.file(family, style.weight, style.italic).covers
            absent = {c: None for c in absent if c not in covers}
        return list(absent)

    def metrics(self, style: TextStyle) -> tuple[float, float, float]:
        """Return ascent, descent (negative) and x-height of a style in points."""
        file = self.file(style.family, style.weight, style.italic)
        em = style.size / 1000
        return file.ascent * em, file.descent * em, file.x_height * em
