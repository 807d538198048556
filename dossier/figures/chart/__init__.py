"""Charts: `shows` makes a plot and the table of its figures, `draws` the drawing in the manner of its kind."""
