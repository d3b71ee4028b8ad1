"""What can be done, and by which keys: one table, from which shortcuts, tooltips, menus, the palette and the sheet of keys are made."""
