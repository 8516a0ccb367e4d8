"""An engine for xlwings over LibreOffice, for tests: the functions behind the buttons run against a real program.

It has the parts of :mod:`xlwings.base_classes` that stexcel uses, and behaves as Excel does where LibreOffice is more
lenient: text that is set is understood as if it was typed, what is protected refuses to be written, a range can only be
selected on the active sheet, and a new sheet becomes the active one.
"""

from tests.addin.uno_engine.app import Alert, Program, engine_of

__all__ = ["Alert", "Program", "engine_of"]
