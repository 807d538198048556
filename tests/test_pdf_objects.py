"""The syntax of numbers, strings, colours and streams."""

from __future__ import annotations

import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.pdf.objects import address, fill_color, literal, number, stream, stroke_color, text_string
from dossier.units import Color


@given(st.floats(-20_000, 20_000))
def test_numbers_come_back_to_a_hundredth(value: float) -> None:
    """A number is written plainly, without an exponent, and reads as itself to 0.005."""
    written = number(value)
    assert set(written) <= set(b"-0123456789.")
    assert float(written) == pytest.approx(value, abs=0.005001)


@pytest.mark.parametrize(
    ("value", "written"), [(0, b"0"), (-0.001, b"0"), (12.0, b"12"), (100, b"100"), (0.5, b"0.5"), (1.005, b"1")]
)
def test_numbers_are_short(value: float, written: bytes) -> None:
    """No trailing zeros, no negative zero."""
    assert number(value) == written


@given(st.binary())
def test_literal_strings_come_back(data: bytes) -> None:
    """Any bytes survive a literal string."""
    assert bytes(pikepdf.Object.parse(literal(data))) == data


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("aé’–€•œÿþ\u00a0\u00adï»¿\u0090"))
def test_text_strings_come_back(text: str) -> None:
    """Any text survives a text string, in whichever of the two encodings."""
    assert str(pikepdf.Object.parse(text_string(text))) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain (a)", rb"(plain \(a\))"),
        ("Syria’s “café” – €5", b"(Syria\x90s \x8dcaf\xe9\x8e \x85 \xa05)"),
        ("a\u00a0b", b"(\xfe\xff\0a\0\xa0\0b)"),
        ("a\x7f", b"(\xfe\xff\0a\0\x7f)"),
        ("þÿ", b"(\xfe\xff\0\xfe\0\xff)"),
        ("Київ", b"(\xfe\xff\x04\x1a\x048\x04W\x042)"),
    ],
)
def test_text_strings_take_one_byte_where_they_can(text: str, written: bytes) -> None:
    """Typographic marks of Latin text need no second byte; what would be misread gets one."""
    assert text_string(text) == written


def test_addresses_are_ascii() -> None:
    """What a URI may not hold is written in percent codes, and what it holds already stays."""
    assert address("https://x.org/ü?a=(b)%20c d") == rb"(https://x.org/%C3%BC?a=\(b\)%20c%20d)"


@pytest.mark.parametrize(
    ("color", "fill", "stroke"),
    [
        (None, b"0 g", b"0 G"),
        (Color("gray", (0.25,)), b".25 g", b".25 G"),
        (Color("rgb", (1.0, 0.5, 0.0)), b"1 .5 0 rg", b"1 .5 0 RG"),
        (Color("cmyk", (0.0, 1.0, 1.0, 0.5)), b".5 0 0 rg", b".5 0 0 RG"),
    ],
)
def test_colors_are_gray_or_rgb(color: Color | None, fill: bytes, stroke: bytes) -> None:
    """Each space has its operator; inks are mixed, because PDF/A under an sRGB intent allows no DeviceCMYK."""
    assert fill_color(color) == fill
    assert stroke_color(color) == stroke


@given(st.integers(0, 255))
def test_colors_of_eight_bits_come_back(value: int) -> None:
    """A 255th is told from the next."""
    written = fill_color(Color("rgb", (value / 255, 0.0, 0.0))).split()[0]
    assert round(float(written) * 255) == value


def test_streams_are_compressed_where_it_pays() -> None:
    """A short stream stays plain, a long one shrinks, and `always` holds."""
    assert stream(b"q Q") == b"<</Length 3>>\nstream\nq Q\nendstream"
    assert b"/Filter/FlateDecode" in stream(b"q Q " * 100)
    forced = stream(b"q Q", always=True)
    assert zlib.decompress(forced.split(b"stream\n", 1)[1].removesuffix(b"\nendstream")) == b"q Q"
