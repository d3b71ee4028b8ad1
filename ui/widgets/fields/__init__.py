"""The fields a form is made of: numbers, times, a day, a note."""
