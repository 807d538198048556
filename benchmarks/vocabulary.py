"""A vocabulary for made-up prose: real English function words, and ten thousand made words, by a frequency table after Zipf.

A text that draws on few words flatters every cache, so the number of distinct words and how often each comes are those of real
prose.
"""

from __future__ import annotations

import random
from bisect import bisect
from itertools import accumulate
from pathlib import Path

ENGLISH = {
    name: [part.replace("-", "") for part in parts.split()]
    for name, _, parts in (
        line.partition(":") for line in Path(__file__).with_name("english.txt").read_text("utf-8").splitlines()
    )
}
"""Function words by frequency, common nouns, and what longer words are made of; a part that comes twice comes twice as often."""

LONGEST = 15
DISTINCT = 12_000
SHIFT = 2.7  # Mandelbrot's shift of the ranks: the commonest word is about one in twenty, not one in ten


def made_word(chance: random.Random) -> str:
    """Return a word of 4 to 15 letters that English could have, of parts that it has; so it can be hyphenated."""
    while True:
        word = "".join(chance.choice(ENGLISH[part]) for part in ("prefixes", "roots", "suffixes"))
        if 4 <= len(word) <= LONGEST:
            return word


class Vocabulary:
    """Draws words and names; the same seed gives the same sequence."""

    def __init__(self, seed: int, distinct: int = DISTINCT) -> None:
        self.chance = random.Random(seed)
        known = dict.fromkeys(ENGLISH["words"] + ENGLISH["plain"])
        made = dict[str, None]()
        while len(known) + len(made) < distinct:
            if (word := made_word(self.chance)) not in known:
                made[word] = None
        # what is often said is short (Zipf's law of abbreviation)
        self.words = [*known, *sorted(made, key=lambda word: len(word) + self.chance.gauss(0, 2.5))]
        self._steps = list(accumulate(1 / (rank + SHIFT) for rank in range(1, distinct + 1)))

    def word(self) -> str:
        """Draw one word by its frequency."""
        return self.words[bisect(self._steps, self.chance.random() * self._steps[-1])]

    def clause(self, least: int, most: int) -> str:
        """Draw some words; a long clause has a comma or a dash, now and then a number."""
        drawn = [self.word() for _ in range(self.chance.randint(least, most))]
        if len(drawn) > 9:
            drawn[self.chance.randint(3, len(drawn) - 4)] += self.chance.choice((",", ",", ",", ";", " –"))
        if self.chance.random() < 0.12:
            drawn.insert(len(drawn) // 2, str(self.chance.randint(2, 4_000)))
        return " ".join(drawn)

    def sentence(self, least: int = 8, most: int = 26) -> str:
        """Draw a sentence without its full stop."""
        clause = self.clause(least, most)
        return clause[0].upper() + clause[1:]

    def name(self) -> str:
        """Draw a proper name of one or two words."""
        parts = [made_word(self.chance)[:9].capitalize() for _ in range(self.chance.choice((1, 2, 2)))]
        return " ".join(parts)
