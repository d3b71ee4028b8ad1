"""What is written of a medicine: which one it is, how strong, how many of it."""
