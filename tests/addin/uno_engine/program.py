"""What the engine knows of the running LibreOffice."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.addin.uno_access import connect, desktop, load_uno, properties


class Refused(Exception):
    """What Excel would have refused."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A message that was shown."""

    text: str
    title: str | None
    buttons: str
    mode: str | None


@dataclass
class Program:
    """A connection to an office.

    ``answers`` are what the user will press or write, in turn, and ``alerts`` what was shown. ``locked`` tells whether
    the screen is not to be drawn, which LibreOffice keeps for each document by itself.
    """

    address: str
    alerts: list[Alert] = field(default_factory=list)
    answers: list[str | None] = field(default_factory=list)
    status_bar: str | bool = False
    display_alerts: bool = True
    enable_events: bool = True
    locked: bool = False
    calculation: str = "automatic"
    active: Any = None

    def __post_init__(self) -> None:
        self.context = connect(self.address)
        self.desktop = desktop(self.context)

    def documents(self) -> list[Any]:
        """The open workbooks, in the order in which they were opened."""
        listed, found = self.desktop.getComponents().createEnumeration(), []
        while listed.hasMoreElements():
            document = listed.nextElement()
            if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                found.append(document)
        return sorted(found, key=lambda document: int(document.RuntimeUID))

    def open(self, path: Path, *, hidden: bool = False) -> Any:
        """Opens a workbook, which becomes the active one."""
        document = self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, properties(Hidden=hidden))
        if document is None:
            raise Refused(f"{path} cannot be opened")
        self.active = document
        return document

    def active_document(self) -> Any:
        """The active workbook: the last one that was activated or opened and is still there."""
        documents = self.documents()
        known = [one for one in documents if self.active is not None and one == self.active]
        return known[0] if known else (documents[-1] if documents else None)


def system_path(url: str) -> str:
    """The file's path as the system writes it."""
    return str(load_uno().fileUrlToSystemPath(url))
