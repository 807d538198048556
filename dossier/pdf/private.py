"""Everything that leans on ReportLab's inside, in one place: how it is imported, its canvas, its document.

Each private name used here is held by a test in tests/test_pdf_private.py, so that a new ReportLab that changes one fails loudly.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from dossier.pdf.digest import md5
from dossier.pdf.document import Document
from dossier.postponing import postpone

_SETTINGS: dict[str, Any] = {
    "pageCompression": 1,
    "useA85": 0,  # PDF is no mail: binary streams
    "invariant": 1,  # no clock
    "pdfComments": 0,
    "trustedHosts": None,  # nothing is fetched
    "trustedSchemes": ["data"],
    "T1SearchPath": [],  # no font of the machine comes in
    "TTFSearchPath": [],
    "CMapSearchPath": [],
}
# ReportLab imports them for what a brief seldom does, and they take a third of its time
_POSTPONED = ("PIL.Image", "hashlib", "pickle", "tempfile", "textwrap")


@contextmanager
def _hidden(select: Callable[[str], bool]) -> Iterator[None]:
    """Hide environment variables for a moment."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if select(name)}
    try:
        yield
    finally:
        os.environ.update(hidden)


@contextmanager
def _stand_in(**modules: dict[str, Any]) -> Iterator[None]:
    """Let modules of these names hold these values for a moment, whatever is on the path."""
    before = {name: sys.modules.get(name) for name in modules}
    for name, values in modules.items():
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(values)
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def _import_reportlab() -> tuple[Any, Any]:
    """Import ReportLab with our settings and nobody else's; return its modules `canvas` and `pdfdoc`.

    Left alone it runs `reportlab_mods` and `reportlab_settings` from the current folder, `~/.reportlab_mods` and
    `~/.reportlab_settings`, and takes any setting from variables `RL_…`. While it is imported, modules of these names stand in
    for them, and the variables are hidden.
    """
    if "reportlab.rl_config" not in sys.modules:
        with _hidden(lambda name: name.upper().startswith("RL_")), _stand_in(reportlab_mods={}, reportlab_settings=_SETTINGS):
            import reportlab

            postpone(*_POSTPONED)
            vars(sys.modules["hashlib"]).setdefault("md5", md5)  # which is all that it asks for
            import reportlab.pdfgen.canvas  # noqa: F401 - for its effect: while our settings stand in
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfgen import canvas

    return canvas, pdfdoc


_canvas, _pdfdoc = _import_reportlab()
PRODUCER = f"ReportLab {sys.modules['reportlab'].__version__}"


class Catalog(_pdfdoc.PDFCatalog):  # type: ignore[misc, name-defined]
    """The document's catalogue, with the entries that ReportLab's leaves out."""

    __NoDefault__ = [*_pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]


class _PressDocument(_pdfdoc.PDFDocument):  # type: ignore[misc, name-defined]
    """ReportLab's document, taking its object numbers from ours."""

    file: Document

    @property
    def objectcounter(self) -> int:
        """The last number given out."""
        return self.file.count

    @objectcounter.setter
    def objectcounter(self, value: int) -> None:
        self.file.count = value

    def getInternalFontName(self, psfontname: str) -> str:  # noqa: N802 - ReportLab's name
        """Refuse: a font that comes in here is one of the standard 14, which aren't embedded (ISO 19005-2, 6.2.11.4)."""
        raise AssertionError(f"{psfontname} on ReportLab's canvas, which sets no text")


class DrawingCanvas(_canvas.Canvas):  # type: ignore[misc, name-defined]
    """ReportLab's canvas, on which figures are drawn: what it collects is taken from it, operators and resources."""

    def __init__(self, file: Document, language: str) -> None:
        with _hidden("SOURCE_DATE_EPOCH".__eq__):  # ReportLab reads a date from it, of which nothing is used, and may fail
            super().__init__(None, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=language)
        document = self._doc
        document.__class__ = _PressDocument
        assert file.count == 0, "ReportLab numbers its dictionary of fonts before anything else is numbered"
        document.file = file
        del document.__dict__["objectcounter"]
        file.count = len(document.numberToId)
        self.catalog = document._catalog = document.Catalog = Catalog()
        self.catalog.Lang = _pdfdoc.PDFString(language)

    def _make_preamble(self) -> None:
        """Leave the preamble out: it brings Helvetica in."""
        self._preamble = ""

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> Any:  # noqa: N802 - ReportLab's name
        """Refuse: all of ReportLab's text goes through here, and none of it is in a font of ours."""
        raise AssertionError("text on ReportLab's canvas: set it by the typesetter and draw it by Canvas.text")

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was drawn since `take_code`."""
        return not self._code

    def take_code(self) -> bytes:
        """Return the operators drawn since the last call."""
        code = "\n".join(self._code).encode("ascii")
        self._code.clear()
        return code

    def take_resources(self, fonts: bytes, pictures: Mapping[bytes, int]) -> bytes:
        """Return the page's resource dictionary and begin the next page; `fonts` is the reference of the font dictionary.

        `pictures` are those of ours, by name. The result is b'' when the page needs nothing but fonts and them.
        """
        assert not self._annotationrefs, "an annotation drawn by ReportLab has no structure element: use a Link element"
        resources = _pdfdoc.PDFResourceDictionary()
        resources.ProcSet = []
        self._setExtGState(resources)
        resources.ExtGState = resources.ExtGState or {}
        resources.setShading(self._shadingUsed)
        resources.setColorSpace(self._colorsUsed)
        if self._formsinuse:
            resources.XObject = self._doc.xobjDict(self._formsinuse)
        used = any(getattr(resources, name) for name in resources.dict_attributes)
        if used and pictures:
            resources.XObject = resources.XObject or self._doc.xobjDict(())
            resources.XObject.dict.update({name.decode(): b"%d 0 R" % number for name, number in pictures.items()})
        resources.Font = fonts
        self._startPage()
        self._code.clear()
        return bytes(resources.format(self._doc)) if used else b""

    def register_fonts(self, fonts: dict[str, int]) -> None:
        """Fill the dictionary of fonts that every page shares: resource name -> object number."""
        entries = self._doc.idToObject["BasicFonts"].dict
        for tag, number in fonts.items():
            entries[tag] = b"%d 0 R" % number

    @property
    def font_dictionary(self) -> int:
        """The object number of the dictionary of fonts."""
        return int(self._doc.idToObjectNumberAndVersion["BasicFonts"][0])

    def write(self) -> int:
        """Write the catalogue and every object that ReportLab holds; return the catalogue's number."""
        document = self._doc
        document.Reference(self.catalog)
        number = 0
        while number < document.file.count:  # formatting an object may bring further ones in
            number += 1
            name = document.numberToId.get(number)
            if name is not None:
                self._write_object(number, document.idToObject[name])
        return int(document.idToObjectNumberAndVersion[self.catalog.__InternalName__][0])

    def _write_object(self, number: int, element: Any) -> None:
        document = self._doc
        body = _pdfdoc.format(element, document, toplevel=1).rstrip(b"\r\n")
        if body.endswith(b"endstream"):
            if not body.endswith(b"\nendstream"):
                body = body[: -len(b"endstream")] + b"\nendstream"
            document.file.add_stream(number, body)
        else:
            document.file.add(number, body)
