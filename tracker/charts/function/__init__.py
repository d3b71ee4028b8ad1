"""What can be done again: the chart as data, in words and as a table, and drawn."""
