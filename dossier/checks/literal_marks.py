"""What was meant as a mark is one: a citation has its @, and a line that takes no marks has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.evidence.inside import records, words
from dossier.evidence.references import CITED, Entry
from dossier.fields import Texts
from dossier.inline import other_markup
from dossier.inline.citations import citations_in
from dossier.inline.parsed import Bracketed, Citation
from dossier.model import DESK, Claim, Dossier, Mail, Silence
from dossier.problems import Problem, Span, warning

TELLS = {
    "bare-citation": Name("What looks like a citation is one: it has its brackets and its @."),
    "markup": Name("No mark of another markup language prints as text, and none stands in a line that takes no marks."),
}

_MOST_DIGITS: Final = 3  # of the number of a paragraph; [2017] is a year
_BARE: Final = re.compile(
    r"(?<![\w.@/\[])@(?P<id>[a-z][a-z0-9-]*)"
    r"|\(@?(?P<source>[a-z][a-z0-9-]*),?\s(?:¶\s?|paras?\.?\s)?(?P<label>\d{1,3}(?:[-–]\d{1,3})?)\)"
    r"|(?:(?<![\w.@/\[])@|\(¶{1,2}\s?)(?P<number>\d{1,3}(?:[-–]\d{1,3})?)(?:\)|\b(?![\w.@]))"
)
_BEFORE: Final = re.compile(r"^(?:(?:see|cf|cite|citation|source|from|ref|at|in)\b[.:]?\s*)+", re.IGNORECASE)
_IN_LINE: Final = re.compile(
    r"(?P<citation>\[@)|(?P<footnote>\[\^)|(?P<link>\[[^\[\]]{1,200}\]\((?:https?://|mailto:|#))"
    r"|(?P<strong>(?<![\w*])\*{1,3}(?=[^\s*])[^*]{1,200}\*{1,3}(?![\w*]))|(?P<emphasis>(?<![\w_])_(?=[^\s_])[^_]{1,200}_(?![\w_]))"
    r"|(?P<code>(?<![`\w])`[^`]{1,200}`)|(?P<name>\w\{[a-z][a-z0-9-]*\})|(?P<heading>^#{1,6}\s)"
)
_HINT: Final = {
    "citation": "this line takes none; cite in a `cite` field or in a paragraph, where there is one",
    "footnote": "notes are made of citations, which stand in `cite` fields and paragraphs",
    "link": "addresses stand in `url`, and links in paragraphs",
    "name": "take the id out; a name is recognised in paragraphs",
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find citations without their mark, in paragraphs, and marks in lines, terms and quotations, which print as they stand."""
    out: list[Problem] = []
    for _, record, field, said in words(dossier):
        if isinstance(record, Mail | Silence):
            continue
        span = said.span or record.place_of(field.name)
        if said.prose:
            bracketed = [(it, told) for it in said.prose.brackets if (told := _bracketed(it, evidence))]
            out += [told for _, told in bracketed]
            out += _bare(said.text, span, evidence.entries, [it.words for it, _ in bracketed])
        elif said.ours:
            out += _in_line(said.text, span)
        elif isinstance(record, Claim) and "[@" in said.text:
            hint = "a quotation cites by the claim's `cite`; take the brackets out"
            out.append(warning("[@ in a quotation is no citation: it prints as words of ours", span, hint, "markup", word="[@"))
    for record in records(dossier):
        for field in type(record).own_fields:
            value = record.__dict__.get(field.name)
            if isinstance(value, Mapping) and isinstance(field.kind, Texts):
                out += [told for term in value for told in _in_line(term, record.place_of(field.name))]
    return out


def _bracketed(found: Bracketed, evidence: Evidence) -> Problem | None:
    """Tell plain brackets whose words are ids of sources or claims, or numbers of paragraphs."""
    body = found.words.strip()
    if body[:1] == "#" and not _known(body[1:], evidence.entries):
        return None
    if not (body.startswith("@") or (_is_citation(body, evidence) and not (found.quoted and body.isalpha()))):
        return None
    hint = f"write {_written(body, evidence)}; or \\[{body}] for brackets that print"
    return warning(f"[{body}] has no @ and is no citation: it prints as it is written", found.span, hint, "bare-citation")


def _is_citation(words: str, evidence: Evidence) -> bool:
    """Say whether words are what a citation holds: ids that there are, numbers that can be those of paragraphs."""
    tidied = _tidied(words, evidence)
    if tidied and not re.search(r"[a-z]", tidied):
        return all(len(it) <= _MOST_DIGITS for it in re.findall(r"\d+", tidied))
    return any(_known(cite.target, evidence.entries) for cite in _parsed(_tidied(words, evidence)))


def _tidied(words: str, evidence: Evidence) -> str:
    """Return what stands in brackets as a citation is written: without signs for paragraphs, semicolons before ids."""
    bare = re.sub(r"(?:[¶§]|\bpara(?:graph)?s?\b\.?|\bpp?\.)\s*", "", _BEFORE.sub("", words))
    bare = bare.replace("@", "").removeprefix("#").lower()
    parts = [part.strip() for part in bare.split(",")]
    joined = parts[0]
    for part in parts[1:]:
        joined += ("; " if _known(part.split(" ")[0], evidence.entries) else ", ") + part
    return joined


def _parsed(words: str) -> tuple[Citation, ...]:
    return citations_in(words, 0, len(words), lambda offset: Span("", 1, 1 + offset), [])


def _written(words: str, evidence: Evidence) -> str:
    """Return the citation that is meant by words in brackets, as it has to be written."""
    tidied = _tidied(words, evidence).strip()
    if not tidied or not _parsed(tidied):
        return "[@agency 2], the id of a source or claim directly behind the @"
    return f"[@{tidied}]" if evidence.default or tidied[0].isalpha() else f"[@ID {tidied}] with the id of a source"


def _known(id: str, entries: Mapping[str, Entry]) -> bool:
    return id == DESK or (id in entries and entries[id].part in CITED)


def _bare(text: str, span: Span, entries: Mapping[str, Entry], told: Sequence[str]) -> Iterator[Problem]:
    """Tell `@agency` and `(agency 2)` in running text, but for words in brackets that are told already."""
    for found in _BARE.finditer(text) if "@" in text or "(" in text else ():
        hint = _meant(found, entries)
        if hint and not any(found[0] in words for words in told):
            message = f"{found[0]} is no citation: it prints as it is written"
            yield warning(message, span, hint, "bare-citation", word=found[0])


def _meant(found: re.Match[str], entries: Mapping[str, Entry]) -> str:
    """Return what to write for `@agency`, `@ministry`, `@6` or `(agency 2)`; '' where nothing of this dossier is meant."""
    if number := found["number"]:
        return f"write [@{number}], or [@ID {number}] with the id of a source"
    id = found["id"] or found["source"]
    part = entries[id].part if id in entries else ""
    if part == "sources" or (part == "claims" and found["id"]):
        return f"write [@{id}{' ' + found['label'] if found['label'] else ''}]; or write the name as it is to print"
    return f"write Name{{{id}}}, the id behind the name that prints" if part and found["id"] else ""


def _in_line(text: str, span: Span) -> Iterator[Problem]:
    """Tell marks in a line that prints as it is written; the first of them will do."""
    if found := _IN_LINE.search(text):
        kind = found.lastgroup or ""
        hint = _HINT.get(kind, "take the marks out; the style says how this line looks")
        mark = found[0].strip()
        yield warning(f"this line takes no marks: {mark} prints as it is written", span, hint, "markup", word=mark.split()[0])
    for mark_of, at, length in other_markup.found_in(text):
        yield warning(
            f"{mark_of.what}: this prints as it is written", span.at(0, 1), mark_of.hint, "markup", word=text[at : at + length]
        )
    if tag := other_markup.TAGS.search(text):
        yield warning(f"{other_markup.TAG.what}: this prints as it is written", span, "take the tags out", "markup", word=tag[0])
