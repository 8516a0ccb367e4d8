"""A template filled in for one resident: person, delmål and required activities, each read back."""
