"""What is used of ReportLab's inside, name by name, and that nothing but our own settings get into it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from dossier.pdf.document import Document
from dossier.pdf.private import PRODUCER, DrawingCanvas

REPOSITORY = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "name", ["_make_preamble", "_setExtGState", "_startPage", "beginText", "saveState", "restoreState", "setPageSize"]
)
def test_the_canvas_has_the_methods_used(name: str) -> None:
    """These methods of ReportLab's canvas are overridden or called."""
    assert callable(getattr(Canvas, name))


@pytest.mark.parametrize("name", ["_doc", "_code", "_annotationrefs", "_formsinuse", "_colorsUsed", "_shadingUsed"])
def test_the_canvas_has_the_attributes_used(name: str) -> None:
    """These attributes of ReportLab's canvas are read."""
    assert hasattr(Canvas(None), name)


@pytest.mark.parametrize(
    "name", ["idToObject", "numberToId", "idToObjectNumberAndVersion", "objectcounter", "Catalog", "_catalog", "fontMapping"]
)
def test_the_document_has_the_attributes_used(name: str) -> None:
    """These attributes of ReportLab's document are read, or replaced."""
    assert hasattr(Canvas(None)._doc, name)


def test_the_resource_dictionary_is_as_expected() -> None:
    """Resources are collected under these names, and references go in as they are."""
    resources = pdfdoc.PDFResourceDictionary()
    assert set(resources.dict_attributes) == {"ColorSpace", "XObject", "ExtGState", "Font", "Pattern", "Properties", "Shading"}
    assert callable(pdfdoc.PDFDocument.getInternalFontName)
    assert callable(pdfdoc.PDFDocument.xobjDict)
    assert "StructTreeRoot" in pdfdoc.PDFCatalog.__NoDefault__


def test_numbers_come_from_one_source() -> None:
    """ReportLab's objects and ours never share a number."""
    file = Document()
    drawing = DrawingCanvas(file, "en")
    ours = file.allocate()
    theirs = drawing._doc.Reference(pdfdoc.PDFDictionary({"A": 1}))
    assert drawing.font_dictionary < ours < int(theirs.format(drawing._doc).split()[0]) < file.allocate()


def test_the_producer_is_named() -> None:
    """The file says which ReportLab wrote it."""
    assert PRODUCER.startswith("ReportLab 5.1")


def _run(code: str, folder: Path, **variables: str) -> str:
    """Run a program in a folder that is on its path, and is its user's home."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "HOME": str(folder), "USERPROFILE": str(folder), **variables}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def test_settings_of_others_stay_out(tmp_path: Path) -> None:
    """Neither files in the current folder and at home nor variables are read when ReportLab is imported."""
    for name in ("reportlab_settings.py", "reportlab_mods.py", ".reportlab_settings", ".reportlab_mods"):
        (tmp_path / name).write_text(f"print('ran {name}'); pageCompression = 0; trustedHosts = ['*']\n")
    code = (
        "import os, sys; import dossier.pdf.private; from reportlab import rl_config as c\n"
        "print(c.pageCompression, c.trustedHosts, c.invariant, c.useA85, c.documentLang, c.TTFSearchPath)\n"
        "print(os.environ['RL_documentLang'])\n"
        "print('reportlab_settings' in sys.modules, 'reportlab_mods' in sys.modules)"
    )
    assert _run(code, tmp_path, RL_documentLang="fr", RL_invariant="0").split("\n") == ["1 None 1 0 None []", "fr", "False False"]


def test_reportlab_imported_by_others_is_left_alone(tmp_path: Path) -> None:
    """Where a program has imported ReportLab before, its settings are its own."""
    code = (
        "from reportlab import rl_config; rl_config.useA85 = 1; import sys\n"
        "import dossier.pdf.private; print(rl_config.useA85, type(sys.modules['PIL.Image']).__name__)"
    )
    assert _run(code, tmp_path) == "1 module"


def test_what_is_seldom_needed_is_imported_late(tmp_path: Path) -> None:
    """Image decoders, temporary files and pickles stay out until they are used, and then they are whole."""
    code = (
        "import sys, dossier.pdf\n"
        "print([name in sys.modules for name in ('PIL._imaging', 'random', '_pickle')])\n"
        "from reportlab.lib.utils import ImageReader, Image\n"
        "import PIL.Image, tempfile, pickle\n"
        "print([name in sys.modules for name in ('PIL._imaging', 'random', '_pickle')])\n"
        "print(Image is PIL.Image, ImageReader(PIL.Image.new('RGB', (2, 3))).getSize(), pickle.loads(pickle.dumps(5)))\n"
        "with tempfile.TemporaryFile() as file: print(type(tempfile).__name__, file.write(b'x'), hasattr(tempfile, 'nothing'))"
    )
    assert _run(code, tmp_path).split("\n") == ["[False, False, False]"] * 2 + ["True (2, 3) 5", "module 1 False"]


def test_threads_wait_for_a_late_import(tmp_path: Path) -> None:
    """Two threads that want a late module at once both get it whole."""
    code = (
        "import dossier.pdf, tempfile, threading; found = []\n"
        "ask = lambda: found.append(tempfile.gettempdir() == tempfile.tempdir)\n"
        "threads = [threading.Thread(target=ask) for _ in range(8)]\n"
        "[thread.start() for thread in threads]; [thread.join() for thread in threads]; print(found)"
    )
    assert _run(code, tmp_path) == str([True] * 8)
