"""What the security settings of Windows and Office say about the buttons: read, judged in words, and never changed.

The names and values are those of Microsoft's own policy templates for Office 2016 and later, and of Defender's rules
for attack surface reduction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PureWindowsPath

from stexcel.addin.install.registry import Hive, Registry

_OFFICE = r"Office\16.0"
_POLICIES = (
    (Hive.USER, rf"Software\Policies\Microsoft\{_OFFICE}"),
    (Hive.USER, rf"Software\Policies\Microsoft\Cloud\{_OFFICE}"),
    (Hive.MACHINE, rf"Software\Policies\Microsoft\{_OFFICE}"),
)
"""Where an organisation sets what users cannot change; the first one that says something counts."""
_OWN = (Hive.USER, rf"Software\Microsoft\{_OFFICE}")
_EXCEL, _TRUSTED = r"Excel\Security", r"Excel\Security\Trusted Locations"
_COMMON, _COMMON_TRUSTED = "Common", r"Common\Security\Trusted Locations"
_DEFENDER = (
    Hive.MACHINE,
    r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
CHILD_PROCESSES = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Defender: Office may start no other program."""
WINDOWS_CALLS = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"
"""Defender: macros may call nothing of Windows itself."""
_BLOCKS, _WARNS = "1", "6"
_ALL, _ASK, _SIGNED, _NONE = 1, 2, 3, 4
"""What macros outside trusted places may do (VBAWarnings)."""
_WINDOW = "Tills dess: stexcel window, som har samma knappar och varken behöver makron eller startas av Excel."


class Verdict(StrEnum):
    """How a setting bears on the buttons."""

    HINDERS = "hindrar"
    MAY = "kan hindra"
    UNKNOWN = "inte kontrollerat"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``text`` says what is so and ``remedy`` what has to be allowed, both in Swedish."""

    verdict: Verdict
    text: str
    remedy: str


def judge(registry: Registry, folder: PureWindowsPath) -> tuple[Judgement, ...]:
    """Everything that stands in the way of an add-in in the folder, and what cannot be seen from here."""
    reader = _Reader(registry)
    return (*_office(reader, folder), *_defender(registry), *reader.unread(), _UNSEEN)


_UNSEEN = Judgement(
    Verdict.UNKNOWN,
    "Regler som delas ut på annat sätt (Intune, AppLocker, programkontroll, annat virusskydd) syns inte härifrån.",
    "Tryck på en knapp i Excel: hindras den säger rutan vad som ska tillåtas.",
)


class _Reader:
    """Reads settings, those of the organisation before the user's own, and remembers what it must not read."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._refused: list[str] = []

    def setting(self, area: str, name: str) -> int | None:
        """The value that counts; ``None`` where nobody has set one."""
        for hive, root in (*_POLICIES, _OWN):
            try:
                found = self._registry.value(hive, rf"{root}\{area}", name)
            except OSError:
                self._refused.append(rf"{hive}\{root}\{area}")
                continue
            if found is not None:
                return _number(found)
        return None

    def unread(self) -> Iterator[Judgement]:
        """What could not be read."""
        for place in dict.fromkeys(self._refused):
            yield Judgement(Verdict.UNKNOWN, f"{place} går inte att läsa.", "Be IT se efter vad som står där.")


def _number(value: str | int) -> int | None:
    return int(value) if str(value).isdecimal() else None


def _office(reader: _Reader, folder: PureWindowsPath) -> Iterator[Judgement]:
    if reader.setting(_COMMON, "vbaoff") == 1:
        yield Judgement(
            Verdict.HINDERS,
            "Makron är avstängda i hela Office (VBAOff).",
            f"IT behöver slå på VBA för Excel. {_WINDOW}",
        )
    if reader.setting(_EXCEL, "disablealladdins") == 1:
        yield Judgement(
            Verdict.HINDERS,
            "Alla Exceltillägg är avstängda (DisableAllAddins).",
            f"IT behöver tillåta tillägg i Excel. {_WINDOW}",
        )
    if reader.setting(_EXCEL, "requireaddinsig") == 1:
        yield Judgement(
            Verdict.MAY,
            "Tillägg ska vara signerade (RequireAddinSig).",
            f"IT kan signera stexcel.xlam med ett certifikat som är betrott på datorn. {_WINDOW}",
        )
    yield from _macros(reader, folder)


def _macros(reader: _Reader, folder: PureWindowsPath) -> Iterator[Judgement]:
    """What is said of macros; in a trusted place they run whatever it is."""
    why = _why_not_trusted(reader, folder)
    level = reader.setting(_EXCEL, "vbawarnings") or _ASK
    if not why or level == _ALL:
        return
    remedy = f"IT behöver göra {folder} till en betrodd plats för Excel, eller signera stexcel.xlam. {_WINDOW}"
    if level == _ASK:
        yield Judgement(Verdict.MAY, f"{why} Excel frågar då innan makron körs, eller stänger av dem.", remedy)
    elif level == _SIGNED:
        yield Judgement(Verdict.HINDERS, f"{why} Bara signerade makron körs då (VBAWarnings 3).", remedy)
    else:
        yield Judgement(Verdict.HINDERS, f"{why} Inga makron körs då (VBAWarnings {level}).", remedy)


def _why_not_trusted(reader: _Reader, folder: PureWindowsPath) -> str:
    """Why XLSTART is no trusted place, as a sentence; empty where nothing says that it is not."""
    if reader.setting(_TRUSTED, "alllocationsdisabled") == 1:
        return "Betrodda platser är avstängda i Excel (AllLocationsDisabled)."
    if reader.setting(_COMMON_TRUSTED, "allow user locations") == 0:
        return "Bara de betrodda platser som IT har bestämt gäller (Allow User Locations)."
    if str(folder).startswith(r"\\") and reader.setting(_TRUSTED, "allownetworklocations") != 1:
        return f"Excels startmapp ligger på nätverket ({folder}) och är därför ingen betrodd plats."
    return ""


def _defender(registry: Registry) -> Iterator[Judgement]:
    rules = {
        CHILD_PROCESSES: "Defender hindrar Excel från att starta program",
        WINDOWS_CALLS: "Defender hindrar makron från att anropa Windows",
    }
    for rule, what in rules.items():
        try:
            found = str(registry.value(*_DEFENDER, rule) or "")
        except OSError:
            yield Judgement(
                Verdict.UNKNOWN, f"Om en regel säger ”{what}” går inte att läsa.", f"Be IT se efter regel {rule}."
            )
            continue
        if found in (_BLOCKS, _WARNS):
            verdict = Verdict.HINDERS if found == _BLOCKS else Verdict.MAY
            yield Judgement(verdict, f"{what} (regel {rule}).", f"IT behöver undanta stexcel från regeln. {_WINDOW}")
