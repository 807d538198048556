"""Dossiers beyond all measure, and the words that each must print."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

HEAD: Final = "dossier: {title: Beyond measure, marking: TLP:RED}\nsources: {s: {title: A source}}\ndefaults: {source: s}\n"
SYLLABLES: Final = (
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su", "ta", "ve", "wi", "xo", "yu", "za",
    "bre", "cli", "dro", "flu", "gra", "ple", "sti", "tru",
)  # fmt: skip


def words(count: int, seed: int = 1) -> list[str]:
    """Return that many words of two to four syllables, the same for the same seed."""
    chance = random.Random(seed)
    return ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 4)))) for _ in range(count)]


def one_paragraph(count: int = 200_000) -> str:
    """Return a dossier whose bottom line has that many words."""
    return f"{HEAD}bottom_line: {' '.join(words(count))}\n"


def short_paragraphs(count: int = 20_000) -> str:
    """Return a dossier with a section of that many paragraphs of three words."""
    said = words(3 * count)
    lines = [f"      {' '.join(said[at : at + 3])}\n" for at in range(0, len(said), 3)]
    return HEAD + "sections:\n  - id: own\n    title: Own\n    text: |\n" + "\n".join(lines)


def long_word(count: int = 100_000) -> str:
    """Return a dossier with a word of that many letters."""
    return f"{HEAD}bottom_line: Before {'abcdefghij' * (count // 10)} after.\n"


def long_table(count: int = 10_000) -> str:
    """Return a dossier with that many relations and as many places."""
    said = iter(words(3 * count))
    actors = "actors: {a: {name: Alpha}, b: {name: Beta}}\n"
    relations = "".join(f"  - a fights b, {next(said)} {next(said)} [@{n}]\n" for n in range(1, count + 1))
    places = "".join(f"  p{n}: {{name: {next(said).title()} {n}, kind: town}}\n" for n in range(count))
    return f"{HEAD}{actors}relations:\n{relations}places:\n{places}"


def many_claims(sources: int = 2_000, claims: int = 5_000) -> str:
    """Return a dossier with that many sources and claims, which cite them in turn."""
    said = words(6 * claims)
    listed = "".join(f"  s{n}: {{title: Report {n}, publisher: House {n % 97}}}\n" for n in range(sources))
    groups = ""
    for n in range(claims):
        groups += f"  Heading {n // 50}:\n" if n % 50 == 0 else ""
        groups += (
            f"    c{n}: {{text: {' '.join(said[6 * n : 6 * n + 6])}., cite: s{n % sources} {n % 30 + 1}, grade: {n % 5 + 2}}}\n"
        )
    return f"dossier: {{title: Many, marking: TLP:RED}}\nsources:\n{listed}claims:\n{groups}"


def many_sections(count: int = 1_000) -> str:
    """Return a dossier with that many sections, so that its contents go on for pages."""
    said = words(9 * count)
    listed = ""
    for n in range(count):
        title, text = (" ".join(said[9 * n + start : 9 * n + end]) for start, end in ((0, 3), (3, 9)))
        listed += f"  - {{id: own-{n}, title: {title} {n}, text: {text}.}}\n"
    return f"{HEAD}sections:\n{listed}"


def long_heading(count: int = 2_000) -> str:
    """Return a dossier with a title, a heading and a place's name of that many words."""
    title, heading, name = (" ".join(words(count, seed)) for seed in (1, 2, 3))
    return (
        f"dossier: {{title: {title}, short_title: Beyond measure, marking: TLP:RED}}\nsources: {{s: {{title: A source}}}}\n"
        f"places: {{p: {{name: {name}}}}}\n"
        f"sections:\n  - id: own\n    title: Own\n    text: |\n      ## {heading}\n\n      Short.\n  - geography\n"
    )


def long_card(count: int = 500) -> str:
    """Return a dossier with an actor of that many people."""
    said = words(2 * count)
    people = "".join(f"      q{n}: {{name: {said[2 * n].title()}, office: {said[2 * n + 1]}}}\n" for n in range(count))
    return f"{HEAD}actors:\n  a:\n    name: Alpha\n    people:\n{people}"


def long_note(count: int = 3_000) -> str:
    """Return a dossier in which the citation beside a claim is longer than a page."""
    labels = ", ".join(str(n) for n in range(1, 2 * count, 2))
    claims = f"    c: {{text: A short claim., cite: '{labels}'}}\n    d: {{text: Another claim., cite: 1}}\n"
    return f"{HEAD}claims:\n  Heading:\n{claims}"


LARGE: Final[tuple[Callable[[], str], ...]] = (
    one_paragraph, short_paragraphs, long_word, long_table, many_claims, many_sections, long_heading, long_card, long_note,
)  # fmt: skip
