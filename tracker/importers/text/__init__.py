"""The letters of a text file whose encoding nobody tells."""
