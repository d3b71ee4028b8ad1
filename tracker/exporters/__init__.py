"""Writes entries for other programs."""
