"""Pain over the body: the chart as data, in words and as a table, and drawn."""
