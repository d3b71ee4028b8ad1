"""The password of the diary: turned on, changed, turned off, and its recovery code."""
