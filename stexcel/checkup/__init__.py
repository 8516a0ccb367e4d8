"""Whether this installation works on this computer, told without anything about people or their files."""

from stexcel.checkup.examine import examine
from stexcel.checkup.model import Check, Checkup, Mark, Places

__all__ = ["Check", "Checkup", "Mark", "Places", "examine"]
