"""How large the letters of a chart are, in points; told apart from what draws, as a page is laid out by them before anything is drawn."""

SMALL, BODY, TITLE = 8.5, 9.5, 13.0
POINTS_PER_INCH = 72
