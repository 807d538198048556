"""The parts of a drawn map: its frame, its ground, signs, names, scale, inset, legend. `figures/map.py` puts them together."""
