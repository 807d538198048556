"""Paths, turned and clipped drawing, and halos on the canvas: the operators read back."""

from __future__ import annotations

import io

import pikepdf
from gate import Gate
from pressroom import Pressroom

from dossier.layout.box import Lines
from dossier.layout.element import Element
from dossier.units import Color

BLUE, WHITE = Color("rgb", (0.0, 0.0, 1.0)), Color("gray", (1.0,))


def drawn(gate: Gate) -> list[str]:
    """Draw a figure with all of it; return the operators of the page."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    figure = Element("Figure", room.root, alt="A figure")
    setting = room.set("Name")
    with canvas.figure(figure, (0, 0, 100, 100)):
        with canvas.turned(10, 10, 0.5), canvas.clipped(0, 0, 50, 50):
            canvas.path([[(0, 0), (10, 0), (10, 10)]], fill=BLUE, closed=True)
            canvas.path([[(0, 0), (1, 2, 3, 4, 5, 6)]], stroke=BLUE, width=2, dash=(3, 1))
            canvas.path([[(0, 0)], []], stroke=BLUE, width=2)
        lines = Lines(setting, 100, 12, 9, None)
        with canvas.halos(WHITE, 2):
            lines.draw(canvas, 20, 50)
        lines.draw(canvas, 20, 50)
    pdf = room.finish()
    gate(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        code = pikepdf.parse_content_stream(document.pages[0])
        return [" ".join([*(str(o) for o in operands), str(operator)]) for operands, operator in code]


def test_paths_are_filled_and_stroked(gate: Gate) -> None:
    """An area is filled by the even-odd rule, a line drawn in dashes, a curve as a curve; a point alone is nothing."""
    operators = drawn(gate)
    assert operators.count("f*") == 1
    assert operators.count("S") == 1
    assert [float(n) for o in operators if o.endswith(" c") for n in o.split(" ")[:-1]] == [1, 2, 3, 4, 5, 6]
    assert any(o.endswith(" d") and "3" in o for o in operators)
    assert "0 0 50 50 re" in operators


def test_graphics_state_is_given_back(gate: Gate) -> None:
    """Each change of it ends where it began."""
    operators = drawn(gate)
    assert operators.count("q") == operators.count("Q")
    depth = 0
    for operator in operators:
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator.split(" ")[-1], 0)
        assert 0 <= depth <= 1


def test_a_halo_is_decoration_and_the_name_is_not(gate: Gate) -> None:
    """The outlined text stands in an artifact between two marks of the figure, the name itself in the second of them."""
    operators = drawn(gate)
    marks = [o for o in operators if o.endswith("BDC")]
    assert [mark.split(" ")[0] for mark in marks][-3:] == ["/Figure", "/Artifact", "/Figure"]
    assert operators.count("1 Tr") == 1
