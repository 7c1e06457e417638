"""Processing algorithms: thin doors to the functions that the docks call too."""
