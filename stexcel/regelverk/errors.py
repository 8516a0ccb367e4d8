"""What is wrong in a clinic's own rule file, told in Swedish with file and line."""


class RegelverkError(Exception):
    """A clinic's CSV with rules that cannot be used; ``str(error)`` lists every problem, one a line."""
