"""Write the beginning of a dossier: every part once, in block style, with the schema that an editor reads beside it."""

from __future__ import annotations

import re
from typing import Final

from dossier import files

SCHEMA_NAME: Final = "dossier.schema.json"
LIMIT: Final = 1 << 20


def is_id(text: str) -> bool:
    """Say whether this can be the id of a dossier."""
    return re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", text) is not None


def dossier_text(id: str, title: str | None = None) -> str:
    """Return the text of a new dossier, whose cut-off is now (UTC)."""
    from json import dumps
    from time import gmtime, strftime

    now = gmtime()
    words = title or id.replace("-", " ").capitalize()
    values = {
        "TITLE": dumps(words, ensure_ascii=False),  # a string of JSON is a string of YAML
        "AS_OF": strftime("%Y-%m-%d %H:%M UTC", now),
        "TODAY": strftime("%Y-%m-%d", now),
        "SCHEMA": SCHEMA_NAME,
    }
    text = files.read(files.data("scaffold.yaml"), LIMIT).decode("utf-8")
    return re.sub(r"\{\{([A-Z_]+)\}\}", lambda mark: values[mark[1]], text)


def schema_text() -> str:
    """Return the JSON Schema of dossiers, as it is written beside them."""
    from json import dumps

    from dossier.schema import json_schema

    return dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
