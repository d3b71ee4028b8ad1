"""Activities and the pain of the next day: the chart as data, in words and as a table, and drawn."""
