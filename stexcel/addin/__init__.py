"""The buttons in Excel: what they do in the open workbook, through xlwings, and how they are started and installed."""
