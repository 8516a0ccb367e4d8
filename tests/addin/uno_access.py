"""LibreOffice from Python: how `uno` is found, and one office process with a profile of its own.

Debian's ``python3-uno`` lies where only the system's Python looks; the same minor version of Python can load it from
there. Where it cannot, whatever needs it is skipped with the reason, or fails where nothing may go unproven.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.programs import soffice_path, unavailable

_SYSTEM_PACKAGES = Path("/usr/lib/python3/dist-packages")
_START_SECONDS, _STOP_SECONDS, _TRIES = 60.0, 15.0, 2
_PAUSE = 0.1
_NUMBERS = itertools.count()


@cache
def load_uno() -> Any:
    """The module ``uno``; skips or fails the test where it cannot be loaded."""
    own_import = builtins.__import__
    added = str(_SYSTEM_PACKAGES)
    sys.path.append(added)
    try:
        return importlib.import_module("uno")
    except ImportError:
        unavailable("uno cannot be loaded, so this is not proven here: apt-get install python3-uno")
    finally:
        # uno puts an import of its own in place of Python's; nothing here needs it, and every other test would get it.
        builtins.__import__ = own_import
        sys.path.remove(added)


def struct(name: str, **values: Any) -> Any:
    """A UNO struct such as ``com.sun.star.beans.PropertyValue`` with its fields."""
    made = load_uno().createUnoStruct(name)
    for key, value in values.items():
        setattr(made, key, value)
    return made


def properties(**values: Any) -> tuple[Any, ...]:
    """Named values as UNO takes them."""
    return tuple(struct("com.sun.star.beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


class Office:
    """One LibreOffice without windows, in a process group and with a profile of its own.

    As a context manager it stops the process whatever happens. ``address`` is what another process connects to.
    """

    def __init__(self) -> None:
        self.address = ""
        self._profile = Path()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Office:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Starts the program and waits until it answers; a start that hangs is tried once more."""
        program = soffice_path()
        load_uno()
        for attempt in range(_TRIES):
            pipe = f"stexcel-{os.getpid()}-{next(_NUMBERS)}"
            self.address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            self._profile = Path(tempfile.mkdtemp(prefix="stexcel-office-"))
            self._process = subprocess.Popen(
                [
                    program,
                    f"-env:UserInstallation={self._profile.as_uri()}",
                    f"--accept=pipe,name={pipe};urp;",
                    *("--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            if self._answers():
                return
            self.stop()
            if attempt + 1 == _TRIES:
                raise TimeoutError("LibreOffice did not answer")

    def _answers(self) -> bool:
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            try:
                connect(self.address)
            except _no_connection():
                time.sleep(_PAUSE)
            else:
                return True
        return False

    def stop(self) -> None:
        """Ends the process and everything that it has started, and removes the profile."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            desktop(connect(self.address)).terminate()
            process.wait(_STOP_SECONDS)
        except _no_connection():
            pass  # it is gone already
        except subprocess.TimeoutExpired:
            pass  # it is killed instead
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(_STOP_SECONDS)
        shutil.rmtree(self._profile, ignore_errors=True)


def connect(address: str) -> Any:
    """The component context of the office at the address."""
    uno = load_uno()
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    return resolver.resolve(address)


def desktop(context: Any) -> Any:
    """The desktop of an office: what opens and lists documents."""
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


@cache
def _no_connection() -> tuple[type[BaseException], ...]:
    uno = load_uno()
    names = ("com.sun.star.connection.NoConnectException", "com.sun.star.lang.DisposedException")
    return tuple(uno.getClass(name) for name in names)
