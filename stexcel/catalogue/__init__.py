"""The official målbeskrivningar: read from PDF, compared with the rows, stored, and what templates make of them."""
