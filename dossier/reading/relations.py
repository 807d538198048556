"""Relations in one line or in long form, and the positions of parties."""

from __future__ import annotations

import re
from typing import Final

from dossier.fields import Kind
from dossier.ids import ID_FORM, id_like
from dossier.inline import Prose
from dossier.model import NOT_STATED, PARTIES, PROSE, RELATION_VERBS, Positions, Ref, Relation, listed, ref
from dossier.reading.context import BAD, Bad, Reading, shorten
from dossier.reading.longforms import RelationForm
from dossier.reading.nodes import MAP, SCALAR, Node
from dossier.reading.pieces import Piece, evidence, first_comma, nothing_after, short_text
from dossier.reading.printable import author_text
from dossier.reading.records import read_fields, read_list
from dossier.reading.scalars import bad_reference

_TOKEN: Final = re.compile(r"\"[^\"]*\"|“[^”]*”|\+|[^\s+\"“]+|\S")
_MARKS: Final = {'"': '"', "“": "”"}


def read_party(reading: Reading, node: Node, kind: Kind[Ref | str]) -> Ref | str | Bad:
    """Read an id, or a phrase for somebody who has none -> Ref | str."""
    if node.kind == SCALAR and ID_FORM.fullmatch(node.value):
        return Ref(node.value, node.span)
    text = author_text(reading, node, kind)
    return BAD if text is BAD else text.strip('"“”')


def read_relation(reading: Reading, node: Node, kind: Kind[Relation]) -> Relation | Bad:
    """Read `subject + "phrase" verb object, detail [@evidence]`, or its long form -> Relation."""
    if node.kind == MAP:
        form = read_fields(reading, node, RelationForm, node.span)
        if not (form.parties and form.does and form.to):
            return BAD
        return Relation(form.parties, form.does, form.to, form.detail, form.cite, form.status, form.see, node.span)
    whole = short_text(reading, node, kind)
    split = whole and evidence(reading, whole)
    if not split or not nothing_after(reading, split[0], split[2]):
        return BAD
    head, cites, _ = split
    comma = first_comma(head.text, 0, _MARKS)
    core, detail = (head.part(0, comma), head.part(comma + 1).text) if comma >= 0 else (head, "")
    clause = _Clause(reading, core).read()
    return BAD if clause is None else Relation(*clause, detail, cites, "stated", None, node.span)


class _Clause:
    """Subject, verb and object of a relation, read word by word."""

    def __init__(self, reading: Reading, core: Piece) -> None:
        self.reading = reading
        self.end = core.part(max(0, len(core.text) - 1))
        self.words = [core.part(m.start(), m.end()) for m in _TOKEN.finditer(core.text)]
        self.at = 0

    def read(self) -> tuple[tuple[Ref | str, ...], str, tuple[Ref | str, ...]] | None:
        """Return parties, verb, parties; None where it can't be read."""
        subject = self.parties("who does it")
        verb = subject and self.verb()
        other = verb and self.parties("whom it concerns")
        if not (subject and verb and other):
            return None
        if self.at < len(self.words):
            hint = "join parties with +; what else has to be said follows a comma"
            self.fail(f"'{self.words[self.at].text}' is left over", hint)
            return None
        return subject, verb, other

    def fail(self, message: str, hint: str | None) -> None:
        """Tell an error at the word where reading stands."""
        span = self.words[self.at].span() if self.at < len(self.words) else self.end.span(1)
        self.reading.bad(message, span, hint, "bad-relation")

    def parties(self, wanted: str) -> tuple[Ref | str, ...] | None:
        """Read ids and phrases joined by +."""
        found: list[Ref | str] = []
        while True:
            word = self.words[self.at] if self.at < len(self.words) else None
            party = self.party(word) if word else None
            if party is None:
                said = f", not '{shorten(word.text)}'" if word else ""
                hint = 'an id, or a phrase in quotes: "its allies, not named"'
                if word and (like := id_like(word.text)) and like not in RELATION_VERBS:
                    hint = f'write the id: {like}, or a phrase in quotes: "its allies, not named"'
                if word and word.text in _MARKS:
                    hint = "close the quotation mark"
                self.fail(f"{wanted} is wanted here{said}", hint)
                return None
            found.append(party)
            self.at += 1
            if self.at >= len(self.words) or self.words[self.at].text != "+":
                return tuple(found)
            self.at += 1

    def party(self, word: Piece) -> Ref | str | None:
        """Read an id or a phrase in quotes; None where it is neither."""
        if word.text[0] in _MARKS:
            return word.text[1:-1].strip() or None
        return Ref(word.text, word.span()) if ID_FORM.fullmatch(word.text) and word.text not in RELATION_VERBS else None

    def verb(self) -> str | None:
        """Read a verb of the list."""
        if self.at >= len(self.words):
            self.fail("a verb is wanted after the first party", "sdf fights is-group")
            return None
        word = self.words[self.at].text
        if word not in RELATION_VERBS:
            words = [it.text for it in self.words[self.at : self.at + 4]]
            joined = ("-".join(words[first:last]) for first in (0, 1) for last in (2, 3, 4))  # is part of; designates terrorist
            spelt = next((verb for verb in joined if verb in RELATION_VERBS), "")
            hint = f"write {spelt}" if spelt else self.reading.suggest(word, RELATION_VERBS)
            self.fail(f"'{shorten(word)}' is no verb of the list", hint)
            return None
        self.at += 1
        return word


# Positions --------------------------------------------------------------------------------------------------------------
def read_positions(reading: Reading, node: Node, kind: Kind[Positions]) -> Positions | Bad:
    """Read a map from party to position, with `not stated` for those who have said nothing; or `not stated` for all."""
    if node.kind != MAP:
        if node.value == NOT_STATED.words:
            return Positions((), (), True)
        if node.kind == SCALAR and not node.partial:
            message = f"positions by party are wanted here, not '{shorten(node.value)}'"
            return reading.bad(message, node.span, "write `not stated` where no party has said anything", "wrong-type")
        return reading.wrong(node, kind)
    stated: list[tuple[Ref, Prose]] = []
    silent: tuple[Ref, ...] = ()
    for key, child in node.items:
        if key.value == NOT_STATED.words:
            silent = read_list(reading, child, listed(ref(*PARTIES)))
        elif not ID_FORM.fullmatch(key.value):
            bad_reference(reading, key.value, key.span)
        elif (said := reading.value(child, PROSE)) is not BAD:
            stated.append((Ref(key.value, key.span), said))
    return Positions(tuple(stated), silent, False)
