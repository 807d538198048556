"""The colophon: who issued the brief, which edition it is, in what style and type it is set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dossier import __version__
from dossier.blocks import Blocks, Definitions, Paragraph, Run, Text, text
from dossier.phrases import Phrases

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
        ("issued", phrases.line(facts.issuer)),
        ("contact", _contact(facts.contact)),
        ("built", _edition(phrases)),
        ("style", text(f"{phrases.style.name}, {phrases.style.paper.capitalize()}")),
        ("type", text(_families(phrases))),
        ("program", text(f"dossier {__version__}")),
    )
    return (Definitions(tuple((text(words[f"colophon.{name}"]), (Paragraph(said),)) for name, said in rows if said)),)


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
