"""Pictures from files of their own: `loaded` reads them, `shows` says what stands at them, `draws` sizes them."""

from __future__ import annotations

from dossier.effects import PICTURE, Role

ROLES: tuple[Role, ...] = (
    Role("image", "figure", PICTURE, "A picture; `align` says where it stands in columns that it doesn't fill.", ("show",)),
    Role(
        "logo",
        "figure",
        PICTURE,
        "The logo above the masthead; `align` says at which edge of its columns.",
        defaults=(("span", "both"), ("align", "right")),
    ),
)
