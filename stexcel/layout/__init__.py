"""From a grid of cells to an IUP, in whatever layout the clinic designed; nothing has to be set up."""

from stexcel.layout.book import read_book, read_iup
from stexcel.layout.profile import Profile, ProfileError, profile_of
from stexcel.layout.profile_file import dump_profile, load_profile
from stexcel.layout.reading import Reading

__all__ = [
    "Profile",
    "ProfileError",
    "Reading",
    "dump_profile",
    "load_profile",
    "profile_of",
    "read_book",
    "read_iup",
]
