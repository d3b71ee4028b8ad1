"""The deeds, in the user's words."""
