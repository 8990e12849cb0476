"""The atlas for Python: its page of documentation is true, importing it is cheap, wrong words are told."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

import corridor_atlas as ca
from corridor_atlas.core.errors import AtlasError, NotFoundError, YearError
from corridor_atlas.view import view

pytestmark = pytest.mark.usefixtures("read_once")


@pytest.fixture(scope="module")
def front(atlas) -> ca.Atlas:
    return ca.Atlas(atlas)


def test_every_line_of_its_documentation_is_true(root, tmp_path) -> None:
    found = doctest.testfile(
        str(root / "docs" / "python.md"),
        module_relative=False,
        globs={"folder": tmp_path},
        optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL,
    )
    assert found.attempted > 20
    assert found.failed == 0


def test_importing_it_reads_none_of_the_big_libraries() -> None:
    program = "import sys, corridor_atlas; print([one for one in sys.argv[1:] if one in sys.modules])"
    big = ["pandas", "geopandas", "matplotlib", "shapely", "streamlit", "folium", "networkx"]
    path = str(Path(ca.__file__).parents[1])
    said = subprocess.run(
        [sys.executable, "-c", program, *big], env={"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


def test_what_the_package_does_not_have_is_told() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Atlass'"):
        ca.Atlass  # noqa: B018


def test_a_map_says_in_one_sentence_what_it_shows(front) -> None:
    assert re.match(r"Tumen basin, 2008: \d+ railways and ", front.view(year=2008).headline)


def test_a_map_shows_itself_in_a_frame_that_can_do_nothing_else(front) -> None:
    shown = front.view(year=2008)._repr_html_()
    assert re.match(r'<iframe title="Tumen basin, 2008: [^"]+" sandbox="allow-scripts" srcdoc="', shown)
    assert shown.count("<iframe") == 1
    page = unescape(re.search(r'srcdoc="([^"]*)"', shown)[1])
    assert page.startswith("<!DOCTYPE html>")
    assert '"year":2008' in page
    assert len(shown) < 5_000_000


def test_a_figure_shows_itself(front) -> None:
    assert front.view().figure(size="960x640")._repr_png_().startswith(b"\x89PNG")


def test_a_link_and_back(front) -> None:
    link = "?year=2009&since=2001&country=CN&status=operating&at=9/42.5/131"
    made = front.view(link=link)
    assert (made.data.year, made.data.since, made.data.countries) == (2009, 2001, ("CN",))
    assert front.view(link=made.link).data == made.data


def test_a_view_is_checked_and_put_in_order(front) -> None:
    made = front.view(layers=["railways", "ports"], countries=["KP", "CN"])
    assert made.data.layers == ("ports", "railways")
    assert made.data.countries == ("CN", "KP")
    assert front.view().data == view.opening(front.data)


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        ({"yaer": 2010}, NotFoundError, "there is no field of a view 'yaer': did you mean year"),
        ({"layers": ["rails"]}, NotFoundError, "there is no layer 'rails'"),
        ({"era": "gtii"}, NotFoundError, "did you mean gti"),
        ({"countries": ["XX"]}, NotFoundError, "there is no value of countries 'XX'"),
        ({"since": 1800}, YearError, "expected 1991"),
        ({"selected": "nowhere"}, NotFoundError, "feature 'nowhere'"),
        ({"corridor": "nowhere"}, NotFoundError, "corridor 'nowhere'"),
        ({"place": "Hunchun", "km": 9999}, AtlasError, "9999 km around a place cannot be drawn"),
        ({"link": "?era=x"}, AtlasError, "the link leads to no view"),
    ],
)
def test_a_view_that_makes_no_sense_is_told(front, asked, error, message) -> None:
    with pytest.raises(error, match=re.escape(message)):
        front.view(**asked)


def test_save_goes_by_the_suffix_and_leaves_nothing_half_done(front, tmp_path) -> None:
    made = front.view(year=2010, layers=["ports"])
    assert made.save(tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert front.save(tmp_path / "b.kml").stat().st_size > made.save(tmp_path / "c.kml").stat().st_size
    with pytest.raises(AtlasError, match="is no picture: expected no options"):
        made.save(tmp_path / "d.csv", size="a4")
    with pytest.raises(NotFoundError, match=r"no format for files that end in '\.docx'"):
        made.save(tmp_path / "d.docx")
    with pytest.raises(AtlasError, match="there is no folder"):
        made.save(tmp_path / "none" / "d.csv")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", "b.kml", "c.kml"]
