"""Citations in the short form: keys as small as can be, `¶6` of the source that carries most, `4¶6` of another, `→ 8`, `desk`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier.blocks import Run, Text
from dossier.evidence.graph import Cited
from dossier.inline import Citation, Locator
from dossier.model import DESK
from dossier.saying.citing import located, merged, ranges, resolved
from dossier.saying.phrases import Phrases
from dossier.saying.wording import NO_BREAK, Wording


class Keyed(Phrases):
    """Phrases whose citations are short keys, linked to what stands on the sheet.

    The keys of a run say which forms are used: `key:chief`, `key:other`, `key:whole`, `key:claim`, `key:judgement`, `key:desk`.
    """

    __slots__ = ()

    def __init__(self, phrases: Phrases, anchors: Mapping[str, str]) -> None:
        super().__init__(phrases.dossier, phrases.evidence, phrases.style, frozenset(), phrases.found)
        object.__setattr__(self, "words", self.words.instead("short-form"))  # set once already
        self._anchors.update(anchors)

    def mark(self, cites: Sequence[Citation], before: str = "") -> Text:
        """Return the keys of a citation, with something before the first."""
        key = (before, *[cite[:2] for cite in cites])
        found = self._marks.get(key)
        if found is None:
            found = self._marks[key] = self._keys(cites, before)
        return found

    def _keys(self, cites: Sequence[Citation], before: str) -> Text:
        parts = merged(part for cited in resolved(self, cites) for part in self._followed(cited))
        runs: list[Run] = []
        for kind in ("judgement", "claim"):
            if same := [part for part in parts if part.kind == kind]:
                runs += [Run(", ", "cite")] * bool(runs) + self._numbered(kind, same)
        for part in parts:
            if part.kind not in ("judgement", "claim"):
                runs += [Run(", ", "cite")] * bool(runs) + [self._source(part)]
        return (runs[0]._replace(text=before + runs[0].text), *runs[1:]) if runs else ()

    def _followed(self, cited: Cited) -> Sequence[Cited]:
        """Return where a claim stands, if that is in one source alone; else the claim, which the full brief says all of."""
        if cited.kind == "claim" and cited.sources and len({it.id for it in cited.sources}) == 1 and cited.sources[0].locators:
            return cited.sources
        return (cited,)

    def _numbered(self, kind: str, parts: Sequence[Cited]) -> list[Run]:
        """Say claims and judgements by their numbers, which are those of the full brief."""
        numbers = ranges(part.number for part in parts)
        said = self.words[f"short.key.{kind}"].format(numbers).replace(" ", NO_BREAK)
        keys = tuple(f"{kind}:{part.id}" for part in parts)
        return [Run(said, "cite", link=self.link(parts[0].id), title=self._title(kind, parts[0]), keys=(f"key:{kind}", *keys))]

    def _title(self, kind: str, part: Cited) -> str:
        return self.words[f"cite.title.{kind}"].format(part.number, self.evidence.stated(part.id).plain)

    def _source(self, part: Cited) -> Run:
        words = self.words
        if part.kind == DESK:
            return Run(words["cite.desk"], "cite", link=self.link(DESK), title=words["cite.title.desk"], keys=("key:desk",))
        where = _where(part.locators, words)
        chief = part.id == self.evidence.chief
        said = (
            (where if chief else f"{part.number}{where if where[:1] == '¶' else NO_BREAK + where}") if where else str(part.number)
        )
        title = words["cite.title.source"].format(part.number, self.source_title(part.id))
        form = "key:whole" if not where else "key:chief" if chief else "key:other"
        return Run(said, "cite", link=self.link(part.id), title=title, keys=(form, f"source:{part.id}"))


def _where(locators: Sequence[Locator], words: Wording) -> str:
    """Return labels as they print in a key: named ones, then the numbers in order."""
    numbered = [at for at in locators if at.first.isdigit() and (not at.last or at.last.isdigit())]
    others = [at for at in locators if at not in numbered]
    numbers = ranges(number for at in numbered for number in range(int(at.first), int(at.last or at.first) + 1))
    said = [
        *([located(others, words)] if others else []),
        *([words["cite.paragraph"].format(numbers)] if numbers else []),
    ]
    return ", ".join(said).replace(" ", NO_BREAK)
