"""What was planned beside what was done: the chart as data, in words and as a table, and drawn."""
