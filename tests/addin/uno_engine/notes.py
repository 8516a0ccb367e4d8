"""Notes at cells."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from tests.addin.uno_engine.native import NoteApi, refuse_protected_objects
from tests.addin.uno_engine.ranges import Range


class Note(base_classes.Note):
    """A note; ``xl`` is the annotation."""

    def __init__(self, sheet: Any, xl: Any) -> None:
        self.sheet = sheet
        self.xl = xl

    @property
    def api(self) -> NoteApi:
        return NoteApi(self.xl)

    @property
    def text(self) -> str:
        return str(self.xl.String)

    @text.setter
    def text(self, value: str) -> None:
        refuse_protected_objects(self.sheet.xl)
        self.xl.setString(value)

    @property
    def author(self) -> str:
        return str(self.xl.Author)

    @property
    def location(self) -> Range:
        place = self.xl.Position
        return Range(self.sheet, self.sheet.xl.getCellByPosition(place.Column, place.Row))

    def delete(self) -> None:
        refuse_protected_objects(self.sheet.xl)
        annotations, place = self.sheet.xl.Annotations, self.xl.Position
        for index in range(annotations.Count):
            other = annotations.getByIndex(index).Position
            if (other.Column, other.Row) == (place.Column, place.Row):
                annotations.removeByIndex(index)
                return
