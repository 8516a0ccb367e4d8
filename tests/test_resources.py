"""The folders that belong to users are found. (The same for an installed wheel: ``make wheel-test``.)"""

from stexcel.resources import macros_dir, templates_dir


def test_the_folders_of_the_checkout_are_found() -> None:
    assert (templates_dir() / "README.md").read_text(encoding="utf-8").startswith("# IUP-mallar")
    assert (macros_dir() / "README.md").read_text(encoding="utf-8").startswith("# Makron")
