"""The plan: its phases and figures, its exercises, and where a person is in it."""
