"""Writing files so that they are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from corridor_atlas.errors import AtlasError


def check_place(path: Path) -> None:
    """Raise `AtlasError` when the folder of a file does not exist: better told before the work than after it."""
    if not path.parent.is_dir():
        raise AtlasError(f"{path} cannot be written: there is no folder {path.parent}")


def write(path: Path, content: bytes) -> None:
    """Write a file by way of another one beside it, so that nobody ever sees half of it.

    Raises `AtlasError` when it cannot be written; what was there before then stays.
    """
    check_place(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise AtlasError(f"{path} cannot be written: {error.strerror or error}") from None


def write_folder(path: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made if it is not there; `index.html` last, since it names the others.

    Files of other names are left alone. Raises `AtlasError` when it cannot be written.
    """
    check_place(path)
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise AtlasError(f"{path} cannot be written: {error.strerror or error}") from None
    for name in sorted(contents, key=lambda one: one == "index.html"):
        write(path / name, contents[name])
