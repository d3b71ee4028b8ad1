"""The exercises of the plan: as rows and as tiles, how each goes, and their form."""
