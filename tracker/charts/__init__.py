"""Drawings of the diary on matplotlib figures, and the same in words."""
