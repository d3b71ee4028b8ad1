"""Rows for lists and tables."""
