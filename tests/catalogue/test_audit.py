"""A template beside the målbeskrivning: missing, extra, renamed, and from the other regulation."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from stexcel.catalogue.audit import Deviation, audit
from stexcel.codes import SOSFS_2015
from stexcel.document import Document
from stexcel.model import CellRef, Delmal, DelmalRow, Iup, Person, Value
from stexcel.regelverk import Regelverk

CELL = CellRef("Delmål", 1, 1)


def template(
    rules: Regelverk, changes: dict[str, str | None], path: str = "a.xlsx", *, is_stated: bool = True
) -> Document:
    """An IUP with all delmål of psychiatry under their titles, but for the changes; ``None`` takes one away."""
    goals = rules.malbeskrivning(SOSFS_2015, "Psykiatri")
    assert goals is not None
    titles: dict[str, str | None] = {code: row.title for code, row in goals.requirements.items()}
    titles |= changes
    delmal = {
        code: Delmal(code, (DelmalRow(CELL, title),), (), ()) for code, title in titles.items() if title is not None
    }
    person = Person(
        specialty=Value("Psykiatri", "Psykiatri", CELL) if is_stated else None,
        regulation=Value(SOSFS_2015, SOSFS_2015, CELL),
    )
    return Document(path, None, Iup(person, MappingProxyType(delmal)))


def found(rules: Regelverk, changes: dict[str, str | None]) -> dict[str, tuple[Deviation, str]]:
    (one,) = audit([template(rules, changes)], rules)
    return {difference.code: (difference.kind, difference.meant) for difference in one.differences}


def test_the_same_list(regelverk: Regelverk) -> None:
    assert found(regelverk, {}) == {}


def test_missing_extra_and_foreign(regelverk: Regelverk) -> None:
    assert found(regelverk, {"a2": None, "c14": "Nytt", "STa1": "Annat"}) == {
        "a2": (Deviation.MISSING, ""),
        "c14": (Deviation.EXTRA, ""),
        "STa1": (Deviation.FOREIGN, ""),
    }


def test_a_heading_of_its_own(regelverk: Regelverk) -> None:
    assert found(regelverk, {"b3": "Tillverkning av korgar"}) == {"b3": (Deviation.RENAMED, "")}


def test_the_heading_of_another_delmal(regelverk: Regelverk) -> None:
    assert found(regelverk, {"b3": "Försäkringsmedicin"}) == {"b3": (Deviation.RENAMED, "b4")}


def test_spelling_and_shortening_are_no_differences(regelverk: Regelverk) -> None:
    assert found(regelverk, {"a2": "ETIK, MÅNGFALD & JÄMLIKHET", "b5": "Palliativ vård"}) == {}


def test_files_of_one_template_are_told_together(regelverk: Regelverk) -> None:
    files = [template(regelverk, {"a2": None}, f"{name}.xlsx") for name in "abc"]
    other = template(regelverk, {}, "d.xlsx")
    templates = audit([*files, other], regelverk)
    assert [one.files for one in templates] == [("a.xlsx", "b.xlsx", "c.xlsx"), ("d.xlsx",)]


def test_an_empty_template_needs_to_know_its_specialty(regelverk: Regelverk) -> None:
    empty = template(regelverk, {"a2": None}, is_stated=False)
    (unknown,) = audit([empty], regelverk)
    assert "--specialty" in unknown.why
    (known,) = audit([empty], regelverk, "Psykiatri")
    assert [one.code for one in known.differences] == ["a2"]


def test_a_file_that_was_not_read_is_of_no_template(regelverk: Regelverk) -> None:
    document = replace(template(regelverk, {}), iup=None)
    assert audit([document], regelverk) == ()
