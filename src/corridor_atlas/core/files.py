"""Writing files so that they are there whole or not at all; a device or a pipe is written as a stream."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from corridor_atlas.core.errors import AtlasError

OUTPUT = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})


def is_output(path: Path) -> bool:
    """Say whether a path is a name of what the program itself prints to: then it must print nothing else."""
    return str(path) in OUTPUT


def is_stream(path: Path) -> bool:
    """Say whether `write` sends to a pipe, a terminal or another device instead of making a file."""
    return is_output(path) or _kind(path) in (stat.S_IFCHR, stat.S_IFIFO)


def end_of_links(path: Path) -> Path:
    """Where a path leads when every symbolic link on the way is followed; itself when its last part is no link."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def told(path: Path, end: Path) -> str:
    """A path in words for who asked for it, with where a link has led.

    `path` is what was asked for, `end` where it leads (`end_of_links`).
    """
    return str(path) if end == path else f"{path} (a link to {end})"


def check_place(path: Path) -> None:
    """Raise `AtlasError` when no file can stand at a path: better told before the work than after it."""
    if is_stream(path):
        return
    end = _place(path)
    kind = _kind(end)
    if kind == stat.S_IFDIR:
        raise AtlasError(f"{path} cannot be written: Is a directory")
    if kind not in (0, stat.S_IFREG):
        raise AtlasError(f"{path} cannot be written: it is neither a file nor a pipe")


def write(path: Path, content: bytes) -> Path:
    """Write a file by way of another one beside it, so that nobody ever sees half of it; return where it is.

    A symbolic link stays, and what it leads to is written. What is a stream (see `is_stream`) is
    written as one.

    Parameters
    ----------
    path
        Where to write; its folder has to be there.
    content
        All bytes of the file.

    Returns
    -------
    Path
        Where the file is: the end of the links of `path`, of a stream `path` itself.

    Raises
    ------
    AtlasError
        When it cannot be written; what was there before then stays.
    BrokenPipeError
        When the reader of a pipe has gone.
    """
    check_place(path)
    end = path if is_stream(path) else end_of_links(path)
    try:
        if is_stream(path):
            _send(path, content)
        else:
            _replace(end, content)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AtlasError(f"{path} cannot be written: {error.strerror or error}") from None
    return end


def write_folder(path: Path, contents: Mapping[str, bytes]) -> Path:
    """Write files into a folder, made if it is not there, `index.html` last, since it names the others; return it.

    Files of other names are left alone; a link to a folder is followed, one inside it is not.

    Parameters
    ----------
    path
        The folder, whose own folder has to be there.
    contents
        The bytes of each file by its name, with `/` after those of folders in it, which are made.

    Returns
    -------
    Path
        Where the folder is: the end of the links of `path`.

    Raises
    ------
    AtlasError
        When it cannot be written; what was written before then stays.
    """
    check_folder(path)
    inner = sorted({".", *(str(one) for name in contents for one in PurePosixPath(name).parents)})
    for name in (*inner[1:], *contents):
        if (path / name).is_symlink() or is_stream(path / name):
            wanted = "folder" if name in inner else "file"
            raise AtlasError(f"{path / name} cannot be written: it is a link, a pipe or a device; expected a {wanted}")
    end = end_of_links(path)
    for name in inner:
        try:
            (end / name).mkdir(exist_ok=True)
        except OSError as error:
            raise AtlasError(f"{path / name} cannot be written: {error.strerror or error}") from None
    for name in sorted(contents, key=lambda one: one == "index.html"):
        write(end / name, contents[name])
    return end


def check_folder(path: Path) -> None:
    """Raise `AtlasError` when a path cannot be a folder to write into."""
    if _kind(_place(path)) not in (0, stat.S_IFDIR):
        raise AtlasError(f"{path} cannot be written: it is a file; expected a folder or a name that is free")


def _place(path: Path) -> Path:
    """The end of the links of a path. Raises `AtlasError` when they turn in a circle or no folder would hold it."""
    end = end_of_links(path)
    if end.is_symlink():
        raise AtlasError(f"{path} cannot be written: the link leads back to itself")
    if not end.parent.is_dir():
        raise AtlasError(f"{path} cannot be written: there is no folder {end.parent}")
    return end


def _kind(path: Path) -> int:
    """The kind of what a path leads to, as `stat` has it; 0 for nothing that can be looked at."""
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except OSError:
        return 0


def _send(path: Path, content: bytes) -> None:
    if is_output(path):
        # by the program's own handle: to open the name again would cut off a file that `>>` adds to
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    with path.open("wb") as stream:
        stream.write(content)


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
