"""Putting the buttons into Excel and taking them out: real folders, and the registry of Windows as a dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from click.testing import CliRunner, Result

from stexcel.addin import program_file
from stexcel.addin.build import build
from stexcel.addin.install.computer import Computer, found_program
from stexcel.addin.install.errors import InstallError
from stexcel.addin.install.files import State, install, is_own, state, uninstall, wanted
from stexcel.addin.install.places import Places, places
from stexcel.addin.install.registry import Hive, NoRegistry
from stexcel.addin.install.trust import CHILD_PROCESSES, WINDOWS_CALLS, Judgement, Verdict, judge
from stexcel.addin.macros import read_macros
from stexcel.cli import main
from stexcel.resources import macros_dir

_OWN = r"Software\Microsoft\Office\16.0\Excel\Security"
_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
_ASR = r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_CLOUD = r"Software\Policies\Microsoft\Cloud\Office\16.0\Excel\Security"
_HINDERS = Verdict.HINDERS
_LOCAL = PureWindowsPath(r"C:\Users\Åsa Öberg\AppData\Roaming\Microsoft\Excel\XLSTART")


@dataclass(frozen=True)
class Settings:
    """The registry of a computer; its keys and names are read in any case of letters, as Windows does."""

    values: Mapping[tuple[Hive, str, str], str | int] = field(default_factory=dict)
    closed: tuple[str, ...] = ()

    def value(self, hive: Hive, key: str, name: str) -> str | int | None:
        if key in self.closed:
            raise PermissionError(13, "Åtkomst nekas", key)
        found = {(place, one.lower(), which.lower()): value for (place, one, which), value in self.values.items()}
        return found.get((hive, key.lower(), name.lower()))


@pytest.fixture
def windows(tmp_path: Path) -> Computer:
    roaming = tmp_path / "Åsa Öberg" / "AppData" / "Roaming"
    (roaming / "Microsoft" / "Excel" / "XLSTART").mkdir(parents=True)
    program = tmp_path / "Łukasz program" / "stexcel.exe"
    return Computer("win32", {"APPDATA": str(roaming)}, tmp_path, program, Settings())


@pytest.fixture
def mac(tmp_path: Path) -> Computer:
    return Computer("darwin", {}, tmp_path, PurePosixPath("/Users/åsa/stexcel"), NoRegistry())


def run(computer: Computer, *command: str) -> Result:
    return CliRunner().invoke(main, ["addin", *command], obj=computer)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def installed(computer: Computer) -> Places:
    where = places(computer)
    install(wanted(computer, where))
    return where


def test_on_windows_excel_finds_the_add_in_and_nothing_else_to_open(windows: Computer) -> None:
    result = run(windows, "install")
    assert result.exit_code == 0, result.output
    start = Path(windows.environment["APPDATA"], "Microsoft", "Excel", "XLSTART")
    assert [path.name for path in start.iterdir() if path.is_file()] == ["stexcel.xlam"]
    assert (start / "stexcel.xlam").read_bytes() == build(read_macros(macros_dir()))
    told = (start / program_file.FOLDER / program_file.NAME).read_bytes()
    assert told.decode("utf-16") == f"{windows.program}\r\n"
    assert "fliken heter ST/IUP" in result.output
    assert "Inte kontrollerat:" in result.output


def test_on_macos_the_script_lies_where_excel_may_run_it(mac: Computer) -> None:
    assert run(mac, "install").exit_code == 0
    scripts = mac.home / "Library/Application Scripts/com.microsoft.Excel"
    assert (scripts / "stexcel.applescript").read_bytes() == (macros_dir() / "stexcel.applescript").read_bytes()
    assert (scripts / "stexcel-program.txt").read_text(encoding="utf-8") == "/Users/åsa/stexcel\n"
    start = mac.home / "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
    assert [path.name for path in start.iterdir()] == ["stexcel.xlam"]
    script = (macros_dir() / "stexcel.applescript").read_text(encoding="ascii")
    assert "Library/Application Scripts/com.microsoft.Excel/stexcel-program.txt" in script


@pytest.mark.parametrize("command", ["install", "uninstall", "status"])
def test_without_excel_it_is_said_and_nothing_is_done(command: str, tmp_path: Path) -> None:
    result = run(Computer("linux", {}, tmp_path, tmp_path / "stexcel"), command)
    assert result.exit_code == 2
    assert "Excel finns inte för det här operativsystemet" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("system", ["windows", "mac"])
def test_twice_is_once_and_taking_out_leaves_what_was_there(system: str, request: pytest.FixtureRequest) -> None:
    computer: Computer = request.getfixturevalue(system)
    where = places(computer)
    where.addin.parent.mkdir(parents=True, exist_ok=True)
    (where.addin.parent / "PERSONAL.XLSB").write_bytes(b"annans")
    before = files_in(computer.home)
    assert "Skrev" in run(computer, "install").output
    after = files_in(computer.home)
    times = {path: path.stat().st_mtime_ns for path in computer.home.rglob("*") if path.is_file()}
    again = run(computer, "install")
    assert again.exit_code == 0
    assert "ingenting behövde ändras" in again.output
    assert files_in(computer.home) == after
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert "Tog bort" in run(computer, "uninstall").output
    assert files_in(computer.home) == before
    assert where.own_folder is None or not where.own_folder.exists()
    result = run(computer, "uninstall")
    assert (result.exit_code, result.output) == (0, "Inga knappar var inlagda.\n")


def test_what_is_not_ours_is_neither_replaced_nor_removed(windows: Computer) -> None:
    where = places(windows)
    where.addin.write_bytes(b"en annans")
    result = run(windows, "install")
    assert result.exit_code == 2
    assert "finns redan och är inte stexcels" in result.stderr
    assert not where.program_file.exists()
    assert uninstall(where) == ()
    assert where.addin.read_bytes() == b"en annans"
    assert f"{where.addin}: inte stexcels" in run(windows, "status").output


def test_a_file_of_the_users_in_our_folder_stays(windows: Computer) -> None:
    where = installed(windows)
    own = where.program_file.with_name("anteckning.txt")
    own.write_text("min")
    run(windows, "uninstall")
    assert files_in(where.addin.parent) == {"stexcel/anteckning.txt": b"min"}


def test_an_earlier_version_is_replaced(windows: Computer) -> None:
    where = installed(windows)
    moved = replace(windows, program=windows.program.with_name("nya.exe"))
    output = run(moved, "status").output
    assert f"{where.program_file}: från en annan version, eller ändrad" in output
    assert f"{where.addin}: på plats" in output
    assert run(moved, "install").output.count("Skrev") == 1
    assert where.program_file.read_bytes() == program_file.for_windows(moved.program)


def test_the_mark_of_the_web_is_taken_away(windows: Computer) -> None:
    where = installed(windows)
    mark = Path(f"{where.addin}:Zone.Identifier")
    mark.write_text("[ZoneTransfer]\nZoneId=3\n")
    data = wanted(windows, where)
    assert state(where.addin, data[where.addin]) is State.BLOCKED
    assert run(windows, "status").exit_code == 1
    assert install(data) == (where.addin,)
    assert not mark.exists()
    assert state(where.addin, data[where.addin]) is State.GOOD


def test_status_tells_what_there_is(windows: Computer) -> None:
    before = run(windows, "status")
    assert before.exit_code == 1
    assert before.output.count(": saknas") == 2
    assert "stexcel addin install" in before.output
    installed(windows)
    after = run(windows, "status")
    assert after.exit_code == 0, after.output
    assert after.output.count(": på plats") == 2
    assert str(windows.program) in after.output
    assert "syns inte härifrån" in after.output


def test_a_place_that_cannot_be_written_is_told(windows: Computer) -> None:
    where = places(windows)
    where.addin.parent.rmdir()
    where.addin.parent.write_bytes(b"en fil")
    result = run(windows, "install")
    assert result.exit_code == 2
    assert "Stäng alla Excelfönster" in result.stderr


def test_without_the_users_folder_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(InstallError, match="APPDATA"):
        places(Computer("win32", {"APPDATA": ""}, tmp_path, tmp_path))


def test_an_add_in_is_ours_by_what_is_in_it(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "a.xlam", tmp_path / "stexcel.xlam"
    ours.write_bytes(build(read_macros(macros_dir())))
    theirs.write_bytes(ours.read_bytes().replace(b"<dc:creator>stexcel<", b"<dc:creator>stexcex<"))
    assert (is_own(ours), is_own(theirs), is_own(tmp_path / "borta.xlam")) == (True, False, False)


def test_the_program_is_found_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "andra").mkdir()
    (tmp_path / "andra" / "stexcel.exe").touch()
    monkeypatch.chdir(tmp_path)
    assert found_program([Path("första"), Path("andra")], ".exe") == tmp_path / "andra" / "stexcel.exe"
    with pytest.raises(InstallError, match="hittades inte"):
        found_program([Path("andra")], "")


def judged(values: Mapping[tuple[Hive, str, str], str | int], folder: PureWindowsPath = _LOCAL) -> list[Judgement]:
    """Everything but what is always said: that not all can be seen."""
    *found, last = judge(Settings(values), folder)
    assert last.verdict is Verdict.UNKNOWN
    return found


def test_with_the_settings_that_office_comes_with_nothing_hinders() -> None:
    assert judged({}) == []
    assert judged({(Hive.USER, _OWN, "VBAWarnings"): 4, (Hive.USER, _POLICY, "VBAWarnings"): 3}) == []
    assert judged({(Hive.MACHINE, _ASR, CHILD_PROCESSES): "0", (Hive.MACHINE, _ASR, WINDOWS_CALLS): "2"}) == []


@pytest.mark.parametrize(
    ("key", "name", "value", "verdict", "told"),
    [
        (r"Software\Policies\Microsoft\Office\16.0\Common", "VBAOff", 1, Verdict.HINDERS, "avstängda i hela Office"),
        (_POLICY, "DisableAllAddins", 1, Verdict.HINDERS, "Exceltillägg är avstängda"),
        (_CLOUD, "DisableAllAddins", 1, Verdict.HINDERS, "Exceltillägg är avstängda"),
        (_OWN, "RequireAddinSig", 1, Verdict.MAY, "signerade"),
        (rf"{_OWN}\Trusted Locations", "AllLocationsDisabled", 1, Verdict.MAY, "Betrodda platser är avstängda"),
        (
            r"Software\Policies\Microsoft\Office\16.0\Common\Security\Trusted Locations",
            "Allow User Locations",
            0,
            Verdict.MAY,
            "som IT har bestämt",
        ),
    ],
)
def test_a_setting_that_hinders_is_told_with_what_to_allow(
    key: str, name: str, value: int, verdict: Verdict, told: str
) -> None:
    (one,) = judged({(Hive.USER, key, name): value})
    assert one.verdict is verdict
    assert told in one.text
    assert "IT" in one.remedy
    assert "stexcel window" in one.remedy


@pytest.mark.parametrize(("level", "verdict"), [(1, None), (2, Verdict.MAY), (3, _HINDERS), (4, _HINDERS)])
def test_outside_trusted_places_it_depends_on_what_macros_may_do(level: int, verdict: Verdict | None) -> None:
    off = (Hive.USER, rf"{_POLICY}\Trusted Locations", "AllLocationsDisabled")
    found = judged({off: 1, (Hive.USER, _OWN, "VBAWarnings"): level})
    assert [one.verdict for one in found] == ([verdict] if verdict else [])


def test_what_the_organisation_has_set_counts_before_what_the_user_has() -> None:
    off = {(Hive.USER, rf"{_POLICY}\Trusted Locations", "AllLocationsDisabled"): 1}
    (one,) = judged({**off, (Hive.USER, _OWN, "VBAWarnings"): 1, (Hive.MACHINE, _POLICY, "VBAWarnings"): 4})
    assert one.verdict is Verdict.HINDERS


def test_a_start_folder_on_the_network_is_no_trusted_place() -> None:
    server = PureWindowsPath(r"\\server\profil$\åsa\Microsoft\Excel\XLSTART")
    (one,) = judged({}, server)
    assert "ligger på nätverket" in one.text
    assert judged({(Hive.USER, rf"{_POLICY}\Trusted Locations", "AllowNetworkLocations"): 1}, server) == []


@pytest.mark.parametrize("rule", [CHILD_PROCESSES, WINDOWS_CALLS])
@pytest.mark.parametrize(("value", "verdict"), [("1", Verdict.HINDERS), ("6", Verdict.MAY), (1, Verdict.HINDERS)])
def test_rules_of_defender_are_told_by_their_number(rule: str, value: str | int, verdict: Verdict) -> None:
    (one,) = judged({(Hive.MACHINE, _ASR, rule): value})
    assert one.verdict is verdict
    assert rule in one.text


def test_what_must_not_be_read_is_never_taken_for_fine() -> None:
    found = judge(Settings(closed=(_ASR, _POLICY)), _LOCAL)
    assert {one.verdict for one in found} == {Verdict.UNKNOWN}
    text = " ".join(one.text + one.remedy for one in found)
    assert CHILD_PROCESSES in text
    assert WINDOWS_CALLS in text
    assert rf"HKCU\{_POLICY} går inte att läsa" in text


def test_status_says_so_when_a_setting_hinders(windows: Computer) -> None:
    installed(windows)
    hindered = replace(windows, registry=Settings({(Hive.MACHINE, _ASR, CHILD_PROCESSES): "1"}))
    result = run(hindered, "status")
    assert result.exit_code == 1
    assert "Hindrar: Defender hindrar Excel från att starta program" in result.output
