"""Colours and gradients of ReportLab's -> those that the file's output intent knows: all in RGB."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from reportlab.lib.colors import CMYKColor, toColor
from reportlab.lib.colors import Color as ReportLabColor
from reportlab.lib.rl_accel import fp_str

from dossier.units import Color


def as_rgb(color: Any) -> ReportLabColor:
    """Return a colour of ReportLab's in RGB, since the file has no other output intent; spot colours as the inks they are of."""
    found = toColor(color)
    if isinstance(found, CMYKColor):
        inks = (min(1.0, part * found.density) for part in (found.cyan, found.magenta, found.yellow, found.black))
        return ReportLabColor(*Color("cmyk", tuple(inks)).rgb(), alpha=found.alpha)
    return found


def shading(kind: int, places: tuple[float, ...], colors: list[ReportLabColor], positions: Any, extend: Any) -> str:
    """Return the dictionary of a gradient, axial (2) or radial (3) (ISO 32000-1, 8.7.4.5 and 7.10)."""
    if len(colors) < 2:
        raise ValueError("a gradient has two colours or more")
    stops = list(positions) if positions is not None else [at / (len(colors) - 1) for at in range(len(colors))]
    if len(stops) != len(colors) or any(a > b for a, b in pairwise(stops)) or stops[0] < 0 or stops[-1] > 1:
        raise ValueError("the places of a gradient's colours go up from 0 to 1, one for each")
    if stops[0] > 0:
        stops, colors = [0, *stops], [colors[0], *colors]
    if stops[-1] < 1:
        stops, colors = [*stops, 1], [*colors, colors[-1]]
    parts = " ".join(f"<</FunctionType 2/Domain[0 1]/C0[{_parts(a)}]/C1[{_parts(b)}]/N 1>>" for a, b in pairwise(colors))
    function = (
        f"<</FunctionType 3/Domain[0 1]/Functions[{parts}]/Bounds[{fp_str(stops[1:-1])}]"
        f"/Encode[{' '.join(['0 1'] * (len(colors) - 1))}]>>"
    )
    ends = extend if isinstance(extend, (list, tuple)) else (extend, extend)
    beyond = " ".join("true" if end else "false" for end in ends)
    return f"<</ShadingType {kind}/ColorSpace/DeviceRGB/Coords[{fp_str(places)}]/Function{function}/Extend[{beyond}]>>"


def _parts(color: ReportLabColor) -> str:
    return str(fp_str(color.rgb()))
