"""The IUP workbook that stexcel makes: its sheets as data, and XlsxWriter to write them."""
