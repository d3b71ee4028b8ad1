"""The reminders: their rows, the form of each, quiet hours, the pause, and what came of the last ones."""
