"""The command line: every command parses its arguments, calls one function and renders the answer."""

from stexcel.cli.group import main

__all__ = ["main"]
