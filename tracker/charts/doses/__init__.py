"""The doses of each day: the chart as data, in words and as a table, and drawn."""
