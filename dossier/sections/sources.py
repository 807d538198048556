"""The sources: for each its record, how far it can be relied on, whose words it carries, and what in this brief rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING

from dossier.blocks import Block, Blocks, Definitions, Figure, Late, Paragraph, Run, Text, text
from dossier.model import DESK, NOT_RECORDED, NOT_STATED, Gap, Origin, Ref, Source, known
from dossier.saying.attribution import origin
from dossier.saying.citing import ranges
from dossier.saying.gathered import Gathered
from dossier.saying.gathered import gathered as used_in
from dossier.saying.phrases import Phrases, paragraph
from dossier.saying.typography import spoken, typographic

if TYPE_CHECKING:
    from dossier.figures.code.shows import Symbol

_RECORD = ("author", "title", "publisher", "published", "url", "accessed", "archived", "sha256")


def compose(phrases: Phrases, gathered: Gathered, codes: Mapping[str, Symbol]) -> Blocks:
    """Give the sources by their numbers, then the origins that none of them carries, then what the desk knows itself."""
    carried = _carried(phrases)
    sources = phrases.dossier.sources.values()
    records = [_source(phrases, it, carried.get(it.id, ()), gathered.keys) for it in sources]
    loose = tuple(_origin(phrases, it, "sources.origin") for it in carried.get("", ()))
    used = used_in((records, loose), gathered).keys
    rows: list[tuple[Text, Blocks]] = [
        (text(str(phrases.evidence.number(it.id)), "number"), (*record, *paragraph(_used(phrases, it, used), "source")))
        for it, record in zip(sources, records, strict=True)
    ]
    if loose:
        rows.append((text(phrases.words["none"]), loose))
    if desk := _desk(phrases, used):
        rows.append((text(phrases.words["none"], "number"), desk))
    return (Definitions(tuple(rows), "source", _signs(phrases, codes, len(rows))),) if rows else ()


def _signs(phrases: Phrases, codes: Mapping[str, Symbol], rows: int) -> tuple[Figure | None, ...]:
    """Return the code of each row, None for one without; nothing where none has one."""
    if not codes:
        return ()
    found = [(phrases.evidence.number(id), codes.get(id)) for id in phrases.dossier.sources]
    alt = phrases.words["sources.code"]
    signs = [Figure("code", code, alt.format(number)) if code else None for number, code in found]
    return (*signs, *[None] * (rows - len(signs)))


def _carried(phrases: Phrases) -> Mapping[str, list[Origin]]:
    """Return which origins each source carries: by either's own word, or by claims that rest on them; '' holds the rest."""
    carriers: dict[str, dict[str, None]] = {id: {} for id in phrases.dossier.origins}
    for id, it in phrases.dossier.origins.items():
        for cite in it.cite:
            carriers[id].update(dict.fromkeys(cited.id for cited in phrases.evidence.citation(cite).sources))
    for source in phrases.dossier.sources.values():
        for ref in source.rests_on:
            if ref.id in carriers:
                carriers[ref.id][source.id] = None
    for view in phrases.evidence.claims:
        # of several voices in several sources nothing says which carries which
        for voice in view.voices if len(view.voices) == 1 or len(view.sources) == 1 else ():
            if voice in carriers:
                carriers[voice].update(dict.fromkeys(cited.id for cited in view.sources))
    out: dict[str, list[Origin]] = {}
    for id, sources in carriers.items():
        for carrier in sources or ("",):
            out.setdefault(carrier, []).append(phrases.dossier.origins[id])
    return out


def _source(phrases: Phrases, source: Source, origins: Iterable[Origin], used: Set[str]) -> Blocks:
    """Say all that is recorded of a source; what is missing is said once."""
    blocks: list[Block] = [
        Paragraph(_record(phrases, source), "source", f"source-{source.id}"),
        *paragraph(_taken(phrases, source), "source"),
        Paragraph(phrases.series((phrases.prose(source.descriptor), _reliability(phrases, source)), " "), "source"),
    ]
    blocks += [_origin(phrases, it) for it in origins]
    others = [it for it in source.rests_on if it.id in phrases.dossier.sources]
    if others:
        blocks.append(Paragraph(phrases.fill("sources.repeats", _repeated(phrases, others)), "source"))
    blocks += [it for line in _places(phrases, source, used) for it in paragraph(line, "source")]
    blocks += paragraph(_missing(phrases, source), "source")
    return tuple(blocks)


def _record(phrases: Phrases, source: Source) -> Text:
    """Say author, title, publisher and date, as far as they are known."""
    marks, written = phrases.words.marks, known(source.title)
    title = spoken(typographic([written], marks.inner)[0], marks) if written else ""
    parts = (
        phrases.line(known(source.author)),
        text(title),
        phrases.line(known(source.publisher), "emphasis"),
        phrases.date(known(source.published)),
    )
    return phrases.series((part for part, there in zip(parts, (1, title, 1, 1), strict=True) if there), ", ") or (
        Run(phrases.words["sources.untitled"]),
    )


def _taken(phrases: Phrases, source: Source) -> Text:
    """Say which date we take a source to have, and why."""
    if not source.taken_as:
        return phrases.prose(source.because)
    date = phrases.fill("sources.taken-as", phrases.date(source.taken_as))
    return (*date, *text(": " if source.because else "."), *phrases.prose(source.because))


def _reliability(phrases: Phrases, source: Source) -> Text:
    """Say what a source is, the letter of its own words, and whose these are; how to read the brief says what a letter means."""
    words = phrases.words
    letter = source.reliability
    parts = [
        text(words[f"sources.{source.kind}"] if source.kind != "report" else ""),
        text(words["sources.reliability"].format(letter) if letter else words["sources.ungraded"]),
    ]
    if source.party is not None:
        party = phrases.name(source.party)
        parts.append(phrases.fill("sources.speaks" if source.interested else "sources.words", party))
    elif source.interested:
        parts.append(text(words["sources.interested"]))
    return phrases.series(parts, " ")


def _origin(phrases: Phrases, it: Origin, label: str = "sources.carries") -> Paragraph:
    """Say whose words a source carries, and how far these can be relied on."""
    words = phrases.words
    said: list[Text] = [phrases.after(origin(phrases, it), it.cite)]
    notes = []
    if it.reliability:
        notes.append(words["sources.letter"].format(it.reliability))
    if it.interested:
        notes.append(words["sources.party"])
    said += [text(f"({'; '.join(notes)})")] if notes else []
    repeated = _repeated(phrases, it.rests_on)
    if isinstance(it.speaker, Gap) and label == "sources.carries":
        label = "sources.carries.nobody"
    whole = phrases.series((text(words[label]), *said), " ")
    return Paragraph(phrases.series((whole, phrases.fill("sources.repeating", repeated) if repeated else ()), ", "), "source")


def _repeated(phrases: Phrases, rests_on: Iterable[Ref]) -> Text:
    """Say what is repeated: origins by their speaker, sources by their publisher."""
    origins = phrases.dossier.origins
    return phrases.series(
        _said_by(phrases, origins[it.id]) if it.id in origins else (phrases.leading(phrases.source_name(it.id), it.id),)
        for it in rests_on
    )


def _said_by(phrases: Phrases, it: Origin) -> Text:
    """Say an origin that is repeated; what nobody known by a name said, by the terms on which it was said."""
    said = origin(phrases, it)
    nameless = isinstance(it.speaker, Gap) and it.record not in (None, "named")
    return phrases.fill("sources.repeating.nobody", said) if nameless else said


def _places(phrases: Phrases, source: Source, used: Set[str]) -> Iterable[Text]:
    """Say where a source is found, with addresses in full, so that they work on paper."""
    words = phrases.words
    read = phrases.date(known(source.accessed))
    accessed = phrases.fill("sources.read", read) if read else ()
    yield phrases.series((_address("", known(source.url)), accessed), ", ")
    yield _address(words["sources.kept"], known(source.archived))
    pinned = phrases.evidence.texts.get(source.id)
    digest = known(source.sha256) or (pinned.digest if pinned else "")
    if digest:
        label = "sources.digest.checked" if f"quotation:{source.id}" in used else "sources.digest"
        yield (Run(words[label] + " "), Run(digest, "code"))


def _address(label: str, url: str | None) -> Text:
    """Say an address as a link that prints in full."""
    return (*text(label and label + " "), Run(url, "link", link=url, title=url)) if url else ()


def _missing(phrases: Phrases, source: Source) -> Text:
    """Say once what of the record is missing, apart by reason."""
    lines = []
    for gap in (NOT_STATED, NOT_RECORDED):
        names = [phrases.words[f"sources.{name}"] for name in _RECORD if getattr(source, name) is gap]
        if names:
            lines.append((phrases.gap(gap, f"{phrases.words[f'gaps.{gap}']}: {phrases.words.join(names)}."),))
    return phrases.series(lines, " ")


def _used(phrases: Phrases, source: Source, used: Set[str]) -> Text:
    """Say which claims rest on a source, and on which pages it is cited."""
    words = phrases.words
    numbers = [view.number for view in phrases.evidence.supports(source.id)]
    parts = _stands_for(phrases, source.id)
    if numbers and phrases.numbered:
        which = words["cite.claim" if len(numbers) == 1 else "cite.claims"].format(ranges(numbers))
        parts.append(text(words["sources.supports"].format(which)))
    return phrases.series((*parts, _pages(phrases, source.id, used)), " ")


def _pages(phrases: Phrases, id: str, used: Set[str]) -> Text:
    """Say on which pages a source is cited."""
    key = f"source:{id}"
    if key not in used:
        return ()
    return (Run(phrases.words["sources.cited"] + " "), Run("", late=Late("pages", key)), Run("."))


def _desk(phrases: Phrases, used: Set[str]) -> Blocks:
    """Say what the desk knows itself, where the brief rests on that anywhere."""
    words = phrases.words
    lines = phrases.series((*_stands_for(phrases, DESK), _pages(phrases, DESK, used)), " ")
    if not lines:
        return ()
    said = phrases.series((text(words["sources.desk.text"]), lines), " ")
    return (Paragraph((Run(words["sources.desk"] + ". ", "strong"), *said), "source", f"source-{DESK}"),)


def _stands_for(phrases: Phrases, id: str) -> list[Text]:
    """Say whether native names or points come from a source where nothing else is said."""
    dossier = phrases.dossier
    used = {
        "names": lambda: any(phrases.native(it) for part in (dossier.actors, dossier.places) for it in part.values()),
        "coordinates": lambda: any(it.at for it in dossier.places.values()),
    }
    meant = [what for what in used if getattr(getattr(dossier.defaults, what, None), "id", "") == id]
    said = phrases.words.join([phrases.words[f"sources.{what}"] for what in meant if used[what]()])
    return [text(phrases.words["sources.stands-for"].format(said))] if said else []
