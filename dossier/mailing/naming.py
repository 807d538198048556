"""What the attachment is called: topic, date, edition and marking in, a short ASCII name that every mail program keeps out."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import Final

from dossier.mailing.recipients import RED
from dossier.model import Facts

LONGEST: Final = 60
UNNAMED: Final = "brief"
# letters that no decomposition takes apart
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h"})


def attachment_name(facts: Facts, path: str, sealed: bool) -> str:
    """Return `topic_date_version_marking.pdf`, 60 characters at most: letters, digits, hyphens, underscores and nothing else.

    The topic is the dossier's id, else its title, else its file's name. A name is read by whoever sees the mail: of a brief that
    is encrypted, or marked TLP:RED, it tells the id alone.
    """
    titles = () if is_discreet(facts, sealed) else (facts.title, os.path.splitext(os.path.basename(path))[0])
    topic = next((slug for text in (facts.id, *titles) if (slug := _slug(text))), UNNAMED)
    day = cut_off_day(facts)
    edition = f"v{facts.edition}" if facts.edition is not None else ""
    tail = "_".join(part for part in (day, edition, facts.marking.replace(":", "-").replace("+", "-")) if part)
    room = LONGEST - len(f"_{tail}.pdf")
    return f"{topic[: max(room, 1)].rstrip('-')}_{tail}.pdf"


def is_discreet(facts: Facts, sealed: bool) -> bool:
    """Say whether subject and file name, which everybody on the way can read, must not tell what the brief is called."""
    return sealed or facts.marking == RED


def cut_off_day(facts: Facts) -> str:
    """Return the day of the cut-off as YYYY-MM-DD; '' where there is none, or it isn't known to the day."""
    day = facts.as_of.date.edtf if facts.as_of else ""
    return day if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) else ""


def _slug(text: str) -> str:
    """Return the ASCII letters and digits of a text in lower case, with a hyphen between words."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
