"""Pain by the hour of the day: the chart as data, in words and as a table, and drawn."""
