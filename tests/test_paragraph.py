"""Paragraphs as they are set: nothing lost, margins exact, late words, both directions."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.blocks import Late
from dossier.styling.style import TextStyle
from dossier.text.faces import SANS, SERIF, FontBook
from dossier.text.fallback import clusters
from dossier.text.paragraph import LateLine, Line, Piece, RichLine, Segment, SetText, set_text
from dossier.text.textlines import glyphs

BOOK = FontBook()
BODY = TextStyle(SERIF)
MARK = TextStyle(SANS, size=7.5)
STYLES = [
    BODY,
    BODY._replace(italic=True),
    TextStyle(SANS, 600, size=8.0),
    BODY._replace(features=("smcp",)),
    MARK._replace(rise=3.0),
]
PROSE = (
    "The agency reported that international observers in the neighbourhood had seen well-known commanders cross the "
    "administrative boundary near Raqqa, and that reconnaissance aircraft of the coalition had been overhead throughout "
    "the afternoon; no independent confirmation was available at the time of writing."
)
WORDS = st.sampled_from(
    [
        "the",
        "of",
        "a",
        "I",
        "agency",
        "reported",
        "international",
        "well-known",
        "reconnaissance,",
        "https://www.example.org/a/file?x=1",
        "NATO",
        "A320neo",
        "Deir-ez-Zor",
        "so\xadlange",
        "220\xa0000",
        "word—word",
        "café",
        "(Raqqa)",
        "Donaudampfschiffahrtsgesellschaft",
        "ffi",
    ]
)
SIDES = st.sampled_from(["left", "justify", "right", "center"])
MEASURES = st.sampled_from([12.0, 40.0, 90.0, 200.0, 475.0])
ARABIC = st.sampled_from(["الرقة", "(2017)", "Raqqa", "שלום", "12,5", "and", "«نعم»", "ok.", "\u2067abc\u2069", "\u200f"])


def untracked(code: bytes) -> tuple[bytes, float]:
    """Return an operator without the room after each glyph, and that room (points)."""
    found = re.fullmatch(rb"(?:(-?[\d.]+) Tc )?(\[.*\]TJ)(?: 0 Tc)?", code, re.DOTALL)
    assert found is not None, code
    return found[2], float(found[1] or 0)


def tracking_of(line: Line, done: SetText) -> float:
    """Return the room after each glyph of a line (points); what it opens it closes."""
    codes = [part.code for part in segments(line, done)]
    assert [b"Tc" in code for code in codes] == [i in (0, len(codes) - 1) and b"Tc" in codes[0] for i in range(len(codes))]
    assert b"Tc" not in codes[0] or codes[-1].endswith(b" 0 Tc")
    return untracked(codes[0])[1]


def read(book: FontBook, font: bytes, code: bytes) -> tuple[str, float]:
    """Return the text and the advance (1/1000 em) of a TJ operator."""
    code, _ = untracked(code)
    file = next(file for file in book.files if file.tag == font)
    by_code = {cid.to_bytes(2, "big"): pair for pair, cid in file.pairs.items()}
    assert code.startswith(b"[(")
    assert code.endswith(b")]TJ")
    text, width = "", 0.0
    for i, piece in enumerate(code[2:-4].replace(b"(", b")").split(b")")):
        if i % 2:
            width -= int(piece)
            continue
        for j in range(0, len(piece), 2):
            glyph, source = by_code[piece[j : j + 2]]
            text += source
            width += file.advance(glyph)
    return text, width


def segments(line: Line, done: SetText) -> Sequence[Segment]:
    """Return a line's segments, late words at their reserves."""
    if isinstance(line, LateLine):
        line = line.finish({late: late.reserve for late in line.lates})
    if isinstance(line, bytes):
        width = read(BOOK, done.font, line)[1] * done.size / 1000
        return [Segment(done.font, done.size, done.color, 0, 0.0, width, line)]
    return line.segments


def said(done: SetText) -> list[str]:
    """Return each line's text, in reading order."""
    return ["".join(read(BOOK, part.font, part.code)[0] for part in segments(line, done)) for line in done.lines]


def bare(text: str) -> str:
    """Return a text without what setting may add or hide: spaces, soft hyphens, zero-width spaces."""
    return "".join(c for c in text if c not in " \u00ad\u200b")


def ends(done: SetText, number: int) -> tuple[float, float]:
    """Return where the ink of a line begins and ends, in points, as a viewer adds it up."""
    line = done.lines[number]
    parts, room = segments(line, done), tracking_of(line, done)
    left, pen = parts[0].x, 0.0
    for part in parts:
        text, advance = read(BOOK, part.font, part.code)
        wide = advance * part.size / 1000 + room * (glyphs([untracked(part.code)[0][2:-4]]) if room else 0)
        if not isinstance(line, bytes):
            assert wide == pytest.approx(part.width, abs=0.005)
        if not part.move and part is not parts[0]:
            assert part.x == pytest.approx(pen, abs=0.005)
        pen = part.x + wide
    if text.endswith(" "):
        file = next(file for file in BOOK.files if file.tag == part.font)
        pen -= file.advance(file.font.get_nominal_glyph(32)) * part.size / 1000 + room
    return left, pen - room


def test_plain_text_is_ready_operators() -> None:
    """One face, from left to right: each line is just bytes, ending with its space or a soft hyphen."""
    done = set_text([Piece(PROSE, BODY, "en-GB")], 200, BOOK, align="justify", hyphenate=True)
    assert all(isinstance(line, bytes) for line in done.lines)
    lines = said(done)
    assert all(line.endswith((" ", "\u00ad")) for line in lines[:-1])
    assert lines[-1].endswith("writing.")
    assert "".join(lines).replace("\u00ad", "") == PROSE


def test_margins_of_plain_text_are_exact() -> None:
    """Each full line's ink ends at the measure, to a fortieth of a point; the last has its natural width."""
    done = set_text([Piece(PROSE, BODY, "en-GB")], 187.3, BOOK, align="justify", hyphenate=True)
    for number in range(len(done.lines) - 1):
        assert ends(done, number)[1] == pytest.approx(187.3, abs=0.025)
        assert done.widths[number] == pytest.approx(187.3, abs=0.025)
    assert ends(done, len(done.lines) - 1)[1] == pytest.approx(done.widths[-1], abs=0.01)


HANGS = 5.0  # points: wider than any mark that hangs
MARKS = ".,-\u00ad‐'\"’”‘“"
GIVES = st.sampled_from([(0.0, 0.0), (6.0, 10.0), (0.0, 10.0), (30.0, 30.0)])
pieces_of_words = st.lists(
    st.builds(
        lambda words, tail, style, element, late: Piece(
            "000, 000" if late else " ".join(words) + tail,
            style,
            "en-GB",
            element,
            (f"key{len(words)}",),
            Late("pages", "x", "000, 000") if late else None,
        ),
        st.lists(WORDS, min_size=1, max_size=8),
        st.sampled_from(["", " ", "  ", ", "]),
        st.sampled_from(STYLES),
        st.sampled_from([0, 0, 1, 2]),
        st.sampled_from([False] * 6 + [True]),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=100, deadline=None)
@given(pieces_of_words, MEASURES, SIDES, st.booleans(), st.sampled_from([0.0, 8.0]), st.sampled_from([0.0, 0.6]), GIVES)
def test_nothing_is_lost_and_lines_keep_to_the_measure(
    pieces: list[Piece], measure: float, align: str, hyphenate: bool, indent: float, hanging: float, gives: tuple[float, float]
) -> None:
    """Whatever the pieces and the measure: all text is there in order, lines stand where they should, keys are noted once."""
    done = set_text(
        pieces, measure, BOOK, align=align, hyphenate=hyphenate, first_indent=indent,
        hanging=hanging, looser=gives[0], tighter=gives[1],
    )  # fmt: skip
    assert bare("".join(said(done))) == bare("".join(piece.text for piece in pieces))
    for number in range(len(done.lines)):
        left, right = ends(done, number)
        assert right - left == pytest.approx(done.widths[number], abs=0.05)
        if measure > 90:
            assert left >= -0.01
            out = hanging * HANGS if align == "justify" and said(done)[number].strip("\u200b ")[-1:] in MARKS else 0.0
            assert right <= measure + out + 0.05
            if align == "justify" and number < len(done.lines) - 1 and " " in said(done)[number].strip():
                assert measure - 0.05 <= right <= measure + out + 0.05
                em = pieces[0].style.size / 1000
                assert -gives[1] * em - 0.001 <= tracking_of(done.lines[number], done) <= gives[0] * em + 0.001
    assert sorted(key for keys in done.anchors.values() for key in keys) == sorted(key for piece in pieces for key in piece.keys)


@pytest.mark.parametrize("align, side", [("left", 0.0), ("right", 1.0), ("center", 0.5), ("start", 0.0), ("end", 1.0)])
def test_ragged_lines_stand_on_their_side(align: str, side: float) -> None:
    """The white of a ragged line is on the other side, plain text or rich."""
    for pieces in ([Piece("A short line", BODY)], [Piece("A ", BODY), Piece("short", STYLES[1]), Piece(" line", BODY)]):
        done = set_text(pieces, 200, BOOK, align=align)
        left, right = ends(done, 0)
        assert left == pytest.approx((200 - (right - left)) * side, abs=0.01)


def test_pieces_stay_in_their_elements() -> None:
    """A link over two lines has a stretch of each, and no words of others."""
    link = "a rather long name of a source that goes on"
    done = set_text([Piece("See ", BODY), Piece(link, BODY, "en", 3), Piece(" for more.", BODY)], 120, BOOK)
    whole = set_text([Piece(link, BODY)], 1000, BOOK).widths[0]
    parts = [[part for part in getattr(line, "segments", ()) if part.element] for line in done.lines]
    on = [number for number, found in enumerate(parts) if found]
    assert len(on) == 2
    assert on[1] == on[0] + 1
    assert all(part.element == 3 and part.width > 0 for found in parts for part in found)
    assert sum(part.width for found in parts for part in found) == pytest.approx(whole, abs=3)


def test_keys_are_noted_where_they_begin() -> None:
    """A piece that is empty but for its keys notes them at the line of what follows, or at the last."""
    pieces = [
        Piece("", BODY, "", 0, ("start",)),
        Piece("word " * 30, BODY),
        Piece("mark", MARK, "", 1, ("mid",)),
        Piece(" end", BODY),
        Piece("", BODY, "", 0, ("end",)),
    ]
    done = set_text(pieces, 150, BOOK)
    last = len(done.lines) - 1
    assert done.anchors == {0: ("start",), last: ("mid", "end")}
    assert set_text([Piece("alone", BODY, "", 0, ("k",))], 100, BOOK).anchors == {0: ("k",)}


def test_a_citation_sticks_to_its_word() -> None:
    """Pieces without a space between them are not parted at the end of a line."""
    for measure in range(60, 200, 7):
        lines = said(
            set_text([Piece("Nothing more was heard of them", BODY), Piece("[12]", MARK, "", 1), Piece(".", BODY)], measure, BOOK)
        )
        assert any("them[12]." in line for line in lines)


def test_rises_move_the_pen_and_come_back() -> None:
    """A superior figure is a segment above the line; the next one is placed on the line again."""
    done = set_text([Piece("fact", BODY), Piece("2", MARK._replace(rise=3.0)), Piece(" more", BODY)], 200, BOOK)
    parts = segments(done.lines[0], done)
    assert [(part.dy, part.move) for part in parts] == [(0.0, False), (3.0, True), (0.0, True)]


def test_late_words_give_their_room_back() -> None:
    """The true words stand in the line, its right margin exact again, and nothing else has moved to another line."""
    late = Late("page", "x", "0000")
    pieces = [
        Piece("The map of the area, with all crossings of the river, is to be found on page ", BODY),
        Piece("0000", BODY, "", 0, (), late),
        Piece(", and the list of the places on the page after it, or so it is said.", BODY),
    ]
    done = set_text(pieces, 190, BOOK, align="justify")
    number = next(i for i, line in enumerate(done.lines) if isinstance(line, LateLine))
    line = done.lines[number]
    assert isinstance(line, LateLine)
    assert line.lates == (late,)
    finished = line.finish("7")
    assert isinstance(finished, RichLine)
    text = "".join(read(BOOK, part.font, part.code)[0] for part in finished.segments)
    assert "page 7," in text
    assert text.replace("7", "0000") == said(done)[number]
    last = finished.segments[-1]
    space = BOOK.face(BODY).space / 100 if text.endswith(" ") else 0.0
    assert last.x + last.width - space == pytest.approx(190, abs=0.03)


def test_two_late_texts_on_a_line_get_their_own_words() -> None:
    """A mapping says which words go where."""
    first, second = Late("page", "a"), Late("page", "b")
    pieces = [
        Piece("pages ", BODY),
        Piece("00", BODY, "", 0, (), first),
        Piece(" and ", BODY),
        Piece("00", BODY, "", 0, (), second),
    ]
    line = set_text(pieces, 200, BOOK).lines[0]
    assert isinstance(line, LateLine)
    parts = line.finish({first: "3", second: "12"}).segments
    assert "".join(read(BOOK, part.font, part.code)[0] for part in parts) == "pages 3 and 12"


def test_late_text_without_a_reserve_has_a_place() -> None:
    """Text that asks for no room is set all the same when it is known; no text at all leaves no hole."""
    late = Late("page", "x", "")
    line = set_text([Piece("see ", BODY), Piece("", BODY, "", 0, (), late)], 100, BOOK).lines[0]
    assert isinstance(line, LateLine)
    assert "".join(read(BOOK, part.font, part.code)[0] for part in line.finish("12").segments) == "see 12"
    alone = set_text([Piece("", BODY, "", 0, (), late)], 100, BOOK).lines[0]
    assert isinstance(alone, LateLine)
    assert not alone.finish("").segments


def test_long_late_texts_flow_over_their_lines() -> None:
    """A list of pages whose reserve takes several lines is dealt out to them, in order, without loss."""
    late = Late("pages", "source:x", ", ".join(["000"] * 30))
    done = set_text(
        [Piece("Supports claims on pages ", BODY), Piece(late.reserve, BODY, "", 0, (), late), Piece(".", BODY)], 120, BOOK
    )
    words = ", ".join(str(n) for n in range(1, 26))
    text = ""
    for number, line in enumerate(done.lines):
        if not isinstance(line, LateLine):
            text += said(done)[number]
        else:
            finished = line.finish(words)
            assert all(part.x + part.width <= 120 + 3 for part in finished.segments)
            text += "".join(read(BOOK, part.font, part.code)[0] for part in finished.segments)
    assert text.removesuffix(".").split() == ("Supports claims on pages " + words).split()


def test_late_words_are_broken_again_when_they_are_known() -> None:
    """Where fewer pages come than room was kept for, no full stop stands alone on a line, and no line is short without need."""
    for count in range(6, 30):
        for known in range(1, 8):
            late = Late("pages", "x", ", ".join(["000"] * count))
            reserve = Piece(late.reserve, BODY, "", 0, (), late)
            done = set_text([Piece("Supports claims 1 to 3. Pages that cite it: ", BODY), reserve, Piece(".", BODY)], 150, BOOK)
            words = ", ".join(str(10 + page) for page in range(known))
            finished = [line.finish(words) if isinstance(line, LateLine) else line for line in done.lines]
            texts = ["".join(read(BOOK, part.font, part.code)[0] for part in segments(line, done)) for line in finished]
            shown = [text for text in texts if text]
            assert texts[: len(shown)] == shown
            assert "".join(shown) == f"Supports claims 1 to 3. Pages that cite it: {words}."
            assert [text for text in shown if not any(map(str.isalnum, text))] == []
            alone = set_text([Piece(f"Supports claims 1 to 3. Pages that cite it: {words}.", BODY)], 150, BOOK)
            assert len(shown) == len(alone.lines)


def test_more_late_words_than_room_was_kept_for_are_still_all_there() -> None:
    """A reserve that was too small loses no word."""
    late = Late("pages", "x", "000, 000, 000, 000, 000, 000, 000, 000")
    done = set_text([Piece("Pages: ", BODY), Piece(late.reserve, BODY, "", 0, (), late), Piece(".", BODY)], 60, BOOK)
    words = ", ".join(str(100 + page) for page in range(14))
    finished = [line.finish(words) if isinstance(line, LateLine) else line for line in done.lines]
    texts = ["".join(read(BOOK, part.font, part.code)[0] for part in segments(line, done)) for line in finished]
    assert bare("".join(texts)) == bare(f"Pages: {words}.")


@pytest.mark.parametrize("text", ["الرقة مدينة سورية", "شارع تل أبيض، الرقة", "שלום עולם טוב"])
def test_right_to_left_paragraphs_read_from_the_right(text: str) -> None:
    """In reading order each word stands left of the one before, and the first ends at the right margin."""
    done = set_text([Piece(text, BODY)], 300, BOOK)
    assert done.rtl
    assert done.mixed
    parts = segments(done.lines[0], done)
    assert parts[0].x + parts[0].width == pytest.approx(300, abs=0.01)
    assert [part.x for part in parts] == sorted((part.x for part in parts), reverse=True)
    words = [read(BOOK, part.font, part.code)[0] for part in parts]
    assert "".join(words) == text


def test_mixed_lines_keep_logical_order_and_visual_places() -> None:
    """Arabic in an English line: segments in reading order, the Arabic words swapped in place, no overlap and no hole."""
    done = set_text([Piece("He said دير الزور (2017) twice.", BODY, "en")], 300, BOOK)
    assert done.mixed
    assert not done.rtl
    parts = segments(done.lines[0], done)
    texts = [read(BOOK, part.font, part.code)[0].strip() for part in parts]
    words = [word for word in texts if word]
    assert words[:3] == ["He said", "دير", "الزور"]
    place = dict(zip(texts, (part.x for part in parts), strict=True))
    assert place["He said"] < place["الزور"] < place["دير"]
    spans = sorted((part.x, part.x + part.width) for part in parts)
    assert all(a[1] == pytest.approx(b[0], abs=0.01) for a, b in pairwise(spans))
    assert spans[-1][1] == pytest.approx(done.widths[0], abs=0.01)


def test_justified_right_to_left_lines_fill_the_measure() -> None:
    """Both margins are exact, and the space at a line's end hangs out at the left."""
    text = "الرقة مدينة سورية تقع على نهر الفرات ويبلغ عدد سكانها 220,000 نسمة وفق تقديرات سنة 2017 التي نشرت"
    done = set_text([Piece(text, BODY)], 120, BOOK, align="justify")
    assert len(done.lines) > 2
    for line in done.lines[:-1]:
        *parts, space = segments(line, done)
        assert min(part.x for part in parts) == pytest.approx(0, abs=0.03)
        assert max(part.x + part.width for part in parts) == pytest.approx(120, abs=0.03)
        assert read(BOOK, space.font, space.code)[0] == " "
        assert space.x + space.width == pytest.approx(0, abs=0.03)


@settings(max_examples=80, deadline=None)
@given(st.lists(ARABIC, min_size=1, max_size=14), st.sampled_from([60.0, 150.0, 400.0]), SIDES)
def test_mixed_text_is_complete(words: list[str], measure: float, align: str) -> None:
    """Every visible character of a mixed paragraph is shown once, none outside the measure but the hanging spaces."""
    text = " ".join(words)
    done = set_text([Piece(text, BODY)], measure, BOOK, align=align)
    visible = [c for c in text if c != " " and unicodedata.category(c) != "Cf"]
    assert sorted(bare("".join(said(done)))) == sorted(visible)
    for line in done.lines:
        for part in segments(line, done):
            if read(BOOK, part.font, part.code)[0].strip():
                assert part.x >= -0.01
                assert part.x + part.width <= measure + 3


def test_wide_words_are_cut_between_letters_and_told() -> None:
    """A word wider than its column is divided, never inside a letter with its marks, and a warning says so."""
    told: list[str] = []
    word = "x" * 40 + "e\u0301\u0323" * 30
    done = set_text([Piece(f"a {word} b", BODY)], 50, BOOK, warn=told.append)
    assert bare("".join(said(done))) == bare(f"a{word}b")
    assert len(told) == 1
    assert "is divided" in told[0]
    assert all(right <= 50.05 for right in (ends(done, number)[1] for number in range(len(done.lines))))
    joined = clusters(unicodedata.normalize("NFD", word))
    for line in said(done):
        assert not unicodedata.combining(unicodedata.normalize("NFD", line.lstrip())[:1] or "a")
    assert joined


def test_wide_words_are_hyphenated_rather_than_cut() -> None:
    """Where the style wants no hyphens, a word that doesn't fit gets them by its language all the same, and no warning."""
    told: list[str] = []
    done = set_text([Piece("an internationalisation", BODY, "en-GB")], 60, BOOK, warn=told.append)
    lines = said(done)
    assert all(line.endswith((" ", "\u00ad")) for line in lines[:-1])
    assert bare("".join(lines)) == "aninternationalisation"
    assert not told


def test_missing_characters_are_told() -> None:
    """A character that no face has is reported, with its number."""
    told: list[str] = []
    set_text([Piece("日本", BODY)], 100, BOOK, warn=told.append)
    assert len(told) == 2
    assert "U+65E5" in told[0]


def test_a_hyphen_of_the_author_is_kept_at_a_lines_end() -> None:
    """It is followed by a zero-width space, or readers of the file would drop it; ours is a soft hyphen."""
    lines = said(set_text([Piece("so well-known", BODY)], 42, BOOK))
    assert lines == ["so well-\u200b", "known"]
    rich = said(set_text([Piece("so ", STYLES[1]), Piece("well-known", BODY)], 42, BOOK))
    assert rich == lines


def test_a_hyphen_that_ends_a_word_is_kept_at_a_lines_end() -> None:
    """The same holds for `pre- and`, where the line ends at the space."""
    for first in (BODY, STYLES[1]):
        lines = said(set_text([Piece("so ", first), Piece("pre- and post-war", BODY)], 40, BOOK))
        assert lines[0] == "so pre-\u200b "
    assert said(set_text([Piece("so pre- and post", BODY)], 40, BOOK))[0] == "so pre-\u200b "


def test_rounding_is_carried_from_piece_to_piece() -> None:
    """A justified line of twenty pieces is exact to a hundredth of a point: no piece's rounding adds to the next one's."""
    pieces = [Piece(f"word{number} ", STYLES[number % 2]._replace(size=11.0), "", number % 3) for number in range(60)]
    for measure in (301.0, 333.3, 359.9):
        done = set_text(pieces, measure, BOOK, align="justify")
        for number in range(len(done.lines) - 1):
            assert ends(done, number)[1] == pytest.approx(measure, abs=0.012)


@pytest.mark.parametrize(
    "words, kept",
    [
        ("voici la question que pose le texte ?", "texte ?"),
        ("il dit « bonjour » à tous", "« bonjour »"),
        ("some 25 % of them", "25 %"),
        ("the town – taken twice – was empty", "town –"),
        ("as he ( the envoy ) said", "( the"),
    ],
)
def test_marks_that_stand_alone_keep_to_their_word(words: str, kept: str) -> None:
    """No line begins with a mark that closes, or a dash, nor ends with one that opens, though a plain space parts them."""
    for measure in range(70, 150, 5):
        for pieces in ([Piece(words, BODY)], [Piece(words[:5], STYLES[1]), Piece(words[5:], BODY)]):
            done = set_text(pieces, measure, BOOK)
            assert any(kept in line for line in said(done))
            assert "".join(said(done)) == words
    narrow = set_text([Piece(words, BODY)], 42, BOOK)
    assert max(ends(narrow, number)[1] for number in range(len(narrow.lines))) <= 42.05


def test_ends_of_paragraphs_shrink_rather_than_run_over() -> None:
    """A last line that fits only when its spaces shrink is shrunk."""
    for measure in range(150, 260):
        done = set_text([Piece(PROSE, BODY, "en-GB")], float(measure), BOOK, align="justify", hyphenate=True)
        assert done.widths[-1] <= measure + 0.05


def test_short_texts_are_remembered() -> None:
    """The same cell is set once; another measure or style is another cell."""
    piece = Piece("single origin", MARK)
    assert set_text([piece], 80, BOOK) is set_text([piece], 80, BOOK)
    assert set_text([piece], 81, BOOK) is not set_text([piece], 80, BOOK)
    keyed = piece._replace(keys=("k",))
    assert set_text([keyed], 80, BOOK) is not set_text([keyed], 80, BOOK)


def test_empty_and_blank_texts_have_no_lines() -> None:
    """Nothing to show is no line, and no error."""
    for text in ("", " ", "\n"):
        assert not set_text([Piece(text, BODY)], 100, BOOK).lines
    with pytest.raises(ValueError, match="piece"):
        set_text([], 100, BOOK)


def test_tabs_and_line_ends_are_spaces() -> None:
    """Blank characters of the source never reach the shaper."""
    assert said(set_text([Piece("a\tb\nc  d", BODY)], 100, BOOK)) == ["a b c d"]
    assert said(set_text([Piece("é\tb\nc  d", BODY)], 100, BOOK)) == ["é b c d"]


def test_lines_are_as_even_as_those_of_good_typesetters() -> None:
    """Over a longer text the spaces are within a half of their stretch on average, few lines are loose, few hyphenated."""
    words = (PROSE + " " + PROSE.swapcase().lower()).split()
    text = " ".join(words[(7 * i * i + i) % len(words)] for i in range(4000))
    done = set_text([Piece(text, BODY, "en-GB")], 455, BOOK, align="justify", hyphenate=True)
    face = BOOK.face(BODY, "en-GB")
    ratios, hyphens = [], 0
    for line in said(done)[:-1]:
        hyphens += line.endswith("\u00ad")
        words = line.replace("\u00ad", "\u2010").replace("\u200b", "").strip().split(" ")
        natural = sum(face.bare(word)[0] for word in words) + face.space * (len(words) - 1)
        ratio = (45_500 - natural) / ((len(words) - 1) * face.space)
        ratios.append(abs(ratio * 2 if ratio > 0 else ratio * 3))
    assert sum(ratios) / len(ratios) < 0.5
    assert sum(ratio > 1.05 for ratio in ratios) < 0.02 * len(ratios)
    assert hyphens < 0.2 * len(ratios)


LONG = " ".join(random.Random(5).choices(PROSE.split(), k=600))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([323.0, 400.0, 480.0]), st.sampled_from(["justify", "left"]), st.booleans())
def test_hyphens_keep_their_limits(seed: int, measure: float, align: str, rich: bool) -> None:
    """Three letters on both sides, no third line in a row, never over the last two lines, none in a few ragged lines."""
    chance = random.Random(seed)
    text = " ".join(chance.choices(PROSE.split(), k=chance.randrange(12, 120)))
    pieces = [Piece(text[:40], BODY, "en-GB", 0), Piece(text[40:], BODY, "en-GB", 1)] if rich else [Piece(text, BODY, "en-GB")]
    lines = said(set_text(pieces, measure, BOOK, align=align, hyphenate=True))
    hyphened = [line.endswith("\u00ad") for line in lines]
    assert not any(a and b and c for a, b, c in zip(hyphened, hyphened[1:], hyphened[2:], strict=False))
    assert not any(hyphened[-2:])
    assert align == "justify" or len(lines) >= 4 or not any(hyphened)
    for line, following in pairwise(lines):
        if line.endswith("\u00ad"):
            assert len(line.rstrip("\u00ad").split(" ")[-1]) >= 3
            assert len(following.split(" ")[0]) >= 3


def test_a_dear_hyphen_is_rarer() -> None:
    """What a style asks for a hyphen is asked: at a high price there is next to none."""
    counts = []
    for price in (0.0, 300.0, 10_000.0):
        done = set_text([Piece(LONG, BODY, "en-GB")], 320, BOOK, align="justify", hyphenate=True, hyphen_penalty=price)
        counts.append(sum(line.endswith("\u00ad") for line in said(done)))
    assert counts[0] > counts[1] > counts[2]


def test_marks_hang_by_their_share() -> None:
    """A full line that ends in a comma or a hyphen stands out by so much of it, and no other does."""
    done = set_text([Piece(LONG, BODY, "en-GB")], 320, BOOK, align="justify", hyphenate=True, hanging=0.6)
    face = BOOK.face(BODY, "en-GB")
    marks = set()
    for number, line in enumerate(said(done)[:-1]):
        mark = {"\u00ad": face.file.hyphen}.get(line[-1], line.rstrip(" \u200b")[-1])
        out = 0.6 * face.ink(mark) / 100 if mark in MARKS else 0.0
        assert ends(done, number)[1] == pytest.approx(320 + out, abs=0.03)
        marks.add(mark if out else "")
    assert {"", ","} < marks


def test_letters_give_so_that_spaces_need_not() -> None:
    """With letters that give, a full text's spaces are nearer to their natural width, and letters give as far in proportion."""
    unevenness = []
    for looser, tighter in ((0.0, 0.0), (6.0, 10.0)):
        done = set_text([Piece(LONG, BODY, "en-GB")], 320, BOOK, align="justify", looser=looser, tighter=tighter)
        face = BOOK.face(BODY, "en-GB")
        ratios = []
        for line, words in zip(done.lines[:-1], [said_line.strip().split(" ") for said_line in said(done)], strict=False):
            room = tracking_of(line, done)
            natural = sum(face.bare(word)[0] for word in words) + face.space * (len(words) - 1)
            white = 32_000 - natural - room * 100 * (len(" ".join(words)) - 1)
            ratio = white / (len(words) - 1) / face.space
            ratios.append(abs(ratio * 2 if ratio > 0 else ratio * 3))
            if room:
                assert (room > 0) == (ratio > 0)
        unevenness.append(sum(ratios) / len(ratios))
    assert unevenness[1] < 0.8 * unevenness[0]


def test_lines_from_right_to_left_keep_their_letters_and_margins() -> None:
    """Letters that hang together are not moved apart, and no mark hangs where words run from right to left."""
    pieces = [Piece("شارع تل أبيض، الرقة " * 12, BODY, "ar")]
    done = set_text(pieces, 200, BOOK, align="justify", hanging=0.6, looser=6, tighter=10)
    for number, line in enumerate(done.lines[:-1]):
        assert not any(b"Tc" in part.code for part in segments(line, done))
        assert done.widths[number] == pytest.approx(200, abs=0.05)
