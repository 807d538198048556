"""The scales that likelihood words are taken from: the two rows of ICD 203 (2015), and the PHIA probability yardstick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dossier.tuples import NamedTuple


class Term(NamedTuple):
    """One step of a scale: its words, the usual one first, and the range of probability as it prints."""

    words: Sequence[str]
    range: str


_ICD_RANGES: Final = ("1–5 %", "5–20 %", "20–45 %", "45–55 %", "55–80 %", "80–95 %", "95–99 %")
_ROW_1: Final = (
    ("almost no chance",),
    ("very unlikely",),
    ("unlikely",),
    ("roughly even chance",),
    ("likely",),
    ("very likely",),
    ("almost certain", "almost certainly"),
)
_ROW_2: Final = (
    ("remote",),
    ("highly improbable",),
    ("improbable", "improbably"),
    ("roughly even odds",),
    ("probable", "probably"),
    ("highly probable",),
    ("nearly certain",),
)
_PHIA: Final = (
    Term(("remote chance",), "up to 5 %"),
    Term(("highly unlikely",), "10–20 %"),
    Term(("unlikely",), "25–35 %"),
    Term(("realistic possibility",), "40 to under 50 %"),
    Term(("likely", "probable", "probably"), "55–75 %"),
    Term(("highly likely",), "80–90 %"),
    Term(("almost certain", "almost certainly"), "95 % and over"),
)
SCALES: Final[Mapping[str, Sequence[Term]]] = {
    "icd203 row 1": tuple(Term(words, reach) for words, reach in zip(_ROW_1, _ICD_RANGES, strict=True)),
    "icd203 row 2": tuple(Term(words, reach) for words, reach in zip(_ROW_2, _ICD_RANGES, strict=True)),
    "phia": _PHIA,
}
NAMES: Final[Mapping[str, str]] = {"icd203 row 1": "ICD 203, row 1", "icd203 row 2": "ICD 203, row 2", "phia": "PHIA yardstick"}
