"""The geometry of maps, without a page: base map, geodesics, projections, extents, lines and areas, the placing of labels."""
