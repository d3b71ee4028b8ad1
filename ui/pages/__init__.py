"""The six pages and the first run."""
