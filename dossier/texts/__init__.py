"""The text of a source, pinned: a file in; its paragraphs out, each under the label by which it is cited."""

from __future__ import annotations

from dossier.texts.labelling import labelled, written
from dossier.texts.loading import load, pinned, text_of
from dossier.texts.pinned import Labelled, PinnedText

__all__ = ["Labelled", "PinnedText", "labelled", "load", "pinned", "text_of", "written"]
