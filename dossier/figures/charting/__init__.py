"""What a chart is made of: a sheet with its words and marks, and a module for each way in which figures are laid out on it."""
