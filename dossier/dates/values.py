"""What a date is once it is read, its order, and how it is written."""

from __future__ import annotations

from dossier.tuples import NamedTuple


class PartialDate(NamedTuple):
    """A day, month, year or interval, perhaps approximate or uncertain (EDTF level 0 and 1, and level 2 one-of sets).

    `edtf` is the normal form; `earliest` and `latest` are proleptic ordinals of days (1 = 1 January 1), the bounds of what is
    meant; an open end is None.
    """

    edtf: str
    earliest: int | None
    latest: int | None


class When(NamedTuple):
    """When something was so: `word` is '' (at), 'since', 'by' (no later than), 'as of' (a state), or 'undated'.

    The date of an undated one is the bound before which it was; it has none where even that isn't known.
    """

    word: str
    date: PartialDate | None
    about: bool


def sort_key(when: When) -> tuple[int, int]:
    """Return the key that puts dates in order: what is earliest first, at the same day the longer stretch, undated before all."""
    if when.word == "undated" or when.date is None:
        return 0, 0
    earliest, latest = when.date.earliest, when.date.latest
    start = earliest if earliest is not None else latest or 0
    return start, -(latest if latest is not None else 10_000_000)


def is_state(when: When) -> bool:
    """Say whether this dates a state of things (`as of`, `since`) and not an event."""
    return when.word in ("as of", "since")


def written(when: When) -> str:
    """Return the date as an analyst writes it: what `parse_when` reads back to the same value."""
    if when.date is None:
        return "undated"
    word = "undated, before" if when.word == "undated" else when.word
    return " ".join(part for part in (word, "about" if when.about else "", when.date.edtf) if part)
