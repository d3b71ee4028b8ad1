"""Reads resources/ into domain objects."""
