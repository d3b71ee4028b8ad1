"""Asks for the password of a locked diary, and for a new one."""
