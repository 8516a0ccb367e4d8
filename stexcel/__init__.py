"""Reads Swedish residents' training programmes (IUP) from Excel, and says what is missing per delmål."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stexcel.fill.cells import write_cells

__all__ = ["write_cells"]
__version__ = "0.1.0"

_PLACES = {"write_cells": "stexcel.fill.cells"}


def __getattr__(name: str) -> Any:
    """Imports a public function when it is first used, so that the command line starts without it."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
