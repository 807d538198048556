"""Where things stand on a page and what they look like: the operators read back with the graphics state they act in."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pressroom import SANS, SERIF, Pressroom

from dossier.layout.element import Element
from dossier.pdf import Canvas
from dossier.text.textlines import Piece, RichLine
from dossier.units import Color

RED, BLUE = Color("rgb", (1.0, 0.0, 0.0)), Color("rgb", (0.0, 0.0, 1.0))


class Mark(NamedTuple):
    """What a showing or painting operator acts on: the operator, the place, font and size, colours, line width."""

    operator: str
    x: float
    y: float
    font: tuple[str, float]
    fill: tuple[float, ...]
    stroke: tuple[float, ...]
    width: float


def _marks(pdf: bytes, page: int = 0) -> list[Mark]:
    """Read the content streams of a page; of a path the place is its first point."""
    state: dict[str, Any] = {"font": ("", 0.0), "fill": (0.0,), "stroke": (0.0,), "width": 1.0, "lead": 0.0}
    stack: list[dict[str, Any]] = []
    x = y = 0.0
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for operands, operator in pikepdf.parse_content_stream(document.pages[page]):
            name = str(operator)
            values = [float(v) for v in operands] if name in ("Td", "TL", "rg", "g", "RG", "G", "w", "m", "re") else []
            if name == "q":
                stack.append(dict(state))
            elif name == "Q":
                state = stack.pop()
            elif name == "BT":
                x = y = 0.0
            elif name == "Td":
                x, y = x + values[0], y + values[1]
            elif name == "T*":
                y -= state["lead"]
            elif name == "Tf":
                state["font"] = (str(operands[0]), float(operands[1]))
            elif name in ("m", "re"):
                x, y = values[:2]
            elif name in ("TL", "w"):
                state["lead" if name == "TL" else "width"] = values[0]
            elif name in ("rg", "g", "RG", "G"):
                state["fill" if name.islower() else "stroke"] = tuple(values)
            elif name in ("TJ", "S", "f", "f*", "B", "B*"):
                found.append(Mark(name, round(x, 2), round(y, 2), state["font"], state["fill"], state["stroke"], state["width"]))
    assert not stack
    return found


def test_lines_stand_a_leading_apart() -> None:
    """The first of the lines drawn stands at `y`, each further one a leading lower, in the text's font, size and colour."""
    room = Pressroom()
    canvas = room.page()
    setting = room.set("one two three four five six seven eight", style=SERIF._replace(color=RED), measure=60)
    canvas.text(setting, 1, 4, 50, 300.126, 12.5, Element("P", room.root))
    room.put(canvas, Element("P", room.root), "black again", style=SANS, y=100)
    marks = _marks(room.finish())
    assert [(m.x, m.y) for m in marks] == [(50, 300.13), (50, 287.63), (50, 275.13), (50, 100)]
    assert [m.fill for m in marks] == [(1, 0, 0)] * 3 + [(0,)]
    assert [m.font for m in marks] == [("/F1", 10)] * 3 + [("/F2", 8)]


def test_sizes_and_leadings_keep_their_places() -> None:
    """What is multiplied by a line's length or by the number of lines isn't rounded to hundredths."""
    room = Pressroom()
    setting = room.set(*["word " * 200], style=SERIF._replace(size=9.3333), measure=60)
    canvas = room.page(300, 2000)
    canvas.text(setting, 0, 60, 50, 1900, 12.3456, Element("P", room.root))
    last = _marks(room.finish())[-1]
    assert last.font == ("/F1", 9.3333)
    assert abs(last.y - (1900 - 59 * 12.3456)) < 0.01


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 250), st.floats(50, 390), st.floats(5, 30), st.floats(-5, 5))
def test_segments_stand_where_they_were_set(x: float, y: float, leading: float, rise: float) -> None:
    """Roundings don't add up: each piece that is moved stands within a hundredth of its place, raised or not."""
    room = Pressroom()
    canvas = room.page()
    raised = SANS._replace(size=6, rise=rise, color=BLUE)
    pieces = [
        piece
        for word in range(12)
        for piece in (Piece(f"word{word}", SERIF), Piece(str(word), raised, element=1), Piece(" ", SERIF))
    ]
    paragraph = Element("P", room.root)
    setting = room.set(*pieces, measure=120)
    canvas.text(setting, 0, len(setting.lines), x, y, leading, paragraph, (Element("Span", paragraph, inline=True),))
    marks = iter(_marks(room.finish()))
    for place, line in enumerate(setting.lines):
        assert isinstance(line, RichLine)
        base = y - place * leading
        before = None
        for segment in line.segments:
            mark = next(marks)
            assert mark.fill == ((0, 0, 1) if segment.color else (0,))
            assert mark.font[1] == segment.size
            if segment.move or segment.dy != before:
                assert abs(mark.x - (x + segment.x)) < 0.0151
                assert abs(mark.y - (base + segment.dy)) < 0.0151
            before = segment.dy


def test_state_is_said_once_and_never_assumed() -> None:
    """Rules, areas and text keep apart; furniture doesn't trust the state in which the body ended."""
    room = Pressroom()
    canvas = room.page()
    canvas.rule(10, 20, 30, 20, 0.5, RED)
    canvas.box(40, 50, 10, 10, fill=BLUE)
    room.put(canvas, Element("P", room.root), "text", y=300)
    canvas.rule(11, 21, 31, 21, 0.5, RED)
    canvas.box(41, 51, 10, 10, fill=RED, stroke=BLUE, width=2)

    def furniture(canvas: Canvas, page: int, pages: int) -> None:
        canvas.rule(12, 22, 32, 22, 1)
        canvas.artifact_text(room.set("foot"), 0, 1, 50, 20, 10, "Footer")
        canvas.box(42, 52, 10, 10, fill=RED)

    marks = _marks(room.finish(furniture))
    red, blue, black = (1, 0, 0), (0, 0, 1), (0,)
    assert [(m.operator, m.x, m.y) for m in marks] == [
        ("S", 10, 20), ("f", 40, 50), ("TJ", 50, 300), ("S", 11, 21), ("B", 41, 51), ("S", 12, 22), ("TJ", 50, 20), ("f", 42, 52),
    ]  # fmt: skip
    assert [m.fill for m in marks if m.operator != "S"] == [blue, black, red, black, red]
    assert [(m.stroke, m.width) for m in marks if m.operator in "SB"] == [(red, 0.5), (red, 0.5), (blue, 2), (black, 1)]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_writes_the_same(seed: str) -> None:
    """The bytes depend on no hash seed and on nothing that a process was born with."""
    here = Path(__file__).parent
    code = (
        "import hashlib, pressroom; from dossier.layout.element import Element\n"
        "room = pressroom.Pressroom(); canvas = room.page(); room.heading(canvas)\n"
        "room.put(canvas, Element('P', room.root), 'office קהיר مكتب'); canvas.destination('a', 1); canvas.destination('b', 2)\n"
        "print(hashlib.sha256(room.finish()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((str(here), str(here.parent)))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    room.put(canvas, Element("P", room.root), "office קהיר مكتب")
    canvas.destination("a", 1)
    canvas.destination("b", 2)
    assert done.stdout.strip() == hashlib.sha256(room.finish()).hexdigest()
