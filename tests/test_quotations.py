"""Quotations: what counts as the same words, what doesn't, and how a difference is told."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import pipeline
from dossier.problems import DossierError, Problem
from dossier.quotations.differences import nearest
from dossier.quotations.matching import EDITED, EXACT, NORMALISED, Passage, find, kind
from dossier.quotations.parsing import parse
from dossier.quotations.words import normal, words
from dossier.texts import pinned
from dossier.typeset.coverage import texts as texts_of

HERE = Path(__file__).parent
FERRY = HERE / "articles" / "ferry.yaml"
TEXT = HERE / "articles" / "ferry.txt"
PARAGRAPH = (
    "“We’d rather have no ferry – none at all – than one that drifts … onto the rocks,” she said, “in the dark.” "
    "They stayed; the well-known captain paid 1,500 crowns."
)


def how(quotation: str, paragraph: str = PARAGRAPH) -> str:
    """Say how a quotation stands in a paragraph; '' where it doesn't."""
    parsed, passage = parse(quotation), Passage("1", paragraph)
    return kind(quotation, parsed, passage) if find(parsed, passage) else ""


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("no ferry – none at all – than one that drifts … onto the rocks", EXACT),
        ("We'd rather have no ferry", NORMALISED),
        ("drifts ... onto the rocks", NORMALISED),
        ("drifts . . . onto\u00a0the  rocks", NORMALISED),
        ("no ferry — none at all -- than one", NORMALISED),
        ("no ferry - none at all", NORMALISED),
        ("the well\u2011known captain", NORMALISED),
        ('rocks," she said, "in the dark', NORMALISED),
        ("We'd rather have no ferry [...] than one that drifts", EDITED),
        ("one that drifts [...] onto the rocks", EDITED),
        ("We'd rather have no ferry […] in the dark", EDITED),
        ("[W]e'd rather have no ferry", EDITED),
        ("[t]hey stayed", EDITED),
        ("They [the crew] stayed", EDITED),
        ("no ferr[y]", EDITED),
        ("no ferry[boat] – none at all", EDITED),
    ],
)
def test_the_same_words(quotation: str, expected: str) -> None:
    """Marks, spaces, ellipses and dashes may be set in another way; cuts and insertions are marked."""
    assert how(quotation) == expected


@pytest.mark.parametrize(
    "quotation",
    [
        "We'd rather have a ferry",
        "we'd rather have no ferry",
        "no ferry – none – than one",
        "drifts onto the rocks",
        "one that drifts ... than",
        "than one that drift",
        "en one that drifts",
        "than one [...] no ferry",
        "onto the rocks in the dark",
        "the well known captain",
        "paid 1,50",
        "paid 1",
        "They stayed, the",
        "[They] have stayed",
        "We'd rather [not] have a ferry",
    ],
)
def test_other_words(quotation: str) -> None:
    """A word more, less or other, half a word, another case or order, a silent cut, two quotations joined: none stands there."""
    assert how(quotation) == ""


def test_brackets_of_the_source_are_words_like_others() -> None:
    """What the source itself has in brackets may be quoted with them, and without."""
    assert how("the [night] ferry", "He said the [night] ferry stopped.") == EDITED
    assert how("the ferry", "He said the [night] ferry stopped.") == ""


def test_scripts_without_spaces_are_compared_by_character() -> None:
    """A quotation may begin and end anywhere in a Chinese or Japanese sentence; in Arabic whole words count."""
    assert how("夜间渡轮", "港务局说夜间渡轮已停航。") == EXACT
    assert how("夜间轮渡", "港务局说夜间渡轮已停航。") == ""
    assert how("توقفت العبارة", "قالت إن «توقفت العبارة» أمس") == EXACT
    assert how("توقفت العبار", "قالت إن «توقفت العبارة» أمس") == ""


def test_composed_and_decomposed_letters_are_the_same() -> None:
    """Two ways to write a letter are one letter."""
    assert how("cafe\u0301 Mu\u0308ller", "Im café Müller war er.") == NORMALISED


PLAIN = st.lists(st.sampled_from(["ferry", "night", "drifts", "rocks", "captain", "the", "of", "lamp"]), min_size=4, max_size=30)


@given(PLAIN, st.data())
def test_each_stretch_of_a_paragraph_stands_in_it(row: list[str], data: st.DataObject) -> None:
    """Whatever whole words are taken out of a paragraph are found there, with a cut in them too."""
    start = data.draw(st.integers(0, len(row) - 2))
    end = data.draw(st.integers(start + 2, len(row)))
    cut = data.draw(st.integers(start + 1, end - 1))
    after = data.draw(st.integers(cut, end - 1))
    assert how(" ".join(row[start:end]), " ".join(row))
    assert how(f"{' '.join(row[start:cut])} [...] {' '.join(row[after:end])}", " ".join(row)) == EDITED


@given(st.text(max_size=200))
def test_the_form_that_is_compared_is_stable(text: str) -> None:
    """Comparing what was compared before changes nothing, whatever the characters."""
    assert normal(normal(text)) == normal(text)
    assert "".join(words(text)).count("…") == normal(text).count("…")


# Differences ----------------------------------------------------------------------------------------------------------
def told(quotation: str, *paragraphs: str) -> str:
    """Return the difference from the nearest passage."""
    near = nearest(parse(quotation).words, [Passage(str(n), text) for n, text in enumerate(paragraphs or (PARAGRAPH,), 1)])
    return near.differences if near else ""


def test_the_difference_is_told_in_words() -> None:
    """Another word, a word too many, a word left out: each in its own words."""
    assert told("We'd rather have one ferry – none at all") == "“one” is written where the source has “no”"
    assert told("We'd rather have no old ferry – none") == "“old” is not in the source"
    assert told("We'd have no ferry – none at all") == "“rather” of the source is left out"
    assert told("They left; the well-known captain") == "“left” is written where the source has “stayed”"
    assert told("the well-known captain paid 1,600 crowns") == "“1,600” is written where the source has “1,500”"
    assert told("the well-known captain paid 1,500 dollars") == "“dollars” is written where the source has “crowns”"
    assert told("Many stayed; the well-known captain paid") == "“Many” is written where the source has “They”"
    assert told("the moon is made of green cheese") == ""


def test_long_quotations_are_compared_in_time() -> None:
    """A difference behind ten thousand equal words is found as fast as one at the start."""
    row = [f"word{n}" for n in range(10_000)]
    other = [*row[:9_000], "different", *row[9_001:]]
    assert told(" ".join(other), " ".join(row)) == "“different” is written where the source has “word9000”"


# In a dossier ---------------------------------------------------------------------------------------------------------
def problems_of(text: str, name: str = "error") -> list[Problem]:
    """Check a dossier beside the article; return its errors, or the warnings of one name."""
    try:
        found = pipeline.check(text.encode(), str(FERRY), root=str(FERRY.parent)).problems
    except DossierError as stopped:
        found = stopped.problems
    return [problem for problem in found if name in (problem.severity, problem.name)]


@pytest.fixture(scope="module")
def ferry() -> str:
    """The text of the dossier on the article."""
    return FERRY.read_text(encoding="utf-8")


def test_the_sound_dossier_has_nothing_wrong(ferry: str) -> None:
    """All quotations, in their fields and in prose, stand in the paragraphs that they cite."""
    assert problems_of(ferry) == []
    assert problems_of(ferry, "warning") == []


def mutated(text: str, chance: random.Random) -> tuple[str, int]:
    """Change one word of one quotation, and return the line in which that stands."""
    lines = text.split("\n")
    number = chance.choice([n for n, line in enumerate(lines) if line.lstrip().startswith("quote:")])
    key, row = lines[number].split("quote: ")[0] + "quote: ", lines[number].split("quote: ")[1].split(" ")
    places = [n for n, word in enumerate(row) if word.strip(",.'").isalpha()]
    place = chance.choice(places)
    ways: list[Callable[[str], list[str]]] = [
        lambda word: [],
        lambda word: [word, "never"],
        lambda word: ["perhaps"],
        lambda word: [word[:-1] + ("x" if word[-1].isalpha() else "x,")],
        lambda word: [word.swapcase()],
        lambda word: [word, word],
    ]
    inner = 0 < place < len(row) - 1
    row[place : place + 1] = chance.choice(ways if inner else ways[1:])(row[place])
    lines[number] = key + " ".join(row)
    return "\n".join(lines), number + 1


@pytest.mark.parametrize("seed", range(100))
def test_one_word_changed_is_an_error(ferry: str, seed: int) -> None:
    """A hundred slips of one word, dropped, added, changed or repeated: each is one error, at its quotation."""
    changed, line = mutated(ferry, random.Random(seed))
    found = problems_of(changed)
    assert [(p.name, p.span and p.span.line) for p in found] == [("quotation", line)]


def test_a_quotation_that_stands_elsewhere_is_sent_there(ferry: str) -> None:
    """The error names the paragraph that has the words."""
    (problem,) = problems_of(ferry.replace("cite: 5\n", "cite: 6\n"))
    assert problem.message == "this quotation does not stand in courier 6"
    assert problem.hint == "it stands in courier 5: cite that"


def test_with_a_cut_the_piece_that_is_wrong_is_told(ferry: str) -> None:
    """Each piece is looked up by itself; pieces that stand there in another order are told as such."""
    old = "quote: worn out, and older than most of the crew"
    (problem,) = problems_of(ferry.replace(old, "quote: Nobody was hurt [...] newer than most of the crew"))
    assert problem.message.endswith(": “newer” is written where the source has “older”")
    (problem,) = problems_of(ferry.replace(old, "quote: worn out [...] Nobody was hurt"))
    assert problem.message == "this quotation does not stand in courier 3, though its pieces do"


def test_the_place_is_that_of_the_word(ferry: str) -> None:
    """The caret stands under the word that differs, also where the same word stands before it."""
    changed = ferry.replace("than one that drifts ... onto the rocks", "than one that drifts ... onto the shoals")
    (problem,) = problems_of(changed)
    assert problem.span is not None
    line = changed.split("\n")[problem.span.line - 1]
    assert line[problem.span.column - 1 :][: problem.span.length] == "shoals"


def test_a_wrong_quotation_is_told_with_what_the_source_reads(ferry: str) -> None:
    """Message and hint show the difference and the passage, so that nobody has to look it up."""
    (problem,) = problems_of(ferry.replace("older than most", "newer than most"))
    assert problem.message == "this quotation does not stand in courier 3: “newer” is written where the source has “older”"
    assert problem.hint is not None
    assert problem.hint.startswith("courier 3 reads “… ")
    assert "older than most of the crew" in problem.hint


def test_a_quotation_may_run_through_neighbours(ferry: str) -> None:
    """Over the paragraphs of a cited range, and not over others."""
    old = "quote: A decision will be made before the summer timetable, and not by letter"
    long = ferry.replace(old, 'quote: and not by letter." About four hundred people')
    assert problems_of(long.replace("cite: 5\n", "cite: 5-6\n")) == []
    assert [p.name for p in problems_of(long.replace("cite: 5\n", "cite: 5, 6\n"))] == ["quotation"]


@pytest.mark.parametrize(
    ("quote", "name", "message"),
    [
        ("a", "error", "this quotation is a single character"),
        ('"[word] ..."', "error", "this quotation holds no word of its source"),
        ('""', "error", "the quotation marks hold nothing"),
        ("'\"worn out\"'", "quotation-marks", "quotation marks stand round this quotation"),
    ],
)
def test_what_is_no_quotation(ferry: str, quote: str, name: str, message: str) -> None:
    """A single character, nothing, signs and insertions alone; marks that the brief sets itself."""
    (problem,) = problems_of(ferry.replace("quote: worn out, and older than most of the crew", f"quote: {quote}"), name)
    assert problem.message == message


def test_ten_thousand_words_are_no_quotation(ferry: str) -> None:
    """What is as long as a whole article is told, and compared in time."""
    long = ferry.replace("quote: worn out, and older than most of the crew", "quote: worn out" + " and older" * 5_000)
    assert [p.message for p in problems_of(long, "long-quotation")] == ["a quotation of 10,002 words"]
    assert [p.name for p in problems_of(long)] == ["quotation"]


def test_quoted_words_in_prose_are_checked(ferry: str) -> None:
    """Words in quotation marks rest on the citation behind them in their sentence, or on what their record cites."""
    (problem,) = problems_of(ferry.replace("lamp burns", "lamp shines", 2).replace("lamp shines at", "lamp burns at"))
    assert problem.message.startswith("“for as long as the lamp shines” does not stand in courier 9")
    assert problem.span is not None
    assert ferry.split("\n")[problem.span.line - 1].strip().endswith("[@9]")
    (problem,) = problems_of(ferry.replace("The engines are old.", 'The engines are "worn down".'))
    assert "“worn down” does not stand in courier 3" in problem.message
    assert problems_of(ferry.replace("The engines are old.", "The engines are “worn out,” she said.")) == []


def test_quotation_marks_without_a_citation_are_told(ferry: str) -> None:
    """Where texts are at hand, words in quotation marks that cite nothing are a warning; inches and code are none."""
    text = ferry + 'bottom_line: The "old lady" waits. The lamp burns. [@9]\n'
    text += 'scope:\n  covers: A 12" pipe, `"code"` and "his ship" [@desk].\n'
    (problem,) = problems_of(text, "unverified-quotation-marks")
    assert "“old lady”" in problem.message
    without = re.sub(r"    (text|sha256): .*\n", "", text)
    assert problems_of(without, "unverified-quotation-marks") == []


def test_a_source_without_its_text_leaves_quotations_unchecked(ferry: str) -> None:
    """Where one of several sources has no text the words may stand there: a warning, and the mark stays."""
    two = ferry.replace("claims:\n", "  other: {title: Other, reliability: C}\nclaims:\n", 1)
    two = two.replace("cite: 5\n", "cite: 5; other\n")
    assert problems_of(two) == []
    two = two.replace("summer timetable", "winter timetable")
    assert problems_of(two) == []
    (problem,) = problems_of(two, "quotation")
    assert problem.severity == "warning"
    assert "the text of other is not at hand" in problem.message


def galley_text(text: str, root: str | None) -> str:
    """Return all that the brief on a dossier says."""
    return "\n".join(texts_of(pipeline.check(text.encode(), str(FERRY), root=root).galley))


def test_the_brief_says_what_was_checked(ferry: str) -> None:
    """With the text the record says so once, with its SHA-256; without it one sentence names what isn't, and it is explained."""
    checked = galley_text(ferry, str(FERRY.parent))
    assert "Quotations checked against its text, SHA-256:" in checked
    assert "quotation not checked" not in checked
    unchecked = galley_text(ferry, None)
    assert re.search(r"Quotation not checked\s+: all\.", unchecked)
    assert "nobody has held it against the source’s text" in unchecked


def test_the_digest_is_printed_without_one_in_the_record(ferry: str) -> None:
    """A reader can tell which text the quotations were held against."""
    without = re.sub(r"    sha256: .*\n", "", ferry)
    made, _ = pinned(TEXT.read_bytes(), "ferry.txt")
    assert made is not None
    assert made.digest in galley_text(without, str(FERRY.parent))


def test_the_quotations_of_the_brief_on_raqqa_stand_in_its_article() -> None:
    """The article can't be part of the project; where the environment names it, all three quotations are found."""
    path = os.environ.get("DOSSIER_ARTICLE")
    if not path:
        pytest.skip("DOSSIER_ARTICLE names no article")
    source = HERE.parent / "sources" / "raqqa.yaml"
    ready = pipeline.check(source.read_bytes(), str(source), texts={"mee": path})
    assert [p for p in ready.problems if p.name in ("quotation", "unverified-quotation-marks")] == []
    assert "quotation not checked" not in "\n".join(texts_of(ready.galley))
