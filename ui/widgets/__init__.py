"""Controls of our own, each with a name and a keyboard."""
