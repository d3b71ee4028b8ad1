"""Everything that rings or pops up, from the clock to the buttons."""
