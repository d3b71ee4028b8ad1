"""What asks the operating system for something."""
