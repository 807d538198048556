"""The diagram of relations: `shows` makes its record, `draws` the parties and the ties between them."""
