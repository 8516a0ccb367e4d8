"""The registry of Windows, read and never written."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Protocol

if sys.platform == "win32":
    import winreg


class Hive(StrEnum):
    """Whose settings: the user's, or the whole computer's."""

    USER = "HKCU"
    MACHINE = "HKLM"


class Registry(Protocol):
    """What is read of the registry."""

    def value(self, hive: Hive, key: str, name: str) -> str | int | None:
        """A value; ``None`` where there is none. Raises :class:`OSError` where it must not be read."""


class NoRegistry:
    """The registry of a system that has none."""

    def value(self, hive: Hive, key: str, name: str) -> str | int | None:
        """Never anything."""
        return None


if sys.platform == "win32":

    class _SystemRegistry:
        """The registry as a 64-bit Excel sees it; the keys that are read here are shared with a 32-bit one."""

        def value(self, hive: Hive, key: str, name: str) -> str | int | None:
            root = winreg.HKEY_CURRENT_USER if hive is Hive.USER else winreg.HKEY_LOCAL_MACHINE
            try:
                with winreg.OpenKey(root, key, access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
                    found, _ = winreg.QueryValueEx(opened, name)
            except FileNotFoundError:
                return None
            return found if isinstance(found, str | int) else str(found)

else:
    _SystemRegistry = NoRegistry


def registry() -> Registry:
    """The registry of this computer."""
    return _SystemRegistry()
