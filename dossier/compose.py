"""Dossier, evidence and style -> galley: what is said, in order. No lengths, no pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from dossier.blocks import (
    Beside,
    Block,
    Blocks,
    Contents,
    Galley,
    Heading,
    Paragraph,
    Run,
    Section,
    Strip,
    Text,
    plain,
    text,
)
from dossier.evidence.findings import Findings
from dossier.evidence.graph import Evidence
from dossier.inline import Citation
from dossier.model import SECTION_NAMES, Dossier, OwnSection
from dossier.saying.phrases import Phrases, paragraph
from dossier.sections import APPARATUS, BACK_MATTER, GATHERED, ON_DEMAND, OWN, REGISTRY
from dossier.styling.style import Style

if TYPE_CHECKING:
    from dossier.figures.code.shows import Symbol
    from dossier.figures.drawing.shows import Own
    from dossier.figures.drawing.sketch import Sketch
    from dossier.figures.map.geojson import Overlay
    from dossier.figures.picture.loaded import Raster

_CONTENTS_FROM = 3  # fewer sections than this, before the back matter, need no table of contents


def compose(
    dossier: Dossier,
    evidence: Evidence,
    style: Style,
    found: Findings | None = None,
    overlays: Sequence[Overlay] = (),
    codes: Mapping[str, Symbol] | None = None,
    pictures: Mapping[str, Raster | Sketch] | None = None,
    logo: Raster | Sketch | None = None,
    own: Sequence[Own] = (),
) -> Galley:
    """Compose a linked dossier to a galley, in the dossier's running order; sections without content are left out.

    `found` is what the checks found: where something is open, the brief says on each page that it is a draft. `codes` are those
    of the addresses of sources, `pictures` those that were read of the dossier's images, `logo` that of the style, `own` the
    figures that a program has made.
    """
    order = running_order(dossier, asked_for(dossier, style))
    printed = frozenset(part.id if isinstance(part, OwnSection) else part for part in order)
    phrases = Phrases(dossier, evidence, style, printed, found, _noting(style))
    phrases.overlays, phrases.codes, phrases.pictures, phrases.logo = overlays, codes or {}, pictures or {}, logo
    composed = _composed(phrases, order, own)
    sections = _sections(phrases, order, composed)
    front = _front(phrases, composed.get("summary", ()), sections)
    if phrases.noting or not printed.isdisjoint(GATHERED):
        front, sections = _gathered(phrases, order, front, sections)
    facts = dossier.facts
    title = plain(phrases.line(facts.title))
    return Galley(
        title=title,
        language=facts.language,
        marking=facts.marking,
        banner=facts.banner or "",
        front=front,
        sections=sections,
        foot=" · ".join(_masthead_parts(phrases)) or title,
        labels={**phrases.words.labels, "draft": phrases.stamp()},
        author=facts.issuer or "",
        subject=facts.standfirst or "",
        keywords=", ".join(part for part in (facts.marking, facts.series) if part),
    )


def asked_for(dossier: Dossier, style: Style) -> Sequence[str]:
    """Return those sections that are printed only where dossier or style ask for them, and do."""
    asked = {"notes": style.page.notes == "end", "annex": bool(dossier.facts.annex), "index": style.page.indexed}
    return [name for name, wanted in asked.items() if wanted or (name in dossier.sections and name != "notes")]


def running_order(dossier: Dossier, asked: Sequence[str] = ()) -> Sequence[str | OwnSection]:
    """Return the sections in the order in which they print: the dossier's or the usual one, back matter last; each once.

    Of the sections that have to be asked for, those in `asked` are printed, though the dossier doesn't list them.
    """
    listed = [part for part in dict.fromkeys(dossier.sections or SECTION_NAMES) if part in asked or part not in ON_DEMAND]
    for name in asked:
        if name not in listed:
            later = SECTION_NAMES[SECTION_NAMES.index(name) :]
            place = next((at for at, part in enumerate(listed) if part in BACK_MATTER and part in later), len(listed))
            listed.insert(place, name)
    return [*(part for part in listed if part not in BACK_MATTER), *(part for part in listed if part in BACK_MATTER)]


def _noting(style: Style) -> Callable[[Phrases, Sequence[Citation]], Text] | None:
    """Return what says the text of notes, where the style wants notes."""
    if style.page.notes == "inline":
        return None
    from dossier.saying.noting import noted

    return noted


def _composed(phrases: Phrases, order: Sequence[str | OwnSection], own: Sequence[Own]) -> dict[str, Blocks]:
    """Compose the sections that are printed, but for those that gather from the others."""
    composed: dict[str, Blocks] = {}
    for part in order:
        if isinstance(part, OwnSection):
            composed[part.id] = OWN(phrases, part) + _own(phrases, part.id, own)
    noting = phrases.noting
    for name, say in REGISTRY:
        if name in phrases.printed and name not in GATHERED:
            phrases.noting = None if name in APPARATUS else noting
            phrases.indexing = "index" in phrases.printed and name not in BACK_MATTER
            composed[name] = say(phrases)
            if phrases.dossier.charts:
                from dossier.figures.chart.shows import charts_in

                composed[name] += charts_in(phrases, name)
            if phrases.dossier.images:
                from dossier.figures.picture.shows import images_in

                composed[name] += images_in(phrases, name)
            composed[name] += _own(phrases, name, own)
    phrases.noting, phrases.indexing = noting, "index" in phrases.printed
    return composed


def _own(phrases: Phrases, section: str, figures: Sequence[Own]) -> Blocks:
    """Compose the figures that a program has made for the end of a section; mostly there are none."""
    if not figures:
        return ()
    from dossier.figures.drawing.shows import figures_in

    return figures_in(phrases, section, figures)


def _sections(phrases: Phrases, order: Sequence[str | OwnSection], composed: Mapping[str, Blocks]) -> tuple[Section, ...]:
    """Put the sections in order; the summary belongs to the front."""
    sections = []
    for part in order:
        id = part.id if isinstance(part, OwnSection) else part
        if composed.get(id) and id != "summary":
            sections.append(_section(phrases, part, composed[id]))
    return tuple(sections)


def _gathered(
    phrases: Phrases, order: Sequence[str | OwnSection], front: Blocks, sections: tuple[Section, ...]
) -> tuple[Blocks, tuple[Section, ...]]:
    """Number marks and notes, find the names for the index, and add the sections that gather from the others."""
    if phrases.noting:
        from dossier.saying.noting import numbered

        front, sections = numbered(phrases, (front, sections))
    if "index" in phrases.printed:
        from dossier.saying.indexing import indexed

        front = indexed(phrases, front)
        sections = tuple(part if part.back else indexed(phrases, part) for part in sections)
    composed = {name: say(phrases) for name, say in REGISTRY if name in phrases.printed and name in GATHERED}
    more = {section.id: section for section in (*sections, *_sections(phrases, order, composed))}
    names = (part.id if isinstance(part, OwnSection) else part for part in order)
    return front, tuple(more[name] for name in names if name in more)


def _section(phrases: Phrases, part: str | OwnSection, blocks: Blocks) -> Section:
    """Put the heading before the blocks of a section."""
    if isinstance(part, OwnSection):
        id, title = part.id, phrases.line(part.title)
    else:
        id, title = part, text(phrases.words.sections[part])
    head = Heading(2, title, id)
    return Section(id, plain(title), (head, *blocks), back=id in BACK_MATTER)


# Front -----------------------------------------------------------------------------------------------------------------
def _front(phrases: Phrases, summary: Blocks, sections: Sequence[Section]) -> Blocks:
    """Compose the masthead, then the summary with what helps to find one's way beside it."""
    facts = phrases.dossier.facts
    blocks: list[Block] = [
        Paragraph(_series(phrases), "series"),
        Heading(1, phrases.line(facts.title), "title", listed=False),
        *paragraph(phrases.line(facts.standfirst), "standfirst"),
    ]
    if phrases.logo:
        from dossier.figures.picture.shows import logo

        blocks[:0] = logo(phrases)
    contents = _contents(phrases, sections)
    if summary:
        blocks.append(Beside(summary, (*_at_a_glance(phrases), *contents)))
    else:
        blocks += contents
    return tuple(blocks)


def _masthead_parts(phrases: Phrases) -> list[str]:
    """Return issuer, series, number, edition and cut-off, as far as they are given."""
    words, facts = phrases.words, phrases.dossier.facts
    cut_off = phrases.cut_off()
    parts = (
        facts.issuer,
        facts.series,
        words["number"].format(facts.number) if facts.number else "",
        words["edition"].format(facts.edition) if facts.edition is not None else "",
        words["as-of"].format(cut_off) if cut_off else "",
    )
    return [part for part in parts if part]


def _series(phrases: Phrases) -> Text:
    """Say banner, marking and draft once as real text (running heads are artifacts), then the masthead."""
    facts = phrases.dossier.facts
    markings = [(Run(mark, "strong"),) for mark in (facts.banner, facts.marking, phrases.stamp()) if mark]
    return phrases.series((*markings, *(text(part) for part in _masthead_parts(phrases))), " · ")


def _at_a_glance(phrases: Phrases) -> Blocks:
    """Count sources, origins, claims, those on a single origin, and open questions; then the cut-off."""
    words, counts = phrases.words, phrases.evidence.counts
    figures = (
        ("sources", counts.sources),
        ("origins", counts.origins),
        ("claims", counts.claims),
        ("single", counts.single if counts.claims else 0),
        ("questions", counts.open),
    )
    shown = tuple((str(number), text(words.count(f"glance.{name}", number))) for name, number in figures if number)
    blocks: list[Block] = []
    if shown:
        blocks += [Paragraph(text(words["at-a-glance"]), "side.label"), Strip(shown)]
    if cut_off := phrases.cut_off():
        blocks += [Paragraph(text(words["cut-off"]), "side.label"), Paragraph(text(cut_off), "side")]
    return tuple(blocks)


def _contents(phrases: Phrases, sections: Sequence[Section]) -> Blocks:
    if sum(not section.back for section in sections) < _CONTENTS_FROM:
        return ()
    return (Paragraph(text(phrases.words.labels["contents"]), "contents.title"), Contents())
