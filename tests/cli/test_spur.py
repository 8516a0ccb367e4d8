"""``stexcel spur`` as a user meets it, with real folders: what is written, what is told and what is refused."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from jsonschema import Draft202012Validator
from openpyxl import Workbook, load_workbook

from stexcel.cli import main
from stexcel.own_results import is_own_result
from tests.grids import grid, save

EXAMPLES = Path(__file__).parents[1] / "exempel"
SCHEMA = Path(__file__).parents[2] / "docs" / "spur.schema.json"
TODAY = ("--today", "2026-11-01")
NAMED = {
    "spur.xlsx",
    "handlingsplan.docx",
    "handlingsplan.xlsx",
    "spur.html",
    "spur.json",
    "LÄS-MIG.txt",
    "manifest.json",
}
pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension is not supported")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Caches and logs of the tests' own."""
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path_factory.getbasetemp() / name))


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["spur", *map(str, args), *TODAY])


def copied(tmp_path: Path, unit: str = "varnamo") -> Path:
    return Path(shutil.copytree(EXAMPLES / unit, tmp_path / unit))


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def document(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, Result]]:
    """A unit's folder, and everything that is written of it."""
    base = tmp_path_factory.mktemp("spur")
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(base / "cache")
    clinic = copied(base)
    result = run(clinic, "-o", base / "underlag", "--zip", "--anonymous")
    yield clinic, base / "underlag", result
    if before is not None:
        os.environ["XDG_CACHE_HOME"] = before


def test_everything_is_written_and_the_exit_code_tells_of_failing_criteria(written: tuple[Path, Path, Result]) -> None:
    _, folder, result = written
    assert result.exit_code == 1, result.stderr
    assert files_in(folder) == NAMED | {f"anonymt/{name}" for name in NAMED} | {"spur.zip", "spur-anonymt.zip"}
    assert "SOSFS 2015:8: A " in result.stderr
    assert all(is_own_result(path) for path in folder.rglob("*.xlsx"))


def test_workbooks_are_as_they_were(written: tuple[Path, Path, Result]) -> None:
    clinic, _, _ = written
    for path in clinic.iterdir():
        assert path.read_bytes() == (EXAMPLES / "varnamo" / path.name).read_bytes()


def test_manifest_has_the_hash_of_every_file(written: tuple[Path, Path, Result]) -> None:
    clinic, folder, _ = written
    made = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    read = {Path(one["fil"]).name: one["sha256"] for one in made["lasta_filer"]}
    assert read == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in clinic.glob("*.xlsx")}
    for one in made["skrivna_filer"]:
        data = (folder / one["fil"]).read_bytes()
        assert (one["sha256"], one["byte"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert {one["fil"] for one in made["skrivna_filer"]} == NAMED - {"manifest.json"}


def test_archive_holds_the_same_files(written: tuple[Path, Path, Result]) -> None:
    _, folder, _ = written
    with zipfile.ZipFile(folder / "spur.zip") as package:
        assert set(package.namelist()) == NAMED | {f"anonymt/{name}" for name in NAMED}
        assert all(package.read(name) == (folder / name).read_bytes() for name in package.namelist())
    with zipfile.ZipFile(folder / "spur-anonymt.zip") as package:
        assert set(package.namelist()) == NAMED


def texts(data: bytes) -> Iterator[str]:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name
                yield from texts(package.read(name))
    else:
        yield data.decode("utf-8", "replace")


def names_in(clinic: Path) -> set[str]:
    """Names of people, of files and of the unit, with hashes."""
    truth = json.loads((EXAMPLES / "varnamo" / "SPUR.truth.json").read_text(encoding="utf-8"))
    register = truth["register"]
    names = {row["namn"] for row in register["handledare"]} | {register["studierektor"], register["verksamhetschef"]}
    names |= {name for row in register["handledare"] for name in row["st"]} | {truth["enhet"]}
    names |= {path.name for path in clinic.glob("*.xlsx")} | {clinic.as_posix()}
    names |= {hashlib.sha256(path.read_bytes()).hexdigest() for path in clinic.glob("*.xlsx")}
    return names | {word for name in names if name.istitle() for word in name.split()}


def test_anonymous_copies_reveal_no_name(written: tuple[Path, Path, Result]) -> None:
    clinic, folder, _ = written
    names = names_in(clinic)
    named = "\n".join(texts((folder / "spur.xlsx").read_bytes()))
    assert sum(name in named for name in names) > 15, "the search finds names where there are any"
    for path in [*(folder / "anonymt").iterdir(), folder / "spur-anonymt.zip"]:
        whole = "\n".join(texts(path.read_bytes()))
        assert [name for name in names if name in whole] == [], path.name


def test_anonymous_copies_have_the_same_grades(written: tuple[Path, Path, Result]) -> None:
    _, folder, _ = written
    named, hidden = (json.loads((folder / name).read_text("utf-8")) for name in ("spur.json", "anonymt/spur.json"))
    for year, part in hidden["foreskrifter"].items():
        for letter, section in part["avsnitt"].items():
            other = named["foreskrifter"][year]["avsnitt"][letter]
            assert section["grad"] == other["grad"]
            for name, one in section["kriterier"].items():
                assert (one["status"], one["lakare"]) == (
                    other["kriterier"][name]["status"],
                    other["kriterier"][name]["lakare"],
                )


def test_statement_tells_what_was_checked_claimed_and_unverified(written: tuple[Path, Path, Result]) -> None:
    _, folder, _ = written
    text = " ".join((folder / "LÄS-MIG.txt").read_text(encoding="utf-8").split())
    for told in (
        "KONTROLLERAT AV PROGRAMMET, SOSFS 2015:8",
        "D6 brister, kontrollerat i IUP-filerna",
        "INTE KONTROLLERADE AV PROGRAMMET",
        "Handlingsplan!A2",
        "EJ BEDÖMT, HSLF-FS 2021:8",
        "okontrollerad. Minst ett delmål är inte jämfört med föreskriften",
        "handlingsplan.docx: ",
    ):
        assert told in text


def test_json_is_as_the_schema_says_and_the_file_is_what_is_printed(written: tuple[Path, Path, Result]) -> None:
    clinic, folder, _ = written
    printed = run(clinic, "--format", "json")
    assert printed.exit_code == 1
    assert printed.stdout == (folder / "spur.json").read_text(encoding="utf-8")
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(json.loads(printed.stdout))] == []


def test_format_with_a_folder_is_shown_and_with_the_name_of_a_file_written_there(tmp_path: Path) -> None:
    clinic = copied(tmp_path, "borasonkologi")
    shown = run(clinic, "--format", "json", "-o", tmp_path / "ut")
    assert shown.stdout == (tmp_path / "ut" / "spur.json").read_text(encoding="utf-8")
    assert run(clinic, "-o", tmp_path / "bara.json").stdout == ""
    assert (tmp_path / "bara.json").read_text(encoding="utf-8") == shown.stdout
    assert run(clinic, "-o", tmp_path / "bara.txt").stdout == ""
    assert (tmp_path / "bara.txt").read_text(encoding="utf-8") == run(clinic).stdout
    assert files_in(tmp_path / "ut") == NAMED


def test_same_files_give_the_same_bytes(written: tuple[Path, Path, Result], tmp_path: Path) -> None:
    clinic, folder, _ = written
    again = folder.with_name("underlag2")
    assert run(clinic, "-o", again, "--zip", "--anonymous", "--no-cache").exit_code == 1
    different = [name for name in files_in(folder) if (folder / name).read_bytes() != (again / name).read_bytes()]
    assert different == []


def test_result_inside_the_unit_folder_is_not_read_as_one_of_its_files(tmp_path: Path) -> None:
    clinic = copied(tmp_path, "borasonkologi")
    first = run(clinic, "--format", "json")
    assert run(clinic, "-o", clinic / "spur", "--anonymous", "--zip").exit_code == 1
    assert run(clinic, "--format", "json").stdout == first.stdout


def test_files_that_are_there_are_not_replaced_unless_asked(tmp_path: Path) -> None:
    clinic, folder = copied(tmp_path, "borasonkologi"), tmp_path / "ut"
    folder.mkdir()
    (folder / "handlingsplan.docx").write_bytes(b"min egen")
    refused = run(clinic, "-o", folder)
    assert refused.exit_code == 2 and "--overwrite" in refused.stderr
    assert files_in(folder) == {"handlingsplan.docx"}
    assert run(clinic, "-o", folder, "--overwrite").exit_code == 1
    assert (folder / "handlingsplan.docx").read_bytes() != b"min egen" and files_in(folder) == NAMED
    again = run(clinic, "-o", folder, "--overwrite", "--zip")
    assert again.exit_code == 1 and "är kvar från" not in again.stderr
    assert "spur.zip är kvar från en tidigare körning" in run(clinic, "-o", folder, "--overwrite").stderr


def test_nothing_is_half_written_where_one_file_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic, folder = copied(tmp_path, "borasonkologi"), tmp_path / "ut"
    folder.mkdir()
    for name in NAMED:
        (folder / name).write_bytes(b"gammal")
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if path.name == "spur.html":
            raise PermissionError(13, "låst")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    result = run(clinic, "-o", folder, "--overwrite")
    assert result.exit_code == 2 and "Inget är ändrat" in result.stderr
    assert {name: (folder / name).read_bytes() for name in files_in(folder)} == dict.fromkeys(NAMED, b"gammal")
    assert {path.name for path in tmp_path.iterdir()} == {"borasonkologi", "ut"}


def test_open_document_is_told_of(tmp_path: Path) -> None:
    clinic, folder = copied(tmp_path, "borasonkologi"), tmp_path / "ut"
    folder.mkdir()
    (folder / ".~lock.handlingsplan.docx#").write_text("", encoding="utf-8")
    result = run(clinic, "-o", folder)
    assert result.exit_code == 2 and "är öppen i LibreOffice" in result.stderr


def test_one_doctor_is_not_made_anonymous(tmp_path: Path) -> None:
    clinic = copied(tmp_path, "borasonkologi")
    for path in sorted(clinic.glob("*st*.xlsx"))[1:]:
        if path.name != "enhet.xlsx":
            path.unlink()
    for args in (("-o", tmp_path / "ut", "--anonymous"), ("--format", "json", "--anonymous")):
        result = run(clinic, *args)
        assert result.exit_code == 2 and "färre än 3 ST-läkare framgår det vem" in result.stderr
        assert result.stdout == "" and not (tmp_path / "ut").exists()
    assert run(clinic, "-o", tmp_path / "ut").exit_code == 1


def test_without_unit_workbook_its_criteria_are_open_and_that_is_told(tmp_path: Path) -> None:
    clinic = copied(tmp_path)
    (clinic / "enhet.xlsx").unlink()
    result = run(clinic, "--format", "json")
    assert "Ingen arbetsbok för enheten" in result.stderr
    sections = document(result)["foreskrifter"]["2015"]["avsnitt"]
    assert {one["status"] for one in sections["B"]["kriterier"].values()} == {"ej_bedomt"}
    assert sections["D"]["kriterier"]["D6"]["status"] == "brister"


def test_doctor_without_regulation_is_told_and_keeps_criteria_open(tmp_path: Path) -> None:
    clinic = copied(tmp_path)
    save(
        grid("""
== IUP ==
Namn | Nils Utan
Specialitet | Allmänmedicin
Start | 2023-01-09

Kurs | Datum | Genomförd
Akutkurs | 2024-03-04 | Ja
EKG-kurs | 2025-03-04 | Ja
"""),
        clinic / "utan.xlsx",
    )
    result = run(clinic, "--format", "json")
    made = document(result)
    assert [one["namn"] for one in made["utan_foreskrift"]] == ["Nils Utan"]
    assert "Nils Utan" in result.stderr
    statuses = {one["status"] for one in made["foreskrifter"]["2015"]["avsnitt"]["F"]["kriterier"].values()}
    assert "uppfyllt" not in statuses


def with_answers(clinic: Path, *rows: tuple[str, ...]) -> Path:
    book = load_workbook(clinic / "enhet.xlsx")
    sheet = book.create_sheet("SPUR")
    for row in (("Kriterium", "Svar", "Dokument", "Datum", "Ansvarig"), *rows):
        sheet.append(row)
    book.save(clinic / "enhet.xlsx")
    return clinic


def test_answers_are_shown_as_the_units_own_claim(tmp_path: Path) -> None:
    clinic = with_answers(
        copied(tmp_path), ("C1", "Ja", "Inventering", "2026-03-01", "Eva Ek"), ("C2", "Nej"), ("D6", "Ja")
    )
    made = document(run(clinic, "--format", "json"))["foreskrifter"]["2015"]["avsnitt"]
    one = made["C"]["kriterier"]["C1"]
    assert (one["status"], one["kontrollerad_status"], one["kalla"]) == ("uppfyllt", "ej_bedomt", "pastatt")
    claim = one["pastaenden"][0]
    assert (claim["dokument"], claim["datum"], claim["ansvarig"]) == ("Inventering", "2026-03-01", "Eva Ek")
    assert (claim["blad"], claim["cell"]) == ("SPUR", "B2")
    assert made["C"]["kriterier"]["C2"]["status"] == "brister"
    assert made["C"]["grad"] == ["D"] and made["C"]["grad_utan_pastaenden"] == ["A", "B", "D"]
    seen = made["D"]["kriterier"]["D6"]
    assert (seen["status"], seen["kalla"]) == ("brister", "iup") and seen["motsagelse"]


def test_contradicting_answers_are_told(tmp_path: Path) -> None:
    clinic = with_answers(copied(tmp_path), ("C1", "Ja"), ("C1", "Nej"))
    result = run(clinic, "--format", "json")
    one = document(result)["foreskrifter"]["2015"]["avsnitt"]["C"]["kriterier"]["C1"]
    assert one["status"] == "ej_bedomt" and one["motsagelse"]
    assert "Obs: C1" in result.stderr


def test_follow_up_says_what_is_done_late_and_not_known(tmp_path: Path) -> None:
    clinic = copied(tmp_path)
    plan = tmp_path / "plan.xlsx"
    save(
        grid("""
== Handlingsplan ==
Kriterium | Planerad åtgärd | Klart senast | Ansvarig | Avslutas när | Berörda | Status
D6 | Komplettera IUP | 2026-05-01 | Eva Ek | Regel: STX103 = 0 för alla ST-läkare. | Bodil Björkman | Genomförd
D7 | Revidera | 2027-05-01 | Eva Ek | Regel: STX203 = 0 för alla ST-läkare. | |
F3 | Internutbildning | 2026-05-01 | Eva Ek | Regel: STX401 = 0 för alla ST-läkare. | |
F4 | Kurser | 2026-05-01 | Eva Ek | Regel: STX402 = 0 för alla ST-läkare. | Petter Borta |
B2 | Handledarkurs | 2026-05-01 | Eva Ek | | |
C1 | Ny utrustning | 2027-05-01 | Eva Ek | Utrustningen finns. Bedöms av människor. | |
D5 | IUP i tid | 2027-05-01 | Eva Ek | Regel: STX201 = 0 för alla ST-läkare. | |
D8 | Ny rutin | 2027-05-01 | Eva Ek | Regel: STX999 = 0 för enheten. | |
"""),
        plan,
    )
    result = run(clinic, "--follow-up", plan, "--format", "json")
    assert result.exit_code == 1
    rows = {row["kriterium"]: row for row in document(result)["rader"]}
    assert {name: row["utfall"] for name, row in rows.items()} == {
        "D6": "försenad",
        "D7": "inte klar",
        "F3": "klar",
        "F4": "kan inte kontrolleras av programmet",
        "B2": "klar",
        "C1": "kan inte kontrolleras av programmet",
        "D5": "kan inte kontrolleras av programmet",
        "D8": "kan inte kontrolleras av programmet",
    }
    assert "Genomförd" in rows["D6"]["varfor"] and rows["D6"]["st_lakare"]
    assert "Petter Borta" in rows["F4"]["varfor"]
    assert "STX201 kunde inte kontrolleras helt" in rows["D5"]["varfor"]
    assert "finns inte i den här versionen" in rows["D8"]["varfor"]


def test_follow_up_is_never_done_where_a_rule_is_off_or_a_file_unread(tmp_path: Path) -> None:
    clinic, plan = copied(tmp_path), tmp_path / "plan.xlsx"
    save(
        grid("""
Kriterium | Åtgärd | Klart senast | Avslutas när
F3 | Internutbildning | 2027-05-01 | Regel: STX401 = 0 för alla ST-läkare.
"""),
        plan,
    )
    done = run(clinic, "--follow-up", plan)
    assert done.exit_code == 0 and "KLAR" in done.stdout
    (clinic / "stexcel.toml").write_text('[regler]\nutom = ["STX401"]\n', encoding="utf-8")
    off = run(clinic, "--follow-up", plan)
    assert "KAN INTE KONTROLLERAS" in off.stdout and "avstängd" in off.stdout, off.output
    (clinic / "stexcel.toml").unlink()
    (clinic / "trasig.xlsx").write_bytes(b"PK trasig")
    unread = run(clinic, "--follow-up", plan)
    assert "KAN INTE KONTROLLERAS" in unread.stdout and "kunde inte läsas" in unread.stdout


def test_own_plan_is_followed_up_from_every_form_that_it_is_written_in(written: tuple[Path, Path, Result]) -> None:
    clinic, folder, _ = written
    found = [
        [
            (row["kriterium"], row["utfall"], row["varfor"], row["klart_senast"])
            for row in document(run(clinic, "--follow-up", folder / name, "--format", "json"))["rader"]
        ]
        for name in ("handlingsplan.xlsx", "handlingsplan.docx", "spur.xlsx")
    ]
    plan = json.loads((folder / "spur.json").read_text(encoding="utf-8"))["handlingsplan"]
    assert [row[0] for row in found[0]] == [row["kriterium"] for row in plan]
    assert found[0] == found[1] == found[2]


def test_plan_that_is_none_is_refused(tmp_path: Path) -> None:
    clinic = copied(tmp_path, "borasonkologi")
    Workbook().save(tmp_path / "tom.xlsx")
    Document().save(str(tmp_path / "tom.docx"))
    (tmp_path / "trasig.docx").write_bytes(b"nej")
    for name in ("tom.xlsx", "tom.docx", "trasig.docx", "finns-inte.xlsx"):
        result = run(clinic, "--follow-up", tmp_path / name)
        assert result.exit_code == 2 and name in result.stderr and "Traceback" not in result.output


def test_questions_are_answered_in_a_copy_of_the_units_workbook(tmp_path: Path) -> None:
    clinic, target = copied(tmp_path), tmp_path / "enhet-svar.xlsx"
    before = (clinic / "enhet.xlsx").read_bytes()
    assert run(clinic, "--questions", target).exit_code == 0
    assert (clinic / "enhet.xlsx").read_bytes() == before
    book = load_workbook(target)
    assert book.sheetnames[-1] == "SPUR" and book.sheetnames[:-1] == load_workbook(clinic / "enhet.xlsx").sheetnames
    asked = [row for row in book["SPUR"].iter_rows(min_row=5) if row[0].value]
    open_ = {row[0].value for row in asked}
    assert "C1" in open_ and "D6" not in open_
    next(row for row in asked if row[0].value == "C1")[2].value = "Ja"
    book.save(target)
    made = document(run(clinic, "--enhet", target, "--format", "json"))
    assert made["foreskrifter"]["2015"]["avsnitt"]["C"]["kriterier"]["C1"]["kalla"] == "pastatt"
    assert made["foreskrifter"]["2015"]["avsnitt"]["B"]["kriterier"]["B2"]["status"] == "uppfyllt"
    again = tmp_path / "igen.xlsx"
    assert run(clinic, "--enhet", target, "--questions", again).exit_code == 0
    sheets = load_workbook(again)
    assert sheets.sheetnames[-2:] == ["SPUR", "SPUR (2)"]
    assert "C1" not in {row[0].value for row in sheets["SPUR (2)"].iter_rows(min_row=5)}


def test_questions_without_a_unit_workbook_become_one(tmp_path: Path) -> None:
    clinic, target = copied(tmp_path), tmp_path / "svar.xlsx"
    (clinic / "enhet.xlsx").unlink()
    assert run(clinic, "--questions", target).exit_code == 0
    book = load_workbook(target)
    for row in book["SPUR"].iter_rows(min_row=5):
        row[2].value = "Ja" if str(row[0].value).startswith("C") else None
    book.save(target)
    made = document(run(clinic, "--enhet", target, "--format", "json"))["foreskrifter"]["2015"]["avsnitt"]["C"]
    assert {one["kalla"] for one in made["kriterier"].values()} == {"pastatt"} and made["grad"] == ["A"]
    assert run(clinic, "--questions", target).exit_code == 2, "an earlier file may hold answers"


def test_interview_has_the_units_own_numbers_beside_the_questions(tmp_path: Path) -> None:
    clinic, target = copied(tmp_path), tmp_path / "fragor.txt"
    result = run(clinic, "--interview", "-o", target)
    assert result.exit_code == 0 and result.stdout == ""
    text = target.read_text(encoding="utf-8")
    roles = [text.index(f"Till {role}") for role in ("ST-läkare", "Handledare", "Studierektor", "Chef")]
    assert roles == sorted(roles)
    whole = " ".join(text.split())
    assert "SOSFS 2015:8: Brister hos 4 av 4 ST-läkare: utbildningsaktivitet saknas (STX102)" in whole
    made = document(run(clinic, "--interview", "--format", "json"))
    assert {one["roll"] for one in made["fragor"]} == {"st_lakare", "handledare", "studierektor", "chef"}


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--zip",), "--zip behöver en mapp"),
        (("--interview", "--zip"), "--zip går inte ihop"),
        (("--interview", "--follow-up", "plan.xlsx"), "välj ett i taget"),
        (("--follow-up", "plan.xlsx", "--anonymous"), "--anonymous går inte ihop"),
        (("--questions", "fragor.xlsx", "-o", "ut"), "går inte ihop med -o"),
        (("--questions", "fragor.txt"), "ska sluta på .xlsx"),
        (("-o", "finns/inte/ut"), "finns inte"),
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, args: tuple[str, ...], told: str) -> None:
    result = run(EXAMPLES / "borasonkologi", *args)
    assert result.exit_code == 2 and told in result.stderr


def test_folder_without_iup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "klinik").mkdir()
    shutil.copy(EXAMPLES / "varnamo" / "enhet.xlsx", tmp_path / "klinik")
    result = run(tmp_path / "klinik", "-o", tmp_path / "ut")
    assert result.exit_code == 2 and "Inget IUP kunde läsas" in result.stderr and not (tmp_path / "ut").exists()
