"""The report for the physiotherapist: its content as data, and its typesetting."""
