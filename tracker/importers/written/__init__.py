"""How people write what stands in a cell: dates, times of day, numbers, words for nothing; whichever table it stands in."""
