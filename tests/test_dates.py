"""Dates: what is read, what is refused and with which advice, bounds, order, words."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import dates
from dossier.dates import When, parse_date, parse_moment, parse_when, sort_key, words, written
from dossier.problems import ERROR, Problem, Span


def place(offset: int) -> Span:
    """Put a text on line 1, its first character in column 1."""
    return Span("t.yaml", 1, offset + 1)


def when(text: str) -> When:
    """Read a date with its words that has no problem."""
    problems: list[Problem] = []
    read = parse_when(text, place, problems)
    assert not problems
    assert read is not None
    return read


def day(text: str) -> int:
    """Return the ordinal of a day in ISO form, by the standard library."""
    return datetime.date.fromisoformat(text).toordinal()


READ = [
    ("2017-02-17", "17 February 2017", "2017-02-17", "2017-02-17"),
    ("2016-12", "December 2016", "2016-12-01", "2016-12-31"),
    ("2016-02", "February 2016", "2016-02-01", "2016-02-29"),
    ("2017", "2017", "2017-01-01", "2017-12-31"),
    ("201X", "the 2010s", "2010-01-01", "2019-12-31"),
    ("20XX", "the years 2000 to 2099", "2000-01-01", "2099-12-31"),
    ("2017-02-XX", "a day in February 2017", "2017-02-01", "2017-02-28"),
    ("2017-XX", "a month of 2017", "2017-01-01", "2017-12-31"),
    ("2017-21", "spring 2017", "2017-03-01", "2017-05-31"),
    ("2017-24", "winter 2017", "2017-12-01", "2018-02-28"),
    ("2016-10~", "about October 2016", "2016-10-01", "2016-10-31"),
    ("2017?", "2017, uncertain", "2017-01-01", "2017-12-31"),
    ("2017-02%", "about February 2017, uncertain", "2017-02-01", "2017-02-28"),
    ("about 2016-10", "about October 2016", "2016-10-01", "2016-10-31"),
    ("since about 2016-10", "since about October 2016", "2016-10-01", "2016-10-31"),
    ("by 2017-02-17", "by 17 February 2017", "2017-02-17", "2017-02-17"),
    ("as of 2017-02-17", "as of 17 February 2017", "2017-02-17", "2017-02-17"),
    ("undated, before 2017-02-17", "undated, before 17 February 2017", "2017-02-17", "2017-02-17"),
    ("[2017-02-15,2017-02-16]", "15 or 16 February 2017", "2017-02-15", "2017-02-16"),
    ("[2017-02-15, 2017-03-01, 2017-04]", "15 February 2017, 1 March 2017 or April 2017", "2017-02-15", "2017-04-30"),
    ("[2017-02-15..2017-02-17]", "15 to 17 February 2017", "2017-02-15", "2017-02-17"),
    ("[2017-02-15..]", "since 15 February 2017", "2017-02-15", None),
    ("[..2017-02-17]", "until 17 February 2017", None, "2017-02-17"),
    ("[2017-02-15,2017-03..2017-04]", "15 February 2017 or March 2017 to April 2017", "2017-02-15", "2017-04-30"),
    ("[2017-02-15..2017-02-17,2017-04]", "15 to 17 February 2017 or April 2017", "2017-02-15", "2017-04-30"),
    ("00XX", "the years 0000 to 0099", "0001-01-01", "0099-12-31"),
    ("2016-10~/2017-02-17", "about October 2016 to 17 February 2017", "2016-10-01", "2017-02-17"),
    ("2016-11-06/..", "since 6 November 2016", "2016-11-06", None),
    ("../2017-02-17", "until 17 February 2017", None, "2017-02-17"),
    ("/2017", "until 2017", None, "2017-12-31"),
    ("2017/", "2017 to an unknown date", "2017-01-01", None),
    ("2016/2017", "2016 to 2017", "2016-01-01", "2017-12-31"),
    ("0079-08-24", "24 August 79", "0079-08-24", "0079-08-24"),
]


@pytest.mark.parametrize("text, said, earliest, latest", READ)
def test_reads_and_says(text: str, said: str, earliest: str | None, latest: str | None) -> None:
    """A date is read to its bounds and said in words that keep its precision."""
    read = when(text)
    assert words(read) == said
    assert read.date is not None
    assert (read.date.earliest, read.date.latest) == (earliest and day(earliest), latest and day(latest))


def test_undated() -> None:
    """A date may be missing altogether."""
    assert when("undated") == When("undated", None, False)
    assert words(when("undated")) == written(when("undated")) == "undated"


REFUSED = [
    ("2023-02-30", "February 2023 has 28 days", "2023-02-28"),
    ("2017/02/17", "not a date", "write 2017-02-17"),
    ("2017/2", "not a date", "write 2017-02"),
    ("17.2.2017", "not a date", "write 2017-02-17:"),
    ("02/17/2017", "not a date", "write 2017-02-17:"),
    ("02/03/2017", "not a date", "write 2017-03-02 or 2017-02-03"),
    ("17 February 2017", "not a date", "write 2017-02-17"),
    ("February 17, 2017", "not a date", "write 2017-02-17"),
    ("Feb 2017", "not a date", "write 2017-02"),
    ("2017-2-7", "not a date", "write 2017-02-07"),
    ("20170217", "not a date", "write 2017-02-17"),
    ("2017-13", "no month 13", "write 2017-02-17"),
    ("2017-02-00", "has 28 days, not 0", "2017-02-28"),
    ("0000", "no year 0", "write"),
    ("201u", "not a date", "201X"),
    ("2016/open", "not a date", "2016-10/.."),
    ("2017-02-17T20:00Z", "not a date", "as_of"),
    ("2017/2016", "ends before it begins", "earlier"),
    ("[2017,2016-01..2015]", "ends before it begins", "earlier"),
    ("{2016,2017}", "all-of", "list"),
    ("[]", "not a set", "[2017-02-15,2017-02-16]"),
    ("[2017,..]", "not a set", "[2017-02-15,2017-02-16]"),
    ("[2017", "not a set", "[2017-02-15,2017-02-16]"),
    ("201X-02", "a month needs its year", "201X"),
    ("../..", "not an interval", "2016-10/.."),
    ("Friday", "not a date", "write 2017-02-17"),
    ("before 2017", "'before'", "undated, before"),
    ("early 2017", "'early'", "about"),
    ("undated 2017", "undated stands alone", "undated, before"),
    ("", "missing", "write"),
    ("about", "missing", "write"),
    ("٢٠١٧", "not a date", "write"),
]


@pytest.mark.parametrize("text, message, hint", REFUSED)
def test_refuses_with_advice(text: str, message: str, hint: str) -> None:
    """What is no date is a located error that says what to write."""
    problems: list[Problem] = []
    assert parse_when(text, place, problems) is None
    (problem,) = problems
    assert problem.severity == ERROR
    assert problem.span is not None
    assert message in problem.message
    assert hint in (problem.hint or "")


def test_error_stands_at_the_date() -> None:
    """The caret underlines the date, not the words before it."""
    problems: list[Problem] = []
    parse_when("since about 2017-02-31", place, problems)
    assert problems[0].span == Span("t.yaml", 1, 13, 10)


days = st.dates().map(lambda d: d.isoformat())
simple = st.one_of(days, days.map(lambda d: d[:7]), days.map(lambda d: d[:4]), days.map(lambda d: d[:7] + "-XX"))
qualified = st.builds(str.__add__, simple, st.sampled_from(["", "", "?", "~", "%"]))
edtf = st.one_of(
    qualified,
    st.builds("[{},{}]".format, days, days),
    st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", days, days),
    qualified.map(lambda d: f"{d}/.."),
    qualified.map(lambda d: f"../{d}"),
)
phrase = st.builds(
    lambda word, about, date: f"{word}{about}{date}",
    st.sampled_from(["", "since ", "by ", "as of ", "undated, before "]),
    st.sampled_from(["", "about "]),
    edtf,
)


@given(phrase)
def test_written_reads_back(text: str) -> None:
    """What is read is written as it was, and read back to the same value; its bounds are in order and it can be said."""
    read = when(text)
    assert written(read) == text
    assert when(written(read)) == read
    assert read.date is not None
    assert (read.date.earliest or 0) <= (read.date.latest or 10**9)
    assert words(read)


@given(st.dates())
def test_ordinals_and_weekdays(date: datetime.date) -> None:
    """Our days are those of the standard library."""
    assert dates.ordinal(date.year, date.month, date.day) == date.toordinal()
    assert dates.weekday(date.toordinal()) == date.weekday()


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text gives anything but a value or a problem."""
    for parse in (parse_when, parse_date, parse_moment):
        problems: list[Problem] = []
        assert (parse(text, place, problems) is None) == bool(problems)  # type: ignore[operator]


def test_order() -> None:
    """Undated first, then by the earliest day; a longer stretch before a shorter one that begins with it."""
    texts = ["undated", "2016-12", "by 2017-01-01", "2017", "2017-02", "2017-02-01", "since 2017-02-03", "2017-02-04"]
    order = sorted(texts, key=lambda text: sort_key(when(text)))
    assert order[0] == "undated"
    assert order.index("2016-12") < order.index("2017") < order.index("2017-02") < order.index("2017-02-01")
    assert order[-2:] == ["since 2017-02-03", "2017-02-04"]


@pytest.mark.parametrize(
    "text, time, zone",
    [
        ("2017-02-17 20:00 UTC", "20:00", "UTC"),
        ("2017-02-17T20:00Z", "20:00", "UTC"),
        ("2017-02-17 9:05 +03:00", "09:05", "+03:00"),
        ("2017-02-17", "", ""),
    ],
)
def test_moments(text: str, time: str, zone: str) -> None:
    """A moment is a day, and perhaps a time with its zone."""
    problems: list[Problem] = []
    read = parse_moment(text, place, problems)
    assert not problems
    assert read is not None
    assert (read[0].edtf, read[1], read[2]) == ("2017-02-17", time, zone)


@pytest.mark.parametrize(
    "text, message",
    [
        ("2017-02-17 20:00", "20:00 has no zone"),
        ("2017-02-17 24:00 UTC", "24:00 is not a time of day"),
        ("2017-02-17 20:60 UTC", "20:60 is not a time of day"),
        ("2017-02-17 20:00 EST", "'EST' is not a zone"),
        ("2017-02 20:00 UTC", "2017-02 is not a single day"),
        ("2017-02-17~", "2017-02-17~ is not a single day"),
        ("tomorrow at ten", "'tomorrow at ten' is not a day and a time"),
        ("2017-02-30 20:00 UTC", "February 2017 has 28 days, not 30"),
    ],
)
def test_bad_moments(text: str, message: str) -> None:
    """What is no moment is a located error with a hint."""
    problems: list[Problem] = []
    assert parse_moment(text, place, problems) is None
    assert [p.message for p in problems] == [message]
    assert problems[0].hint
    assert problems[0].span == Span("t.yaml", 1, 1, len(text) if "February" not in message else 10)


def test_words_of_another_language() -> None:
    """Months and patterns come from a table."""
    table = dates.ENGLISH._replace(
        months=["Januar", "Februar", *(f"Monat {n}" for n in range(3, 13))],
        day="{day}. {month} {year}",
        since="seit {}",
        about="etwa {}",
    )
    assert words(when("since about 2017-02-17"), table) == "seit etwa 17. Februar 2017"
