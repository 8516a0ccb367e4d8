"""Reads Swedish residents' training programmes (IUP) from Excel, and says what is missing per delmål."""

__version__ = "0.1.0"
