"""The ribbon: its buttons, and whether each of them has its own macro, key and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from lxml import etree

RIBBON_FILE = "customUI14.xml"
NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"

_KNOWN = {
    "customUI": frozenset[str](),
    "ribbon": frozenset[str](),
    "tabs": frozenset[str](),
    "tab": frozenset({"id", "label", "keytip", "insertAfterMso"}),
    "group": frozenset({"id", "label"}),
    "button": frozenset(
        {"id", "label", "keytip", "size", "imageMso", "onAction", "screentip", "supertip"},
    ),
}
"""The elements that the ribbon is built of, and their attributes; anything else is a slip of the pen."""
_PARENTS = {"customUI": "", "ribbon": "customUI", "tabs": "ribbon", "tab": "tabs", "group": "tab", "button": "group"}
_NEEDED = {
    "tab": ("id", "label", "keytip"),
    "group": ("id", "label"),
    "button": ("id", "label", "keytip", "imageMso", "onAction", "screentip", "supertip"),
}
_LONGEST_KEYTIP, _LONGEST_TIP = 3, 1024
"""As the format has it."""
_CONTROL = "IRibbonControl"


class Parameter(Protocol):
    """A parameter of a procedure."""

    name: str
    declared: str
    optional: bool


class Procedure(Protocol):
    """A procedure of a module."""

    kind: str
    name: str
    scope: str

    @property
    def params(self) -> Iterable[Parameter]: ...


class Module(Protocol):
    """A parsed module."""

    @property
    def procedures(self) -> Iterable[Procedure]: ...


@dataclass(frozen=True, slots=True)
class Control:
    """A tab, a group or a button, with the line that it stands on."""

    kind: str
    line: int
    values: dict[str, str]

    @property
    def action(self) -> str:
        """The macro that a button runs; empty for what is no button."""
        return self.values.get("onAction", "")


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Everything on the ribbon, in order."""

    controls: tuple[Control, ...] = ()

    @property
    def buttons(self) -> tuple[Control, ...]:
        """The buttons."""
        return tuple(control for control in self.controls if control.kind == "button")


def parse_ribbon(data: bytes) -> tuple[Ribbon, list[str]]:
    """The ribbon, and Swedish sentences about what Excel would not understand of it."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return Ribbon(), [f"{RIBBON_FILE}: filen är ingen riktig XML ({error.msg})."]
    faults = [fault for element in root.iter(etree.Element) for fault in _element_faults(element)]
    found = ((etree.QName(element).localname, element) for element in root.iter(etree.Element))
    controls = (Control(kind, _line(e), {str(k): str(v) for k, v in e.attrib.items()}) for kind, e in found)
    return Ribbon(tuple(control for control in controls if control.kind in _NEEDED)), faults


def ribbon_faults(ribbon: Ribbon, modules: Iterable[Module]) -> Iterator[str]:
    """Swedish sentences about buttons without words, a key or a macro of their own."""
    for control in ribbon.controls:
        yield from _word_faults(control)
    yield from _repeated(ribbon.controls, "id")
    yield from _repeated(ribbon.buttons, "keytip")
    yield from _repeated(ribbon.buttons, "onAction")
    yield from _key_faults(ribbon.buttons)
    procedures: dict[str, list[Procedure]] = {}
    for procedure in (one for module in modules for one in module.procedures):
        procedures.setdefault(procedure.name.casefold(), []).append(procedure)
    for button in ribbon.buttons:
        yield from _action_faults(button, procedures.get(button.action.casefold(), []))


def _element_faults(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element)
    where = f"{RIBBON_FILE} rad {_line(element)}"
    parent = element.getparent()
    if name.namespace != NAMESPACE or name.localname not in _KNOWN:
        yield f"{where}: elementet {name.localname} hör inte hit."
    elif _PARENTS[name.localname] != ("" if parent is None else etree.QName(parent).localname):
        yield f"{where}: {name.localname} ska stå i {_PARENTS[name.localname] or 'filens början'}."
    else:
        unknown = sorted({str(key) for key in element.attrib} - _KNOWN[name.localname])
        yield from (f"{where}: {name.localname} har inget attribut {key}." for key in unknown)


def _word_faults(control: Control) -> Iterator[str]:
    for key in _NEEDED[control.kind]:
        if not control.values.get(key, "").strip():
            yield f"{_place(control)}: {key} saknas eller är tomt."
    for key in ("label", "screentip", "supertip"):
        if len(control.values.get(key, "")) > _LONGEST_TIP:
            yield f"{_place(control)}: {key} är längre än {_LONGEST_TIP} tecken."
    keytip = control.values.get("keytip", "")
    if len(keytip) > _LONGEST_KEYTIP or not ((keytip.isascii() and keytip.isalnum()) or not keytip):
        yield f"{_place(control)}: keytip ska vara en till tre bokstäver A–Z eller siffror."


def _repeated(controls: Iterable[Control], key: str) -> Iterator[str]:
    """What may be said of one only and is said of several; Excel tells capitals apart in none of it."""
    listed = list(controls)
    count = Counter(control.values.get(key, "").casefold() for control in listed)
    for control in listed:
        value = control.values.get(key, "")
        if value and count[value.casefold()] > 1:
            yield f"{_place(control)}: {key} ”{value}” står på mer än ett ställe."


def _key_faults(buttons: Iterable[Control]) -> Iterator[str]:
    """Keys that begin as another: the longer one could never be pressed."""
    listed = [(control, control.values.get("keytip", "").casefold()) for control in buttons]
    for control, key in listed:
        if any(other and other != key and key.startswith(other) for _, other in listed):
            yield f"{_place(control)}: keytip ”{key}” börjar som en annan knapps och går inte att trycka."


def _action_faults(button: Control, found: list[Procedure]) -> Iterator[str]:
    if len(found) != 1:
        yield f"{_place(button)}: onAction ”{button.action}” ska vara namnet på en (1) Sub; det finns {len(found)}."
        return
    (procedure,) = found
    types = [parameter.declared.casefold() for parameter in procedure.params if not parameter.optional]
    if (procedure.kind, procedure.scope) != ("sub", "public") or types != [_CONTROL.casefold()]:
        yield f"{_place(button)}: ”{button.action}” ska vara Public Sub {button.action}(control As {_CONTROL})."


def _place(control: Control) -> str:
    return f"{RIBBON_FILE} rad {control.line}"


def _line(element: etree._Element) -> int:
    line: Any = element.sourceline
    return int(line or 0)
