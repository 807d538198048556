"""Where one thing of a dossier names another: a `Dossier` in, an index of its ids and the list of uses out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from dossier.evidence.inside import names
from dossier.fields import Record
from dossier.ids import ID, ID_FORM, id_like, meant
from dossier.inline import Citation, Locator
from dossier.model import DESK, JUDGING, Actor, Dossier, OwnSection
from dossier.problems import Problem, Span, error, errors_in, lines_of
from dossier.tuples import NamedTuple

SINGULAR: Final = {
    "sources": "a source", "origins": "an origin", "judgements": "a judgement", "actors": "an actor", "people": "a person",
    "places": "a place", "routes": "a route", "charts": "a chart", "images": "an image", "contacts": "a contact",
    "questions": "a question", "claims": "a claim", "sections": "a section",
}  # fmt: skip
CITED: Final = ("sources", "claims")
JUDGED: Final = (*CITED, "judgements")
_WHOLE: Final = ("claims", "judgements")  # what is cited whole: it has no paragraphs
_ADVICE: Final = {
    "origins": "say in the claim's `by` whose words they are",
    "judgements": "bottom line, judgements and sections of your own cite judgements; what is reported cites the claims below it",
}
MOST_SEARCHES: Final = 100  # beyond, nobody reads the advice, and a search among thousands of ids takes milliseconds
MOST_LINES: Final = 12  # places of one cause that are told
_ID: Final = re.compile(ID)
# a key of its own line, one within braces, and the id of a section
_KEY: Final = r"(?m)^[ \t-]*[\"']?([\w][\w .'/-]*?)[\"']?[ \t]*:(?=\s|$)|[{,]\s*[\"']?([\w-]+)[\"']?\s*:|\bid:[ \t]*([\w-]+)"
Hints: TypeAlias = dict[tuple[str, tuple[str, ...]], str]


class Entry(NamedTuple):
    """What an id stands for: the part of the dossier that it is in, and its record."""

    part: str
    record: Record


_ASIDE: Final = frozenset(("why", "computed", "desk"))  # fields of a claim that say something of it, and bear it out in nothing


class Use(NamedTuple):
    """One place where something names something else.

    `user` is an id, or a phrase for what has none (`the bottom line`, `event 3`). `how` is 'cite' for a citation, 'name' for a
    name with an id, 'link' for an internal link, else the field that names. `on` is '' where a citation means the default source.
    `aside`: it stands in the reason for a grade or in what accounts for a word, on which the claim doesn't rest.
    """

    user: str
    how: str
    on: str
    parts: tuple[str, ...]
    span: Span
    locators: tuple[Locator, ...] = ()
    aside: bool = False


def index(dossier: Dossier) -> dict[str, Entry]:
    """Return what each id stands for. Ids are one namespace; of two that are the same, the first counts."""
    out: dict[str, Entry] = {}
    parts: dict[str, Mapping[str, Record]] = {
        "sources": dossier.sources,
        "origins": dossier.origins,
        "judgements": dossier.judgements,
        "actors": dossier.actors,
        "places": dossier.places,
        "routes": dossier.routes,
        "charts": dossier.charts,
        "images": dossier.images,
        "contacts": dossier.contacts,
        "questions": dossier.questions,
    }
    for part, records in parts.items():
        for id, record in records.items():
            out.setdefault(id, Entry(part, record))
            if isinstance(record, Actor):
                for person_id, person in record.people.items():
                    out.setdefault(person_id, Entry("people", person))
    for group in dossier.claims:
        for id, claim in group.claims.items():
            out.setdefault(id, Entry("claims", claim))
    for section in dossier.sections:
        if isinstance(section, OwnSection) and section.id:
            out.setdefault(section.id, Entry("sections", section))
    return out


def default_source(dossier: Dossier) -> str:
    """Return the id of the source that a bare paragraph means; '' where there is none."""
    source = dossier.defaults.source if dossier.defaults else None
    return source.id if source else ""


def uses(dossier: Dossier) -> list[Use]:
    """Return every citation, reference, internal link and named id of the dossier, in its order."""
    return [
        Use(user, "cite", name.target, JUDGED if field.kind in JUDGING else CITED, name.span, name.locators, field.name in _ASIDE)
        if isinstance(name, Citation)
        else Use(user, name.how or field.name, name.id, name.parts, name.span)
        for user, _, field, name in names(dossier)
    ]


# What is wrong with a use ----------------------------------------------------------------------------------------------
class Lost(NamedTuple):
    """What a file that couldn't be read whole may give all the same, so that whoever names it isn't told that it isn't there.

    `ids` are the words that stand as keys, also as the ids that were meant; `doubled` the ids that were given twice; `default`:
    the default source is lost.
    """

    ids: frozenset[str] = frozenset()
    doubled: frozenset[str] = frozenset()
    default: bool = False


NOTHING_LOST: Final = Lost()


def lost_in(text: str, problems: Sequence[Problem]) -> Lost:
    """Return what the text of a dossier may give in spite of what is wrong with it."""
    if not errors_in(problems):
        return NOTHING_LOST
    keys = {match[1] or match[2] or match[3] for match in re.finditer(_KEY, text)}
    lines, doubled = lines_of(text), set()
    for problem in problems:
        if problem.span and problem.name == "duplicate-id":
            doubled.update(_ID.findall(lines[problem.span.line - 1]))
        elif problem.span and problem.name == "yaml-syntax":
            keys.update(_ID.findall(lines[problem.span.line - 1]))
        elif problem.span and problem.name == "wrong-type" and "mapping" in problem.message:
            keys.update(_ID.findall(_part(lines, problem.span.line)))
    default = any(key.lower().startswith("default") for key in keys)
    default |= any(it.message.startswith("'source' is no key") for it in problems)
    return Lost(frozenset((*keys, *map(id_like, keys))), frozenset(doubled), default)


def _part(lines: Sequence[str], number: int) -> str:
    """Return a line and those after it that belong to the same part of the dossier."""
    end = next((at for at in range(number, len(lines)) if lines[at][:1].strip("#-")), len(lines))
    return " ".join(lines[number - 1 : end])


def all_wrong(found: Sequence[Use], entries: Mapping[str, Entry], default: str, lost: Lost = NOTHING_LOST) -> list[Problem]:
    """Say what is wrong with these uses; what has one cause is told once, at its first place."""
    hints: Hints = {}
    out: list[Problem] = []
    causes: dict[tuple[str, str], int] = {}
    lines: dict[int, list[int]] = {}
    for use in found:
        problem = wrong(use, entries, default, hints, lost)
        if problem is None:
            continue
        cause = (problem.message, problem.hint or "")
        first = causes.setdefault(cause, len(out)) if problem.name in ("unknown-id", "no-default-source") else len(out)
        if first == len(out):
            out.append(problem)
        else:
            lines.setdefault(first, []).append(use.span.line)
    for first, more in lines.items():
        out[first] = out[first]._replace(hint=f"{out[first].hint}; {_also(more)}")
    return out


def _also(lines: Sequence[int]) -> str:
    """Say in which other lines something stands."""
    each = list(dict.fromkeys(lines))
    named, rest = ", ".join(map(str, each[:MOST_LINES])), len(each) - MOST_LINES
    return f"the same in line{'s' * (len(each) > 1)} {named}" + (f" and {rest} more" if rest > 0 else "")


def wrong(
    use: Use, entries: Mapping[str, Entry], default: str, hints: Hints | None = None, lost: Lost = NOTHING_LOST
) -> Problem | None:
    """Say what is wrong with a use: no default source, an unknown id, an id of another part, labels where there are none.

    `hints` remembers the advice for unknown ids, each of which takes a search.
    """
    if not use.on and lost.default and not default:
        return None
    if not use.on:
        if default:
            return _stray_label(use, entries)
        hint = "set defaults.source, or name the source: [@mee 6]"
        return error("a paragraph is cited, but the dossier has no default source", use.span, hint, "no-default-source")
    if use.on == DESK and use.how in ("by", "rests_on"):
        hint = "cite desk instead: [@desk], or `cite: desk` without `by`"
        return error("desk knowledge is our own; it is nobody's word, and no origin", use.span, hint, "wrong-part")
    if use.on == DESK and (not use.parts or "sources" in use.parts):
        return None
    entry = entries.get(use.on)
    if entry is None and use.on in lost.ids:
        return None
    if entry is None:
        return _unknown(use, entries, {} if hints is None else hints)
    if use.parts and entry.part not in use.parts and use.on not in lost.doubled:
        wanted = " or ".join(SINGULAR[p] for p in use.parts)
        advice = _ADVICE.get(entry.part) if use.how == "cite" else None
        return error(f"{use.on!r} is {SINGULAR[entry.part]}; {wanted} belongs here", use.span, advice, "wrong-part")
    if use.locators and entry.part in _WHOLE:
        message = f"{use.on!r} is {SINGULAR[entry.part]}, which has no paragraphs of its own"
        return error(message, use.span, f"write [@{use.on}]; it brings along what it rests on", "citation")
    return _stray_label(use, entries)


def _stray_label(use: Use, entries: Mapping[str, Entry]) -> Problem | None:
    """Find an id among the labels: a comma or space where a semicolon was meant."""
    for locator in use.locators:
        entry = entries.get(locator.first)
        if entry and entry.part in JUDGED and not locator.last:
            hint = "what is cited is parted by semicolons: [@5; @dod]"
            message = f"{locator.first!r} stands where a paragraph belongs, but is {SINGULAR[entry.part]}"
            return error(message, use.span, hint, "citation")
    return None


def _unknown(use: Use, entries: Mapping[str, Entry], hints: Hints) -> Problem:
    """Say that an id is unknown, and which one of the right parts is like it."""
    key = (use.on, use.parts)
    if key not in hints:
        wanted = " or ".join(SINGULAR[p] for p in use.parts) or "something in this dossier"
        right = [id for id, entry in entries.items() if (not use.parts or entry.part in use.parts) and ID_FORM.fullmatch(id)]
        hint = meant(use.on, right) if len(hints) < MOST_SEARCHES else None
        hints[key] = hint or f"it must be the id of {wanted}"
    return error(f"nothing has the id {use.on!r}", use.span, hints[key], "unknown-id")
