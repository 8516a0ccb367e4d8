"""Why a workbook could not be made."""


class FillError(Exception):
    """What is wrong and what to do about it, as a Swedish sentence."""
