"""Where in a workbook things are, or could be written."""
