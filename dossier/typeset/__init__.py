"""The text engine: faces, shaping, bidirectional order, line breaking, hyphenation; and the blocks that are set with it."""
