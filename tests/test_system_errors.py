"""Reasons of the operating system are told in Swedish, whatever the language of the computer."""

from __future__ import annotations

import errno
import os

import pytest

from stexcel.system_errors import reason


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EISDIR, errno.EROFS])
def test_common_errors_have_words_of_their_own(number: int) -> None:
    told = reason(OSError(number, os.strerror(number)))
    assert os.strerror(number) not in told
    assert not any(character.isdigit() for character in told)


def test_rare_errors_have_their_number() -> None:
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == f"fel nummer {errno.EXDEV}"
    assert reason(OSError("x")) == "okänt fel"
