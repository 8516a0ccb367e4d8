"""Everything that a run has made, as texts: packages taken apart, tables read, references resolved."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile, is_zipfile

import polars as pl


@dataclass(frozen=True)
class Text:
    """One text of an output; ``part`` is the part of a package or the empty string."""

    file: Path
    part: str
    content: str

    @property
    def meant(self) -> str:
        """The text with what is escaped in it as it is meant."""
        return html.unescape(unquote(self.content))


def texts_in(folder: Path) -> Iterator[Text]:
    """All texts of all files below a folder, and the names of the files."""
    for path in sorted(folder.rglob("*")):
        yield Text(path, "the name", path.relative_to(folder).as_posix())
        if path.is_file():
            yield from texts_of(path)


def texts_of(path: Path) -> Iterator[Text]:
    """The texts of one file."""
    data = path.read_bytes()
    if path.suffix == ".parquet":
        yield Text(path, "", "\n".join(str(row) for row in pl.read_parquet(BytesIO(data)).iter_rows()))
    elif is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as package:
            for name in package.namelist():
                yield Text(path, name, package.read(name).decode("utf-8", "replace"))
    else:
        yield Text(path, "", data.decode("utf-8", "replace"))
