"""Films: every year shown, nothing moves that did not change, the same bytes, whole files or none."""

from __future__ import annotations

import base64
import hashlib
import inspect
import io
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from PIL import Image, ImageSequence

from corridor_atlas.core.errors import AtlasError, YearError
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import Film, film
from corridor_atlas.take import formats
from corridor_atlas.view.view import View, opening

YEARS = (1994, 1996, 2000, 2010)


@pytest.fixture(scope="module")
def small_view(small_atlas: Atlas) -> View:
    return replace(opening(small_atlas), viewport=(42.5, 131.05, 9.0))


@pytest.fixture(scope="module")
def small_film(small_atlas: Atlas, small_view: View) -> Film:
    return film(small_atlas, small_view, YEARS, size="960x640")


@pytest.fixture(scope="module")
def short_film(small_atlas: Atlas, small_view: View) -> Film:
    """Two pictures, where what is in them does not matter."""
    return film(small_atlas, small_view, YEARS[-2:], size="960x640")


@pytest.fixture(scope="module")
def encoded(small_film: Film) -> Callable[[str], bytes]:
    """The small film in a format at 4 years a second, made once."""
    return cache(lambda format_: small_film.encoded(format_, fps=4))


def pictures(content: bytes) -> list[Image.Image]:
    with Image.open(io.BytesIO(content)) as held:
        return [one.convert("RGB") for one in ImageSequence.Iterator(held)]


@pytest.mark.parametrize("format_", ["gif", "webp"])
def test_a_film_shows_every_year_for_its_time_and_begins_again(encoded, format_) -> None:
    content = encoded(format_)
    with Image.open(io.BytesIO(content)) as held:
        assert held.n_frames == len(YEARS)
        assert held.size == (960, 640)
        assert held.info["loop"] == 0
        times = []
        for number in range(held.n_frames):
            held.seek(number)
            held.load()
            times.append(held.info["duration"])
    assert times == [250, 250, 250, 1000]
    shown = pictures(content)
    heads = [np.asarray(one.crop((0, 0, 120, 60))) for one in shown]
    assert all((a != b).any() for a, b in pairwise(heads)), "each has its own year"


def test_a_film_begins_in_a_year_in_which_nothing_is_there(small_film) -> None:
    assert [len(scene.items) for scene in small_film._scenes.values()] == [0, 1, 2, 2]


@pytest.mark.parametrize("format_", ["gif", "webp"])
def test_the_same_film_gives_the_same_bytes(encoded, small_atlas, small_view, format_) -> None:
    again = film(small_atlas, small_view, YEARS, size="960x640")
    assert encoded(format_) == again.encoded(format_, fps=4)


def test_nothing_moves_but_what_the_year_changes(atlas) -> None:
    """Signs and names that are there in two years have the same dots in both."""
    view = replace(opening(atlas), layers=("settlements", "ports"))
    made = film(atlas, view, (2009, 2010), size="960x640")
    before, after = (np.asarray(one, dtype=int) for one in made.pictures())
    here = [{item.record.id: item.state for item in scene.items} for scene in made._scenes.values()]
    changed = {id_ for id_ in here[0] | here[1] if here[0].get(id_) != here[1].get(id_)}
    for sign in (one for one in made._signs if one.item.record.id not in changed and one.radius > 3):
        x, y = int(sign.x), int(sign.y)
        assert (before[y, x] == after[y, x]).all(), sign.item.record.id
    assert (before != after).any(axis=2).mean() < 0.02


def test_a_gif_has_one_palette_and_no_mixed_dots(small_film, encoded) -> None:
    content = encoded("gif")
    with Image.open(io.BytesIO(content)) as held:
        ground = held.convert("RGB").getpixel((500, 300))
        for one in ImageSequence.Iterator(held):
            assert one.convert("RGB").getpixel((500, 300)) == ground
    exact = next(small_film.pictures())
    difference = np.abs(np.asarray(exact, dtype=int) - np.asarray(pictures(content)[0], dtype=int))
    assert difference.mean() < 2.5  # of 256: a large light ground may be two steps off, which nobody sees
    assert len(content) < 120_000


def test_a_webp_is_the_picture_itself_and_says_what_it_is(small_film, encoded) -> None:
    content = encoded("webp")
    assert (np.asarray(pictures(content)[-1]) == np.asarray(list(small_film.pictures())[-1])).all()
    with Image.open(io.BytesIO(content)) as held:
        told = held.info["xmp"].decode()
    assert "Cross-border infrastructure" in told
    assert "Cite as" in told
    assert "CC BY 4.0" in told
    assert "ODbL" not in told  # nothing of it is traced


def test_a_gif_says_what_it_is(encoded) -> None:
    with Image.open(io.BytesIO(encoded("gif"))) as held:
        assert "1994–2010" in held.info["comment"].decode()
        assert "CC BY 4.0" in held.info["comment"].decode()


def test_a_film_shows_itself_in_a_notebook(short_film) -> None:
    assert base64.b64decode(short_film._repr_mimebundle_()["image/gif"]).startswith(b"GIF89a")


@pytest.mark.parametrize("format_", ["gif", "webp"])
def test_progress_is_told_picture_by_picture(short_film, format_) -> None:
    heard: list[tuple[int, int]] = []
    short_film.encoded(format_, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("years", "error", "message"),
    [
        ((2000,), AtlasError, "a film of 1 year cannot be made"),
        ((2000, 1999), AtlasError, "expected 2 to 120, each later"),
        ((1980, 1999), YearError, "expected 1991 to 2025"),
        ((1991, 1992), AtlasError, "nothing to draw in 1991–1992"),
    ],
)
def test_years_that_make_no_film_are_told(small_atlas, small_view, years, error, message) -> None:
    with pytest.raises(error, match=message):
        film(small_atlas, small_view, years)


def test_a_file_is_there_whole_or_not_at_all(short_film, tmp_path) -> None:
    assert short_film.save(tmp_path / "a.webp").read_bytes().startswith(b"RIFF")
    with pytest.raises(AtlasError, match=r"a\.png: expected a file name that ends in \.gif, \.webp, \.mp4"):
        short_film.save(tmp_path / "a.png")
    with pytest.raises(AtlasError, match="there is no folder"):
        short_film.save(tmp_path / "none" / "a.gif")

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        short_film.save(tmp_path / "b.webp", progress=stop)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.webp"]


@pytest.mark.parametrize("name", ["gif", "webp"])
def test_the_format_makes_a_film_of_all_years(small_atlas, name, monkeypatch) -> None:
    years: list[int] = []
    monkeypatch.setattr(Film, "encoded", lambda self, format_: years.extend(self.years) or format_.encode())
    assert formats.get(name).write(small_atlas) == name.encode()
    assert years == list(range(1991, 2026))


# --- MP4 --------------------------------------------------------------------------------------------

FFMPEG = """#!{python}
import pathlib, sys
dots = len(sys.stdin.buffer.read())
if "{fails}":
    sys.exit("first line\\nthe last line says why")
pathlib.Path(sys.argv[-1]).write_text(f"{{dots}} " + " ".join(sys.argv))
"""


@pytest.fixture
def ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a program in ffmpeg's place that writes down what it was given."""

    def put(fails: str = "") -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        path = folder / "ffmpeg"
        path.write_text(FFMPEG.format(python=sys.executable, fails=fails))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return put


def test_ffmpeg_gets_every_picture_and_what_it_is(small_film, ffmpeg) -> None:
    ffmpeg()
    said = small_film.encoded("mp4", fps=2).decode()
    held = len(YEARS) + 3  # the last one stays
    assert said.startswith(f"{held * 960 * 640 * 3} ")
    for part in ("-s 960x640", "-r 2 ", "yuv420p", "title=Cross-border infrastructure", "copyright=CC BY 4.0"):
        assert part in said


def test_what_ffmpeg_says_is_passed_on(small_film, ffmpeg) -> None:
    ffmpeg(fails="yes")
    with pytest.raises(AtlasError, match="ffmpeg could not make the film: the last line says why"):
        small_film.encoded("mp4")


def test_without_ffmpeg_it_is_said(small_film, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AtlasError, match="MP4 needs the program ffmpeg"):
        small_film.encoded("mp4")


def test_the_same_film_in_another_process(small, small_atlas) -> None:
    def sums(atlas: Atlas) -> list[str]:
        made = film(atlas, opening(atlas), (2000, 2010), size="960x640", extent=(130, 42, 132, 43))
        return [hashlib.sha256(made.encoded(one)).hexdigest() for one in ("gif", "webp")]

    program = (
        "import hashlib, pathlib, sys; from corridor_atlas.draw.figure import film;"
        "from corridor_atlas.data import dataset;"
        f"from corridor_atlas.view.view import opening\n{dedent(inspect.getsource(sums))}\n"
        "print(sums(dataset.load(pathlib.Path(sys.argv[1]))))"
    )
    path = str(Path(formats.__file__).parents[3])
    environment = {"PYTHONPATH": path, "PYTHONHASHSEED": "1"}  # ours is another
    command = [sys.executable, "-c", f"from __future__ import annotations; {program}", small]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert said.strip() == str(sums(small_atlas))
