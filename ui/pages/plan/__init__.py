"""The plan: its phase, its figures, its exercises and its files."""
