"""The guide: subjects to look up and read, each as a card of one shape, in a window of its own."""
