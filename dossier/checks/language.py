"""The words that a brief prints by itself exist in the language of its text."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning
from dossier.saying.wording import has_words, wording

TELLS = {"language": Name("The words that the brief prints by itself exist in its language.")}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of a language whose headings, labels and dates will print in English."""
    language = dossier.facts.language
    if has_words(language):
        return []
    words = wording(language)
    name = words.language_name(language)
    called = language if name == language else f"{name} ({language})"
    message = f"there are no words in {called}: headings, labels and dates print in {words.language_name(words.tag)}"
    hint = "your own text stays as it is, with the quotation marks of its language"
    return [warning(message, dossier.facts.place_of("language"), hint, "language")]
