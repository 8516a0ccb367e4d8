"""The clinic's own library of placements, courses and methods for each delmål."""
