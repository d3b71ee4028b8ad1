"""Where a choice must be made."""
