"""Everything the app knows about pain, phases and reminders; free of any toolkit."""

__version__ = "0.1.0"
