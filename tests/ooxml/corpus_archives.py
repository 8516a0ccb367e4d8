"""Workbooks whose archive is not as Excel itself writes it."""

import struct
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO

from tests.ooxml.basis import BOOK, SHEET, STYLES, Parts, made, parts
from tests.ooxml.hazard import Hazard
from tests.ooxml.packages import archive


def hazards() -> Iterator[Hazard]:
    """All of them."""
    yield Hazard("plain", made)
    yield Hazard("bytes after the archive", lambda: made() + b"\r\n\0trailing" * 9)
    yield Hazard("bytes before the archive", lambda: b"PK" + b"\0" * 100 + made())
    yield Hazard("comment of the archive", lambda: _zipped(parts(), comment=b"PK a comment"))
    yield Hazard("sizes behind the entries", lambda: _streamed(parts()))
    yield Hazard("sizes of 64 bits", lambda: _zipped(parts(), wide=True))
    yield Hazard("directory of 64 bits", lambda: _wide_end(made(), hidden=False))
    yield Hazard("directory of 64 bits only", lambda: _wide_end(made(), hidden=True))
    yield Hazard("nothing packed", lambda: _zipped(parts(), method=zipfile.ZIP_STORED))
    yield Hazard("folders", lambda: archive({"xl/": b"", "xl/worksheets/": b"", **parts()}))
    yield Hazard("folders with backslash", lambda: archive({"xl\\": b"", **parts()}))
    yield Hazard("names with backslash", lambda: archive({_backslashed(name): text for name, text in parts().items()}))
    yield Hazard("types last", lambda: archive(dict(reversed(parts().items()))))
    yield Hazard("entries twice", lambda: _twice(parts(), SHEET, STYLES, BOOK))
    yield Hazard("names in another case", lambda: archive({_upper(name): text for name, text in parts().items()}))


def _backslashed(name: str) -> str:
    return name.replace("/", "\\") if name.startswith("xl/worksheets") else name


def _upper(name: str) -> str:
    return name.upper() if name.startswith("xl/") and not name.endswith(".rels") else name


def _zipped(content: Parts, *, comment: bytes = b"", wide: bool = False, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, text in content.items():
            with file.open(name, "w", force_zip64=wide) as entry:
                entry.write(text.encode() if isinstance(text, str) else text)
        file.comment = comment
    return buffer.getvalue()


class _Stream(BytesIO):
    """A file that cannot go back, so that sizes end up in descriptors behind the entries."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def _streamed(content: Parts) -> bytes:
    stream = _Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in content.items():
            file.writestr(name, text)
    return stream.getvalue()


def _twice(content: Parts, *names: str) -> bytes:
    buffer = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        warnings.filterwarnings("ignore", message="Duplicate name")
        for name, text in [*content.items(), *((name, content[name]) for name in names)]:
            file.writestr(name, text)
    return buffer.getvalue()


def _wide_end(data: bytes, *, hidden: bool) -> bytes:
    """The archive with an end of 64 bits before its own, as programs that stream write it.

    With ``hidden`` the numbers stand only there.
    """
    end = data.rfind(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<H2L", data, end + 10)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    last = data[end:]
    if hidden:
        most = 2**16 - 1
        last = last[:8] + struct.pack("<2H2L", most, most, 2**32 - 1, 2**32 - 1) + last[20:]
    return data[:end] + wide + locator + last
