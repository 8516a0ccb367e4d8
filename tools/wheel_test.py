"""Builds the wheel twice, installs it alone in a new environment, and runs it far from the checkout.

The dependencies are lent from the environment that runs this script, so that nothing is fetched twice.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent
_PIP = (sys.executable, "-m", "pip")
_TEMPLATES = ("enhet.xlsx", "bibliotek.xlsx", "iup-2015.xlsx", "iup-2021.xlsx")
_SOURCES = ("pyproject.toml", "README.md", "LICENSE", ".gitignore", "stexcel", "templates", "macros")
_LEFT_OUT = shutil.ignore_patterns("__pycache__")
_PROBE = """
import stexcel
from pathlib import Path
from stexcel.regelverk import load, load_spur
from stexcel.resources import macros_dir, templates_dir
package = Path(stexcel.__file__).parent
assert Path({environment!r}).resolve() in package.resolve().parents, package
assert len(load().specialties) == 63 and len(load_spur().criteria) == 75
for folder in (templates_dir(), macros_dir()):
    assert package.resolve() in folder.parents and (folder / "README.md").is_file(), folder
assert all((templates_dir() / name).is_file() for name in {templates!r})
assert (package / "py.typed").is_file()
"""


def main() -> None:
    """Exits with an error if the wheel lacks anything."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wheel = _built(_CHECKOUT, folder)
        _compare(wheel, folder)
        environment = folder / "env"
        venv.create(environment, with_pip=False)
        scripts = environment / ("Scripts" if os.name == "nt" else "bin")
        python = scripts / ("python.exe" if os.name == "nt" else "python")
        install = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            "-q",
            "--no-deps",
            "--no-index",
        ]
        _run([*install, str(wheel)], folder)
        _lend_dependencies(python, folder)
        _run([str(python), "-c", _PROBE.format(environment=str(environment), templates=_TEMPLATES)], folder)
        program = str(scripts / "stexcel")
        _run([program, "--help"], folder)
        _run([program, "rule", "--all"], folder)
        _run([program, "demo", "-o", str(folder / "demo")], folder)
        unit = _CHECKOUT / "templates" / "enhet.xlsx"
        _run([program, "addin", "build", "-o", str(folder / "stexcel.xlam")], folder)
        _run([program, "validate", str(unit), "--fail-on", "never", "-o", str(folder / "fynd.html")], folder)
    sys.stdout.write("The installed wheel works, carries its data, and is the same when it is built again.\n")


def _built(checkout: Path, folder: Path) -> Path:
    """The wheel of a checkout, in the folder."""
    _run([*_PIP, "wheel", "-q", "--no-deps", "-w", str(folder), str(checkout)], checkout)
    return next(folder.glob("stexcel-*.whl"))


def _compare(wheel: Path, folder: Path) -> None:
    """Builds the wheel again, of files elsewhere with other times: it must be the same to the byte."""
    copy, again = folder / "other place", folder / "again"
    copy.mkdir()
    for name in _SOURCES:
        source = _CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, copy_function=shutil.copyfile, ignore=_LEFT_OUT)
        else:
            shutil.copyfile(source, copy / name)
    if _built(copy, again).read_bytes() != wheel.read_bytes():
        raise SystemExit("the wheel is not the same when it is built again in another place")


def _lend_dependencies(python: Path, folder: Path) -> None:
    """Puts this environment's libraries last on the new one's path, without the checkout's own ``.pth``."""
    where = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
    ).stdout.strip()
    Path(where, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


def _run(command: list[str], folder: Path) -> None:
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, env=env)


if __name__ == "__main__":
    main()
