"""Fields that only the forms of entries use."""
