"""Today, a module for each card, and the first run."""
