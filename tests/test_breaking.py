"""Where lines end: the search against every possibility, and its manners at the end of a paragraph."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.text.breaking import (
    HYPHEN_BEFORE_LAST,
    IN_A_ROW,
    ONE_WORD_LAST,
    OVERFULL,
    SHORT_LAST,
    Cut,
    LineEnd,
    Matter,
    Setting,
    best_lines,
)
from dossier.text.ragged import first_fit_lines

SPACE = 250.0


def matter(widths: list[float], cuts: dict[int, list[Cut]] | None = None) -> Matter:
    """Make units of these ink widths with a space after each."""
    advances = [width + SPACE for width in widths]
    count = len(widths)
    table = {i: (cuts or {}).get(i, []) for i in range(count + 1)}
    return Matter(
        list(accumulate(advances, initial=0.0)),
        list(accumulate(advances, initial=-SPACE)),
        list(range(count + 1)),
        count,
        range(count + 1),
        dict.fromkeys(range(count + 1), ()),
        table,
    )


def setting(measure: float, **more: float) -> Setting:
    """Make a setting with spaces that stretch by a half and shrink by a third."""
    return Setting(measure, SPACE / 2, SPACE / 3, **more)


def cut_of(width: float, offset: int) -> Cut:
    """Cut a unit in two nearly equal parts, with a hyphen of 300."""
    return (width / 2 + 300, width / 2 + SPACE, 100.0, offset, "\u00ad")


def every_way(matter: Matter) -> list[list[LineEnd]]:
    """Return all ways to break units without cuts."""
    inner = range(1, matter.length)
    return [
        [(unit, None) for unit in (*chosen, matter.length)]
        for count in range(matter.length)
        for chosen in combinations(inner, count)
    ]


def cost(m: Matter, s: Setting, ends: Sequence[LineEnd]) -> float:
    """Return what lines cost together: (1 + penalty + 100 |r|^3)^2 for each full one, and what hyphens and the last one add."""
    total, x0, first = 0.0, -s.indent, 0
    hyphens, ours = 0, False
    for unit, cut in ends:
        white = x0 + s.measure - (m.starts[unit] + cut[0] if cut else m.ends[unit])
        if unit == m.length:
            short = first > 0 and m.ends[m.length] - x0 < 1.5 * s.em
            alone = first > 0 and first == m.length - 1
            total += 1 + HYPHEN_BEFORE_LAST * ours + ONE_WORD_LAST * alone + SHORT_LAST * short
            if white >= 0:
                return total
        spaces = m.gaps[unit if cut else unit - 1] - m.gaps[first]
        give = max(spaces, 1) * s.stretch + s.looser if white >= 0 else (spaces and spaces * s.shrink + s.tighter)
        if white < -give:
            total += OVERFULL
        else:
            line = 1 + (cut[2] if cut else 0.0) + 100 * abs(white / give) ** 3
            total += line**2 + IN_A_ROW[min(hyphens, 2)] * bool(cut and cut[4])
        x0 = m.starts[unit + 1] - cut[1] if cut else m.starts[unit]
        first, hyphens = unit, hyphens + 1 if cut and cut[4] else 0
        ours = cut is not None and cut[4] == "\u00ad"
    return total


WIDTHS = st.lists(st.integers(500, 4500).map(float), min_size=1, max_size=9)


@given(WIDTHS, st.integers(5000, 12000))
def test_the_best_of_all_ways_is_found(widths: list[float], measure: int) -> None:
    """No way to break short paragraphs costs less than the one that is returned, where lines that are not too loose exist."""
    m, s = matter(widths), setting(float(measure))
    found = cost(m, s, best_lines(m, s))
    least = min(cost(m, s, way) for way in every_way(m))
    if least < (1 + 100 * 3.0**3) ** 2:  # above that ratio only one way is looked at from each line
        assert found == pytest.approx(least)


@given(st.integers(0, 10_000), st.integers(4000, 30_000))
def test_best_is_never_worse_than_line_by_line(seed: int, measure: int) -> None:
    """With hyphens too, the search returns something at least as good as lines that take what fits."""
    rng = random.Random(seed)
    widths = [rng.uniform(400, 6000) for _ in range(60)]
    cuts = {i: [cut_of(width, 3)] for i, width in enumerate(widths) if width > 3000}
    m, s = matter(widths, cuts), setting(float(measure))
    assert cost(m, s, best_lines(m, s)) <= cost(m, s, first_fit_lines(m, s, 0.0)) * (1 + 1e-9)


@given(st.integers(0, 10_000), st.integers(1000, 30_000), st.booleans())
def test_lines_advance_and_end_at_the_end(seed: int, measure: int, ragged: bool) -> None:
    """Every line takes at least a part of a unit, in order, and the last ends the paragraph; narrow measures included."""
    rng = random.Random(seed)
    widths = [rng.uniform(400, 6000) for _ in range(40)]
    cuts = {i: [cut_of(width, 3)] for i, width in enumerate(widths) if width > 2000}
    m, s = matter(widths, cuts), setting(float(measure))
    ends = first_fit_lines(m, s, measure / 5) if ragged else best_lines(m, s)
    places = [(unit, cut[3] if cut else 0) for unit, cut in ends]
    assert places == sorted(set(places))
    assert places[0] > (0, 0)
    assert ends[-1] == (40, None)


def test_hyphens_are_used_where_nothing_else_will_do() -> None:
    """A long word that leaves a hole is cut; with room for whole words it isn't."""
    m = matter([3000.0, 3000.0, 6000.0, 2000.0, 3000.0, 3000.0], {2: [cut_of(6000.0, 4)]})
    assert best_lines(m, setting(10_000.0))[0] == (2, m.hyphens[2][0])
    loose = matter([3000.0, 3000.0, 3000.0, 3000.0, 3000.0], {3: [cut_of(3000.0, 4)]})
    assert all(cut is None for _, cut in best_lines(loose, setting(9600.0)))


def test_one_unit_may_be_cut_more_than_once() -> None:
    """In a narrow column a word goes over three lines, each part in order."""
    cuts: list[Cut] = [(2300.0, 4250.0, 100.0, 3, "\u00ad"), (4300.0, 2250.0, 100.0, 6, "\u00ad")]
    m = matter([6000.0], {0: cuts})
    assert [cut[3] if cut else 0 for _, cut in best_lines(m, setting(2500.0))] == [3, 6, 0]
    assert [cut[3] if cut else 0 for _, cut in first_fit_lines(m, setting(2500.0), 100.0)] == [3, 6, 0]


def test_no_last_line_of_a_few_letters() -> None:
    """A paragraph is set a little looser rather than end with a single short word."""
    widths = [1500.0] * 24 + [600.0]
    m, s = matter(widths), setting(12 * 1750.0 - 250.0)
    ends = best_lines(m, s)
    assert ends[-2][0] < 24
    ragged = first_fit_lines(m, s, 0.0)
    assert ragged[-2][0] < 24


def test_a_last_word_gets_company_only_where_the_line_above_can_spare_it() -> None:
    """Ragged: one short word alone takes another down; not from a line of two, nor if that would leave a hole."""
    assert first_fit_lines(matter([2000.0] * 4 + [1500.0]), setting(8800.0), 0.0)[0] == (3, None)
    assert first_fit_lines(matter([4000.0, 4000.0, 1500.0]), setting(8800.0), 0.0)[0] == (2, None)
    assert first_fit_lines(matter([1500.0, 500.0, 6000.0, 1500.0]), setting(8800.0), 0.0)[0] == (3, None)
    assert first_fit_lines(matter([2000.0] * 4 + [6000.0]), setting(8800.0), 0.0)[0] == (4, None)


def test_indent_shortens_the_first_line() -> None:
    """The first line takes less, the others don't."""
    m = matter([2000.0] * 12)
    plain = first_fit_lines(m, setting(9000.0), 0.0)
    indented = first_fit_lines(m, setting(9000.0, indent=2000.0), 0.0)
    assert indented[0][0] == plain[0][0] - 1
    assert indented[1][0] - indented[0][0] == plain[1][0] - plain[0][0]


def test_units_too_wide_stand_alone() -> None:
    """What can't be broken is set beyond the measure, not dropped and not for ever."""
    m = matter([9000.0, 9000.0])
    assert best_lines(m, setting(3000.0)) == [(1, None), (2, None)]
    assert first_fit_lines(m, setting(3000.0), 0.0) == [(1, None), (2, None)]


def test_long_paragraphs_take_linear_work() -> None:
    """Five times the words is about five times the look-ups: nothing in the search grows with what lies behind it."""

    class Counted(list[float]):
        reads = 0

        def __getitem__(self, at):  # type: ignore[no-untyped-def]
            Counted.reads += 1
            return super().__getitem__(at)

    counts = []
    for length in (2000, 10_000):
        rng = random.Random(4)
        m = matter([rng.uniform(500, 4000) for _ in range(length)])
        m = m._replace(starts=Counted(m.starts))
        Counted.reads = 0
        best_lines(m, setting(47_500.0))
        counts.append(Counted.reads)
    assert counts[1] < 7 * counts[0]
