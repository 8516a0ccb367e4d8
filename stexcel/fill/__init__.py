"""Writing IUP workbooks: single cells of any workbook, and new ones from the same code that makes the templates."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stexcel.fill.errors import FillError
    from stexcel.fill.new import Order, meant, new_iup
    from stexcel.fill.template.content import Doctor

__all__ = ["Doctor", "FillError", "Order", "meant", "new_iup"]

_PLACES = {
    "Doctor": "stexcel.fill.template.content",
    "FillError": "stexcel.fill.errors",
    "Order": "stexcel.fill.new",
    "meant": "stexcel.fill.new",
    "new_iup": "stexcel.fill.new",
}


def __getattr__(name: str) -> Any:
    """Imports what makes new workbooks when it is first used: who writes a cell needs no rules and no layouts."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
