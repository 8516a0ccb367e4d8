"""Readiness for the application: everything it needs under the right regulation, done, planned, missing or unknown."""
