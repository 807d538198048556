"""The geometry of the globe, without paper: base map, geodesics, projections, extents, lines and areas."""
