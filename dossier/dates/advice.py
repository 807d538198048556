"""How a date that can't be read is written instead."""

from __future__ import annotations

import re

WANTED = "write 2017-02-17, 2017-02, 2017, or words: about 2016-10, since 2016-10, by 2017-02-17, as of 2017-02-17, undated"
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def advice(words: str) -> str:
    """Say how a date in another form is written here."""
    year_first = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", words)
    if year_first:
        return f"write {_joined(*year_first.groups())}"
    if re.fullmatch(r"\d{8}", words):
        return f"write {words[:4]}-{words[4:6]}-{words[6:]}"
    numbers = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})", words)
    if numbers:
        return _numeric_hint(int(numbers.group(1)), int(numbers.group(3)), numbers.group(4))
    named = _named_hint(words)
    if named:
        return named
    if re.search(r"\du|unknown|open|\)", words):
        return "that is a draft of EDTF from before 2018: write 201X, 2017-02-XX, 2016-10/.. or undated"
    if re.search(r"\dT\d|\d \d\d?:\d\d", words):
        return "only dossier.as_of takes a time of day"
    return WANTED


def _joined(year: str, month: str, day: str | None) -> str:
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def _numeric_hint(first: int, second: int, year: str) -> str:
    """Say what a date with its year at the end may mean."""
    forms = [
        f"{year}-{m:02}-{d:02}" for d, m in dict.fromkeys(((first, second), (second, first))) if 1 <= m <= 12 and 1 <= d <= 31
    ]
    return f"write {' or '.join(forms)}: year, month, day" if forms else WANTED


def _named_hint(words: str) -> str:
    """Say how a date with the name of its month is written here; '' where it has none."""
    parts = re.findall(r"\d+|[A-Za-z]{3,}", words)
    months = [_MONTH_NAMES.index(p[:3].lower()) + 1 for p in parts if p[:3].lower() in _MONTH_NAMES]
    years = [p for p in parts if len(p) == 4 and p.isdigit()]
    days = [p for p in parts if len(p) <= 2]
    if len(months) != 1 or len(years) != 1 or len(days) > 1:
        return ""
    return f"write {_joined(years[0], str(months[0]), days[0] if days else None)}"
