"""Reminders: their rules, what they depend on, what falls due, what keeps them silent."""
