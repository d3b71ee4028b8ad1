"""Entries, episodes, phases and reminders, on the standard library alone."""
