"""The status of a unit: what its residents have planned and done, drawn from a run, its history and the calendar."""
