"""Words of a source: held against its pinned text, word by word."""
