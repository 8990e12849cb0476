"""Python holds to the cases of `spec/`, which the page is held to by Node (`tests/web/`)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import spec_cases
import spec_headline

NAMES = (
    *("articles", "changes", "dates", "filters", "headline", "links", "looks", "measure", "names", "reach"),
    *("shapes", "signs", "strips", "tables", "time", "ways"),
)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every file of `spec/`, as Python answers now."""
    folder = tmp_path_factory.mktemp("spec")
    return spec_cases.files(spec_cases.build_world(folder / "world"), spec_headline.build_world(folder / "headed"))


def test_every_file_has_its_cases(answered) -> None:
    assert set(answered) == {f"{name}.json" for name in NAMES} == {path.name for path in spec_cases.SPEC.iterdir()}


@pytest.mark.parametrize("name", NAMES)
def test_python_answers_as_written(answered, name) -> None:
    path: Path = spec_cases.SPEC / f"{name}.json"
    written = path.read_text(encoding="utf-8")
    assert json.loads(answered[path.name]) == json.loads(written), "changed on purpose? python tests/spec_cases.py"
    assert answered[path.name] == written
