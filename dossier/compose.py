"""Dossier, evidence and style -> galley: what is said, in order. No lengths, no pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

from dossier.blocks import (
    Beside,
    Block,
    Blocks,
    Contents,
    Definitions,
    Figure,
    Galley,
    Heading,
    Paragraph,
    Run,
    Section,
    Strip,
    Text,
    plain,
    rewritten,
    text,
)
from dossier.evidence.findings import Findings
from dossier.evidence.graph import Evidence
from dossier.model import RUNNING_ORDER, SECTION_NAMES, BuiltIn, Dossier, OwnSection
from dossier.problems import Span
from dossier.saying.gathered import NOTHING, Gathered, gathered
from dossier.saying.phrases import Phrases, paragraph
from dossier.saying.wording import Wording
from dossier.sections import composer, own
from dossier.styling.style import Style
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.figures.code.shows import Symbol
    from dossier.figures.drawing.shows import Own
    from dossier.figures.drawing.sketch import Sketch
    from dossier.figures.map.geojson import Overlay
    from dossier.figures.picture.loaded import Raster

_BACK = frozenset(row.name for row in RUNNING_ORDER if row.back)
_ON_DEMAND = frozenset(row.name for row in RUNNING_ORDER if row.on_demand)
_LAST = max(row.gathers for row in RUNNING_ORDER)  # the sections that gather from the numbered brief
_SMALL = frozenset(("glossary", "reading", "colophon"))  # what a reader looks up: set in small print under a small heading
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
    drawings: Sequence[Own] = (),
    parts: Sequence[str] = (),
) -> Galley:
    """Compose a linked dossier to a galley, in the dossier's running order; sections without content are left out.

    `found` is what the checks found: where something is open, the brief says on each page that it is a draft. `codes` are those
    of the addresses of sources, `pictures` those that were read of the dossier's images, `logo` that of the style,
    `drawings` the figures that a program has made; `parts` the sections of a product, where it hasn't all.
    """
    order = _chosen(dossier, parts) if parts else running_order(dossier, asked_for(dossier, style))
    printed = frozenset(map(_name, order))
    given = {"overlays": overlays, "codes": codes or {}}
    composing = _composing(Phrases(dossier, evidence, style, printed, found), pictures or {}, drawings, given)
    phrases = composing.keyed
    composed = _figures_numbered(_composed(composing, order), phrases.words)
    sections = _sections(phrases, [part for part in order if part != "scope" or not _beside(composed)], composed)
    front = (*_logo(phrases, logo), *_front(phrases, composed.get("summary", ()), _beside(composed), sections))
    front, sections = _marked(phrases, front, sections)
    return _galley(phrases, front, _with_gathered(composing, order, front, sections))


def _galley(phrases: Phrases, front: Blocks, sections: tuple[Section, ...]) -> Galley:
    """Make the galley, with what each of its pages says."""
    facts = phrases.dossier.facts
    title = plain(phrases.line(facts.title))
    running = plain(phrases.line(facts.short_title)) if facts.short_title else title
    return Galley(
        title=title,
        language=facts.language,
        marking=facts.marking,
        banner=facts.banner or "",
        front=front,
        sections=sections,
        running=running,
        foot=" · ".join(_masthead_parts(phrases, facts.short_issuer)) or running,
        places=_places(phrases.dossier),
        labels={**phrases.words.labels, "draft": phrases.stamp()},
        author=facts.issuer or "",
        subject=facts.standfirst or "",
        keywords=", ".join(part for part in (facts.marking, facts.series) if part),
    )


def _places(dossier: Dossier) -> dict[str, Span]:
    """Return where the dossier says what heads and feet of pages print; titles of its own sections by `#` and their ids."""
    named = ("title", "short_title", "issuer", "short_issuer", "series", "number", "banner")
    own = {f"#{part.id}": part.place_of("title") for part in dossier.sections if isinstance(part, OwnSection)}
    facts = dossier.facts
    return {name: facts.place_of(name) for name in named if facts.place_of(name) != facts.span} | own


def asked_for(dossier: Dossier, style: Style) -> Sequence[str]:
    """Return those sections that are printed only where dossier or style ask for them, and do."""
    asked = {"notes": style.page.notes == "end", "annex": bool(dossier.facts.annex), "index": style.page.indexed}
    listed = [name for name in dossier.sections if name != "notes"]  # without marks there is nothing to list
    return [name for name in SECTION_NAMES if name in _ON_DEMAND and (asked.get(name) or name in listed)]


def running_order(dossier: Dossier, asked: Sequence[str] = ()) -> Sequence[str | OwnSection]:
    """Return the sections in the order in which they print: the dossier's or the usual one, back matter last; each once.

    Of the sections that have to be asked for, those in `asked` are printed, though the dossier doesn't list them.
    """
    listed = [part for part in dict.fromkeys(dossier.sections or SECTION_NAMES) if part in asked or part not in _ON_DEMAND]
    for name in asked:
        if name not in listed:
            later = SECTION_NAMES[SECTION_NAMES.index(name) :]
            place = next((at for at, part in enumerate(listed) if part in _BACK and part in later), len(listed))
            listed.insert(place, name)
    return [*(part for part in listed if part not in _BACK), *(part for part in listed if part in _BACK)]


def _chosen(dossier: Dossier, parts: Sequence[str]) -> Sequence[str | OwnSection]:
    """Return the sections of a product, in its order."""
    own = {part.id: part for part in dossier.sections if isinstance(part, OwnSection)}
    return [own.get(name, name) for name in dict.fromkeys(parts)]


def _name(part: str | OwnSection) -> str:
    return part.id if isinstance(part, OwnSection) else part


# Sections --------------------------------------------------------------------------------------------------------------
class _Composing(NamedTuple):
    """What sections are composed with: phrases of each manner, the dossier's pictures, and what is given to those that take it.

    `body` and `back` call notes where the style wants notes, `keyed` has keys in brackets in every style. What is named in `body`
    is indexed where there is an index.
    """

    body: Phrases
    back: Phrases
    keyed: Phrases
    pictures: Mapping[str, Raster | Sketch]
    drawings: Sequence[Own]
    given: Mapping[str, object]

    def blocks(self, row: BuiltIn, used: Gathered) -> Blocks:
        """Compose a section, and the charts and pictures at its end."""
        phrases = self.keyed if row.apparatus else self.back if row.back else self.body
        blocks = composer(row.name)(phrases, *([used] if row.gathers else []), *(self.given[name] for name in row.takes))
        if phrases.dossier.charts:
            from dossier.figures.chart.shows import charts_in

            blocks += charts_in(phrases, row.name)
        if phrases.dossier.images:
            from dossier.figures.picture.shows import images_in

            blocks += images_in(phrases, row.name, self.pictures)
        return blocks + self.drawn(row.name)

    def own(self, section: OwnSection) -> Blocks:
        """Compose a section in the issuer's own prose, and the drawings at its end."""
        return own.compose(self.body, section) + self.drawn(section.id)

    def drawn(self, section: str) -> Blocks:
        """Compose the figures that a program has made for a section; mostly there are none."""
        if not self.drawings:
            return ()
        from dossier.figures.drawing.shows import figures_in

        return figures_in(self.body, section, self.drawings)


def _composing(
    keyed: Phrases, pictures: Mapping[str, Raster | Sketch], drawings: Sequence[Own], given: Mapping[str, object]
) -> _Composing:
    """Add the phrases that index, where there is an index, and those that call notes, where there are notes."""
    body = keyed.indexed() if "index" in keyed.printed else keyed
    if keyed.style.page.notes == "inline":
        return _Composing(body, keyed, keyed, pictures, drawings, given)
    from dossier.saying.noting import Noting

    return _Composing(Noting(body), Noting(keyed), keyed, pictures, drawings, given)


def _composed(composing: _Composing, order: Sequence[str | OwnSection]) -> dict[str, Blocks]:
    """Compose the sections that are printed, but for those that gather from the numbered brief."""
    made = {part.id: composing.own(part) for part in order if isinstance(part, OwnSection)}
    composed, used = made, NOTHING
    for step in range(_LAST):
        used = gathered(tuple(made.values()), used)
        made = {row.name: composing.blocks(row, used) for row in RUNNING_ORDER if row.gathers == step and row.name in order}
        composed = {**composed, **made}
    return composed


def _figures_numbered(composed: Mapping[str, Blocks], words: Wording) -> dict[str, Blocks]:
    """Put the numbers before the titles of figures, drawn or told in words, in the usual order of the sections, own ones last."""
    numbers = count(1)

    def after_number(title: Text) -> Text:
        number = Run(words["figure.number"].format(next(numbers)), "strong")
        return (number, Run(" "), *title) if title else (number,)

    def numbered(block: Block) -> Block:
        if isinstance(block, Figure) and block.id:
            return block._replace(title=after_number(block.title))
        if isinstance(block, Paragraph) and block.role == "caption" and block.id:
            return block._replace(text=after_number(block.text))
        return block

    names = dict.fromkeys((*SECTION_NAMES, *composed))
    return {name: tuple(map(numbered, composed[name])) for name in names if name in composed}


def _sections(phrases: Phrases, order: Sequence[str | OwnSection], composed: Mapping[str, Blocks]) -> tuple[Section, ...]:
    """Put the sections in order; the summary belongs to the front."""
    return tuple(
        _section(phrases, part, composed[_name(part)]) for part in order if composed.get(_name(part)) and part != "summary"
    )


def _marked(phrases: Phrases, front: Blocks, sections: tuple[Section, ...]) -> tuple[Blocks, tuple[Section, ...]]:
    """Number marks and notes in the order of reading, where there are any; find names before the back matter for an index."""
    number: Callable[[Text], Text] = _as_it_is
    index: Callable[[Text], Text] = _as_it_is
    if phrases.style.page.notes != "inline":
        from dossier.saying.noting import numbering

        number = numbering(phrases.words)
    if "index" in phrases.printed:
        from dossier.saying.indexing import indexing

        index = indexing(phrases)
    if number is index:
        return front, sections

    def both(words: Text) -> Text:
        return index(number(words))

    return rewritten(front, both), tuple(rewritten(part, number if part.back else both) for part in sections)


def _as_it_is(words: Text) -> Text:
    return words


def _with_gathered(
    composing: _Composing, order: Sequence[str | OwnSection], front: Blocks, sections: tuple[Section, ...]
) -> tuple[Section, ...]:
    """Add the sections that gather from the numbered brief, each in its place."""
    rows = [row for row in RUNNING_ORDER if row.gathers == _LAST and row.name in order]
    if not rows:
        return sections
    used = gathered((front, sections))
    added = _sections(composing.keyed, order, {row.name: composing.blocks(row, used) for row in rows})
    return tuple(sorted((*sections, *added), key=lambda section: [*map(_name, order)].index(section.id)))


def _section(phrases: Phrases, part: str | OwnSection, blocks: Blocks) -> Section:
    """Put the heading before the blocks of a section."""
    title = phrases.line(part.title) if isinstance(part, OwnSection) else text(phrases.words.sections[part])
    id = _name(part)
    role = "heading.small" if id in _SMALL else ""
    return Section(id, plain(title), (Heading(2, title, id, role), *blocks), back=id in _BACK)


# Front -----------------------------------------------------------------------------------------------------------------
def _logo(phrases: Phrases, raster: Raster | Sketch | None) -> Blocks:
    """Return the logo that the style has; nothing where it has none."""
    if raster is None:
        return ()
    from dossier.figures.picture.shows import logo

    return (logo(phrases, raster),)


def _beside(composed: Mapping[str, Blocks]) -> Blocks:
    """Return the scope as it stands beside a summary; nothing without one, or where a figure belongs to the scope."""
    scope = composed.get("scope", ())
    if not composed.get("summary") or len(scope) != 1 or not isinstance(scope[0], Definitions):
        return ()
    blocks: list[Block] = []
    for number, (label, said) in enumerate(scope[0].rows):
        blocks.append(Paragraph(label, "side.label", "" if number else "scope"))
        blocks += [it._replace(role="side") if isinstance(it, Paragraph) else it for it in said]
    return tuple(blocks)


def _front(phrases: Phrases, summary: Blocks, scope: Blocks, sections: Sequence[Section]) -> Blocks:
    """Compose the masthead, then the summary with what helps to find one's way beside it."""
    facts = phrases.dossier.facts
    blocks: list[Block] = [
        Paragraph(_series(phrases), "series"),
        Heading(1, phrases.line(facts.title), "title", listed=False),
        *paragraph(phrases.line(facts.standfirst), "standfirst"),
    ]
    contents = _contents(phrases, sections)
    if summary:
        blocks.append(Beside(summary, (*_at_a_glance(phrases), *contents, *scope)))
    else:
        blocks += contents
    return tuple(blocks)


def _masthead_parts(phrases: Phrases, issuer: str | None = None) -> list[str]:
    """Return issuer (in full, unless it is given in short), series, number, edition and cut-off, as far as they are given."""
    words, facts = phrases.words, phrases.dossier.facts
    cut_off = phrases.cut_off()
    parts = (
        issuer or facts.issuer,
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
    """Count sources, independent origins by kind, claims, those on one origin, absences, open questions; then the cut-off."""
    words, counts = phrases.words, phrases.evidence.counts
    figures = (
        ("sources", counts.sources),
        ("parties", counts.parties),
        ("outlets", counts.outlets),
        ("documents", counts.documents),
        ("claims" if counts.single or counts.absences else "all-claims", counts.claims),
        ("single", counts.single),
        ("absences", counts.absences),
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
