"""The add-in file (.xlam), made of the macros' text without Excel: the same text gives the same bytes, anywhere.

pyOpenVBA gives an empty add-in and writes the modules into it as source, which Excel compiles when it loads them. The
rest is done here: the ribbon, properties that name nobody, and an archive whose parts are stored, not packed, since
another zlib packs the same text otherwise.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from pyopenvba import ExcelFile

import stexcel
from stexcel.addin.macros import Macros, check, with_line_ends
from stexcel.addin.ribbon import RIBBON_FILE
from stexcel.ooxml.archive import STORED, Archive, archive_bytes, new_entry
from stexcel.ooxml.package import Package, open_package
from stexcel.ooxml.relations import with_default_type, with_relation

SUFFIX = ".xlam"

_UNUSED_MODULE = "Module1"
"""What comes with pyOpenVBA's empty add-in."""
_RIBBON_PART = f"customUI/{RIBBON_FILE}"
_RIBBON_BASE, _RIBBON_KIND = "http://schemas.microsoft.com/office/2007/relationships/ui", "extensibility"
_PROPERTIES_PART = "docProps/core.xml"
# Excel shows the title and the description in its list of add-ins.
_PROPERTIES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>ST/IUP</dc:title><dc:creator>stexcel</dc:creator>\
<dc:description>stexcel {version}: kontrollerar individuella utbildningsprogram för ST.</dc:description>\
</cp:coreProperties>"""


def build(macros: Macros) -> bytes:
    """The add-in; :class:`stexcel.addin.macros.MacroError` where something is wrong with the text."""
    check(macros)
    package = open_package(_with_modules(macros))
    package = package.with_part(_PROPERTIES_PART, _PROPERTIES.format(version=stexcel.__version__).encode())
    package = with_default_type(package.with_part(_RIBBON_PART, macros.ribbon), "xml", "application/xml")
    package, _ = with_relation(package, "", _RIBBON_KIND, _RIBBON_PART, _RIBBON_BASE)
    return _stored(package)


def _with_modules(macros: Macros) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"stexcel{SUFFIX}")
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module(_UNUSED_MODULE)
            for name, text in sorted(macros.modules.items()):
                project.add_module(name, with_line_ends(text))
            book.save()
        return path.read_bytes()


def _stored(package: Package) -> bytes:
    parts = ((name, package.read(name)) for name in package.names)
    entries = (new_entry(name, data, offset, method=STORED) for offset, (name, data) in enumerate(parts))
    return archive_bytes(Archive(tuple(entries)))
