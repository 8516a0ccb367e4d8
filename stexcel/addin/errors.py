"""What went wrong with a button, as one Swedish sentence with what to do."""

from __future__ import annotations

from stexcel.fill.errors import FillError
from stexcel.ooxml import RefusedTarget
from stexcel.regelverk import RegelverkError
from stexcel.settings import SettingsError
from stexcel.workbook import WorkbookError

_BUSY = "ExcelBusyError"
"""xlwings has the class on Windows only."""


class ButtonError(Exception):
    """A button cannot do what it is asked to; the text is Swedish and says what to do."""


class Cancelled(Exception):
    """The user does not want to go on; nothing has been changed."""


_TOLD = (ButtonError, FillError, RefusedTarget, RegelverkError, SettingsError, WorkbookError)


def sentence(error: BaseException) -> str | None:
    """What to tell the user; ``None`` for a fault of the program, which only the log can explain."""
    if isinstance(error, _TOLD):
        text = str(error)
        return text[:1].upper() + text[1:]
    if type(error).__name__ == _BUSY:
        return "Excel är upptaget. Avsluta redigeringen av cellen (tryck Enter), stäng öppna rutor och tryck igen."
    return None
