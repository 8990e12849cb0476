"""The address of the page is written by each run, whatever a run before it left behind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.ui import state


class Address(dict[str, list[str]]):
    """Parameters as the browser says them, and what was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[dict[str, str]] = []

    def get_all(self, name: str) -> list[str]:
        return self[name]

    def from_dict(self, wanted: dict[str, str]) -> None:
        self.written.append(wanted)
        self.clear()
        self.update({name: [value] for name, value in wanted.items()})


def test_an_address_that_is_still_under_way_is_written_over(session: dict[str, Any], atlas: Atlas) -> None:
    """A run that was broken off wrote 2000; the browser asks for the next one before it has that address."""
    state.st.query_params = address = Address()
    here = state.current(atlas)
    state.write_address(replace(here, year=2000), atlas)
    address.clear()
    for _ in range(2):
        state.write_address(here, atlas)
    assert address.written == [{"year": "2000"}, {}]
