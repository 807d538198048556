"""The second page of the short form: one figure, one table, the first question, and what else is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import Beside, Block, Blocks, Column, Figure, Items, Paragraph, Run, Table, Text, plain, text
from dossier.figures.chart.shows import charts_in
from dossier.model import Chart, Gap, Positions, Question, Relation, known
from dossier.saying.agreement import verb
from dossier.saying.citing import ranges
from dossier.saying.phrases import capitalised
from dossier.sections import timeline
from dossier.short.given import Sheet, heading
from dossier.short.weighing import heaviest

MOST_WORDS: Final = 130  # on the first question
_ENDS: Final = (".", "!", "?", "…")


# The figure --------------------------------------------------------------------------------------------------------------
def figure(sheet: Sheet) -> Blocks:
    """Show one figure, its legend and caption beside it: the map; else a chart; else the chronology."""
    found = _map(sheet) or _chart(sheet) or _chronology(sheet)
    if found is None:
        return ()
    named = next((at for at, run in enumerate(found.title) if run.text.startswith(".")), 1)
    title = tuple(run._replace(role="strong") if at < named else run for at, run in enumerate(found.title))
    return (found._replace(title=title, aside=True, id="short-figure"),)


def _map(sheet: Sheet) -> Figure | None:
    from dossier.figures.map import shows
    from dossier.figures.map.describing import briefly_made

    if not sheet.overlays and not any(
        place.map and place.at and not isinstance(place.at, Gap) for place in sheet.dossier.places.values()
    ):
        return None
    drawn = shows.figure(sheet.phrases, sheet.overlays)
    return drawn._replace(made=briefly_made(sheet.phrases)) if drawn else None


def _chart(sheet: Sheet) -> Figure | None:
    charts = sheet.dossier.charts.values()
    return next((it for chart in charts for it in _drawn(sheet, chart)), None)


def _drawn(sheet: Sheet, chart: Chart) -> list[Figure]:
    return [it for it in charts_in(sheet.phrases, "sources") if isinstance(it, Figure) and it.id == f"chart-{chart.id}"]


def _chronology(sheet: Sheet) -> Figure | None:
    return next((it for it in timeline.compose(sheet.phrases) if isinstance(it, Figure)), None)


# The table ---------------------------------------------------------------------------------------------------------------
def table(sheet: Sheet) -> Blocks:
    """Say who stands with whom, in the relations that weigh most."""
    relations = sheet.dossier.relations
    chosen = heaviest(relations, [sheet.weights.relation(it) for it in relations], sheet.room.rows)
    if not chosen:
        return ()
    words = sheet.phrases.words
    columns = (
        Column(text(words["relations.party"]), 2.6, header=True),
        Column(text(words["relations.does"]), 2.0),
        Column(text(words["relations.whom"]), 2.6),
        Column(text(words["relations.detail"]), 3.6),
        Column(text(words["short.key"]), 1.0),
    )
    caption = text(words["relations.caption"])
    if left := len(relations) - len(chosen):
        caption = (*caption, Run(" "), Run(words["short.rows"].format(left), "short"))
    return (Table(columns, tuple(_row(sheet, it) for it in chosen), caption, id="short-table"),)


def _row(sheet: Sheet, relation: Relation) -> tuple[Text, ...]:
    phrases, words = sheet.phrases, sheet.phrases.words
    does = verb(phrases, relation.does, relation.parties, [plain(phrases.name(it, short=True)) for it in relation.parties])
    label = f"relations.label.{relation.status}"
    said = words[label].format(does) if relation.status != "stated" else does
    detail = phrases.line(relation.detail)
    if relation.see and phrases.evidence.part(relation.see.id) == "questions":
        see = text(words["see.question"].format(phrases.evidence.number(relation.see.id)))
        detail = phrases.series((detail, see))
    parties = phrases.names(relation.parties, short=True), phrases.names(relation.to, short=True)
    return parties[0], text(said), parties[1], detail, phrases.cite(relation.cites)


# Questions ---------------------------------------------------------------------------------------------------------------
def question(sheet: Sheet) -> Blocks:
    """Say the first question in prose: what is known and who holds what, then why it matters and what would settle it."""
    open_now = sheet.weights.questions()
    if not open_now:
        return ()
    first, phrases = open_now[0], sheet.phrases
    number = phrases.evidence.number(first.id)
    asked = heading("", f"question-{first.id}")._replace(text=(Run(f"{number}\u2002", "number"), *phrases.line(first.ask)))
    known_now, after = _within([*_known(sheet, first), *_positions(sheet, first)], _settles(sheet, first))
    paragraphs = [phrases.series(part, " ") for part in (known_now, after) if part]
    main: Blocks = (asked, *(Paragraph(words, "body.next" if at else "body") for at, words in enumerate(paragraphs)))
    beside = _silent(sheet, first)
    return (Beside(main, beside),) if beside else main


def _sentence(words: Text) -> Text:
    """Make a sentence of words that may be a phrase; its keys stay where they are."""
    said = "".join(run.text for run in words if run.role != "cite").rstrip("\u00a0 ”’»")
    if not words or said.endswith(_ENDS):
        return capitalised(words)
    at = next((at for at, run in enumerate(words) if run.role == "cite"), len(words))
    return capitalised((*words[:at], Run("."), *words[at:]))


def _known(sheet: Sheet, it: Question) -> list[Text]:
    if not isinstance(it.known, tuple):
        return []
    return [_sentence(sheet.phrases.prose(said)) for said in it.known]


def _positions(sheet: Sheet, it: Question) -> list[Text]:
    if not isinstance(it.positions, Positions):
        return []
    return [_sentence(sheet.phrases.position(party, said)) for party, said in it.positions.stated]


def _settles(sheet: Sheet, it: Question) -> list[Text]:
    """Say why it matters, what would settle it, and what to watch for."""
    phrases, words = sheet.phrases, sheet.phrases.words
    out = [_sentence(phrases.prose(it.matters))] if known(it.matters) else []
    if known(it.resolves):
        out.append((Run(f"{words['questions.resolves']}: ", "strong"), *_sentence(phrases.prose(it.resolves))))
    watched = [phrases.prose(said) for said in it.watch] if isinstance(it.watch, tuple) else []
    if watched:
        joined = phrases.series(map(_sentence, watched), " ")
        out.append((Run(f"{words['questions.watch']}: ", "strong"), *joined))
    return out


def _within(first: list[Text], second: list[Text]) -> tuple[list[Text], list[Text]]:
    """Leave out whole statements until there are few enough words: of what to watch for, then of what is known, from the end."""
    while _words(first) + _words(second) > MOST_WORDS and len(first) + len(second) > 1:
        (second if len(second) > 1 or not first else first).pop()
    return first, second


def _words(parts: Sequence[Text]) -> int:
    return sum(len(plain(words).split()) for words in parts)


def _silent(sheet: Sheet, it: Question) -> Blocks:
    """Name who has no stated position on it."""
    phrases, positions = sheet.phrases, it.positions
    if not isinstance(positions, Positions):
        return ()
    if positions.nobody:
        said = text(phrases.words["questions.no-positions"])
    elif positions.silent:
        names = phrases.series([phrases.name(party, short=True) for party in positions.silent], ", ")
        said = (*names, Run(": "), Run(phrases.words["short.silent"]))
    else:
        return ()
    return (Paragraph(text(phrases.words["short.silent.label"]), "side.label"), Paragraph(said, "side"))


def also_open(sheet: Sheet) -> Blocks:
    """Name the questions after the first, each with the first thing that is known; then which others the full brief has."""
    phrases, words = sheet.phrases, sheet.phrases.words
    rest = sheet.weights.questions()[1:]
    shown, left = rest[: sheet.room.also], rest[sheet.room.also :]
    items: list[Blocks] = [(_open(sheet, it),) for it in shown]
    if left and shown:
        numbers = ranges(phrases.evidence.number(it.id) for it in left)
        page = sheet.page("questions")
        which = words["question" if len(left) == 1 else "questions"].format(numbers)
        said = words["short.others"].format(which, page) if page else which
        items.append((Paragraph(text(said[:1].upper() + said[1:]), "also"),))
    return (heading(words["short.also"], "short-also"), Items(tuple(items), "plain", "also")) if shown else ()


def _open(sheet: Sheet, it: Question) -> Block:
    phrases = sheet.phrases
    number = Run(f"{phrases.evidence.number(it.id)}\u2002", "number")
    known_now = _known(sheet, it)[:1]
    asked = (number, *phrases.line(it.ask, "strong"))
    return Paragraph(phrases.series((asked, *known_now), " "), "also", f"question-{it.id}")


PARTS: Final = {"figure": figure, "table": table, "question": question, "also-open": also_open}
