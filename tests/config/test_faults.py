"""Everything that can be wrong in ``stexcel.toml`` is told with file, line, fault and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from stexcel.config import ConfigError, find_config
from stexcel.settings import known
from tests.config.folders import read

FAULTS = {
    'regelvrk = "x"': (1, "nyckeln ”regelvrk” finns inte. Menade du ”regelverk”?"),
    'idag = 2026-11-01\n\n# not\nProfil = "x"': (4, "nyckeln ”Profil” finns inte. Menade du ”profil”?"),
    "regelverk = 3": (1, "”regelverk” ska vara en text inom citattecken."),
    'regelverk = " "': (1, "”regelverk” ska vara en text inom citattecken."),
    '\nregelverk = "borta.csv"': (
        2,
        "”regelverk” pekar på borta.csv, som inte finns. Sökvägen räknas från mappen där filen ligger.",
    ),
    'enhet = "borta.xlsx"': (
        1,
        "”enhet” pekar på borta.xlsx, som inte finns. Sökvägen räknas från mappen där filen ligger.",
    ),
    'mall = "x"': (1, "”mall” ska skrivas som en tabell: [[mall]]."),
    "[mall]": (1, "”mall” ska skrivas som en tabell: [[mall]]."),
    "[[mall]]": (1, '”mall.profil” saknas. Skriv till exempel profil = "mall.toml".'),
    '[[mall]]\nprofil = "stexcel.toml"\n[[mall]]\n# kommentar\nprofl = "x"': (
        5,
        "nyckeln ”mall.profl” finns inte. Menade du ”mall.profil”?",
    ),
    "idag = 1\nregelverk = ": (
        2,
        "raden är inte giltig TOML. Skriv nyckel = värde, med text inom citattecken, "
        "och kontrollera att varje citattecken och hakparentes är avslutad.",
    ),
    'filer = [\n  "a",\n  "b"\n\n': (
        3,
        "raden är inte giltig TOML. Skriv nyckel = värde, med text inom citattecken, "
        "och kontrollera att varje citattecken och hakparentes är avslutad.",
    ),
    "idag = 2026-11-01\nidag = 2026-11-02\n": (
        2,
        "nyckeln eller tabellen står redan tidigare i filen. Behåll en av dem.",
    ),
    "[troskel]\n[regler]\n[troskel]": (
        3,
        "nyckeln eller tabellen står redan tidigare i filen. Behåll en av dem.",
    ),
    'idag = "2026-11-01"': (
        1,
        "”idag” ska vara ett datum utan citattecken och klockslag: idag = 2027-01-31.",
    ),
    "idag = 2026-11-01T08:00:00": (
        1,
        "”idag” ska vara ett datum utan citattecken och klockslag: idag = 2027-01-31.",
    ),
    'filer = "*.xlsx"': (1, '”filer” ska vara en lista inom hakparenteser: filer = ["…"].'),
    'utom = [\n  "arkiv/**",\n  3,\n]': (3, "allt i listan ”utom” ska vara text inom citattecken."),
    "filer = []": (1, "”filer” är en tom lista. Ta bort raden, eller skriv minst ett mönster."),
    'troskel = "x"': (1, "”troskel” ska skrivas som en tabell: [troskel]."),
    "[troskel]\nrevison_manader = 6": (
        2,
        "nyckeln ”troskel.revison_manader” finns inte. Menade du ”troskel.revision_manader”?",
    ),
    'troskel.samtal_dagar = "30"': (
        1,
        "”troskel.samtal_dagar” ska vara ett heltal utan citattecken, till exempel samtal_dagar = 12.",
    ),
    "[troskel]\nsamtal_dagar = 30.0": (
        2,
        "”troskel.samtal_dagar” ska vara ett heltal utan citattecken, till exempel samtal_dagar = 12.",
    ),
    "[troskel]\nsamtal_dagar = true": (
        2,
        "”troskel.samtal_dagar” ska vara ett heltal utan citattecken, till exempel samtal_dagar = 12.",
    ),
    "troskel = {samtal_dagar = 0}": (1, "”troskel.samtal_dagar” är 0, men ska vara mellan 1 och 1000."),
    "[troskel]\nefterslapning_procent = -1": (
        2,
        "”troskel.efterslapning_procent” är -1, men ska vara mellan 0 och 1000.",
    ),
    "[troskel]\ngranskning_ar = 1001": (2, "”troskel.granskning_ar” är 1001, men ska vara mellan 1 och 1000."),
    'profil = "region-haland"': (
        1,
        "profilen ”region-haland” finns inte. Menade du ”region-halland”? "
        "Profilerna är standard, region-halland, spur-2, bedomningar-8-per-ar.",
    ),
    "profil = 2": (1, "”profil” ska vara en text inom citattecken."),
    "[profiler]\nmin = 3": (2, "”profiler.min” ska skrivas som en tabell: [profiler.min]."),
    "[profiler.spur-2]\nrevision_manader = 3": (
        1,
        'profilen ”spur-2” finns redan i stexcel. Ge den egna ett annat namn och skriv utgar_fran = "spur-2".',
    ),
    '[profiler.min]\nutgar_fran = "spur2"': (
        2,
        "profilen ”spur2” finns inte. Menade du ”spur-2”? "
        "Profilerna är standard, region-halland, spur-2, bedomningar-8-per-ar, min.",
    ),
    "[profiler.min]\nsamtal_dagr = 3": (
        2,
        "nyckeln ”profiler.min.samtal_dagr” finns inte. Menade du ”profiler.min.samtal_dagar”?",
    ),
    '[profiler.a]\nutgar_fran = "b"\n[profiler.b]\n\nutgar_fran = "a"': (
        2,
        "profilerna utgår från varandra i en ring: ”b” → ”a” → ”b”. Ta bort ”utgar_fran” i en av dem.",
    ),
    '[profiler.a]\nutgar_fran = "a"': (
        2,
        "profilen ”a” utgår från sig själv. Ta bort ”utgar_fran”, eller ange en annan profil.",
    ),
    '[regler]\nutom = ["STX101",\n"STX390"]': (3, "koden ”STX390” finns inte. Menade du ”STX"),
    '[regler]\nutom = ["stx1o1"]': (2, "koden ”STX1O1” finns inte. Menade du ”STX101”?"),
    '[regler]\nutom = ["kanin"]': (2, "koden ”KANIN” finns inte. Koderna visas med: stexcel rule"),
    '[regler]\nutom = ["STX101", "stx101"]': (2, "STX101 står två gånger i ”regler.utom”. Behåll en."),
    "idag = 9999-12-31": (1, "”idag”: 9999-12-31 ligger utanför åren 2000–2100. Kontrollera årtalet."),
    'filer = ["x"]\nidag = 2026-13-01': (2, "datumet finns inte. Kontrollera månad och dag"),
    "trösklar = 1": (
        1,
        "nyckeln ”trösklar” har bokstäver som inte går i en nyckel, bara a–z, siffror och understreck. "
        "Menade du ”troskel”?",
    ),
    "[tröskel]\nsamtal_dagar = 3": (1, "nyckeln ”tröskel” har bokstäver som inte går i en nyckel"),
    "kvxz = 1": (1, "nyckeln ”kvxz” finns inte. De som finns är profil, idag, "),
    "today = 2026-11-01": (1, "nyckeln ”today” finns inte. Menade du ”idag”?"),
    'profil = "kanin"': (1, "profilen ”kanin” finns inte. Profilerna är standard, "),
    '[[ignore]]\nfil = "x"\nkod = "STX101"\nreason = "x"': (
        4,
        "nyckeln ”ignore.reason” finns inte. Menade du ”ignore.skal”?",
    ),
    '[[ignore]]\nfil = "x"\nkod = "STX101"\nskal = "Se 19121212-1212"': (
        4,
        "raden har ett personnummer. Ta bort det: det som står här syns i resultaten.",
    ),
    '[regler]\nutom = ["STX000"]': (
        2,
        "STX000 kan inte stängas av: den säger att programmet självt har gjort fel.",
    ),
    '[regler]\nutom = ["STX101", "STX101"]': (2, "STX101 står två gånger i ”regler.utom”. Behåll en."),
    '[regler]\nutom = ["STX101"]\nendast = ["STX102"]': (
        3,
        "”regler.utom” och ”regler.endast” kan inte stå tillsammans. Behåll en av dem.",
    ),
    "[regler]\nendast = []": (2, "”regler.endast” är en tom lista. Ta bort raden, eller skriv minst en kod."),
    "[regler]\nendats = []": (2, "nyckeln ”regler.endats” finns inte. Menade du ”regler.endast”?"),
    "[ignore]": (1, "”ignore” ska skrivas som en tabell: [[ignore]]."),
    '[[ignore]]\nfil = "x"\nkod = "STX101"\n': (
        1,
        'undantaget har inget skäl. Lägg till skal = "…" som säger varför, så att den som läser förstår.',
    ),
    '[[ignore]]\nfil = "x"\nkod = "STX101"\nskal = "  "': (
        4,
        "undantaget har inget skäl. Skriv varför i ”skal”, så att den som läser förstår.",
    ),
    '[[ignore]]\nkod = "STX101"\nskal = "x"': (1, '”ignore.fil” saknas. Skriv till exempel fil = "anna*.xlsx".'),
    '[[ignore]]\nfil = "x"\nskal = "x"': (1, '”ignore.kod” saknas. Skriv till exempel kod = "STX302".'),
    '[[ignore]]\nfil = "x"\nkod = "STX1O1"\nskal = "x"': (3, "koden ”STX1O1” finns inte. Menade du ”STX101”?"),
    '[[ignore]]\nfil = "x"\nkod = "STX000"\nskal = "x"': (3, "STX000 kan inte undantas. Ta bort undantaget."),
    '[[ignore]]\nfil = "x"\nkod = "STX009"\nskal = "x"': (3, "STX009 kan inte undantas. Ta bort undantaget."),
    '[[ignore]]\nfil = "x"\nkod = "STX101"\nskal = "x"\ndelmal = "d4"': (
        5,
        "”d4” är inget delmål. Skriv ett delmål, till exempel c3, STb2 eller BT7, "
        "eller bara gruppens bokstav: a, b eller c.",
    ),
    '[[ignore]]\nfil = "x"\nkod = "STX101"\nskal = "x"\ndelmal = "c3, c4"': (5, "”c3, c4” är inget delmål."),
    '[[ignore]]\nfil = "x"\nkod = "STX101"\nskal = "x"\ntill = "2027"': (
        5,
        "”ignore.till” ska vara ett datum utan citattecken och klockslag: till = 2027-01-31.",
    ),
    '[[ignore]]\nfil = "x"\nkod = "STX101"\nskal = "x"\nskall = "x"': (
        5,
        "nyckeln ”ignore.skall” finns inte. Menade du ”ignore.skal”?",
    ),
    '[[ignore]]\nfil = "x"\nkod = "STX101"\nskal = "ett"\n[[ignore]]\nfil = "x"\nkod = "STX101"\nskal = "två"': (
        5,
        "undantaget finns redan på rad 1: samma fil, kod och delmål. Behåll ett av dem.",
    ),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.items(), ids=range(len(FAULTS)))
def test_fault_is_told_with_file_line_and_remedy(text: str, told: tuple[int, str], tmp_path: Path) -> None:
    line, message = told
    with pytest.raises(ConfigError) as error:
        read(tmp_path, text)
    expected = f"{(tmp_path / 'stexcel.toml').as_posix()}, rad {line}: {message}"
    assert str(error.value).startswith(expected)


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        ('idag = 2026-11-01\nprofil = "å"'.encode("latin-1"), 2, "Spara om filen med kodningen UTF-8."),
        ("profil = 'x'".encode("utf-16"), 1, "Spara om filen med kodningen UTF-8."),
        (b"idag = 2026-02-30", 1, "datumet finns inte"),
        (b"a = 1\x00", 1, "inte giltig TOML"),
    ],
)
def test_file_that_is_no_toml_at_all_is_told(data: bytes, line: int, message: str, tmp_path: Path) -> None:
    read(tmp_path, "")
    (tmp_path / "stexcel.toml").write_bytes(data)
    with pytest.raises(ConfigError) as error:
        find_config([tmp_path], known())
    assert f"stexcel.toml, rad {line}: " in str(error.value)
    assert message in str(error.value)


def test_windows_line_ends_and_byte_order_mark_do_not_move_the_line(tmp_path: Path) -> None:
    read(tmp_path, "")
    (tmp_path / "stexcel.toml").write_bytes("\ufeffidag = 2026-11-01\r\n\r\nprofill = 'x'\r\n".encode())
    with pytest.raises(ConfigError, match="rad 3: nyckeln ”profill” finns inte"):
        find_config([tmp_path], known())


@pytest.mark.parametrize("text", ["profil = " + "[" * 20_000, f"[troskel]\ngranskning_ar = {'9' * 5_000}\n[regler]"])
def test_file_beyond_what_can_be_read_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"stexcel\.toml: filen har ett tal med för många siffror eller listor"):
        read(tmp_path, text)
