"""Saving: the target is either the old file or the whole new one, and the source is never lost by mistake."""

import os
import stat
from pathlib import Path

import pytest

from stexcel.ooxml import RefusedTarget, write_atomically


def test_a_new_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "å ä.xlsx", b"ny")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"å ä.xlsx": b"ny"}


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    target.write_bytes(b"gammal")
    target.chmod(0o640)
    write_atomically(target, b"ny")
    assert target.read_bytes() == b"ny"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_the_source_is_only_replaced_when_asked_for(tmp_path: Path) -> None:
    source = tmp_path / "x.xlsx"
    source.write_bytes(b"gammal")
    (tmp_path / "under").mkdir()
    for target in (source, tmp_path / "under" / ".." / "x.xlsx"):
        with pytest.raises(RefusedTarget, match=r"x\.xlsx: resultatet skulle skriva över källan"):
            write_atomically(target, b"ny", source=source)
    assert source.read_bytes() == b"gammal"
    write_atomically(source, b"ny", source=source, replace_source=True)
    assert source.read_bytes() == b"ny"


def test_a_link_to_the_source_is_the_source_and_another_link_is_kept(tmp_path: Path) -> None:
    source, other, link = tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    source.write_bytes(b"a")
    other.write_bytes(b"b")
    link.symlink_to(source)
    with pytest.raises(RefusedTarget):
        write_atomically(link, b"ny", source=source)
    link.unlink()
    link.symlink_to(other)
    write_atomically(link, b"ny", source=source)
    assert (source.read_bytes(), other.read_bytes(), link.is_symlink()) == (b"a", b"ny", True)


def test_a_folder_that_is_missing_or_stands_in_the_way_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedTarget, match="mappen finns inte"):
        write_atomically(tmp_path / "saknas" / "x.xlsx", b"ny")
    with pytest.raises(RefusedTarget, match="finns redan en mapp"):
        write_atomically(tmp_path, b"ny")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the system's owner may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(RefusedTarget, match="får inte skrivas"):
            write_atomically(tmp_path / "x.xlsx", b"ny")
    finally:
        tmp_path.chmod(0o700)
