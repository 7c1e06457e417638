"""How a source's fields become the fields of a layer type: the map, and proposals for it."""
