"""Lengths, colours and paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.units import (
    BLACK,
    MOST,
    NAMED_COLORS,
    PAPERS,
    WHITE,
    Color,
    Length,
    contrast,
    lightness,
    luminance,
    read_color,
    read_length,
)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("10pt", 10, "pt"),
        ("25.4mm", 72, "pt"),
        ("2.54 cm", 72, "pt"),
        ("0.5in", 36, "pt"),
        ("1pc", 12, "pt"),
        ("-3pt", -3, "pt"),
        ("+.5in", 36, "pt"),
        ("1.2em", 1.2, "em"),
        ("80%", 80, "%"),
        ("0", 0, "pt"),
        ("0.0", 0, "pt"),
    ],
)
def test_lengths(text: str, value: float, unit: str) -> None:
    """Each unit is read, and absolute ones come out in points."""
    length = read_length(text)
    assert length.value == pytest.approx(value)
    assert length.unit == unit


@pytest.mark.parametrize(
    "text",
    ["", "10", "pt", "10px", "1e3pt", "10 pt ", "nan", "inf", "--1pt", "1,5mm", "１０pt", "10\npt", "1.pt", "14401pt", "-201in"],
)
def test_what_is_no_length(text: str) -> None:
    """Anything else is refused with words, also figures that only look like ours, and what is longer than a page can be."""
    with pytest.raises(ValueError, match=r"length|unit"):
        read_length(text)


def test_a_missing_unit_is_offered() -> None:
    """A bare number says how it would be written with a unit."""
    with pytest.raises(ValueError, match="write '12pt' or '12mm'"):
        read_length("12")


def test_relative_lengths() -> None:
    """`em` is of the type size, `%` of what the property says."""
    assert Length(1.5, "em").points(10) == 15
    assert Length(80, "%").points(10, 20) == 16
    assert Length(7).points(10, 20) == 7


@given(st.floats(-14_400, 14_400, allow_nan=False).map(lambda x: round(x, 4)))
def test_points_come_back_as_written(value: float) -> None:
    """A length in points is the number that was written."""
    assert read_length(f"{value:.4f}pt") == Length(pytest.approx(value), "pt")


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text gives anything but a finite length, or a ValueError."""
    try:
        assert abs(read_length(text).value) <= MOST
    except ValueError:
        return


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#fff", Color("rgb", (1.0, 1.0, 1.0))),
        ("#FF2B2B", Color("rgb", (1.0, 43 / 255, 43 / 255))),
        ("cmyk(0, 83%, 83%, 0)", Color("cmyk", (0.0, 0.83, 0.83, 0.0))),
        ("gray(20%)", Color("gray", (0.2,))),
        ("gray( .2 )", Color("gray", (0.2,))),
        ("rgb(1, 0.5, 0%)", Color("rgb", (1.0, 0.5, 0.0))),
        ("black", BLACK),
        ("navy", NAMED_COLORS["navy"]),
    ],
)
def test_colors(text: str, color: Color) -> None:
    """Each way of writing a colour keeps the space in which it was written."""
    assert read_color(text) == color


@pytest.mark.parametrize(
    "text",
    ["", "#ff", "#ggg", "#12345", "cmyk(0,0,0)", "gray(120%)", "gray(-1%)", "rgb(255, 0, 0)", "gray()", "hotpink", "gray(20%"],
)
def test_what_is_no_color(text: str) -> None:
    """A wrong number of parts, a part out of range, and an unknown name are refused."""
    with pytest.raises(ValueError, match=r"colour|parts|part goes"):
        read_color(text)


def test_contrast_is_that_of_the_standard() -> None:
    """Known ratios: black on white is 21, #767676 passes 4.5, #777777 doesn't, #595959 reaches 7."""
    assert contrast(BLACK) == pytest.approx(21)
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(read_color("#767676")) == pytest.approx(4.54, abs=0.005)
    assert contrast(read_color("#777777")) == pytest.approx(4.48, abs=0.005)
    assert contrast(read_color("#595959")) == pytest.approx(7.0, abs=0.01)


def test_lightness_is_that_of_the_standard() -> None:
    """L* of black is 0, of white 100, of the government's red in the map palette 41."""
    assert lightness(BLACK) == pytest.approx(0)
    assert lightness(WHITE) == pytest.approx(100)
    assert lightness(read_color("#B2332E")) == pytest.approx(41, abs=0.5)


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_inks_stay_within_the_screen(inks: list[float]) -> None:
    """Whatever the inks, the colour on a screen lies between black and white."""
    color = Color("cmyk", tuple(inks))
    assert all(0 <= part <= 1 for part in color.rgb())
    assert 0 <= luminance(color) <= 1 + 1e-9


def test_papers_are_exact() -> None:
    """A4 is 210 by 297 mm, Letter 8.5 by 11 inches; the series of ISO 216 halves."""
    assert PAPERS["a4"] == pytest.approx((595.2756, 841.8898), abs=1e-4)
    assert PAPERS["letter"] == (612, 792)
    assert PAPERS["a3"][0] == pytest.approx(PAPERS["a4"][1])
    assert PAPERS["tabloid"][0] == PAPERS["letter"][1]
