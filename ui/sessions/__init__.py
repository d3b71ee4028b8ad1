"""A session or an exercise, from the start button to the view that is read lying down."""
