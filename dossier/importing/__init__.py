"""From an article to the beginning of a dossier: text pinned, quotations as candidates, TODO where only a person can decide."""
