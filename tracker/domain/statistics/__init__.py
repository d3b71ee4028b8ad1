"""The figures: arithmetic on plain sequences, each with its method, its least data and its source."""
