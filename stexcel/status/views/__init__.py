"""The sheets of the status, one module each: pure functions from the survey to the rows that are shown."""
