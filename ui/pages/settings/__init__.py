"""Settings, a module for each card."""
