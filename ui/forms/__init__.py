"""Forms of entries, to add and to edit."""
