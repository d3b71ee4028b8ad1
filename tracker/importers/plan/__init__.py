"""Reads a plan, such as a physiotherapist's, from a file."""
