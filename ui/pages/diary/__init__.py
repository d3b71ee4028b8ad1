"""The diary: month, day, search and bin."""
