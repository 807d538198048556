"""Values of the dossier in words: what all sections say in the same way, and the words of a language."""
