"""A short run of what ``make fuzz`` does at length: no bytes make the reader, the recogniser or the patcher fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.own_limits import hold_time
from tests.fuzz.mutations import damaged, sound
from tests.fuzz.targets import TARGETS

CORPUS = sorted((Path(__file__).parents[1] / "hostile" / "corpus").glob("*"))
MOST_SECONDS = 60.0


@pytest.mark.parametrize("target", TARGETS)
@settings(derandomize=True, max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_damage_makes_it_fail_or_hang(target: str, seed: int) -> None:
    with hold_time(MOST_SECONDS):
        TARGETS[target](damaged(seed))


@pytest.mark.parametrize("target", TARGETS)
@settings(derandomize=True, max_examples=25, deadline=None)
@given(start=st.sampled_from((b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")), data=st.binary(max_size=2000))
def test_no_bytes_at_all_make_it_fail(target: str, start: bytes, data: bytes) -> None:
    TARGETS[target](start + data)


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.name)
@pytest.mark.parametrize("target", TARGETS)
def test_what_once_made_it_fail_does_so_no_more(target: str, file: Path) -> None:
    with hold_time(MOST_SECONDS):
        TARGETS[target](file.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_cut_anywhere(target: str) -> None:
    for data in sound()[-2:]:
        for length in range(0, len(data), 7):
            TARGETS[target](data[:length])
