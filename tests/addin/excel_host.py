"""The macros run without Excel: pyOpenVBA executes their text, and this is all of Excel and Windows that they meet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyopenvba.interpreter import NOTHING, HostBridge, Interpreter, VBAInt, VBAObject, member, method, setter

from stexcel.addin.macros import Macros

ADDIN_FOLDER = r"C:\Users\Åsa Öberg\XLSTART"
PATH_FILE = rf"{ADDIN_FOLDER}\stexcel\stexcel-program.txt"
WINDOW = 197_422


@dataclass
class Scene:
    """What the computer is like when a button is pressed, and what came of it."""

    workbook: str | None = "IUP Åsa Öberg.xlsx"
    protected_windows: int = 0
    files: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    chosen_folder: str | None = None
    failure: int = 0
    answers: Collection[int] = ()
    is_mac: bool = False
    started: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    scripts: list[tuple[str, ...]] = field(default_factory=list)


def press(macros: Macros, callback: str, scene: Scene) -> Scene:
    """Presses the button whose macro is ``callback``."""
    bridge = _Bridge(scene)
    vba = Interpreter(bridge)
    bridge.add("StRunner", _Runner(scene, vba))
    vba.answers = [VBAInt(answer, "Integer") for answer in scene.answers]
    if scene.is_mac:
        bridge.add("StProcess", _MacProcess(scene, vba))
    # The module that speaks to the system can be run only where that is a script.
    for name in ("RibbonStexcel", "StRunner", *(["StProcess"] if scene.is_mac else [])):
        vba.add_module(f"{'#Const Mac = True' if scene.is_mac else ''}\n{macros.modules[name]}", name=name)
    vba.run(callback, [NOTHING], module="RibbonStexcel")
    scene.told = [text for _, text, _, _ in vba.dialogs]
    return scene


class _Object(VBAObject):
    """Anything of Excel's."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene


class _Workbook(_Object):
    @member(name="Name")
    def name(self) -> object:
        return self.scene.workbook


class _AddIn(_Object):
    @member(name="Path")
    def path(self) -> object:
        return ADDIN_FOLDER


class _Windows(_Object):
    @member(name="Count")
    def count(self) -> object:
        return VBAInt(self.scene.protected_windows, "Long")


class _Application(_Object):
    @member(name="Hwnd")
    def hwnd(self) -> object:
        return VBAInt(WINDOW, "Long")

    @member(name="ProtectedViewWindows")
    def protected_view_windows(self) -> object:
        return _Windows(self.scene)

    @member(name="FileDialog")
    def file_dialog(self, kind: object) -> object:
        return _FileDialog(self.scene)


class _FileDialog(_Object):
    @setter("Title")
    def _set_title(self, value: object) -> None: ...

    @setter("AllowMultiSelect")
    def _set_many(self, value: object) -> None: ...

    @method(name="Show")
    def show(self) -> object:
        return VBAInt(0 if self.scene.chosen_folder is None else -1, "Long")

    @member(name="SelectedItems")
    def selected_items(self, index: object) -> object:
        return self.scene.chosen_folder


class _Files(_Object):
    @method(name="FileExists")
    def file_exists(self, path: object) -> object:
        return path in self.scene.files

    @method(name="BuildPath")
    def build_path(self, folder: object, name: object) -> object:
        return rf"{folder}\{name}"

    @method(name="OpenTextFile")
    def open_text_file(self, path: object, mode: object, create: object, encoding: object) -> object:
        assert (int(str(mode)), bool(create), int(str(encoding))) == (1, False, -1)
        return _Stream(self.scene, self.scene.files[str(path)])


class _Stream(_Object):
    def __init__(self, scene: Scene, text: str) -> None:
        super().__init__(scene)
        self.text = text

    @member(name="AtEndOfStream")
    def at_end_of_stream(self) -> object:
        return not self.text

    @method(name="ReadLine")
    def read_line(self) -> object:
        return self.text.split("\r\n")[0]

    @method(name="Close")
    def close(self) -> object:
        return NOTHING


class _Process(_Object):
    """The module StProcess: nothing but Windows can run it."""

    @method(name="EnvironmentText")
    def environment_text(self, variable: object) -> object:
        return self.scene.environment.get(str(variable), "")

    @method(name="StartProgram")
    def start_program(self, path: object, line: object) -> object:
        self.scene.started.append((str(path), str(line)))
        return VBAInt(self.scene.failure, "Long")


class _MacProcess(_Object):
    """The module StProcess as it is on macOS, by its name."""

    def __init__(self, scene: Scene, vba: Interpreter) -> None:
        super().__init__(scene)
        self.vba = vba

    @method(name="StartThroughScript")
    def start_through_script(self, *values: object) -> object:
        return self.vba.run("StartThroughScript", values, module="StProcess")

    @method(name="ChooseFolder")
    def choose_folder(self, *values: object) -> object:
        return self.vba.run("ChooseFolder", values, module="StProcess")


class _Runner(_Object):
    """The module StRunner by its name, which the interpreter does not know as one."""

    def __init__(self, scene: Scene, vba: Interpreter) -> None:
        super().__init__(scene)
        self.vba = vba

    @method(name="PressInWorkbook")
    def press_in_workbook(self, *values: object) -> object:
        return self.vba.run("PressInWorkbook", values, module="StRunner")

    @method(name="PressWithFolder")
    def press_with_folder(self, *values: object) -> object:
        return self.vba.run("PressWithFolder", values, module="StRunner")

    @method(name="PressAnywhere")
    def press_anywhere(self, *values: object) -> object:
        return self.vba.run("PressAnywhere", values, module="StRunner")


class _Bridge(HostBridge):
    def __init__(self, scene: Scene) -> None:
        self._globals: dict[str, Any] = {
            "activeworkbook": NOTHING if scene.workbook is None else _Workbook(scene),
            "thisworkbook": _AddIn(scene),
            "application": _Application(scene),
            "stprocess": _Process(scene),
        }
        self._files = _Files(scene)
        self._scene = scene

    def has_global_member(self, name: str) -> bool:
        return self._scene.is_mac and name.lower() == "applescripttask"

    def call_global(self, name: str, args: list[object], named: dict[str, object]) -> object:
        """What stexcel.applescript answers."""
        script, handler, argument = map(str, args)
        self._scene.scripts.append((script, handler, argument))
        return (self._scene.chosen_folder or "") if handler == "chooseFolder" else str(self._scene.failure)

    def add(self, name: str, value: object) -> None:
        self._globals[name.lower()] = value

    def global_object(self, name: str) -> object:
        return self._globals.get(name.lower(), super().global_object(name))

    def constant(self, name: str) -> object:
        return VBAInt(4, "Long") if name.lower() == "msofiledialogfolderpicker" else super().constant(name)

    def create(self, type_name_: str) -> object:
        return self._files if type_name_ == "Scripting.FileSystemObject" else super().create(type_name_)
