"""Any table: the file, the mapping of its columns, guessing it, its cells and its rows."""
