"""A diary with a password: its keys, the switch between both kinds of file, and what lies beside it."""
