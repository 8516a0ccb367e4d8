"""Reports as text for people and as data for programs: one renderer per module."""
