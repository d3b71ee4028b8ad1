"""Every command to be searched and done from one field, and the sheet of keys: both lie over the window."""
