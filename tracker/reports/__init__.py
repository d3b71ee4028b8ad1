"""The page for the physiotherapist: its content as data, and its typesetting."""
