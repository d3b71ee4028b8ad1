"""An entry as a line, and a list of such lines."""
