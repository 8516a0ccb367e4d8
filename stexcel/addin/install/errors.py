"""Why the buttons cannot be put into Excel."""

from __future__ import annotations


class InstallError(Exception):
    """Nothing more can be done; the text is Swedish and says what to do."""
