"""Slips of an author: one number or name of a dossier is another one. Where they stand is found without the package's search."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from dossier.evidence.graph import Evidence, link
from dossier.inline.citations import parse_citations
from dossier.model import DESK, Dossier, Ref
from dossier.problems import Problem, Span
from dossier.reading import reader
from dossier.texts import PinnedText, pinned

HERE = Path(__file__).parent
# what a dossier puts forward; the last part of a path may be a number in a list
STATEMENTS = re.compile(
    r"bottom_line|claims/[^/]+/[^/]+/(text|figures(/\d+)?)|events/\d+/(what|label)|contacts/[^/]+/(subject|outcome|label)"
    r"|questions/[^/]+/(known/\d+|positions/(?!not stated)[^/]+|watch/\d+)|places/[^/]+/what|routes/[^/]+/(what|state)"
    r"|charts/[^/]+/figures/[^/]+/[^/]+|sections/\d+/text|actors/[^/]+/role"
)
CITED_AS_A_WHOLE = re.compile(r"claims/|events/|contacts/|routes/|actors/")
WHEN = re.compile(r"(claims/[^/]+/[^/]+|events/\d+|contacts/[^/]+)/when(/\d+)?")
CITATION = re.compile(r"\[@[^\]]*\]")
WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "thirteen", "second", "third"]
NUMBER = re.compile(rf"(?<![\w.,:-])\d+(?:[.,]\d+)*(?![\w:-])|\b(?:{'|'.join(WORDS)})\b(?!-party)", re.IGNORECASE)
OTHERS = {"second": ["seventh", "ninth"], "third": ["seventh", "ninth"]}
FOREIGN = ("zand", "سفينة")  # in texts of which digits alone are held
MONTH = "January|February|March|April|June|July|August|September|October|November|December"
MONTHS = re.compile(rf"\b(?:{MONTH})\b")


class Site(NamedTuple):
    """A place in a dossier's text where a number or a name stands; `paragraphs` is all that it rests on."""

    start: int
    end: int
    path: str
    paragraphs: str


class Case:
    """A dossier with the texts of its sources."""

    def __init__(self, path: Path, texts: Mapping[str, PinnedText]) -> None:
        self.path, self.texts = path, texts
        self.text = path.read_text(encoding="utf-8")
        self.dossier, self.evidence = self.linked(self.text)
        self.tree = yaml.safe_load(self.text)

    def linked(self, text: str) -> tuple[Dossier, Evidence]:
        """Read a dossier, and link it."""
        dossier, _ = reader.read_partly(text.encode(), self.path.name)
        assert dossier is not None
        return dossier, link(dossier, self.texts)[0]

    def found(self, text: str) -> list[Problem]:
        """Return what the check finds, each at its place."""
        from dossier.checks import unheld
        from dossier.checks.silencing import findings

        dossier, evidence = self.linked(text)
        return list(findings(dossier, evidence, unheld.check(dossier, evidence), (), text, unheld.TELLS).told)

    def scalars(self) -> Iterator[tuple[str, int, int]]:
        """Yield the path of each scalar, and where it stands."""
        yield from _walk(yaml.compose(self.text), "")

    def rests(self, path: str, words: str) -> str | None:
        """Return all paragraphs on which a statement rests; None where it rests on nothing, the desk, or no text at hand."""
        record: Any = self.tree
        *above, last = path.split("/")
        if last.isdigit():
            *above, last = above
        for part in above:
            record = record[int(part)] if isinstance(record, list) else record.get(part, record.get(_number(part)))
        cites = [inner[2:-1] for inner in CITATION.findall(words)]
        if CITED_AS_A_WHOLE.match(path):
            cites += [str(record[key]) for key in ("cite", "claim") if key in record]
            cites += [inner[2:-1] for value in record.values() for inner in CITATION.findall(str(value))]
        out: list[str] = []
        for cite in cites:
            for one in parse_citations(cite, lambda at: Span("", 1, 1), []):
                part = self._behind(one.target or self.evidence.default, one.locators)
                if part is None:
                    return None
                out += part
        if not path.startswith("claims/"):  # elsewhere the headline counts as well
            out += [str(source["title"]) for source in self.tree["sources"].values()]
            out += [text.paragraphs["headline"].text for text in self.texts.values() if "headline" in text.paragraphs]
        if path.startswith("claims/"):  # who speaks may be named
            for voice in self.evidence.claim(path.split("/")[2]).voices:
                out += self._names_of_speaker(voice)
        return "\n".join(out) if cites else None

    def _names_of_speaker(self, origin: str) -> list[str]:
        """Return the spellings of who speaks in an origin, and of the actors for whom they speak."""
        record = self.dossier.origins.get(origin)
        id = record.speaker.id if record and isinstance(record.speaker, Ref) else ""
        ids = [id, *(actor for actor, it in self.dossier.actors.items() if id in it.people)]
        ids += [above.id for it in ids if it in self.dossier.actors and (above := self.dossier.actors[it].part_of)]
        names = names_of(self.dossier)
        return [name for it in ids for name in names.get(it, ())]

    def _behind(self, id: str, locators: Sequence[Any]) -> list[str] | None:
        """Return the paragraphs of a citation, with those of the origin of a claim."""
        if id == DESK or (id not in self.texts and self.evidence.part(id) != "claims"):
            return None
        if id in self.texts:
            text = self.texts[id]
            source = self.tree["sources"][id]
            rows = [row.text for at in locators for row in text.between(at)] or [row.text for row in text.paragraphs.values()]
            return [*rows, str(source.get("publisher", "")), str(source.get("author", ""))]
        view = self.evidence.claim(id)
        parts = [self._behind(cited.id, cited.locators) for cited in view.sources]
        if not parts or any(part is None for part in parts):
            return None
        origin = [cite for voice in view.voices if voice in self.dossier.origins for cite in self.dossier.origins[voice].cite]
        spoken = [self._behind(one.target or self.evidence.default, one.locators) or [] for one in origin]
        return [row for part in (*parts, *spoken) for row in part or ()]


def _number(part: str) -> object:
    return int(part) if part.isdigit() else part


def _walk(node: yaml.Node, path: str) -> Iterator[tuple[str, int, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, f"{path}/{key.value}" if path else key.value)
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield from _walk(value, f"{path}/{place}")
    else:
        yield path, node.start_mark.index, node.end_mark.index


def folded(text: str) -> str:
    """Return a text without accents and case."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.replace("ı", "i")) if not unicodedata.combining(c)).casefold()


def cited_stretches(path: str, words: str) -> list[tuple[int, int, str]]:
    """Return the stretches of a statement that rest on something, each with the citations of it."""
    if CITED_AS_A_WHOLE.match(path):
        return [(0, len(words), words)]
    out: list[tuple[int, int, str]] = []
    for block in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", words):  # a paragraph
        begin, all_of_it = block.start(), " ".join(CITATION.findall(block[0]))
        for at in CITATION.finditer(words, block.start(), block.end()):
            out.append((begin, at.start(), at[0]))
            begin = at.end()
        if all_of_it:
            out.append((begin, block.end(), all_of_it))
    return out


def statements(case: Case) -> Iterator[tuple[str, int, int, str]]:
    """Yield each stretch of a statement: its path, where it stands, and what it rests on."""
    for path, start, end in case.scalars():
        words = case.text[start:end]
        if STATEMENTS.fullmatch(path) and "@desk" not in words:
            for first, last, cites in cited_stretches(path, words):
                rests = case.rests(path, cites)
                if rests is not None:
                    yield path, start + first, start + last, rests


def number_sites(case: Case) -> list[Site]:
    """Return where numbers stand that can be changed."""
    out = []
    for path, start, end, rests in statements(case):
        words = CITATION.sub(lambda at: "#" * len(at[0]), case.text[start:end])
        months = MONTHS.finditer(words) if not any(sign in rests for sign in FOREIGN) else ()
        out += [Site(start + at.start(), start + at.end(), path, rests) for at in (*NUMBER.finditer(words), *months)]
    for path, start, end in case.scalars():
        words = case.text[start:end]
        rests = case.rests(path, words) if WHEN.fullmatch(path) else None
        if rests is not None and not re.match(r"by|undated|\"?\[", words):
            digits = re.finditer(r"(?<=\d{4}-)\d\d", words.partition("[@")[0])
            out += [Site(start + at.start(), start + at.end(), path, rests) for at in digits]
    return out


def other_number(case: Case, site: Site, chance: random.Random) -> str:
    """Return a number that stands in no text of a source, written like the one at a site."""
    old = case.text[site.start : site.end]
    everything = folded("\n".join(row.text for text in case.texts.values() for row in text.paragraphs.values()))
    if MONTHS.fullmatch(old):
        choice = [month for month in ["January", "July", "August", "November"] if month.casefold() not in everything]
    elif WHEN.fullmatch(site.path):
        choice = [it for it in ("05", "08", "10", "12") if it != old]  # whatever the day, and whether it is day or month
    elif old.isalpha():
        choice = OTHERS.get(old.casefold(), ["fourteen", "nineteen", "twenty", "sixty", "eleven"])
    elif re.match(
        r" (?:January|February|March|April|June|July|August|September|October|November|December)", case.text[site.end :]
    ):
        choice = ["5", "11", "18", "21"]
    else:
        choice = [re.sub(r"\d", lambda at: str(chance.randrange(1, 10)), old) for _ in range(40)]
    fits = [it for it in choice if not re.search(rf"(?<!\w){re.escape(it.casefold())}(?!\w)", everything) and it != old]
    word = chance.choice(fits)
    return word.capitalize() if old[0].isupper() else word


def names_of(dossier: Dossier) -> dict[str, list[str]]:
    """Return the spellings of each actor, person and place."""
    out: dict[str, list[str]] = {}
    for id, actor in dossier.actors.items():
        out[id] = [actor.name, *([actor.short] if actor.short else []), *actor.also]
        for other, person in actor.people.items():
            if isinstance(person.name, str):
                out[other] = [person.name, *([person.short] if person.short else []), *person.also]
    for id, place in dossier.places.items():
        out.setdefault(id, []).extend([place.name, *place.also])
    return out


def name_sites(case: Case) -> list[Site]:
    """Return where known names stand."""
    every = {name for names in names_of(case.dossier).values() for name in names}
    names = sorted(filter(lambda name: name[0].isupper(), every), key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w$-])")
    out = []
    for path, start, end, rests in statements(case):
        words = CITATION.sub(lambda at: "#" * len(at[0]), case.text[start:end])
        out += [Site(start + at.start(), start + at.end(), path, rests) for at in pattern.finditer(words)]
    return out


def other_name(case: Case, site: Site, chance: random.Random) -> str:
    """Return the name of somebody else that stands, in no spelling, in what a site rests on; '' where the one drawn does."""
    there = folded(site.paragraphs)
    old = case.text[site.start : site.end]
    word, names = chance.choice(
        [(name, names) for names in names_of(case.dossier).values() for name in names if name[0].isupper()]
    )
    shapes = [folded(name) for name in names]
    shapes += [shape[:4] for shape in shapes if " " not in shape and len(shape) > 5]  # Turkey, Turkish
    shapes += ["american"] if "united states" in shapes else []
    return "" if old in names or any(re.search(rf"(?<!\w){re.escape(shape)}", there) for shape in shapes) else word


def changed(case: Case, site: Site, word: str) -> tuple[str, int, int]:
    """Return the text with another word at a site, and line and column of that."""
    text = case.text[: site.start] + word + case.text[site.end :]
    line = text.count("\n", 0, site.start) + 1
    return text, line, site.start - text.rfind("\n", 0, site.start)


def raqqa(path: Path) -> Case:
    """Return the sample with one source, with that source's text."""
    text, _ = pinned(path.read_bytes(), path.name)
    assert text is not None
    return Case(HERE.parent / "sources" / "raqqa.yaml", {"mee": text})


def suez() -> Case:
    """Return the sample with many sources, with the texts that were invented for them."""
    texts: dict[str, PinnedText] = {}
    for part in re.split(r"^== ", (HERE / "articles" / "suez.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        id, _, body = part.partition("\n")
        text, problems = pinned(body.encode(), f"{id}.txt")
        assert text is not None
        assert not problems
        texts[id] = text
    return Case(HERE.parent / "sources" / "suez.yaml", texts)
