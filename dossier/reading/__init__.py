"""Reading: nodes of YAML -> values of the model, one module a craft; `dossier.reading.reader` is the way in."""
