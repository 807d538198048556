"""Style sheets: the properties and roles there are, how sheets are read, and how they cascade to a style."""
