"""How far the sheets of an .ods reach: there a cell and a row may say how often they are repeated."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate

from stexcel.workbook.extent import Extent

_TABLE, _ROW, _CELL, _COVERED = ("table:table", "table:table-row", "table:table-cell", "table:covered-table-cell")
_VALUE = "office:value-type"


@dataclass
class _Reader:
    """Follows the elements of the content; places are counted from 1, and repeated content reaches to its last copy."""

    found: list[Extent] = field(default_factory=list)
    row: int = 0
    height: int = 1
    column: int = 0
    width: int = 1
    in_cell: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE:
            self.found.append(Extent(0, 0))
            self.row = 0
        elif name == _ROW:
            self.height = _count(attributes, "table:number-rows-repeated")
            self.column = 0
        elif name in (_CELL, _COVERED):
            self.width = _count(attributes, "table:number-columns-repeated")
            self.in_cell = True
            if _VALUE in attributes:
                self._reach()
        elif self.in_cell:
            self._reach()

    def end(self, name: str) -> None:
        if name == _ROW:
            self.row += self.height
        elif name in (_CELL, _COVERED):
            self.column += self.width
            self.in_cell = False

    def _reach(self) -> None:
        if self.found:
            last = self.found[-1]
            rows, columns = self.row + self.height, self.column + self.width
            self.found[-1] = Extent(max(last.rows, rows), max(last.columns, columns))


def ods_extents(content: bytes) -> Iterator[Extent]:
    """The extents of the sheets in ``content.xml``; raises :class:`xml.parsers.expat.ExpatError` if it is unsound."""
    reader, parser = _Reader(), ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.Parse(content, True)
    yield from reader.found


def _count(attributes: dict[str, str], name: str) -> int:
    return max(1, int(attributes.get(name, "1")))
