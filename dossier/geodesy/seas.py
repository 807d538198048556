"""Names of waters, each with points in its midst (longitude, latitude); ours, since the base map has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

SEAS: Final[Mapping[str, Sequence[tuple[float, float]]]] = {
    "Adriatic Sea": ((16.0, 42.7),),
    "Aegean Sea": ((25.0, 38.8), (25.3, 37.0)),
    "Arabian Sea": ((62.0, 17.0), (64.0, 23.0)),
    "Arctic Ocean": ((0.0, 86.0), (180.0, 80.0)),
    "Atlantic Ocean": ((-35.0, 30.0), (-20.0, -20.0), (-30.0, 50.0)),
    "Baltic Sea": ((19.0, 56.5), (20.0, 58.7)),
    "Barents Sea": ((40.0, 74.0),),
    "Bay of Bengal": ((88.0, 15.0),),
    "Bering Sea": ((-178.0, 58.0),),
    "Black Sea": ((34.0, 43.3), (30.5, 43.0), (37.5, 43.5)),
    "Caribbean Sea": ((-75.0, 15.0),),
    "Caspian Sea": ((50.5, 42.3), (51.0, 39.0)),
    "Coral Sea": ((155.0, -16.0),),
    "East China Sea": ((125.5, 29.0),),
    "Gulf of Aden": ((48.0, 12.3),),
    "Gulf of Guinea": ((3.0, 3.0),),
    "Gulf of Mexico": ((-90.0, 25.0),),
    "Gulf of Oman": ((58.5, 24.7),),
    "Indian Ocean": ((75.0, -10.0), (80.0, -30.0)),
    "Ionian Sea": ((18.8, 38.0),),
    "Mediterranean Sea": ((33.0, 33.7), (18.0, 34.5), (28.5, 33.5), (5.0, 39.0), (32.2, 32.2), (34.7, 34.9), (35.3, 36.0)),
    "North Sea": ((3.0, 56.0),),
    "Norwegian Sea": ((3.0, 67.0),),
    "Pacific Ocean": ((-150.0, 10.0), (-150.0, -30.0), (165.0, 20.0), (-178.0, -22.0)),
    "Persian Gulf": ((51.5, 27.0), (50.0, 28.5)),
    "Philippine Sea": ((132.0, 18.0),),
    "Red Sea": ((38.0, 20.5), (35.5, 25.5), (34.2, 26.9)),
    "Sea of Azov": ((36.5, 46.1),),
    "Sea of Japan": ((134.5, 40.0),),
    "Sea of Marmara": ((28.2, 40.7),),
    "Sea of Okhotsk": ((149.0, 54.0),),
    "South China Sea": ((114.0, 14.0),),
    "Southern Ocean": ((0.0, -62.0), (120.0, -62.0)),
    "Tasman Sea": ((160.0, -38.0),),
    "Yellow Sea": ((123.5, 36.0),),
}  # fmt: skip
