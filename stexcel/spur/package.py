"""What goes with the files that are handed over: what they rest on in words, hashes of everything, and one archive."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from stexcel.personal_ids import hide
from stexcel.regelverk import Verification
from stexcel.rules.words import listing
from stexcel.spur.model import Basis, Claim, CriterionResult, FileRead, Inspection, RegulationResult, Status
from stexcel.status.model import RuleData

FORMAT_VERSION = 1
STATEMENT, MANIFEST = "LÄS-MIG.txt", "manifest.json"
_WIDTH = 100
_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_FILE_MODE = 0o644 << 16

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that the assessment rests on beside the workbooks: settings, own rule data, a template's profile."""

    path: str
    kind: str
    sha256: str


def manifest(inspection: Inspection, sources: Iterable[Source], written: Mapping[str, bytes]) -> Json:
    """SHA-256 of every file that was read and of every file that is written, the manifest itself apart.

    Files of an anonymous assessment are counted and not named.
    """
    read: list[Json] = [
        {"fil": file.path, "slag": file.kind.value, "sha256": file.sha256, "problem": file.problem}
        for file in inspection.files
    ]
    return {
        "version": FORMAT_VERSION,
        "stexcel": inspection.version,
        "idag": inspection.day.isoformat(),
        "enhet": inspection.unit_name,
        "lasta_filer": read,
        "andra_underlag": [{"fil": one.path, "slag": one.kind, "sha256": one.sha256} for one in sources],
        "skrivna_filer": [
            {"fil": name, "sha256": hashlib.sha256(data).hexdigest(), "byte": len(data)}
            for name, data in sorted(written.items())
        ],
    }


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip with the files, the same bytes for the same files."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as package:
        for name in sorted(files):
            entry = ZipInfo(name, _DAY_OF_ZIP)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = _FILE_MODE
            package.writestr(entry, files[name])
    return data.getvalue()


def statement(inspection: Inspection, contents: Sequence[tuple[str, str]]) -> str:
    """The text beside the files: exactly what was checked, by whom the rest is claimed, and what it rests on.

    ``contents`` are the files with what each of them is.
    """
    lines = [
        f"Underlag inför SPUR-inspektion: {inspection.unit_name or 'enhetens namn är inte känt'}",
        f"Läget {inspection.day}, sammanställt med stexcel {inspection.version}.",
        "",
        *_wrapped(
            "Underlaget visar vad som står i de lästa filerna den dagen. Det visar inte hur utbildningen är i "
            "praktiken, och en grad här är ett spann av möjliga grader, inte ett beslut. Inspektörerna bedömer.",
        ),
    ]
    for title, found in _chapters(inspection, contents):
        told = list(found)
        if told:
            lines += ["", title.upper(), *told]
    return "\n".join(lines) + "\n"


def _chapters(inspection: Inspection, contents: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Filerna", (line for name, what in contents for line in _item(f"{name}: {what}"))
    yield "Att känna till först", (line for remark in inspection.remarks for line in _item(remark))
    yield "Det som är läst", _read(inspection)
    for part in inspection.regulations:
        yield f"Kontrollerat av programmet, {part.regulation}", _checked(part)
        yield f"Enhetens egna uppgifter, inte kontrollerade av programmet, {part.regulation}", _claimed(part)
        yield f"Ej bedömt, {part.regulation}", _open(part)
    yield "Regelverkets uppgifter", _rule_data(inspection.rule_data)
    yield "Gränser, undantag och avstängda regler", _settings(inspection)
    yield "Det som inte kunde kontrolleras i filerna", _limits(inspection)
    yield "Antaganden", (line for one in inspection.assumptions for line in _item(one))


def _read(inspection: Inspection) -> Iterator[str]:
    for kind, files in _by_kind(inspection).items():
        read = sum(file.problem is None for file in files)
        yield from _item(f"{kind}: {len(files)} {'fil' if len(files) == 1 else 'filer'}, varav {read} gick att bedöma.")
    unread = [file for file in inspection.files if file.problem is not None]
    for file in unread:
        yield from _item(f"Inte bedömd: {file.path}. {file.problem}")
    if inspection.hashes:
        yield from _item(f"SHA-256 för varje läst fil står i {MANIFEST}.")


def _by_kind(inspection: Inspection) -> Mapping[str, list[FileRead]]:
    kinds: dict[str, list[FileRead]] = {}
    for file in inspection.files:
        kinds.setdefault(file.kind.value, []).append(file)
    return kinds


def _checked(part: RegulationResult) -> Iterator[str]:
    """What the program has verified, criterion by criterion, claims apart."""
    for result in part.results.values():
        if result.verified is not Status.OPEN:
            yield from _item(f"{result.criterion.id} {result.verified.word}, {_source(result)}: {result.told}")


def _source(result: CriterionResult) -> str:
    """Where the verified status comes from, also where the unit's claim goes before it."""
    basis = result.basis
    if basis is Basis.CLAIMED:
        basis = Basis.IUP if result.doctors else Basis.UNIT
    unverified = (
        ", mot uppgifter i regelverket som ingen har jämfört med föreskriften" if result.unverified_data else ""
    )
    return f"{basis.words}{unverified}"


def _claimed(part: RegulationResult) -> Iterator[str]:
    for result in part.results.values():
        for claim in result.claims:
            yield from _item(f"{result.criterion.id} {claim.status.word} enligt enheten: {_claim(claim)}")
        if result.contradiction:
            yield from _item(f"{result.criterion.id}: {result.contradiction}")


def _claim(claim: Claim) -> str:
    when = claim.when.start.isoformat() if claim.when is not None else None
    place = f" ({claim.path}, {claim.cell})" if claim.cell.sheet else ""
    facts = (("dokument", claim.document), ("datum", when), ("ansvarig", claim.owner))
    told = [f"{name} {value}" for name, value in facts if value]
    # A row of the unit's plan is told as a whole sentence, an answer in its own words.
    answer = claim.answer.removesuffix(".") if claim.answer.endswith(".") else f"”{claim.answer}”"
    return "; ".join((f"{answer}{place}", *told)) + "."


def _open(part: RegulationResult) -> Iterator[str]:
    left = [result.criterion.id for result in part.results.values() if result.status is Status.OPEN]
    if left:
        yield from _item(f"{', '.join(left)}. Frågorna till enheten står i spur.xlsx, bladet Frågor.")


def _rule_data(rule_data: Sequence[RuleData]) -> Iterator[str]:
    for one in rule_data:
        sure = one.verification != Verification.UNVERIFIED.value
        told = "" if sure else " Minst ett delmål är inte jämfört med föreskriften: läs målbeskrivningen."
        yield from _item(f"{one.specialty}, {one.regulation}: {one.delmal} delmål, {one.verification}.{told}")


def _settings(inspection: Inspection) -> Iterator[str]:
    for limit in inspection.thresholds:
        yield from _item(f"Ändrad gräns: {limit}")
    if inspection.switched_off:
        yield from _item(f"Avstängda regler, som därför inte är kontrollerade: {listing(inspection.switched_off)}.")
    for one in inspection.exemptions:
        until = f" till och med {one.until}" if one.until else " utan slutdatum"
        yield from _item(f"Undantag för {one.code} i {one.file}{until}: {one.reason}.")


def _limits(inspection: Inspection) -> Iterator[str]:
    files: dict[str, list[str]] = {}
    for file in inspection.files:
        for limit in file.limits:
            files.setdefault(limit, []).append(file.name)
    for limit, names in files.items():
        yield from _item(f"{limit} ({', '.join(names)})")


def _item(text: str) -> list[str]:
    return _wrapped(text, "- ", "  ")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(hide(" ".join(text.split())), _WIDTH, initial_indent=first, subsequent_indent=rest)
