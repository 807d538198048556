"""Numbers, dates and names of a statement: looked up in the paragraphs that it cites."""
