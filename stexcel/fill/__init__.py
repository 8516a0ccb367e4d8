"""Writing IUP workbooks: a new one for a resident, from the same code that makes the templates."""

from stexcel.fill.errors import FillError
from stexcel.fill.new import Order, meant, new_iup
from stexcel.fill.template.content import Doctor

__all__ = ["Doctor", "FillError", "Order", "meant", "new_iup"]
