"""Font files, faces and what stands in for characters that a face lacks."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from dossier.styling.style import TextStyle
from dossier.text.faces import FAMILIES, FOLDER, PAIRWISE, SANS, SERIF, FontBook
from dossier.text.fallback import clusters
from dossier.text.linebreaks import KEPT_HYPHEN, SOFT_HYPHEN
from dossier.text.shaping import FIRST_COMPOSITE, FontFile

BOOK = FontBook()
BODY = TextStyle(SERIF)


def texts(face_file: FontFile, fragment: bytes) -> str:
    """Return the text that a fragment's codes stand for."""
    by_code = {cid.to_bytes(2, "big"): text for (_, text), cid in face_file.pairs.items()}
    strings = fragment.replace(b"(", b")").split(b")")[::2]
    return "".join(by_code[s[i : i + 2]] for s in strings for i in range(0, len(s), 2))


def drawn(face_file: FontFile, fragment: bytes) -> float:
    """Return the width in 1/1000 em that a viewer makes of a fragment: widths of codes less the kerns."""
    glyphs = {cid.to_bytes(2, "big"): glyph for (glyph, _), cid in face_file.pairs.items()}
    total = 0.0
    for i, piece in enumerate(fragment.replace(b"(", b")").split(b")")):
        if i % 2:
            total -= int(piece)
        else:
            total += sum(face_file.advance(glyphs[piece[j : j + 2]]) for j in range(0, len(piece), 2))
    return total


def test_carried_files_are_those_of_the_provenance() -> None:
    """Each font file is there, unmodified, and named with its check sum."""
    table = (Path(FOLDER) / "PROVENANCE.md").read_text(encoding="utf-8")
    names = {file for cuts in FAMILIES.values() for file in cuts.values()}
    assert names == {path.name for path in Path(FOLDER).glob("*.ttf")}
    for name in names:
        digest = hashlib.sha256((Path(FOLDER) / name).read_bytes()).hexdigest()
        assert f"| {name} |" in table
        assert digest in table


def test_all_carried_files_open() -> None:
    """Every face of every family passes the checks of embedding and has sound metrics."""
    for family, cuts in FAMILIES.items():
        for weight, italic in cuts:
            file = BOOK.file(family, weight, italic)
            assert 300 < file.x_height < file.cap_height < file.ascent
            assert file.descent < 0


@pytest.mark.parametrize("weight, wanted", [(100, "400"), (400, "400"), (500, "400"), (550, "600"), (650, "700"), (900, "700")])
def test_weights_that_lack_take_the_nearest(weight: int, wanted: str) -> None:
    """A weight that a family lacks is drawn by its nearest, a tie going down to 500 and up above it."""
    assert BOOK.file(SERIF, weight).path.endswith(f"SourceSerif4-{wanted}.ttf")


def test_slant_outranks_weight() -> None:
    """An italic is never replaced by an upright one of a better weight; a family without italics stays upright."""
    assert BOOK.file(SERIF, 900, True).path.endswith("-700i.ttf")
    assert BOOK.file("Noto Naskh Arabic", 400, True).path.endswith("-400.ttf")


def test_unknown_families_are_named() -> None:
    """The message says which families there are."""
    with pytest.raises(ValueError, match="Source Serif 4"):
        BOOK.file("Comic Serif")


def test_files_without_outlines_are_refused(tmp_path: Path) -> None:
    """Neither a text file nor a font with other outlines is taken."""
    path = tmp_path / "no.ttf"
    path.write_bytes(b"not a font at all")
    with pytest.raises(ValueError, match="TrueType"):
        FontFile(str(path), b"F1")


def test_licence_bits_are_respected(tmp_path: Path) -> None:
    """A font whose fsType has bit 1 set is not embedded."""
    data = bytearray(Path(BOOK.file(SERIF).path).read_bytes())
    for i in range(int.from_bytes(data[4:6], "big")):
        if data[12 + 16 * i : 16 + 16 * i] == b"OS/2":
            at = int.from_bytes(data[20 + 16 * i : 24 + 16 * i], "big")
            data[at + 9] |= 2
    path = tmp_path / "locked.ttf"
    path.write_bytes(data)
    with pytest.raises(ValueError, match="licence"):
        FontFile(str(path), b"F1")


def test_absent_files_are_told(tmp_path: Path) -> None:
    """A path without a file ends in words, not in the shaper's error."""
    with pytest.raises(ValueError, match="gone"):
        FontFile(os.fspath(tmp_path / "gone.ttf"), b"F1")


@given(st.text("abcdefghiAVTWofy.,’-ffiéžšğı\u00a0123", min_size=1, max_size=20))
def test_fragments_say_and_measure_what_was_shaped(word: str) -> None:
    """The codes of a word stand for its text, and are as wide as `width` says."""
    face = BOOK.face(BODY, "en-GB")
    width, fragment = face.bare(word)
    assert texts(face.file, fragment) == word
    assert drawn(face.file, fragment) == pytest.approx(width, abs=1e-6)
    assert drawn(face.file, face.frag[word]) == pytest.approx(face.width[word], abs=1e-6)


@given(st.lists(st.text("אבגדהשלום\u05b8\u05b4", min_size=1, max_size=6), min_size=1, max_size=4))
def test_right_to_left_words_are_kept(words: list[str]) -> None:
    """Hebrew with points: each character has a code of its own, from left to right on the page."""
    face = BOOK.face(TextStyle("Noto Serif Hebrew"), "he", True)
    for word in words:
        width, fragment = face.bare(word)
        assert sorted(texts(face.file, fragment)) == sorted(word)
        assert drawn(face.file, fragment) == pytest.approx(width, abs=1e-6)


@pytest.mark.parametrize(
    "family, rtl, word",
    [
        ("Noto Naskh Arabic", True, "الرَّقَّة"),
        ("Noto Sans Arabic", True, "لِلْمُحَافَظَة"),
        ("Noto Serif Hebrew", True, "שָׁלוֹם"),
        (SERIF, False, "AVe\u0301fi"),
    ],
)
def test_words_are_as_wide_as_the_shaper_says(family: str, rtl: bool, word: str) -> None:
    """Offsets of marks shift them and nothing after them."""
    face = BOOK.face(TextStyle(family), "", rtl)
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(face.file.font, buffer, {})
    advance = sum(place.x_advance for place in buffer.glyph_positions) * face.file.scale
    assert face.bare(word)[0] == pytest.approx(advance, abs=0.51)


def test_a_shift_before_a_glyph_is_taken_back_after_it() -> None:
    """A glyph that is moved within its advance is reached by a kern, and the next one stands where it would have."""

    class Place:
        y_offset = 0

        def __init__(self, advance: int, offset: int) -> None:
            self.x_advance, self.x_offset = advance, offset

    class Glyph:
        def __init__(self, codepoint: int, cluster: int) -> None:
            self.codepoint, self.cluster = codepoint, cluster

    face = BOOK.face(BODY)
    gid = face.file.font.get_nominal_glyph(ord("a"))
    own = round(face.file.advance(gid))
    width, fragment = face._write("aa", "", [Glyph(gid, 0), Glyph(gid, 1)], [Place(own, 70), Place(own, 0)])
    code = face.file.code(gid, "a")
    assert fragment == b")-70(" + code + b")70(" + code
    assert width == pytest.approx(2 * own)


def test_letters_drawn_with_several_glyphs_become_one() -> None:
    """Noto Naskh draws a letter as shape and dots: one composite glyph, with one text."""
    face = BOOK.face(TextStyle("Noto Naskh Arabic"), "ar", True)
    fragment = face.bare("بيت")[1]
    assert texts(face.file, fragment) == "بيت"
    assert any(glyph >= FIRST_COMPOSITE for glyph, _ in face.file.pairs)
    assert all(len(parts) >= 1 for parts in face.file.composites)


def test_codes_need_no_escapes() -> None:
    """No byte of any code is one that a literal string would have to escape."""
    face = BOOK.face(BODY)
    for code in range(0x21, 0x17F):
        face.bare(chr(code))
    for cid in face.file.pairs.values():
        assert not set(cid.to_bytes(2, "big")) & set(b"()\\\r\n")


def test_a_shared_glyph_keeps_its_texts_apart() -> None:
    """Space and no-break space, hyphen and soft hyphen have one glyph and a code for each text."""
    face = BOOK.face(BODY)
    face.bare("a\u00a0b")
    face.part("hyphen", 0, 2, "\u00ad")
    by_text = {text for _, text in face.file.pairs}
    assert {" ", "\u00a0", "\u00ad"} <= by_text


def test_soft_hyphens_inside_a_word_are_not_drawn() -> None:
    """Only a break shows them."""
    face = BOOK.face(BODY)
    assert face.bare("so\u00adlange") == face.bare("solange")


KNOWN = FontBook()


@given(
    style=st.sampled_from(
        [TextStyle(f, weight=w, italic=i) for f in (SERIF, SANS) for w in (400, 600, 700) for i in (False, True)]
        + [TextStyle(SERIF, features=("onum", "smcp")), TextStyle(SANS, tracking=20.0)]
    ),
    words=st.lists(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=9), min_size=1, max_size=9),
    lang=st.sampled_from(["en-GB", "tr", "nl"]),
)
def test_words_put_together_from_known_pairs_are_those_that_are_shaped(style: TextStyle, words: list[str], lang: str) -> None:
    """In the files that are said to be pairwise: whatever was shaped before, and whatever the language."""
    face = KNOWN.face(style, lang)
    assert face.file.pairwise
    assert [face.bare(word) for word in words] == [face.shape(word) for word in words]


def test_no_feature_of_the_carried_files_looks_beyond_the_next_character() -> None:
    """What is shaped by default in files called pairwise comes from features that were looked at, and no others."""
    optional = re.compile(
        r"aalt|c2sc|case|cv\d\d|dlig|dnom|frac|hlig|lnum|numr|onum|ordn|pnum|salt|sinf|size|smcp|ss\d\d|subs|sups|titl|tnum|zero"
    )
    for family in PAIRWISE:
        for weight, italic in FAMILIES[family]:
            file = BOOK.file(family, weight, italic)
            found = {
                feature
                for table in ("GSUB", "GPOS")
                for index, _ in enumerate(file.face.get_table_script_tags(table))
                for feature in file.face.get_language_feature_tags(table, index)
            }
            assert {f for f in found if not optional.fullmatch(f)} <= {"kern", "mark", "mkmk", "ccmp", "locl", "liga"}


def test_files_of_others_are_shaped_word_by_word(tmp_path: Path) -> None:
    """Nothing is known of a file that somebody adds, not even under the name of a carried family."""
    book = FontBook()
    book.add(SERIF, {(400, False): shutil.copy(BOOK.file(SERIF).path, str(tmp_path / "own.ttf"))})
    assert not book.file(SERIF).pairwise


@pytest.mark.parametrize("family, italic", [(SERIF, False), (SERIF, True), (SANS, False)])
@pytest.mark.parametrize("features, tracking", [((), 0.0), (("onum", "smcp"), 0.0), ((), 12.5), ((), 20.0)])
@given(word=st.text("abcdefghijlnoprstvyAVTWfil-ﬁé’.,/1", min_size=2, max_size=14))
def test_both_sides_of_a_cut_are_as_wide_as_when_shaped(
    family: str, italic: bool, features: tuple[str, ...], tracking: float, word: str
) -> None:
    """What a word's own glyphs say of the two sides of a cut is what shaping the two says: with kerns, ligatures, tracking."""
    face = BOOK.face(TextStyle(family, italic=italic, features=features, tracking=tracking))
    places = [(at, end, 0.0) for at in range(1, len(word)) for end in ("", SOFT_HYPHEN, KEPT_HYPHEN)]
    wanted = [(face.part(word, 0, at, end)[0], face.part(word, at, len(word))[0]) for at, end, _ in places]
    assert face.splits(word, places) == [pytest.approx(widths, abs=1e-6) for widths in wanted]


def test_features_and_language_make_faces_of_their_own() -> None:
    """Small capitals and old-style figures differ from the plain face, in one file."""
    plain = BOOK.face(BODY)
    small = BOOK.face(BODY._replace(features=("smcp",)))
    assert small.file is plain.file
    assert small.bare("nato")[0] != plain.bare("nato")[0]
    assert texts(small.file, small.bare("nato")[1]) == "nato"
    assert BOOK.face(BODY, "tr") is not plain


def test_language_picks_local_forms() -> None:
    """Turkish keeps the dot of `i` in small capitals (locl), English doesn't."""
    small = BODY._replace(features=("smcp",))
    glyphs = []
    for lang in ("en", "tr"):
        face = BOOK.face(small, lang)
        code = int.from_bytes(face.bare("i")[1], "big")
        glyphs.append(next(pair for pair, cid in face.file.pairs.items() if cid == code)[0])
    assert glyphs[0] != glyphs[1]


def test_tracking_widens_and_parts_ligatures() -> None:
    """Letter-spaced text gets its space after each letter and no ligatures."""
    plain, tracked = BOOK.face(BODY), BOOK.face(BODY._replace(tracking=50.0))
    assert tracked.bare("no")[0] == pytest.approx(plain.bare("no")[0] + 100)
    assert texts(tracked.file, tracked.bare("office")[1]) == "office"
    assert tracked.bare("office")[0] > plain.bare("office")[0] + 250


def test_fallback_goes_by_script_and_keeps_phrases_whole() -> None:
    """Arabic in a serif line is drawn by Naskh, enlarged, its own spaces too."""
    runs = BOOK.resolve("in دير الزور and שלום!", BODY, "en")
    assert [(text, factor) for text, _, factor in runs] == [
        ("in ", 1.0),
        ("دير الزور", 1.12),
        (" and ", 1.0),
        ("שלום", 0.92),
        ("!", 1.0),
    ]


def test_one_face_that_covers_all_is_one_run() -> None:
    """Plain text is not split."""
    assert [run[0] for run in BOOK.resolve("plain “text” – fine", BODY)] == ["plain “text” – fine"]


def test_missing_characters_are_listed_once() -> None:
    """What no face has is told, in order, without what the shaper hides."""
    assert BOOK.missing("日本 日 a\u200d\u2067x\u2011", BODY) == ["日", "本"]
    assert not BOOK.missing("الرقة שלום Raqqa", TextStyle(SANS))


def test_metrics_are_points() -> None:
    """Metrics grow with the size."""
    up, down, x = BOOK.metrics(BODY)
    assert BOOK.metrics(BODY._replace(size=20.0)) == pytest.approx((2 * up, 2 * down, 2 * x))


def test_tags_count_up_in_order_of_opening() -> None:
    """Files are tagged as they are opened, and only those opened are listed."""
    book = FontBook()
    book.face(BODY)
    book.face(TextStyle(SANS))
    assert [file.tag for file in book.files] == [b"F1", b"F2"]


@given(st.text(max_size=20))
def test_clusters_are_the_text(text: str) -> None:
    """Splitting into letters loses nothing."""
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize("cluster", ["e\u0301", "👩‍👩‍👧", "🇸🇾", "\u1112\u1161\u11ab", "👍🏽", "क्"])
def test_what_a_reader_takes_for_one_letter_stays_one(cluster: str) -> None:
    """Marks, joined emoji, flags, jamo and skin tones stay with their base."""
    assert clusters("a" + cluster + "b") == ["a", cluster, "b"]
