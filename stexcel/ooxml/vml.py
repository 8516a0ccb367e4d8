"""The boxes in which Excel draws notes: shapes in a VML part, edited as text.

VML is often no sound XML (Excel itself writes ``<br>`` in buttons), so nothing is parsed: shapes are put before
the last closing tag, and only whole shapes of notes are taken out again.
"""

import codecs
import re
from collections.abc import Callable, Collection, Mapping

from stexcel.ooxml.address import Place
from stexcel.ooxml.boxes import Box
from stexcel.ooxml.errors import damaged_part

_NAMESPACES = (
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
)
_DECLARED = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in _NAMESPACES)
_EMPTY = f'<xml{_DECLARED}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{}}"/></o:shapelayout></xml>'
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"{}>'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202"{spaces} style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:225pt;height:90pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NOTE = re.compile(r"<(?:\w+:)?shape[\s>](?![^>]*/>)(?:(?!</(?:\w+:)?shape>).)*?</(?:\w+:)?shape>\s*", re.DOTALL)
_IS_NOTE = re.compile(r"ObjectType\s*=\s*[\"']Note[\"']")
_ROW, _COLUMN = (re.compile(rf"<(?:\w+:)?{name}>\s*(\d+)\s*</") for name in ("Row", "Column"))
_STAYS, _KEEPS_SIZE = (
    re.compile(rf"<(?:\w+:)?{name}(?:/>|>\s*(?:True|t)?\s*<)") for name in ("MoveWithCells", "SizeWithCells")
)
"""What these say is the opposite of their names: that an object does *not* move or size with the cells."""

_ANCHOR = re.compile(r"(<(?:\w+:)?Anchor>)([^<]*)(</)")
_ANY_SHAPE = re.compile(r"<(?:\w+:)?(?:shape|rect|oval|line|group|roundrect|polyline|arc|curve|image)[\s>]")
_NUMBER = re.compile(r"_s(\d+)[\"']")
_MAP = re.compile(r"<\w+:idmap\s[^>]*?data=[\"'](\d+)")
_CLOSING = re.compile(r"</\w+>\s*\Z")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PER_MAP = 1024


def new_drawing(number: int) -> bytes:
    """A part without shapes; ``number`` gives its shapes' numbers and should differ between the sheets."""
    return _EMPTY.format(number).encode("ascii")


def noted_places(data: bytes) -> frozenset[Place]:
    """The cells that have a note's box in the part."""
    places = (_place_of(match[0]) for match in _NOTE.finditer(_decoded(data)[1]))
    return frozenset(place for place in places if place is not None)


def has_shapes(data: bytes) -> bool:
    """Whether the part still draws anything."""
    return _ANY_SHAPE.search(_decoded(data)[1]) is not None


def with_boxes(data: bytes, boxes: Mapping[Place, Box], name: str) -> bytes:
    """The part with a box for each cell; a box that is there is only made as tall and wide as asked."""
    bom, text, encoding = _decoded(data)
    present = noted_places(data)
    text = _NOTE.sub(lambda match: _enlarged(match[0], boxes), text)
    end = _CLOSING.search(text)
    if end is None:
        raise damaged_part(name)
    spaces = "" if all(f'xmlns:{prefix}="{space}"' in text for prefix, space in _NAMESPACES) else _DECLARED
    added = [] if "_x0000_t202" in text else [_SHAPE_TYPE.format(spaces)]
    first = _first_number(text)
    missing = {place: box for place, box in boxes.items() if place not in present}
    for order, (place, box) in enumerate(missing.items()):
        row, column = place.row - 1, place.column - 1
        values = {"anchor": box.anchor, "row": row, "column": column, "spaces": spaces}
        added.append(_SHAPE.format(number=first + order, order=first % _PER_MAP + order, **values))
    if missing:
        text = text[: end.start()] + "".join(added) + text[end.start() :]
    return bom + text.encode(encoding)


def without_boxes(data: bytes, places: Collection[Place]) -> bytes:
    """The part without the boxes of the notes at the cells."""
    bom, text, encoding = _decoded(data)
    return bom + _NOTE.sub(lambda match: "" if _place_of(match[0]) in places else match[0], text).encode(encoding)


def shifted_boxes(data: bytes, row: Callable[[int], int], formula: Callable[[str], str]) -> bytes:
    """The part where what is drawn at cells follows them: ``row`` gives each row's new number, counted from 1.

    ``formula`` changes the text of the part in so far as it is formulas.
    """
    bom, text, encoding = _decoded(data)
    moved = formula(_NOTE.sub(lambda match: _shifted(match[0], row), text))
    return data if moved == text else bom + moved.encode(encoding)


def _shifted(shape: str, row: Callable[[int], int]) -> str:
    """A shape at its new place. Notes go with their cell; other shapes say whether they stay or keep their size."""
    is_note = _IS_NOTE.search(shape) is not None
    match = _ANCHOR.search(shape)
    if is_note:
        shape = _ROW.sub(lambda found: found[0].replace(found[1], str(row(int(found[1]) + 1) - 1), 1), shape, count=1)
        match = _ANCHOR.search(shape)
    numbers = match[2].split(",") if match is not None else []
    stays = _STAYS.search(shape) is not None and not is_note
    if match is None or stays or len(numbers) != len(Box._fields) or not all(n.strip().isdecimal() for n in numbers):
        return shape
    old = Box(*map(int, numbers))
    top = row(old.top + 1) - 1
    keeps_size = is_note or _KEEPS_SIZE.search(shape) is not None
    new = old._replace(top=top, bottom=old.bottom + top - old.top if keeps_size else row(old.bottom + 1) - 1)
    return shape if new == old else shape[: match.start(2)] + new.anchor + shape[match.end(2) :]


def _decoded(data: bytes) -> tuple[bytes, str, str]:
    """Byte order mark, text and encoding; bytes that are no UTF-8 pass through unchanged."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return bom, data[len(bom) :].decode(encoding), encoding
    try:
        return b"", data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return b"", data.decode("latin-1"), "latin-1"


def _place_of(shape: str) -> Place | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if _IS_NOTE.search(shape) is None or row is None or column is None:
        return None
    return Place(int(row[1]) + 1, int(column[1]) + 1)


def _enlarged(shape: str, boxes: Mapping[Place, Box]) -> str:
    place = _place_of(shape)
    box = boxes.get(place) if place is not None else None
    match = _ANCHOR.search(shape)
    numbers = match[2].split(",") if match is not None else []
    if box is None or match is None or len(numbers) != len(box) or not all(n.strip().isdecimal() for n in numbers):
        return shape
    old = Box(*map(int, numbers))
    right = max((old.right, old.right_offset), (box.right, box.right_offset))
    bottom = max((old.bottom, old.bottom_offset), (box.bottom, box.bottom_offset))
    new = Box(*old[:4], *right, *bottom)
    return shape if new == old else shape[: match.start(2)] + new.anchor + shape[match.end(2) :]


def _first_number(text: str) -> int:
    """A shape's number that is not taken, within the numbers that the part's map sets aside."""
    taken = [int(number) for number in _NUMBER.findall(text)]
    mapped = _MAP.search(text)
    return max(*taken, 0, int(mapped[1]) * _PER_MAP if mapped else _PER_MAP) + 1
