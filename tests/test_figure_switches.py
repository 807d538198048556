"""What a style switches on and off of the figures, and the bounds within which they are drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dossier import pipeline
from dossier.blocks import Figure, Paragraph, Table, plain
from dossier.figures.map.draws import Layout
from dossier.layout.paginate import PageMap
from dossier.styling.library import open_style
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

RAQQA = Path(__file__).parent.parent / "sources" / "raqqa.yaml"
DRAWN = ("relations.show=yes", "chronology.least=4")  # figures that the usual style leaves to lists and tables
TIMES = "dossier: {title: A time, marking: TLP:CLEAR}\nsections: [timeline]\nevents:\n"


def galley_of(*more: str, yaml: str = "") -> Any:
    """Return what is said in a style with these settings."""
    return pipeline.check(
        (yaml or RAQQA.read_text(encoding="utf-8")).encode(), str(RAQQA), open_style(["briefing"], [*DRAWN, *more])
    )


def figures(*more: str, yaml: str = "") -> dict[str, Figure]:
    """Return the figures of a brief by their kind."""
    galley = galley_of(*more, yaml=yaml).galley
    return {block.kind: block for section in galley.sections for block in section.blocks if isinstance(block, Figure)}


CHART = 'charts: {counted: {title: What is counted, in: reported, figures: {Count: {Raqqa: "200 [@1]", Mosul: "90 [@2]"}}}}\n'


def test_a_chart_can_be_left_out() -> None:
    """`chart.show: no` leaves its table, with its title."""
    yaml = RAQQA.read_text(encoding="utf-8") + CHART
    assert "chart" in figures(yaml=yaml)
    assert "chart" not in figures("chart.show=no", yaml=yaml)
    galley = galley_of("chart.show=no", yaml=yaml).galley
    tables = [block for section in galley.sections for block in section.blocks if isinstance(block, Table)]
    assert any(plain(table.caption).startswith("What is counted") for table in tables)


@pytest.mark.parametrize("kind", ["map", "chronology", "relations"])
def test_a_figure_can_be_left_out(kind: str) -> None:
    """`show: no` leaves out that figure alone; the others are numbered without a gap, and lists and tables stay."""
    kept = figures(f"{kind}.show=no")
    assert set(kept) == {"map", "chronology", "relations"} - {kind}
    assert [plain(it.title)[:9] for it in kept.values()] == ["Figure 1.", "Figure 2."]
    tables = [
        block.id
        for section in galley_of(f"{kind}.show=no").galley.sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    assert {"relations", "gazetteer"} <= set(tables)


def test_all_figures_can_be_left_out_at_once() -> None:
    """What `figure` says holds for every kind that doesn't say otherwise."""
    assert figures("figure.show=no", "relations.show=no") == {}
    assert set(figures("figure.show=no", "relations.show=no", "map.show=yes")) == {"map"}


def test_the_inset_can_be_left_out() -> None:
    """`map.inset: no` leaves the corner free."""
    for more, wanted in (((), True), (("map.inset=no",), False)):
        ready = galley_of(*more)
        setter = Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)
        layout = Layout(setter, figures(*more)["map"].data, setter.measure.both)
        assert (layout.inset is not None) == wanted


@pytest.mark.parametrize(("weight", "drawn"), [("0", False), ("0.4pt", True)])
def test_the_graticule_is_drawn_where_it_has_a_weight(weight: str, drawn: bool) -> None:
    """`map.graticule.rule-above: 0` draws no meridian."""
    ready = galley_of(f"map.graticule.rule-above={weight}")
    setter = Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)
    layout = Layout(setter, figures()["map"].data, setter.measure.both)
    assert bool(layout.net) == drawn


@pytest.mark.parametrize(
    ("dates", "least", "drawn"), [(3, "", False), (3, "3", True), (5, "6", False), (4, "", True), (2, "2", True)]
)
def test_the_style_says_how_many_dates_a_chronology_needs(dates: int, least: str, drawn: bool) -> None:
    """A chronology is drawn from `least` different dates on, four where nothing is said."""
    yaml = TIMES + "".join(f'  - {{when: "2016-0{i + 1}-05", what: Event {i}.}}\n' for i in range(dates))
    assert ("chronology" in figures(*([f"chronology.least={least}"] if least else []), yaml=yaml)) == drawn


def test_the_style_says_how_many_parties_a_diagram_may_have() -> None:
    """Above `relations.most` there is no diagram, and a sentence says so."""
    galley = galley_of("relations.most=5").galley
    assert "relations" not in figures("relations.most=5")
    said = [plain(block.text) for section in galley.sections for block in section.blocks if isinstance(block, Paragraph)]
    assert any("parties are too many for a diagram" in words for words in said)
