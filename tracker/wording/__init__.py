"""Sentences that window, command line, charts and report share."""
