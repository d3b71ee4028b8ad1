"""Reads files from elsewhere into entries."""
