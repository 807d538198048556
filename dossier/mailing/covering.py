"""A dossier and the PDF made of it -> the subject and the plain text of its covering mail."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from dossier.dates import words as date_words
from dossier.inline import Prose
from dossier.mailing.naming import cut_off_day, is_discreet
from dossier.mailing.recipients import ENCODED, unfit
from dossier.model import Dossier, Facts
from dossier.problems import DossierError, Problem, error
from dossier.saying.typography import typographic
from dossier.saying.wording import Wording, wording
from dossier.tuples import NamedTuple

MOST_WORDS: Final = 150
MOST_QUESTIONS: Final = 3
LONGEST_SUBJECT: Final = 200


class Attachment(NamedTuple):
    """The PDF as it is attached, its name and pages; `sealed` says that it opens with a password only."""

    contents: bytes
    name: str
    pages: int
    sealed: bool


def check_words(dossier: Dossier, topic: str, note: str) -> None:
    """Refuse words that no header or text can hold, and a subject with a marking of its own; raise DossierError with all."""
    facts, mail = dossier.facts, dossier.mail
    own = mail.subject if mail and mail.subject else None
    written = [
        ("--subject", topic, None, True),
        ("--note", note, None, False),
        ("mail.subject", own, mail.place_of("subject") if mail else None, True),
        ("dossier.title", "" if own else facts.title, facts.place_of("title"), True),
        ("dossier.banner", facts.banner, facts.place_of("banner"), True),
    ]
    problems: list[Problem] = []
    for origin, text, span, heads in written:
        if why := _unfit_words(text or "", heads):
            problems.append(error(f"{origin}: {why}", span, name="mail-words"))
    if problems:
        raise DossierError(problems)


def _unfit_words(text: str, heads: bool) -> str:
    """Say what is wrong with words of a text, or of a subject (`heads`); '' where nothing is."""
    if unfit(text):
        return "holds a line break, or another character that a mail can't hold there"
    if heads and len(text) > LONGEST_SUBJECT:
        return f"is longer than {LONGEST_SUBJECT} characters, which is no subject; `mail: subject:` or --subject shortens it"
    if heads and ENCODED in text:
        return f"holds {ENCODED!r}, which mail programs take for the beginning of encoded words"
    if heads and re.search(r"\bTLP:", text, re.IGNORECASE):
        return "bears a marking, which is put before it from the dossier's `marking`"
    return ""


class Cover:
    """The words round a brief. `drafts` counts its open checks; `topic` and `note` stand before those of the dossier."""

    def __init__(self, dossier: Dossier, attached: Attachment, drafts: int, topic: str = "", note: str = "") -> None:
        self._dossier, self._facts, self._attached = dossier, dossier.facts, attached
        self._words: Wording = wording(dossier.facts.language)
        self._drafts, self._topic, self._note = drafts, topic, note

    def subject(self) -> str:
        """Return `[TLP:AMBER] Place: event - dossier v1, 17 Feb 2017`."""
        facts, words = self._facts, self._words
        mail = self._dossier.mail
        title = "" if is_discreet(facts, self._attached.sealed) else facts.title
        edition = words["mail.document"] if facts.edition is None else words["mail.edition"].format(facts.edition)
        details = ", ".join(part for part in (edition, words["mail.draft"] if self._drafts else "", self._day()) if part)
        topic = self._topic or (mail.subject if mail and mail.subject else title)
        labels = " ".join(f"[{label}]" for label in (facts.marking, facts.banner) if label)
        return f"{labels} {' - '.join(part for part in (topic, details) if part)}"

    def text(self) -> str:
        """Return the text, a paragraph a line: its program breaks the lines. Marking first and last, 150 words if they suffice.

        What an encrypted brief says stays out of it: bottom line and questions are read in the attachment alone.
        """
        before, after = self._before(), self._after()
        room = MOST_WORDS - sum(len(paragraph.split()) for paragraph in (*before, *after))
        questions = [] if self._attached.sealed else self._questions(room)
        return "\n\n".join((*before, *questions, *after)) + "\n"

    def _before(self) -> list[str]:
        """Return what stands before the open questions."""
        words, dossier, drafts = self._words, self._dossier, self._drafts
        cut_off = _cut_off(self._facts, words)
        hidden = self._attached.sealed
        paragraphs = (
            self._label(),
            words.count("draft", drafts).format(drafts) + "." if drafts else "",
            self._prose(dossier.bottom_line) if dossier.bottom_line and not hidden else "",
            words["mail.as-of"].format(cut_off) if cut_off else "",
        )
        return [paragraph for paragraph in paragraphs if paragraph]

    def _after(self) -> list[str]:
        """Return what stands behind them: note, attachment, handling, contact."""
        words, facts, attached = self._words, self._facts, self._attached
        mail = self._dossier.mail
        note = self._note or (self._prose(mail.note) if mail and mail.note else "")
        pages = words.labels["page" if attached.pages == 1 else "pages"]
        size = f"{len(attached.contents) / 1000:,.0f} KB"
        contact = ", ".join(part for part in (facts.issuer, facts.contact) if part)
        file = [
            words["mail.attached"].format(attached.name, attached.pages, pages, size),
            words["mail.sha256"].format(sha256(attached.contents).hexdigest()),
            words["mail.password"] if attached.sealed else "",
        ]
        handling = [
            words["mail.handling"].format(facts.marking, words.tlp[facts.marking]),
            words["mail.contact"].format(contact) if contact else "",
        ]
        paragraphs = (note, *("\n".join(filter(None, lines)) for lines in (file, handling)), self._label())
        return [paragraph for paragraph in paragraphs if paragraph]

    def _questions(self, room: int) -> list[str]:
        """Return the first questions that are open, as many as there is room for, three at most."""
        words = self._words
        asked = [self._line(it.ask) for it in self._dossier.questions.values() if it.status != "closed"]
        for count in range(min(MOST_QUESTIONS, len(asked)), 0, -1):
            head = words.count("mail.questions", len(asked)).format(count, len(asked))
            paragraph = "\n".join((head, *(f"- {question}" for question in asked[:count])))
            if len(paragraph.split()) <= room:
                return [paragraph]
        return []

    def _label(self) -> str:
        """Return the marking, and the banner behind it."""
        return " · ".join(label for label in (self._facts.marking, self._facts.banner) if label)

    def _day(self) -> str:
        """Return the day of the cut-off: 17 Feb 2017; less where less is known."""
        if day := cut_off_day(self._facts):
            year, month, number = day.split("-")
            return f"{int(number)} {self._words['mail.months'].split()[int(month) - 1]} {year}"
        return date_words(self._facts.as_of.date, self._words.dates) if self._facts.as_of else ""

    def _prose(self, prose: Prose) -> str:
        """Return author text without its marks, quotation marks set, the address of a link behind its words."""
        runs = prose.runs
        said = typographic([run.text for run in runs], self._words.marks, [run.style == "code" for run in runs])
        out = []
        for words, run, after in zip(said, runs, (*runs[1:], None), strict=True):
            ends = run.link and not run.link.startswith("#") and (after is None or after.link != run.link)
            out.append(f"{words} <{run.link}>" if ends and words != run.link else words)
        return "".join(out).strip()

    def _line(self, text: str) -> str:
        return typographic([text], self._words.marks)[0]


def _cut_off(facts: Facts, words: Wording) -> str:
    """Return the information cut-off with its time and zone; '' where there is none."""
    if facts.as_of is None:
        return ""
    day = date_words(facts.as_of.date, words.dates)
    return f"{day}, {facts.as_of.time} {facts.as_of.zone}".rstrip() if facts.as_of.time else day
