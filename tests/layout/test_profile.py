"""Profiles: a reading that is saved, edited, and used for other copies of the same template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from stexcel.layout import Profile, ProfileError, dump_profile, load_profile, profile_of, read_book
from stexcel.layout.labels import Field
from stexcel.layout.profile import ProfileField, ProfileTable, choose, fingerprint_of
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.model import CellRef, Iup
from stexcel.regelverk import Regelverk
from stexcel.workbook import SUFFIXES, Grid, Sheet, read_grid

EXAMPLES = Path(__file__).parents[1] / "exempel"
BOOKS = sorted(path for path in EXAMPLES.rglob("*") if path.suffix in SUFFIXES and not path.name.startswith("enhet"))
UNITS = {"varnamo": "varnamo-st1.xlsx", "borasonkologi": "borasonkologi-st1.xlsx"}
COLLEAGUES = [
    (EXAMPLES / unit / first, path)
    for unit, first in UNITS.items()
    for path in sorted((EXAMPLES / unit).glob("*-st*.xlsx"))
    if path.name != first
]
BLOCKS = EXAMPLES / "L05" / "L05-reu-luckor.xlsx"
ONE = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"

Saved = Callable[[Path], Path]


def name(value: object) -> str:
    return value.stem if isinstance(value, Path) else str(value)


@pytest.fixture
def saved(tmp_path: Path, regelverk: Regelverk) -> Saved:
    """Saves the reading of a workbook as ``mall.toml``."""

    def save(book: Path) -> Path:
        grid = read_grid(book)
        iup, reading = read_book(grid, regelverk)
        path = tmp_path / "mall.toml"
        text = dump_profile(profile_of("mall", grid, iup, reading), grid)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    return save


def read(book: Path, regelverk: Regelverk, *profiles: Profile) -> Iup:
    """The content without the remarks on how sure the reading is, which a profile settles."""
    return replace(read_book(read_grid(book), regelverk, profiles)[0], notes=())


def always(path: Path) -> Profile:
    return replace(load_profile(path), always=True)


def edit(path: Path, old: str, new: str) -> None:
    """Edits the file as a person does; the text must stand there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("book", BOOKS, ids=name)
def test_saved_reading_gives_the_same_iup(book: Path, saved: Saved, regelverk: Regelverk) -> None:
    profile = load_profile(saved(book))
    assert read(book, regelverk, profile) == read(book, regelverk)


@pytest.mark.parametrize("book", BOOKS, ids=name)
def test_file_holds_the_whole_profile(book: Path, saved: Saved, regelverk: Regelverk) -> None:
    grid = read_grid(book)
    assert load_profile(saved(book)) == profile_of("mall", grid, *read_book(grid, regelverk))


@pytest.mark.parametrize(("first", "other"), COLLEAGUES, ids=name)
def test_profile_from_one_doctor_reads_a_colleague(
    first: Path, other: Path, saved: Saved, regelverk: Regelverk
) -> None:
    profile = load_profile(saved(first))
    grid = read_grid(other)
    assert choose([profile], grid, fingerprint_of(grid, read_book(grid, regelverk)[1])) is profile
    assert read(other, regelverk, profile) == read(other, regelverk)


def test_changed_role_takes_effect(saved: Saved, regelverk: Regelverk) -> None:
    path = saved(EXAMPLES / "L01" / "L01-onk-komplett.xlsx")
    edit(path, 'D = "bedömning"  # Bedömning', 'D = "ignorerad"')
    book = EXAMPLES / "L01" / "L01-onk-komplett.xlsx"
    before, after = read(book, regelverk), read(book, regelverk, load_profile(path))
    changed = {one.cell.sheet for code in before.delmal for one in before.delmal[code].assessments} - {
        one.cell.sheet for code in after.delmal for one in after.delmal[code].assessments
    }
    assert changed == {"Delmål A"}
    assert {code: one.activities for code, one in after.delmal.items()} == {
        code: one.activities for code, one in before.delmal.items()
    }


def test_changed_cell_of_a_fact_takes_effect(saved: Saved, regelverk: Regelverk) -> None:
    path = saved(ONE)
    edit(path, 'cell = "C11"', 'cell = "C12"')
    person = read(ONE, regelverk, load_profile(path)).person
    assert person.supervisor is not None
    assert (person.supervisor.value, str(person.supervisor.cell)) == ("Nadja Öhrnell", "Personuppgifter!C12")


def test_settled_facts_leave_signatures_alone(saved: Saved, regelverk: Regelverk) -> None:
    iup = read(ONE, regelverk, load_profile(saved(ONE)))
    assert [one.role.value for one in iup.signatures if one.signed] == ["st", "handledare", "chef_eller_sr"]


def test_last_row_cuts_the_table(saved: Saved, regelverk: Regelverk) -> None:
    path = saved(ONE)
    edit(path, 'blad = "Kurser"\ntyp = "kurser"\n', 'blad = "Kurser"\ntyp = "kurser"\nsista_rad = 6\n')
    assert [one.cell.row for one in read(ONE, regelverk, load_profile(path)).courses] == [4, 5, 6]


def test_ignored_sheet_is_not_read(saved: Saved, regelverk: Regelverk) -> None:
    path = saved(ONE)
    edit(path, "ignorera_blad = []", 'ignorera_blad = ["Handledarsamtal"]')
    assert read(ONE, regelverk).meetings
    assert not read(ONE, regelverk, load_profile(path)).meetings


def test_file_tells_which_heading_each_role_stands_for(saved: Saved) -> None:
    assert 'C = "aktivitet"  # Utbildningsaktiviteter' in saved(ONE).read_text(encoding="utf-8")


def test_turned_table_has_its_roles_by_row(tmp_path: Path, regelverk: Regelverk) -> None:
    rows = (
        ("Delmål", "a1", "a2", "a3"),
        ("Utbildningsaktivitet", "Kurs i etik", "Kurs i ledarskap", "Seminarium om kommunikation"),
        ("Bedömning", "CBD", "Mini-CEX", "360-grader"),
    )
    grid = Grid((Sheet("Mål", rows=rows),))
    iup, reading = read_book(grid, regelverk)
    text = dump_profile(profile_of("mall", grid, iup, reading), grid)
    assert "vand = true" in text
    assert '3 = "bedömning"  # Bedömning' in text
    (tmp_path / "mall.toml").write_text(text, encoding="utf-8")
    again = read_book(grid, regelverk, [load_profile(tmp_path / "mall.toml")])[0]
    assert again.delmal == iup.delmal
    assert [one.method for one in again.delmal["a2"].assessments] == ["Mini-CEX"]


def test_role_that_its_heading_contradicts_is_doubtful(regelverk: Regelverk) -> None:
    rows = (("Delmål", "Aktivitet", "Övrigt"), ("a1", "Kurs i etik", "x"))
    roles = {1: Role.DELMAL, 2: Role.ACTIVITY, 3: Role.CODE_MARKS}
    profile = Profile("mall", "", (ProfileTable("Mål", Kind.DELMAL, False, (1, 1), None, roles),), always=True)
    reading = read_book(Grid((Sheet("Mål", rows=rows),)), regelverk, [profile])[1]
    assert [(one.score, one.reason) for one in reading.tables[0].columns][1:] == [
        (1.0, "profilen"),
        (0.0, "profilen, men rubriken är inget delmål"),
    ]


def test_columns_that_a_copy_lacks_are_left_out(regelverk: Regelverk) -> None:
    roles = {1: Role.DELMAL, 9: Role.DONE}
    table = ProfileTable("Mål", Kind.DELMAL, False, (1, 1), None, roles)
    outside = ProfileTable("Mål", Kind.COURSES, False, (1, 1), None, {8: Role.COURSE})
    grid = Grid((Sheet("Mål", rows=(("Delmål", "Aktivitet"), ("a1", "Kurs i etik"))),))
    iup, reading = read_book(grid, regelverk, [Profile("mall", "", (table, outside), always=True)])
    assert [len(one.columns) for one in reading.tables] == [1]
    assert list(iup.delmal) == ["a1"]


def test_blocks_are_settled_by_their_fields_alone(saved: Saved, regelverk: Regelverk) -> None:
    path = saved(BLOCKS)
    edit(path, 'cell = "C11"', 'cell = "C12"')
    person = read(BLOCKS, regelverk, always(path)).person
    assert person.supervisor is not None
    assert person.supervisor.cell.a1 == "C12"


def test_tables_are_found_by_their_headings_where_rows_are_added(regelverk: Regelverk) -> None:
    def book(rows: int) -> Grid:
        cells: list[tuple[str | None, ...]] = []
        for group in "abc":
            cells += [("Delmål", "Aktivitet", "Bedömning")]
            cells += [(f"{group}{number}", "Kurs i etik", "CBD") for number in range(1, rows + 1)]
            cells += [(None, None, None)]
        return Grid((Sheet("Mål", rows=tuple(cells)),))

    profile = profile_of("mall", book(3), *read_book(book(3), regelverk))
    longer = read_book(book(6), regelverk, [replace(profile, always=True)])
    assert longer[0].delmal == read_book(book(6), regelverk)[0].delmal
    assert [table.header for table in longer[1].tables] == [(0, 0), (8, 8), (16, 16)]


def of_sheets(profile: str, *sheets: str, given: bool = False) -> Profile:
    fields = tuple(ProfileField(Field.NAME, CellRef(sheet, 1, 2)) for sheet in sheets)
    return Profile(profile, f"avtryck {profile}", (), fields, always=given)


@pytest.mark.parametrize(
    ("profiles", "chosen"),
    [
        ([of_sheets("a", "Blad1")], None),
        ([of_sheets("a", "Blad1"), of_sheets("rätt", "Blad9")], "rätt"),
        ([of_sheets("a", "Blad1", given=True), of_sheets("rätt", "Blad1")], "a"),
        ([of_sheets("a", "Blad1", given=True), of_sheets("rätt", "Blad1", given=True)], "rätt"),
        ([of_sheets("a", "Blad8", given=True), of_sheets("b", "Blad1", "Blad2", given=True)], "b"),
        ([of_sheets("a", "Blad1", "Blad7", given=True)], "a"),
        ([of_sheets("a", "Blad1", "Blad7", "Blad8", given=True)], None),
        ([of_sheets("a", "Blad8", given=True)], None),
    ],
)
def test_profile_is_chosen_by_being_given_and_by_template(profiles: list[Profile], chosen: str | None) -> None:
    grid = Grid((Sheet("Blad1"), Sheet("Blad2")))
    found = choose(profiles, grid, "avtryck rätt")
    assert (found.name if found else None) == chosen


GOOD = """
version = 1
[[tabell]]
blad = "Mål"
typ = "delmål"
rubrikrader = [3, 3]
[tabell.roller]
A = "delmål"
[[falt]]
falt = "namn"
blad = "Start"
cell = "B4"
"""


def test_little_has_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "egen.toml"
    path.write_text(GOOD, encoding="utf-8")
    table = ProfileTable("Mål", Kind.DELMAL, False, (3, 3), None, {1: Role.DELMAL})
    field = ProfileField(Field.NAME, CellRef("Start", 4, 2))
    assert load_profile(path) == Profile("egen", "", (table,), (field,))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version = 1", "version = 2", "mall.toml: ”version” ska vara 1"),
        ("version = 1", "version = ", "mall.toml: filen är inte giltig TOML"),
        ("version = 1", "version = 1\nigorera_blad = []", "”igorera_blad” finns inte. Menade du ”ignorera_blad”?"),
        ("version = 1", 'version = 1\nignorera_blad = "x"', "”ignorera_blad” ska vara en lista"),
        ("version = 1", "version = 1\nnamn = 3", "”namn” ska vara en text"),
        ("[[tabell]]", '[[tabel]]', "nyckeln ”tabel” finns inte. Menade du ”tabell”?"),
        ("[[tabell]]", "[tabell]", "[[tabell]]"),
        ('blad = "Mål"\n', "", "tabell 1: ”blad” ska vara en text"),
        ('typ = "delmål"', 'typ = "mål"', "tabell 1 (bladet ”Mål”): ”typ” är ”mål”, som inte finns. Välj bland: delm"),
        ('typ = "delmål"\n', "", "”typ” saknas. Välj bland: delmål"),
        ("[3, 3]", "[3]", "”rubrikrader” ska vara första och sista raden"),
        ("[3, 3]", "[5, 3]", "”rubrikrader” ska vara första och sista raden"),
        ("[3, 3]", "[0, 3]", "”rubrikrader” ska vara första och sista raden"),
        ("[3, 3]", "[3, 3]\nsista_rad = 2", "”sista_rad” ska vara ett radnummer"),
        ("[3, 3]", "[3, 3]\nvand = 1", "”vand” ska vara true eller false"),
        ("[3, 3]", "[3, 3]\nvand = true", "”A” under [tabell.roller] ska vara ett radnummer, eftersom vand = true"),
        ("[3, 3]", "[3, 3]\nsistarad = 9", "nyckeln ”sistarad” finns inte. Menade du ”sista_rad”?"),
        ("[3, 3]", '[3, 3]\ndel = "jour"', "”del” är ”jour”, som inte finns. Välj bland: sjalvstudier"),
        ('A = "delmål"', 'A = "delmol"', "”roller.A” är ”delmol”, som inte finns. Välj bland: delmål, rubrik"),
        ('A = "delmål"', 'A1 = "delmål"', "”A1” under [tabell.roller] ska vara en kolumnbokstav som C"),
        ('[tabell.roller]\nA = "delmål"', "", "Skriv dem under [tabell.roller]"),
        ('falt = "namn"', 'falt = "namnet"', "fält 1: ”falt” är ”namnet”, som inte finns. Välj bland: namn"),
        ('cell = "B4"', 'cell = "4B"', "fält 1 (”namn”): ”cell” är ”4B”, men ska vara en celladress som B7"),
        ('cell = "B4"', 'cell = "B0"', "ska vara en celladress"),
        ('cell = "B4"', "", "”cell” ska vara en text"),
    ],
)  # fmt: skip
def test_mistake_is_told_with_file_and_place(old: str, new: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "mall.toml"
    path.write_text(GOOD, encoding="utf-8")
    edit(path, old, new)
    with pytest.raises(ProfileError) as told:
        load_profile(path)
    assert "mall.toml: " in str(told.value)
    assert message in str(told.value)


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"mall\.toml: filen går inte att läsa"):
        load_profile(tmp_path / "mall.toml")


def test_odd_names_of_sheets_and_headings_survive(tmp_path: Path, regelverk: Regelverk) -> None:
    rows = (('Del"mål', "Aktivitet\n(vad)\x7f", "Bedömning"), ("a1", "Kurs", "CBD"), ("a2", "Kurs", "CBD"))
    grid = Grid((Sheet('Mål "nya" \\ 2', rows=rows),))
    profile = profile_of("mall", grid, *read_book(grid, regelverk))
    (tmp_path / "mall.toml").write_text(dump_profile(profile, grid), encoding="utf-8")
    assert load_profile(tmp_path / "mall.toml") == profile
    assert profile.tables[0].sheet == 'Mål "nya" \\ 2'
