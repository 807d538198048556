"""What is used of ReportLab's inside, name by name, and how its own public calls have to behave for us."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest
from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from dossier.figures.drawing.stage import Stage

PACKAGE = Path(__file__).parents[1] / "dossier"
# All that isn't public: five names, and each is looked for below.
PRIVATE: Final = {
    "_PDFRenderer": "ReportLab's renderer, whose strings tell where they hang",
    "_formatText": "of a text object: returns the operator that shows a string",
    "_fontname": "of a text object",
    "_fontsize": "of a text object",
    "_dataA": "of a reader of images: how solid they are",
}


def used(path: Path) -> set[str]:
    """Return the names with an underscore that a module uses, or overrides, and doesn't define for itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {node.name for node in ast.walk(tree) if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
    own |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    names |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    private = {name for name in names if re.fullmatch("_[A-Za-z]\\w*", name)}
    return (private - own) | (private & set(PRIVATE)) | (own & set(PRIVATE))


def test_no_other_private_name_is_used() -> None:
    """What a new ReportLab may change without a word is in this list, and nothing stands in it that isn't used."""
    importing = [path for path in PACKAGE.rglob("*.py") if "reportlab" in path.read_text(encoding="utf-8")]
    modules = [path for path in importing if re.search(r"^\s*(from|import) reportlab", path.read_text(encoding="utf-8"), re.M)]
    assert len(modules) >= 3
    others = {"_Element", "_replace", "_thread"}  # of lxml, of Python
    assert set().union(*map(used, modules)) - others == set(PRIVATE)


def test_the_private_names_are_there() -> None:
    """Each is what it is taken for."""
    assert callable(renderPDF._PDFRenderer.drawString)
    assert callable(PDFTextObject._formatText)
    text = PDFTextObject(Canvas(None))
    text.setFont("Courier", 7)
    assert (text._fontname, text._fontsize) == ("Courier", 7)
    reader = ImageReader(Image.new("RGBA", (1, 1), (1, 2, 3, 4)))
    assert bytes(reader.getRGBData()) == bytes((1, 2, 3))
    assert bytes(reader._dataA.getRGBData()) == bytes((4,))


@pytest.mark.parametrize("name", [name for name in vars(Stage) if not name.startswith("_") and callable(getattr(Stage, name))])
def test_what_is_overridden_is_there(name: str) -> None:
    """A method that ReportLab's canvas no longer has would never be called: what it refuses would pass."""
    ours = {"refuse", "hung", "say"}
    assert name in ours or callable(getattr(Canvas, name))


def test_a_face_is_said_by_an_operator_of_its_own() -> None:
    """The operator by which ReportLab sets a face can be told from others and left out, wherever it is said."""
    canvas = Canvas(None)
    canvas.setFont("Times-Roman", 8.5)
    text = canvas.beginText(1, 2)
    text.setFont("Helvetica", 12, 14)
    text._setFont("Courier", 9)
    canvas.drawText(text)
    code = re.sub(r"/F\d+ \S+ Tf ?", "", canvas.getCurrentPageContent())
    assert "Tf" not in code
    assert "14 TL" in code


def test_what_is_drawn_is_read_by_a_public_call() -> None:
    """The canvas gives what was drawn as text, one operation after the other, without the page's preamble."""
    canvas = Canvas(None)
    canvas.saveState()
    canvas.rect(1, 2, 3, 4)
    canvas.restoreState()
    assert canvas.getCurrentPageContent().split() == ["q", "n", "1", "2", "3", "4", "re", "S", "Q"]
