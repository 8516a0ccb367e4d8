"""The residents that IUPs are to be filled in for, as TOML, CSV and unit workbooks tell of them."""
