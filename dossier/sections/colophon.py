"""The colophon: who issued the brief, which edition it is, in what style and type it is set, what the checks left open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dossier.blocks import Blocks, Definitions, Paragraph, Run, Text, text
from dossier.model import OwnSection
from dossier.saying.phrases import Phrases
from dossier.saying.typography import spoken, typographic
from dossier.version import __version__

_OFL: Final = "SIL Open Font License 1.1"
LICENCES: Final[Mapping[str, str]] = {
    "Source Serif 4": _OFL,
    "Source Sans 3": _OFL,
    "Noto Naskh Arabic": _OFL,
    "Noto Sans Arabic": _OFL,
    "Noto Sans Hebrew": _OFL,
    "Noto Serif Hebrew": _OFL,
}
"""The licence of each family of type that comes with the program; another's is its owner's matter."""


def compose(phrases: Phrases) -> Blocks:
    """Say how this copy came about."""
    words, facts = phrases.words, phrases.dossier.facts
    rows = (
        ("issued", phrases.series((phrases.line(facts.issuer), _contact(facts.contact)), ", ")),
        ("built", _edition(phrases)),
        (
            "program",
            text(f"dossier {__version__}, {phrases.style.name}, {phrases.style.paper.capitalize()}; {_families(phrases)}"),
        ),
    )
    said: list[tuple[Text, Blocks]] = [(text(words[f"colophon.{name}"]), (Paragraph(it),)) for name, it in rows if it]
    said += [(text(label), (Paragraph(check),)) for label, check in _checks(phrases)]
    return (Definitions(tuple(said), "apparatus"),)


def _checks(phrases: Phrases) -> list[tuple[str, Text]]:
    """Say which checks are open, and what was silenced for which reason."""
    words, found = phrases.words, phrases.found
    out: list[tuple[str, Text]] = []
    if found.open:
        counts: dict[str, int] = {}
        for problem in found.open:
            counts[problem.name] = counts.get(problem.name, 0) + 1
        names = phrases.series([(Run(name, "code"), Run(f" {number}")) for name, number in counts.items()], ", ")
        out.append((words["colophon.checks"], (Run(f"{phrases.stamp()}: "), *names, Run("."))))
    reasons: dict[int, list[str]] = {}
    for silenced in found.silenced:
        reasons.setdefault(id(silenced.silence), []).append(silenced.problem.about)
    for silence in phrases.dossier.silence:
        if id(silence) in reasons:
            where = words.join([_place(phrases, id) for id in dict.fromkeys(reasons[id(silence)])])
            head = (Run(silence.check, "code"), Run(f", {where}: " if where else ": "))
            out.append((words["colophon.silenced"], (*head, *phrases.prose(silence.because))))
    return out


def _place(phrases: Phrases, about: str) -> str:
    """Say in words of the brief what a check was about."""
    part, words = phrases.evidence.part(about), phrases.words
    patterns = {"sources": "cite.source", "claims": "cite.claim", "judgements": "cite.judgement", "questions": "question"}
    if part in patterns:
        return words[patterns[part]].format(phrases.evidence.number(about))
    section = next((it for it in phrases.dossier.sections if isinstance(it, OwnSection) and it.id == about), None)
    if section:
        return spoken(typographic([section.title], words.marks.inner)[0], words.marks)
    if part == "contacts":
        return phrases.dossier.contacts[about].kind
    return phrases.name_of(about)


def _edition(phrases: Phrases) -> Text:
    """Say the number of the edition and up to when it knows."""
    words, facts = phrases.words, phrases.dossier.facts
    cut_off = phrases.cut_off()
    number = str(facts.edition) if facts.edition is not None else ""
    return phrases.series((text(number), text(words["as-of"].format(cut_off) if cut_off else "")), ", ")


def _contact(contact: str | None) -> Text:
    """Say where to write to; an address of electronic mail is a link."""
    if not contact:
        return ()
    is_address = "@" in contact and " " not in contact and not contact.startswith(("http:", "https:"))
    link = f"mailto:{contact}" if is_address else contact if contact.startswith(("http://", "https://")) else ""
    return (Run(contact, link=link, title=contact if link else ""),)


def _families(phrases: Phrases) -> str:
    """Name the families of type, together those under one licence."""
    words = phrases.words
    by_licence: dict[str, list[str]] = {}
    for family in phrases.style.families():
        by_licence.setdefault(LICENCES.get(family, ""), []).append(family)
    return "; ".join(
        words["colophon.licence"].format(words.join(names), licence) if licence else words.join(names)
        for licence, names in by_licence.items()
    )
