"""Målbeskrivningar printed as the authority prints them: three columns, divided words, breaks inside a delmål.

Nothing here knows how they are read. What is printed are invented words and the rows of the rule data.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import reportlab
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from stexcel import codes
from stexcel.catalogue.model import Official, OfficialDelmal
from stexcel.model import ActivityType

PHRASES = {
    ActivityType.AUSKULTATION: "Auskultation",
    ActivityType.HANDLEDA: "Handleda under handledning",
    ActivityType.KLINISK: "Klinisk tjänstgöring under handledning",
    ActivityType.KONFERENS: "Deltagande i en eller flera konferenser",
    ActivityType.KURS: "Deltagande i en eller flera kurser",
    ActivityType.KVALITETSARBETE: "Kvalitets- och utvecklingsarbete",
    ActivityType.MEDSITTNING: "Medsittning",
    ActivityType.REFLEKTION: "Deltagande i inom- eller mellanprofessionell reflektion i grupp",
    ActivityType.SAMMANKOMST: "Deltagande i större yrkesrelaterad sammankomst",
    ActivityType.SEMINARIUM: "Deltagande i seminarium",
    ActivityType.SIMULERING: "Träning i simulerad miljö",
    ActivityType.SKRIFTLIGT: "Självständigt skriftligt arbete enligt vetenskapliga principer",
    ActivityType.TEORI: "Teoretiska studier",
    ActivityType.UNDERVISA: "Undervisa under handledning",
    ActivityType.UTVECKLINGSARBETE: "Utvecklingsarbete",
    ActivityType.VARDTEAM: "Deltagande i vårdteamarbete",
}
_FONT = "Vera"
_LIGATURES = {"fi": "ﬁ", "fl": "ﬂ"}
_CERTIFICATE = "Intyg om genomförda utbildningsaktiviteter och uppfyllda kompetenskrav utfärdat av"
_KEPT_WHOLE = ("och", "eller", "samt", "respektive", "alternativt", "till")


@dataclass(frozen=True)
class Look:
    """How a document is set. ``form`` is the year of the regulation whose form it follows; ``seed`` divides words."""

    form: int = 2015
    is_drawn: bool = True
    has_head_again: bool = False
    has_running_lines: bool = True
    is_mirrored: bool = True
    has_ligatures: bool = True
    size: float = 8.0
    widths: tuple[float, float, float] = (145.0, 89.0, 90.0)
    height: float = 842.0
    seed: int = 1


PLAIN = Look()
"""As the målbeskrivningar of 2015 are printed."""


@dataclass(frozen=True)
class Prose:
    """A line or paragraph outside the tables."""

    text: str
    width: float = 324.0


@dataclass
class _Press:
    """The canvas, and where on it the next thing is printed."""

    look: Look
    canvas: Canvas
    dice: random.Random
    name: str = ""
    page: int = 1
    y: float = 0.0

    @property
    def left(self) -> float:
        return 146.0 if self.look.is_mirrored and self.page % 2 else 126.0

    @property
    def leading(self) -> float:
        return self.look.size * 1.15

    @property
    def room(self) -> float:
        return self.look.height - 150.0 - self.y

    def start_page(self) -> None:
        self.y = 120.0
        if self.look.has_running_lines:
            self.text(self.left + 250, 80.0, self.name)
            self.text(self.left, self.look.height - 60.0, f"DE INVENTADES ALLMÄNNA TRYCK {900 + self.page}")
            self.text(self.left, self.look.height - 50.0, "STYRELSEN FÖR PÅHITT")

    def end_page(self) -> None:
        self.canvas.showPage()
        self.page += 1

    def turn(self) -> None:
        self.end_page()
        self.start_page()

    def text(self, x: float, top: float, text: str) -> None:
        self.canvas.setFont(_FONT, self.look.size)
        if self.look.has_ligatures:
            for plain, ligature in _LIGATURES.items():
                text = text.replace(plain, ligature)
        self.canvas.drawString(x, self.look.height - top - self.look.size, text)

    def line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.canvas.line(x0, self.look.height - top, x1, self.look.height - bottom)

    def wrapped(self, text: str, width: float) -> list[str]:
        """The text in lines, some of whose last words are divided."""
        lines, line = [], ""
        for word in text.split():
            joined = f"{line} {word}".strip()
            if stringWidth(joined, _FONT, self.look.size) <= width:
                line = joined
                continue
            start, rest = self._divided(word, line, width)
            lines.append(f"{line} {start}".strip() if start else line)
            line = rest
            while stringWidth(line, _FONT, self.look.size) > width and (parts := self._divided(line, "", width))[0]:
                lines.append(parts[0])
                line = parts[1]
        return [one for one in (*lines, line) if one]

    def _divided(self, word: str, line: str, width: float) -> tuple[str, str]:
        points = [at for at in range(3, len(word) - 2) if word.isalpha() and word.islower()]
        self.dice.shuffle(points)
        for at in points:
            start, rest = word[:at] + "-", word[at:]
            if rest not in _KEPT_WHOLE and stringWidth(f"{line} {start}", _FONT, self.look.size) <= width:
                return start, rest
        return "", word


@dataclass(frozen=True)
class _Flow:
    """What stands in a column: the lines of print and how far down each is from the top of the body."""

    lines: tuple[tuple[float, str], ...] = ()
    end: float = 0.0


@dataclass(frozen=True)
class _Body:
    """The body of a table: three columns, and how far down the lines between its rows are."""

    columns: tuple[_Flow, _Flow, _Flow]
    rules: tuple[float, ...] = field(default=())


def printed(
    officials: Sequence[Official],
    look: Look = PLAIN,
    *,
    common: Sequence[OfficialDelmal] = (),
    before: Sequence[Prose] = (),
    password: str | None = None,
) -> bytes:
    """The målbeskrivningar as one PDF. ``common`` are printed once, before the first of them."""
    if _FONT not in getRegisteredFontNames():
        registerFont(TTFont(_FONT, str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    out = BytesIO()
    lock = StandardEncryption(password, ownerPassword="agare") if password else None
    canvas = Canvas(out, pagesize=(595.0, look.height), encrypt=lock, invariant=True)
    press = _Press(look, canvas, random.Random(look.seed))
    press.start_page()
    for prose in before:
        _prose(press, prose)
    for one in common:
        _delmal(press, one)
    for index, official in enumerate(officials):
        press.name = official.specialty
        if index or before or common:
            press.turn()
        _official(press, official)
    canvas.save()
    return out.getvalue()


def _official(press: _Press, official: Official) -> None:
    own = official.specialty
    _prose(press, Prose(own))
    _prose(
        press, Prose(f"Specialiteten {own} karaktäriseras av påhittade sysslor av alla slag, och sådana som följer.")
    )
    if official.listed:
        _prose(press, Prose(f"För {own[:1].lower()}{own[1:]} gäller {spans(official.listed)}."))
    _prose(press, Prose("Delmål a och b"))
    is_c = False
    for one in official.delmal.values():
        if codes.group_of(one.code) == "c" and not is_c:
            is_c = True
            _prose(press, Prose("Delmål c"))
            _prose(
                press, Prose("Den specialistkompetenta läkaren ska behärska allt som i denna text är helt påhittat.")
            )
        _delmal(press, one)
    press.turn()
    _prose(press, Prose("Allmänna råd"))
    _prose(press, Prose("Det är lämpligt med en kurs och med klinisk tjänstgöring vid flera enheter av annat slag."))


def spans(listed: Sequence[str]) -> str:
    """``a1–a6, b1–b5 samt c1–c13``."""
    groups: dict[str, list[list[str]]] = {}
    for code in sorted(listed, key=codes.sort_key):
        runs = groups.setdefault(codes.group_of(code), [])
        follows = runs and codes.sort_key(runs[-1][-1])[2] + 1 == codes.sort_key(code)[2]
        if follows:
            runs[-1].append(code)
        else:
            runs.append([code])
    told = [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for runs in groups.values() for run in runs]
    return " samt ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))


def _prose(press: _Press, prose: Prose) -> None:
    for line in press.wrapped(prose.text, prose.width):
        if press.room < press.leading:
            press.turn()
        press.text(press.left, press.y, line)
        press.y += press.leading
    press.y += press.leading


def _delmal(press: _Press, one: OfficialDelmal) -> None:
    head, above = _head(press, one)
    if press.room < (len(above) + 1) * press.leading + _height(press, head) + 4 * press.leading:
        press.turn()
    for line in above:
        press.text(press.left, press.y, line)
        press.y += press.leading
    body = _body(press, one)
    is_first = True
    while True:
        with_head = is_first or press.look.has_head_again
        drop = _print_head(press, head) if with_head else 0.0
        body, rest = _cut(body, press.room - drop - 2 * press.leading, press.leading)
        _print_body(press, body, drop)
        if rest is None:
            break
        body, is_first = rest, False
        press.turn()
    press.y += 2 * press.leading


def _head(press: _Press, one: OfficialDelmal) -> tuple[tuple[list[str], list[str], list[str]], list[str]]:
    """The lines of the head, and those of the heading above the table."""
    widths = press.look.widths
    if press.look.form == 2015:
        title = press.wrapped(one.title, widths[0] - 8)
        return ([f"Delmål {one.code}", *title], ["Utbildnings-", "aktiviteter"], ["Uppföljning"]), []
    heading = press.wrapped(f"Delmål {one.code} {one.title}".strip(), sum(widths))
    fits = stringWidth("Utbildningsaktiviteter", _FONT, press.look.size) <= widths[1] - 8
    activities = ["Utbildningsaktiviteter"] if fits else ["Utbildnings-", "aktiviteter"]
    return (["Kompetenskrav"], activities, ["Intyg"]), heading


def _height(press: _Press, head: Sequence[Sequence[str]]) -> float:
    return max(map(len, head)) * press.leading + 6


def _starts(press: _Press) -> Iterator[float]:
    x = press.left
    for width in press.look.widths:
        yield x + 3
        x += width


def _print_head(press: _Press, head: Sequence[Sequence[str]]) -> float:
    for x, lines in zip(_starts(press), head, strict=True):
        for index, line in enumerate(lines):
            press.text(x, press.y + 2 + index * press.leading, line)
    height = _height(press, head)
    _box(press, press.y, press.y + height)
    return height


def _box(press: _Press, top: float, bottom: float, rules: Sequence[float] = ()) -> None:
    if not press.look.is_drawn:
        return
    x = press.left
    edges = [x, *(x := x + width for width in press.look.widths)]
    for edge in edges:
        press.line(edge, top, edge, bottom)
    for y in (top, bottom):
        press.line(edges[0], y, edges[-1], y)
    for rule in rules:
        press.line(edges[1], rule, edges[-1], rule)


def _body(press: _Press, one: OfficialDelmal) -> _Body:
    widths = [width - 8 for width in press.look.widths]
    first = _flow(press, one.competence.split("\n"), widths[0], 0.0)
    second, third, rules = _Flow(), _Flow(), []
    certificates = [part.replace("|", " eller ") for part in one.certified_by.split(";") if part]
    rows = max(len(one.required), len(certificates))
    for index in range(rows):
        top = max(second.end, third.end)
        activity = [phrase(one.required[index])] if index < len(one.required) else []
        certificate = f"{_CERTIFICATE} {certificates[min(index, len(certificates) - 1)]}"
        second = _and(second, _flow(press, activity, widths[1], top))
        third = _and(third, _flow(press, [certificate], widths[2], top))
        rules.append(max(second.end, third.end) - 2)
    if one.recommended:
        top = max(second.end, third.end)
        advice = ["Allmänna råd", *map(phrase, one.recommended)]
        second = _and(second, _flow(press, advice, widths[1], top, between=press.leading * 0.7))
    return _Body((first, second, third), tuple(rules))


def _and(one: _Flow, other: _Flow) -> _Flow:
    return _Flow((*one.lines, *other.lines), max(one.end, other.end))


def _flow(press: _Press, texts: Sequence[str], width: float, top: float, between: float = 3.0) -> _Flow:
    lines, y = [], top
    for text in texts:
        for line in press.wrapped(text, width):
            lines.append((y, line))
            y += press.leading
        y += between
    return _Flow(tuple(lines), y)


def _cut(body: _Body, room: float, leading: float) -> tuple[_Body, _Body | None]:
    """What has room on the page, and what goes over to the next."""
    over = [y for flow in body.columns for y, _ in flow.lines if y + leading > room]
    if not over:
        return body, None
    at = min(over)
    here, there = zip(*(_parted(flow, at, leading) for flow in body.columns), strict=True)
    kept = _Body(here, tuple(rule for rule in body.rules if rule < at))
    return kept, _Body(there, tuple(rule - at for rule in body.rules if rule >= at))


def _parted(flow: _Flow, at: float, leading: float) -> tuple[_Flow, _Flow]:
    here = tuple((y, line) for y, line in flow.lines if y < at)
    there = tuple((y - at, line) for y, line in flow.lines if y >= at)
    end = max((y + leading for y, _ in here), default=0.0)
    return _Flow(here, end), _Flow(there, max(0.0, flow.end - at))


def _print_body(press: _Press, body: _Body, drop: float) -> None:
    top = press.y + drop
    for x, flow in zip(_starts(press), body.columns, strict=True):
        for y, line in flow.lines:
            press.text(x, top + 3 + y, line)
    bottom = top + 3 + max(flow.end for flow in body.columns)
    _box(press, top, bottom, [top + 3 + rule for rule in body.rules])
    press.y = bottom


def phrase(group: frozenset[ActivityType]) -> str:
    """Alternatives as one activity."""
    first, *others = [PHRASES[kind] for kind in sorted(group, key=lambda kind: kind is not ActivityType.KLINISK)]
    return " alternativt ".join([first, *(f"{other[0].lower()}{other[1:]}" for other in others)])
