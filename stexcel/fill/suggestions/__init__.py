"""Suggestions for empty cells, marked as such and never counted as a plan."""
