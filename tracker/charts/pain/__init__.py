"""Pain over time: the chart as data, in words and as a table, and drawn."""
