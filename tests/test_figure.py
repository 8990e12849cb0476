"""Figures for print: what they say, that they are the same each time, and what they refuse."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.testing.compare import compare_images
from PIL import Image

import small_world
from corridor_atlas.core import files
from corridor_atlas.core.errors import AtlasError, NotFoundError, YearError
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import PAGES, Figure, changes, compose, figure, pages, series
from corridor_atlas.draw.figure.output import drawing
from corridor_atlas.draw.figure.words import Words
from corridor_atlas.time.headline import headline
from corridor_atlas.view.view import View, opening

GOLDEN = Path(__file__).parent / "golden"
TUMEN = (129.6, 42.1, 131.6, 43.2)
LINK = "https://atlas.example/a/long/way/"


@pytest.fixture(scope="module")
def draw(atlas: Atlas) -> Callable[..., Figure]:
    """Draw the Tumen basin of 2017 from the shipped data; asked again with the same options, it is the same figure."""

    @cache
    def drawing(**options: Any) -> Figure:
        return figure(atlas, replace(opening(atlas), year=2017), **{"extent": TUMEN, **options})

    return drawing


@pytest.fixture(scope="module")
def small_view(small_atlas: Atlas) -> View:
    """All of the small atlas in 2010."""
    return replace(opening(small_atlas), year=2010, viewport=(42.5, 131.05, 9.0))


def texts(made: Figure) -> list[str]:
    """Every text of an SVG, as text."""
    root = ElementTree.fromstring(made.svg())  # noqa: S314  our own
    return ["".join(one.itertext()).strip() for one in root.iter("{http://www.w3.org/2000/svg}text")]


# --- what they say -------------------------------------------------------------------------------


def test_a_town_is_named_once_in_a_language_that_the_base_map_does_not_speak(draw: Callable[..., Figure]) -> None:
    extent = (128.8, 41.5, 130.2, 43.2)
    written = texts(draw(language="ru", extent=extent))
    assert {"Чхонджин", "Яньцзи"} <= set(written)
    assert not {"Chongjin", "Yanji"} & set(written)


@pytest.mark.parametrize("language", ["en", "zh", "ru", "ko"])
def test_the_svg_holds_title_year_legend_and_names_as_text(draw, atlas, language) -> None:
    found = texts(draw(language=language))
    words = Words(language)
    said = headline(atlas, replace(opening(atlas), year=2017), TUMEN, language)
    assert said.undated.replace(" ", "") in "".join(found).replace(" ", "")
    assert "2017" in found
    assert words("status_operating") in found
    for id_ in ("railways", "ports", "border_crossings"):
        assert atlas.layer(id_).title[language] in found
    assert atlas.feature("hunchun").record.name[language] in found
    assert any(text.startswith(words("link")) for text in found)
    assert any("OpenStreetMap" in text for text in found)
    assert any("WGS 84" in text for text in found)
    assert any(atlas.span.data_version in text for text in found)


def test_the_svg_brings_its_letters_and_asks_for_nothing(draw) -> None:
    svg = draw(language="ko").svg().decode()
    assert svg.count("@font-face") >= 4
    assert "Atlas Sans KR" in svg
    assert not re.search(r"(?:href|src)=\"https?:|url\(https?:", svg)


def test_the_pdf_holds_text_embedded_fonts_and_metadata(draw, atlas) -> None:
    reader = pypdf.PdfReader(BytesIO(draw(language="zh", title="图们江", size="column").pdf()))
    told = reader.pages[0].extract_text()
    assert "珲春" in told
    assert "2017" in told
    assert reader.metadata is not None
    assert reader.metadata.title == "图们江, 2017"
    assert "Corridor Atlas" in (reader.metadata.author or "")
    assert atlas.span.data_version in (reader.metadata.subject or "")
    assert "/CreationDate" not in reader.metadata
    held = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert held
    for font in held:
        for one in font["/DescendantFonts"]:
            assert "/FontFile2" in one.get_object()["/FontDescriptor"].get_object()


def test_the_png_names_itself_and_its_maker(draw) -> None:
    with Image.open(BytesIO(draw(size="screen", language="ko", link="").png(40))) as image:
        assert "2017" in image.info["Title"]
        assert image.info["Author"].startswith("Corridor Atlas")
        assert "Cite as" in image.info["Description"]


def test_the_legend_names_only_what_is_on_the_map(small_atlas, small_view) -> None:
    found = texts(figure(small_atlas, small_view))
    assert {"Ports", "Railways", "operating"} <= set(found)
    assert not {"proposed", "planned", "closed", "date in doubt"} & set(found)
    only_lines = texts(figure(small_atlas, replace(small_view, layers=("railways",))))
    assert "Railways" in only_lines
    assert "Ports" not in only_lines


def test_filters_era_and_selection_are_told_in_words(small_atlas, small_view) -> None:
    view = replace(small_view, era="late", certain_only=True, show_gone=True, selected="coast-railway")
    told = " ".join(texts(figure(small_atlas, view)))
    for part in ("Late years, 2005–", "at some time in Late years", "certain by its dates", "gone is kept"):
        assert part in told
    assert "Marked: Coast Railway" in told


def test_facets_ranges_and_names_are_told_in_words(atlas) -> None:
    view = replace(
        opening(atlas), year=2015, since=2005, countries=("CN", "KP"), statuses=("operating",), tiers=("strategic",),
        along=("tumen-transport-corridor",), names="KR",
    )  # fmt: skip
    told = " ".join(texts(figure(atlas, view, extent=TUMEN)))
    for part in ("2005–2015", "at some time from 2005 to 2015", "Country: only China, North Korea", "Names as used in"):
        assert part in told
    for part in ("Status: only operating", "tier: only strategic", "only Tumen transport corridor (GTI)"):
        assert part in told


def test_the_link_opens_the_extent_that_is_drawn(small_atlas, small_view) -> None:
    (link,) = [text for text in texts(figure(small_atlas, small_view, link="https://a.example/")) if "Link" in text]
    assert "https://a.example/?year=2010&at=" in link
    assert "/42.5" in link


def test_a_name_that_looks_like_mathematics_or_markup_is_written_as_it_is(small) -> None:
    name = {"en": "A <b>$x_1$</b> & co"}
    port = small_world.feature(
        "odd", small_world.point(), name=name, timeline=[small_world.period("operating", "2000")]
    )
    small_world.write_table(small, "ports", port)
    atlas = dataset.load(small)
    view = replace(opening(atlas), year=2010, viewport=(42.5, 131.0, 9.0), layers=("ports",))
    assert name["en"] in texts(figure(atlas, view))


def test_letters_that_no_font_has_and_control_signs_do_no_harm(small) -> None:
    name = {"en": "ท่าเรือ\n\u200bone"}
    port = small_world.feature(
        "odd", small_world.point(), name=name, timeline=[small_world.period("operating", "2000")]
    )
    small_world.write_table(small, "ports", port)
    atlas = dataset.load(small)
    made = figure(atlas, replace(opening(atlas), year=2010, viewport=(42.5, 131.0, 9.0), layers=("ports",)))
    assert any(notice.startswith("no letters for") and "ท" in notice for notice in made.notices)
    assert any(text.endswith("one") for text in texts(made))
    assert made.png(72)


def test_doubt_is_drawn(small_atlas, small_view) -> None:
    assert "date in doubt" in texts(figure(small_atlas, replace(small_view, year=2001)))


# --- the same each time, and in the right size -------------------------------------------------------


def test_the_same_view_gives_the_same_bytes_and_no_form_changes_another(draw) -> None:
    forms = [Figure.svg, partial(Figure.png, dpi=72), Figure.pdf]
    first, again = draw(size="column"), draw(size="column", dpi=None)  # two figures
    assert first is not again
    there = [write(first) for write in forms]
    back = [write(again) for write in reversed(forms)]
    assert there == back[::-1]
    assert first.svg() == there[0]


@pytest.mark.parametrize(
    ("size", "dpi", "pixels"),
    [
        ("a4", None, (3508, 2480)),
        ("a4-portrait", 100, (827, 1169)),
        ("a3", 72, (1191, 842)),
        ("slide", None, (1920, 1080)),
        ("screen", None, (1280, 800)),
        ("1600x900", None, (1600, 900)),
    ],
)
def test_a_png_has_the_dots_of_its_size(small_atlas, small_view, size, dpi, pixels) -> None:
    made = figure(small_atlas, small_view, size=size, dpi=dpi)
    with Image.open(BytesIO(made.png())) as image:
        assert image.size == pixels == made.pixels()


@pytest.mark.parametrize(("size", "width"), [("column", 85), ("page", 180)])
def test_journal_sizes_have_their_width_and_the_height_they_need(draw, size, width) -> None:
    made = draw(size=size, language="ru", link=LINK)
    assert made.size_mm[0] == pytest.approx(width)
    assert 0.8 * width < made.size_mm[1] < 2.2 * width


@pytest.mark.parametrize(
    ("size", "language", "link"),
    [
        *((size, "ru", "https://atlas.example/a/long/way/") for size in PAGES),
        ("column", "zh", ""),
        ("screen", "ko", ""),
    ],
)
def test_no_text_lies_on_another_or_beyond_the_page(draw, size, language, link) -> None:
    sheet = draw(size=size, language=language, link=link).sheet
    with drawing():  # as it is drawn: letters do not snap to dots
        canvas = FigureCanvasAgg(sheet.figure).get_renderer()
        written = sheet.figure.findobj(lambda one: type(one).__name__ == "Text" and one.get_text())
        boxes = [one.get_window_extent(canvas) for one in written]
    for text, box in zip(written, boxes, strict=True):
        assert box.x0 >= -1, text.get_text()
        assert box.x1 <= sheet.figure.bbox.width + 1, text.get_text()
        middle = (box.y0 + box.y1) / 2  # the box has room for accents that no digit has
        assert middle - box.height / 3 > 0, text.get_text()
        assert middle + box.height / 3 < sheet.figure.bbox.height, text.get_text()
    pairs = zip(written, boxes, strict=True)
    level = [(one, box) for one, box in pairs if one.get_rotation() == 0 and not one.get_path_effects()]
    letters = [shapely.box(box.x0, box.y0 + box.height / 4, box.x1, box.y1 - box.height / 4) for _, box in level]
    hits = shapely.STRtree(letters).query(letters, "intersects").T
    assert [(level[a][0].get_text(), level[b][0].get_text()) for a, b in hits if a < b] == []


MADE = {
    "small": figure,
    "small-changes": lambda atlas, view, **options: changes(atlas, view, 2000, 2010, **options),
    "small-series": lambda atlas, view, **options: series(
        atlas, [replace(view, year=year) for year in (1996, 2000, 2003, 2010)], **options
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_the_look_is_the_one_that_was_looked_at(small_atlas, small_view, tmp_path, name) -> None:
    """Remake with `MADE[name](...).save("tests/golden/<name>.png")`, and look at it."""
    made = MADE[name](small_atlas, small_view, size="960x640").save(tmp_path / f"{name}.png")
    assert compare_images(str(GOLDEN / f"{name}.png"), str(made), tol=4) is None


def test_the_png_has_its_words_for_programs_that_manage_pictures(draw, atlas) -> None:
    with Image.open(BytesIO(draw(language="zh", title="图们江", size="column").png(40))) as image:
        told = ElementTree.fromstring(image.info["xmp"])  # noqa: S314  our own
    found = {one.tag.rpartition("}")[2]: "".join(one.itertext()).strip() for one in told.iter() if "dc/" in one.tag}
    assert found["title"] == "图们江, 2017"
    assert found["creator"].startswith("Corridor Atlas")
    assert "Cite as: The Corridor Atlas authors" in found["description"]
    assert "ODbL 1.0" in found["rights"]
    assert "?year=2017" in found["source"]


# --- series and changes ---------------------------------------------------------------------------


def test_a_series_shows_each_year_and_one_legend(small_atlas, small_view) -> None:
    made = series(small_atlas, [replace(small_view, year=year) for year in (1996, 2000, 2010)])
    found = texts(made)
    assert {"1996", "2000", "2010", "1996–2010"} <= set(found)
    assert found.count("Legend") == 1
    assert "under construction" in found


@pytest.mark.parametrize("size", sorted(PAGES))
@pytest.mark.parametrize("shape", [0.5, 0.8, 1.25])
@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_few_maps_of_a_series_leave_no_hole(size, shape, number) -> None:
    assert number % compose._columns(pages.page(size), shape, number) == 0


def test_a_series_of_eras_names_them(small_atlas, small_view) -> None:
    views = [replace(small_view, year=year, era=era) for year, era in ((2004, "early"), (2025, "late"))]
    assert {"2004 · Early", "2025 · Late"} <= set(texts(series(small_atlas, views)))


def test_the_change_map_tells_what_opened_and_closed(small_atlas, small_view) -> None:
    found = texts(changes(small_atlas, small_view, 2000, 2010))
    assert {"2000–2010", "opened", "closed or suspended", "South Port", "North Port", "Coast Railway"} <= set(found)
    assert "Status" not in found


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"size": "a5"}, NotFoundError, "there is no size 'a5': did you mean a4"),
        ({"size": "9000x9000"}, AtlasError, "size 9000x9000 cannot be drawn"),
        ({"size": "100x100"}, AtlasError, "expected 960x640 to 8000x8000"),
        ({"language": "xx"}, NotFoundError, "there is no language 'xx'"),
        ({"projection": "flat"}, NotFoundError, "projection 'flat': known are conic, web"),
        ({"colour": "red"}, NotFoundError, "there is no option 'colour'"),
        ({"dpi": 5000}, AtlasError, "5000 dots per inch cannot be drawn: expected 30 to 1200"),
        ({"dpi": 1200, "size": "a3"}, AtlasError, "too many"),
        ({"extent": (132, 42, 130, 43)}, AtlasError, "is inside out: expected west, south, east, north"),
        ({"extent": (130, 44, 132, 43)}, AtlasError, "is inside out"),
        ({"extent": (130, 42, 131)}, AtlasError, "expected four numbers"),
        ({"extent": (130, 42, float("nan"), 43)}, AtlasError, "expected four numbers"),
        ({"extent": (130, 42, "131", 43)}, AtlasError, "expected four numbers"),
        ({"extent": (130, -89, 131, 89)}, AtlasError, "too wide"),
        ({"extent": (130, 42, 130.001, 42.001)}, AtlasError, "too narrow"),
        ({"extent": (-60, -40, -50, -30)}, AtlasError, "nothing to draw in 2010 between -60.00, -40.00"),
    ],
)
def test_what_cannot_be_drawn_is_told(small_atlas, small_view, options, error, message) -> None:
    with pytest.raises(error, match=re.escape(message)):
        figure(small_atlas, small_view, **options)


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"layers": ("portz",)}, NotFoundError, "there is no layer 'portz': did you mean ports?"),
        ({"layers": ()}, AtlasError, "with the layers none: expected a view that shows at least one feature"),
        ({"year": 1900}, YearError, "expected 1991 to 2025"),
        ({"year": 1991}, AtlasError, "nothing to draw in 1991"),
        ({"era": "stone-age"}, NotFoundError, "era 'stone-age'"),
        ({"selected": "nowhere"}, NotFoundError, "feature 'nowhere'"),
    ],
)
def test_a_view_that_shows_nothing_is_told(small_atlas, small_view, changed, error, message) -> None:
    with pytest.raises(error, match=re.escape(message)):
        figure(small_atlas, replace(small_view, **changed))


def test_series_and_changes_want_sensible_years(small_atlas, small_view) -> None:
    with pytest.raises(AtlasError, match="0 maps cannot stand in one figure: expected 1 to 12"):
        series(small_atlas, [])
    with pytest.raises(AtlasError, match="from 2010 to 2000: expected an earlier and a later year"):
        changes(small_atlas, small_view, 2010, 2000)
    with pytest.raises(YearError):
        changes(small_atlas, small_view, 1900, 2000)


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("suffix", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("PDF", b"%PDF")])
def test_the_suffix_picks_the_format(small_atlas, small_view, tmp_path, suffix, begins) -> None:
    path = figure(small_atlas, small_view, size="960x640").save(tmp_path / f"map.{suffix}")
    assert path.read_bytes().startswith(begins)
    assert [one.name for one in tmp_path.glob("map*")] == [path.name]


def test_a_file_that_cannot_be_written_is_told_and_left_alone(small_atlas, small_view, tmp_path, monkeypatch) -> None:
    made = figure(small_atlas, small_view, size="960x640")
    with pytest.raises(AtlasError, match=r"map\.bmp: expected a file name that ends in \.png, \.svg or \.pdf"):
        made.save(tmp_path / "map.bmp")
    with pytest.raises(AtlasError, match="there is no folder"):
        made.save(tmp_path / "nowhere" / "map.png")
    (tmp_path / "taken.png").mkdir()
    with pytest.raises(AtlasError, match=r"taken\.png cannot be written"):
        made.save(tmp_path / "taken.png")
    old = tmp_path / "old.png"
    old.write_bytes(b"old")
    monkeypatch.setattr(files.os, "fdopen", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(AtlasError, match=r"old\.png cannot be written: No space left on device"):
        made.save(old)
    assert old.read_bytes() == b"old"
    assert [one.name for one in tmp_path.glob(".*")] == []
