"""Records that travel between two computers, and how they fit into one diary."""
