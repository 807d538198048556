"""Write the beginning of a dossier: every part once, in block style, with the schema that an editor reads beside it."""

from __future__ import annotations

import re
from typing import Final

from dossier import files
from dossier.ids import ID_FORM

SCHEMA_NAME: Final = "dossier.schema.json"
LIMIT: Final = 1 << 20


def is_id(text: str) -> bool:
    """Say whether this can be the id of a dossier."""
    return ID_FORM.fullmatch(text) is not None


def title_of(id: str) -> str:
    """Return what stands for a title until a person has written one."""
    return f"TODO: {id.replace('-', ' ').capitalize()}"


def now() -> str:
    """Return the minute that it is, as a cut-off is written (UTC)."""
    from time import gmtime, strftime

    return strftime("%Y-%m-%d %H:%M UTC", gmtime())


def dossier_text(id: str, title: str | None = None) -> str:
    """Return the text of a new dossier, whose cut-off is now (UTC)."""
    from json import dumps

    as_of = now()
    values = {
        "ID": id,
        "TITLE": dumps(title_of(id) if title is None else title, ensure_ascii=False),  # a string of JSON is a string of YAML
        "AS_OF": as_of,
        "SCHEMA": SCHEMA_NAME,
    }
    text = files.read(files.data("scaffold.yaml"), LIMIT).decode("utf-8")
    return re.sub(r"\{\{([A-Z_]+)\}\}", lambda mark: values[mark[1]], text)


def ids_in(text: str) -> list[str]:
    """Return all that may be an id in a new dossier: the keys that stand alone in their lines."""
    return re.findall(r"^ +([a-z][a-z0-9-]*):$", text, re.MULTILINE)


def with_sources(text: str, part: str, default: str) -> str:
    """Return a new dossier with another part `sources:`, of which `default` is the source that bare numbers mean."""
    before, sources, rest = re.split(r"^(sources:\n(?:(?: .*)?\n)+)", text, maxsplit=1, flags=re.MULTILINE)
    (former,) = re.findall(r"^  ([a-z-]+):$", sources, re.MULTILINE)
    return f"{before.replace(f'source: {former} ', f'source: {default} ', 1)}{part}\n{rest}"


def schema_text() -> str:
    """Return the JSON Schema of dossiers, as it is written beside them."""
    from json import dumps

    from dossier.reading.schema import json_schema

    return dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
