"""Files in and out: those of others brought in, and what is written for other programs."""
