"""Two copies of one diary: merged, and what lost looked at."""
