"""The pictures of a dossier, and the issuer's logo -> figures with what stands at them: number, caption, credit, source."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.blocks import Block, Blocks, Figure, Paragraph, Run, Text, plain, text
from dossier.figures.drawing.sketch import Sketch
from dossier.figures.picture.loaded import Raster
from dossier.model import Image
from dossier.saying.homes import home
from dossier.saying.phrases import Phrases
from dossier.tuples import NamedTuple


class Picture(NamedTuple):
    """A picture to be placed: its pixels or lines, the id that warnings call it by, and the height it is to have, in points.

    A height of 0 leaves that to the pixels and the room.
    """

    picture: Raster | Sketch
    id: str
    height: float = 0.0


def images_in(phrases: Phrases, section: str, pictures: Mapping[str, Raster | Sketch]) -> Blocks:
    """Return the pictures that stand at the end of a section."""
    out: list[Block] = []
    for id, image in phrases.dossier.images.items():
        if home(phrases, image.section) == section:
            out += _image(phrases, id, image, pictures.get(id))
    return tuple(out)


def _image(phrases: Phrases, id: str, image: Image, picture: Raster | Sketch | None) -> list[Block]:
    """Say one picture. One that was not loaded, or that the style doesn't want, is told in words, so that nothing is lost."""
    alt, title, anchor = plain(phrases.line(image.alt)), _title(phrases, image), f"image-{id}"
    if picture is None or not phrases.style.role("image").show:
        told = text(f"{phrases.words['images.told']} {alt}")
        return [Paragraph(title, "caption", anchor), Paragraph(told, "caption")]
    return [Figure("picture", Picture(picture, id), alt, title, "image", anchor)]


def _title(phrases: Phrases, image: Image) -> Text:
    """Say caption with its source, and credit."""
    caption, credit = phrases.prose(image.caption), _sentence(phrases.line(image.credit))
    parts = (caption, phrases.after(credit, image.cite)) if credit else (phrases.after(caption, image.cite), ())
    return phrases.series(parts, " ")


def _sentence(words: Text) -> Text:
    """End words with a full stop where they have no end of their own."""
    return words if not words or plain(words).endswith((".", "?", "!", "…")) else (*words, Run("."))


def logo(phrases: Phrases, raster: Raster | Sketch) -> Figure:
    """Return the logo that the style has, with whose it is."""
    words, issuer = phrases.words, phrases.dossier.facts.issuer
    alt = words["images.logo"].format(issuer) if issuer else words["images.logo.nobody"]
    return Figure("picture", Picture(raster, "logo", phrases.style.page.logo_height), alt, role="logo")
