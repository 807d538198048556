"""The foot of the short form: the sources, what the full brief has besides, what neither has, what likelihood words mean."""

from __future__ import annotations

from collections import Counter
from typing import Final

from dossier.blocks import Blocks, Paragraph, Run, Text, text, texts
from dossier.model import DESK, RUNNING_ORDER, Source, known
from dossier.saying.gathered import gathered
from dossier.saying.scales import NAMES, SCALES
from dossier.saying.typography import spoken, typographic
from dossier.short.given import Sheet

MOST_SOURCES: Final = 6
FEW: Final = 3  # sources whose addresses are printed in full
_APPARATUS: Final = frozenset(row.name for row in RUNNING_ORDER if row.back and row.name not in ("annex", "index"))


def references(sheet: Sheet) -> Blocks:
    """Name the sources, those that carry most of the sheet where there are many; others by number and publisher, if cited."""
    phrases, words = sheet.phrases, sheet.phrases.words
    cited = Counter(key.removeprefix("source:") for said in texts(sheet.said) for run in said for key in run.keys)
    ranked = sheet.weights.sources(cited)
    shown = sorted(ranked[:MOST_SOURCES], key=lambda it: phrases.evidence.number(it.id))
    lines = [Paragraph(_source(sheet, it, whole=len(shown) <= FEW), "foot", f"source-{it.id}") for it in shown]
    rest = [it for it in ranked[MOST_SOURCES:] if cited[it.id]]
    if rest:
        named = sorted((phrases.evidence.number(it.id), phrases.source_name(it.id)) for it in rest)
        also = phrases.series([(Run(f"{number}\u00a0", "strong"), Run(name)) for number, name in named], ", ")
        lines.append(Paragraph((Run(f"{words['short.sources.also']} "), *also, Run(".")), "foot"))
    if more := len(ranked) - len(shown):
        where = sheet.page("sources")
        all_of_them = words["short.sources.all"].format(len(ranked), where) if where else ""
        said = words["short.sources.more"].format(more, where) if not rest and where else all_of_them
        lines += [Paragraph(text(said), "foot")] * bool(said)
    if "key:desk" in gathered(sheet.said).keys:
        desk = (Run(f"{words['cite.desk']} ", "strong"), Run(words["sources.desk.text"]))
        lines.append(Paragraph(desk, "foot", f"source-{DESK}"))
    return _headed(sheet, "short.sources", lines)


def _headed(sheet: Sheet, key: str, lines: list[Paragraph]) -> Blocks:
    if not lines:
        return ()
    label = Run(f"{sheet.phrases.words[key]} ", "label")
    return (lines[0]._replace(text=(label, *lines[0].text)), *lines[1:])


def _source(sheet: Sheet, it: Source, *, whole: bool) -> Text:
    """Say a source in a line: its number, title, publisher, date; where there are few, also its letter and address."""
    phrases, words = sheet.phrases, sheet.phrases.words
    written, marks = known(it.title), phrases.words.marks
    title = text(spoken(typographic([written], marks.inner)[0], marks)) if written else ()
    dates = phrases.date(known(it.published)) or (phrases.fill("short.taken", phrases.date(it.taken_as)) if it.taken_as else ())
    record = phrases.series((title, phrases.line(known(it.publisher)), dates), ", ") or text(words["sources.untitled"])
    graded = whole and it.reliability
    letter = text(words["sources.reliability"].format(graded, words.letters[graded])) if graded else ()
    address = (Run(it.url, "link", link=it.url, title=it.url),) if whole and isinstance(it.url, str) else ()
    number = Run(f"{phrases.evidence.number(it.id)} ", "strong")
    return phrases.series(((number, *record, Run(".")), letter, address), " ")


# What isn't here ---------------------------------------------------------------------------------------------------------
def left_out(sheet: Sheet) -> Blocks:
    """Say what stands in the full brief only, and on which page; what no source holds; what the words of likelihood mean."""
    words = sheet.phrases.words
    lines: list[Paragraph] = []
    sections = [it for it in sheet.full.galley.sections if it.id not in _APPARATUS and it.title]
    named = [words["short.left"].format(it.title, page) for it in sections if (page := sheet.page(it.id))]
    if named:
        edition = words.count("short.full", sheet.full.pages).format(sheet.full.pages)
        label = Run(f"{words['short.left-out']} ", "label")
        lines.append(Paragraph((label, Run(f"{edition} {'; '.join(named)}.")), "foot"))
    scope = sheet.dossier.scope
    if scope and scope.leaves_out:
        said = sheet.phrases.series([sheet.phrases.prose(it) for it in scope.leaves_out], ", ")
        lines.append(Paragraph((Run(f"{words['short.neither']} ", "label"), *said, Run(".")), "foot"))
    if terms := _terms(sheet):
        scale = Run(f" ({NAMES[sheet.dossier.facts.likelihood]}).")
        lines.append(
            Paragraph((Run(f"{words['reading.likelihood']} ", "label"), *sheet.phrases.series(terms, ", "), scale), "foot")
        )
    return tuple(lines)


def _terms(sheet: Sheet) -> list[Text]:
    """Return the words of likelihood that stand on the sheet, each with its range."""
    used = {key.removeprefix("likelihood:") for key in gathered(sheet.said).keys if key.startswith("likelihood:")}
    scale = SCALES[sheet.dossier.facts.likelihood]
    return [
        (Run(term.words[0], "term"), Run(f"\u00a0{term.range}".replace(" ", "\u00a0")))
        for term in scale
        if used & set(term.words)
    ]


PARTS: Final = {"references": references, "left-out": left_out}
