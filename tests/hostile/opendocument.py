"""Hostile .ods files: there a single attribute says how often a cell or a row is repeated."""

from __future__ import annotations

from tests.hostile.archives import archive
from tests.workbook.files import ods, unpacked

_CELL = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def repeated(rows: int, columns: int, text: str = "a1") -> bytes:
    """One cell that says to be so many rows and columns."""
    cell = _CELL.format(more=f' table:number-columns-repeated="{columns}"', text=text)
    return ods(
        f'<table:table table:name="Ett"><table:table-row table:number-rows-repeated="{rows}">{cell}'
        "</table:table-row></table:table>"
    )


def spanning(rows: int, columns: int) -> bytes:
    """A cell that says to be merged with so many others."""
    more = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    cell = _CELL.format(more=more, text="a1")
    return ods(f'<table:table table:name="Ett"><table:table-row>{cell}</table:table-row></table:table>')


def nested(depth: int) -> bytes:
    """Groups of rows within groups of rows."""
    row = f"<table:table-row>{_CELL.format(more='', text='a1')}</table:table-row>"
    inner = "<table:table-row-group>" * depth + row + "</table:table-row-group>" * depth
    return ods(f'<table:table table:name="Ett">{inner}</table:table>')


def entity_bomb() -> bytes:
    """Entities of entities in the content."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    parts = unpacked(
        ods(
            f'<table:table table:name="Ett"><table:table-row>{_CELL.format(more="", text="&e10;")}'
            "</table:table-row></table:table>"
        )
    )
    xml = parts["content.xml"].decode()
    first, rest = xml.split("\n", 1)
    parts["content.xml"] = f'{first}<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>{rest}'.encode()
    return archive(parts)
