"""One module for each program whose files are read."""
