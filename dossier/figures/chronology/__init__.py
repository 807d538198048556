"""The drawn chronology: `shows` makes its record, `draws` the axis of time with its marks."""
