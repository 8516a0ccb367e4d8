"""Putting the buttons into the user's own Excel, taking them out again, and what stands in their way.

Nothing here needs an administrator. On Windows the add-in lies in XLSTART and not among the values OPEN of the
registry: XLSTART is a trusted location from the start, so that neither a signature nor a changed setting is needed,
and to take the add-in out is to remove its files.
"""
