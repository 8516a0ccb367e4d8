"""Where the files that users fill in or load into Excel lie: IUP templates, and the text of the macros.

They are top-level folders in the checkout, where people look for them, and lie inside the package when a
wheel is installed.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates_dir() -> Path:
    """The folder with IUP templates; raises ``FileNotFoundError`` if the installation is incomplete."""
    return _folder("templates")


def macros_dir() -> Path:
    """The folder with the macros' text; raises ``FileNotFoundError`` if the installation is incomplete."""
    return _folder("macros")


def _folder(name: str) -> Path:
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        f"Mappen ”{name}” saknas i installationen av stexcel. Installera om med: "
        "python -m pip install --force-reinstall stexcel"
    )
