"""The text engine: faces, shaping, bidirectional order, line breaking, hyphenation: pieces of text to lines."""
