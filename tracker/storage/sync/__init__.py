"""The diary as the copy that travels, and records from a file nobody vouches for."""
