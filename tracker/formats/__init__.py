"""How the person's locale writes dates, times, numbers and lists, in the words of the app's language."""
