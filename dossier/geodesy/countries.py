"""What people call countries -> the names of the base map: `the UK`, `Syria and Iraq`, `Türkiye`; whose its territories are."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final

LONGEST: Final = 8  # words of a name
_MARKS: Final = re.compile(r"[,;/()\[\]]")
# Other names, in lower case without `the`; of none but what the base map calls otherwise
OTHERWISE: Final[Mapping[str, str]] = {
    "america": "United States of America",
    "bosnia": "Bosnia and Herzegovina",
    "britain": "United Kingdom",
    "burma": "Myanmar",
    "cape verde": "Cabo Verde",
    "congo brazzaville": "Congo",
    "congo kinshasa": "Democratic Republic of the Congo",
    "congo-brazzaville": "Congo",
    "congo-kinshasa": "Democratic Republic of the Congo",
    "cote d'ivoire": "Côte d’Ivoire",
    "czech republic": "Czechia",
    "democratic people's republic of korea": "North Korea",
    "democratic republic of congo": "Democratic Republic of the Congo",
    "dprk": "North Korea",
    "dr congo": "Democratic Republic of the Congo",
    "drc": "Democratic Republic of the Congo",
    "east timor": "Timor-Leste",
    "emirates": "United Arab Emirates",
    "england": "United Kingdom",
    "federated states of micronesia": "Micronesia",
    "gaza": "Palestine",
    "gaza strip": "Palestine",
    "great britain": "United Kingdom",
    "holland": "Netherlands",
    "holy see": "Vatican",
    "islamic republic of iran": "Iran",
    "ivory coast": "Côte d’Ivoire",
    "korea": "South Korea",
    "ksa": "Saudi Arabia",
    "lao pdr": "Laos",
    "macau": "Macao",
    "macedonia": "North Macedonia",
    "malvinas": "Falkland Islands",
    "northern ireland": "United Kingdom",
    "occupied palestinian territory": "Palestine",
    "palestinian territories": "Palestine",
    "palestinian territory": "Palestine",
    "people's republic of china": "China",
    "prc": "China",
    "republic of china": "Taiwan",
    "republic of congo": "Congo",
    "republic of cyprus": "Cyprus",
    "republic of ireland": "Ireland",
    "republic of korea": "South Korea",
    "republic of the congo": "Congo",
    "rok": "South Korea",
    "russian federation": "Russia",
    "sadr": "Western Sahara",
    "sahrawi arab democratic republic": "Western Sahara",
    "saint martin": "St-Martin",
    "scotland": "United Kingdom",
    "state of palestine": "Palestine",
    "swaziland": "Eswatini",
    "syrian arab republic": "Syria",
    "são tomé and príncipe": "São Tomé and Principe",
    "the bahamas": "Bahamas",
    "the gambia": "Gambia",
    "trinidad": "Trinidad and Tobago",
    "turkish republic of northern cyprus": "Northern Cyprus",
    "turkiye": "Turkey",
    "türkiye": "Turkey",
    "u.k.": "United Kingdom",
    "u.s.": "United States of America",
    "uae": "United Arab Emirates",
    "uk": "United Kingdom",
    "united states": "United States of America",
    "us": "United States of America",
    "usa": "United States of America",
    "vatican city": "Vatican",
    "viet nam": "Vietnam",
    "wales": "United Kingdom",
    "west bank": "Palestine",
    "zaire": "Democratic Republic of the Congo",
}
# What the base map draws by itself though nobody disputes whose it is
TERRITORIES: Final[Mapping[str, str]] = {
    "Akrotiri": "United Kingdom",
    "American Samoa": "United States of America",
    "Anguilla": "United Kingdom",
    "Aruba": "Netherlands",
    "Ashmore and Cartier Islands": "Australia",
    "Bermuda": "United Kingdom",
    "British Virgin Islands": "United Kingdom",
    "Cayman Islands": "United Kingdom",
    "Clipperton Island": "France",
    "Cook Islands": "New Zealand",
    "Coral Sea Islands": "Australia",
    "Curaçao": "Netherlands",
    "Dhekelia": "United Kingdom",
    "Faroe Islands": "Denmark",
    "French Polynesia": "France",
    "French Southern and Antarctic Lands": "France",
    "Greenland": "Denmark",
    "Guam": "United States of America",
    "Guernsey": "United Kingdom",
    "Heard Island and McDonald Islands": "Australia",
    "Hong Kong": "China",
    "Indian Ocean Territories": "Australia",
    "Isle of Man": "United Kingdom",
    "Jersey": "United Kingdom",
    "Macao": "China",
    "Montserrat": "United Kingdom",
    "New Caledonia": "France",
    "Niue": "New Zealand",
    "Norfolk Island": "Australia",
    "Northern Mariana Islands": "United States of America",
    "Pitcairn Islands": "United Kingdom",
    "Puerto Rico": "United States of America",
    "Saint Helena": "United Kingdom",
    "Saint Pierre and Miquelon": "France",
    "Sint Maarten": "Netherlands",
    "St-Barthélemy": "France",
    "St-Martin": "France",
    "Turks and Caicos Islands": "United Kingdom",
    "US Minor Outlying Islands": "United States of America",
    "US Virgin Islands": "United States of America",
    "Wallis and Futuna": "France",
    "Åland": "Finland",
}
# Names of former days, with what has come of them
FORMER: Final[Mapping[str, str]] = {
    "soviet union": "Russia, Ukraine, Belarus, Estonia, Latvia, Lithuania, Moldova, Georgia, Armenia, Azerbaijan, Kazakhstan, "
    "Uzbekistan, Turkmenistan, Kyrgyzstan, Tajikistan",
    "ussr": "Russia, Ukraine, Belarus, Estonia, Latvia, Lithuania, Moldova, Georgia, Armenia, Azerbaijan, Kazakhstan, "
    "Uzbekistan, Turkmenistan, Kyrgyzstan, Tajikistan",
    "yugoslavia": "Serbia, Croatia, Slovenia, Bosnia and Herzegovina, Montenegro, North Macedonia, Kosovo",
    "serbia and montenegro": "Serbia, Montenegro, Kosovo",
    "czechoslovakia": "Czechia, Slovakia",
    "east germany": "Germany",
    "west germany": "Germany",
    "united arab republic": "Egypt, Syria",
}
# What lies in one country and is let to another
LET: Final[Mapping[str, str]] = {"Baikonur": "Kazakhstan, Russia", "USNB Guantanamo Bay": "Cuba, United States of America"}


def names_of(names: Iterable[str]) -> dict[str, str]:
    """Return the names of the base map by what people call them, in lower case."""
    return {**OTHERWISE, **{name.replace("’", "'").lower(): name for name in names if name}}


def named_in(said: str, called: Mapping[str, str]) -> list[str]:
    """Return which countries are meant by what is said of the country of a place, in its order; `called` is that of `names_of`.

    Of names within each other the longest counts: `South Sudan` is not Sudan.
    """
    words = _MARKS.sub(" ", said.replace("’", "'")).lower().split()
    return list(dict.fromkeys(called[name] for name in _found(words, called)))


def _found(words: Sequence[str], called: Container[str]) -> Iterator[str]:
    """Yield the longest names among words, from left to right."""
    start = 0
    while start < len(words):
        ends = (end for end in range(min(len(words), start + LONGEST), start, -1) if " ".join(words[start:end]) in called)
        end = next(ends, None)
        if end is not None:
            yield " ".join(words[start:end])
        start = end or start + 1
