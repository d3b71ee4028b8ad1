"""Episodes laid over each other: the chart as data, in words and as a table, and drawn."""
