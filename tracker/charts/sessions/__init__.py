"""Pain before and after sessions: the chart as data, in words and as a table, and drawn."""
