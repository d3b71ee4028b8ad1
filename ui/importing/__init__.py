"""The import of a file: its dialog, the steps of that, and the way to it."""
