"""The buttons in a window of their own, for sites where macros, or programs that Office starts, are blocked.

It works in a workbook that is open in Excel, as the buttons in Excel do, or on files, of which it makes copies.
"""
