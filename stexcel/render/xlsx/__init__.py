"""What our workbooks of several sheets are drawn with: sheets filled from the top, tables, and formats."""
