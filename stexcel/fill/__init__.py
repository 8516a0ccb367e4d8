"""Writing IUP workbooks: single cells of any workbook, and new ones from the same code that makes the templates."""
