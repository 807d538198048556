"""The commands, one file each; `dossier.cli` lists them and imports the one that is called for."""
