"""A galley to a file: the stream of pages, where each is drawn for its purpose, which stand on which sheet."""
