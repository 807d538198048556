"""Words that no line parts though a space stands between them: a title and a name, a number and its unit, a day and its month.

Nothing is put in the place of the space: it stretches as others do, and whoever copies the text gets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final


def _said(words: str, before: str, after: str) -> frozenset[str]:
    """Return words as they stand in a text, with the punctuation that may touch them on either side."""
    return frozenset(b + word + a for word in words.split() for b in ("", *before) for a in ("", *after))


_BEFORE, _AFTER = "([“‘«„", ".,;:!?)]”’»"
_MONTHS: Final = _said(
    "January February March April May June July August September October November December "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "Januar Jänner Februar März Mai Juni Juli Oktober Dezember "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre",
    "",
    _AFTER,
)
_UNITS: Final = _said(
    "% ‰ ° °C °F mm cm m km km² m² ha g kg t l kW MW GW kWh MWh GWh Hz kHz MHz GHz bn mn kn nm pt UTC GMT "
    "metres meters kilometres kilometers miles feet hectares tonnes tons barrels percent per pour "
    "hundred thousand million millions billion trillion dollars euros pounds roubles rubles lira "
    "mètres kilomètres milliards Meter Kilometer Prozent Tausend Million Millionen Milliarden "
    "metros kilómetros millones metri chilometri milioni miliardi mila a.m. p.m. BCE BC CE",
    "",
    _AFTER,
)
_TITLES: Final = _said(
    "Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Prof Prof. Sir Dame Lady Lord St St. Capt. Col. Gen. Maj. Lt Lt. Sgt Sgt. Cpl Cpl. Adm. Cmdr. "
    "Brig. Sen. Rep. Gov. Captain Colonel General Major Lieutenant Sergeant Corporal Private Admiral Commodore Commander "
    "Brigadier Marshal President Minister Secretary Ambassador Chancellor Governor Senator Judge Justice King Queen Prince "
    "Princess Emir Sultan Pope Bishop Archbishop Rabbi Sheikh Sheik Imam Mullah Ayatollah Professor Doctor "
    "M. MM. Mme Mlle capitaine colonel général président ministre "
    "Herr Herrn Frau Hauptmann Oberst Präsident Kanzler Kanzlerin "
    "Sr. Sra. capitán coronel general presidente sig. signor signora capitano colonnello generale",
    _BEFORE,
    "",
)
_MARKS: Final = _said(
    "¶ ¶¶ § §§ p. pp. para. paras. para paras No. Nos. no. nos. Nr. n° nº art. Art. fig. Fig. S. c. ca.", _BEFORE, ""
)
BOUND: Final = _MONTHS | _UNITS | _TITLES | _MARKS
"""A text with none of these words in it has no bonds."""


def bound(words: Sequence[str]) -> set[int]:
    """Return the places of the words that stay on the line of the word before."""
    return {place for place, (before, word) in enumerate(pairwise(words), 1) if word and before and _holds(before, word)}


def _holds(before: str, word: str) -> bool:
    if before in _TITLES:
        return word[0].isupper()
    if before in _MARKS or before in _MONTHS:
        return word[0].isdigit()
    return before[-1].isdigit() and (word in _UNITS or word in _MONTHS)
