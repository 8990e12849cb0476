"""The parts that figures are made of: frames, letters, words, patterns."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg

from corridor_atlas.build import fonts as build_fonts
from corridor_atlas.core import words
from corridor_atlas.core.language import LANGUAGES, short_name
from corridor_atlas.draw.figure import blocks, fonts, frames, labels, names
from corridor_atlas.draw.figure.ink import INCH, Sheet
from corridor_atlas.view import gazetteer

TUMEN = (129.6, 42.1, 131.6, 43.2)


def placed(label: labels.Label, *taken: tuple[float, float, float, float]) -> list[labels.Placed]:
    """Where a name stands on an empty map of 1200 by 400 pixels, of which some boxes are taken."""
    occupied = labels.Occupied()
    occupied.add(taken)
    placer = labels.Placer("en", (0, 0, 1200, 400), occupied, shapely.STRtree([]))
    found = placer.place([label])
    assert bool(found) != bool(placer.left_out)
    return found


def test_the_name_of_a_long_line_stands_again_and_again() -> None:
    line = shapely.LineString([(20, 200), (1180, 200)])
    name = labels.Label("Railway", 1, 10, "#000000", along=[line])
    assert [round(one.lines[0][1], -2) for one in placed(name)] == [300, 900]
    assert len(placed(replace(name, once=True))) == 1
    assert len(placed(replace(name, along=[shapely.LineString([(20, 200), (240, 200)])]))) == 1
    assert len(placed(name, (0, 0, 600, 400))) == 1, "where a piece has no room, the others have"


def test_a_country_without_room_is_named_in_smaller_letters_or_not_at_all() -> None:
    name = labels.Label("COUNTRY", 1, 20, "#000000", centred=True, spots=((600, 200),))
    width = labels.fonts.width("en", "COUNTRY", 20, "normal")

    def written(room: float) -> list[float]:
        area = shapely.box(600 - width * room / 2 - 3, 150, 600 + width * room / 2 + 3, 250)
        return [one.label.size for one in placed(replace(name, within=area))]

    assert [written(room) for room in (1.05, 0.85, 0.7, 0.5)] == [[20], [16], [13], []]


def test_the_fonts_have_every_letter_of_the_atlas(root) -> None:
    lacking = {ord(sign) for sign in build_fonts.needed(root)["all"]} - fonts.register() - {0x200B}
    assert not lacking, f"run corridor_atlas.build.fonts: no letter for {''.join(map(chr, sorted(lacking)))}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_in_print_has_the_places_of_the_english_one(language) -> None:
    english = words.texts("en", "figure")
    for key, text in words.texts(language, "figure").items():
        assert key in english, "no such word in English"
        assert set(re.findall(r"\{\w+\}", str(text))) <= set(re.findall(r"\{\w+\}", str(english[key]))), (language, key)


SEA = {"en": "Sea of Japan / East Sea", "zh": "日本海", "ko": "동해"}
SIDES = {"JP": {"en": "Sea of Japan", "ja": "日本海"}, "KP": {"en": "Korean East Sea", "ko": "조선동해"}}


@pytest.mark.parametrize(
    ("language", "side", "written"),
    [
        ("en", "both", "Sea of Japan / East Sea"),
        ("ko", "both", "동해 / 조선동해"),
        ("zh", "both", "日本海"),
        ("en", "KP", "Korean East Sea"),
        ("zh", "KP", "조선동해"),
        ("ko", "JP", "日本海"),
        ("ko", "RU", "동해"),
    ],
)
def test_a_name_in_dispute_follows_the_side_that_is_taken(atlas, language, side, written) -> None:
    native = atlas.settings.native.get(side)
    assert names.place_name(SEA, SIDES, language, side, native) == written
    assert names.place_name({"en": "Tumen"}, None, language, side) == "Tumen"


@pytest.mark.parametrize("name", frames.PROJECTIONS)
def test_a_frame_shows_all_that_was_asked_for(name) -> None:
    frame = frames.fit(TUMEN, frames.project(name, TUMEN), (10, 20, 910, 620))
    west, south, east, north = TUMEN
    lon, lat = frame.lonlat(460, 320)
    assert (lon, lat) == (pytest.approx((west + east) / 2, abs=0.05), pytest.approx((south + north) / 2, abs=0.05))
    found = frame.bounds
    assert found[0] <= west < east <= found[2]
    assert found[1] <= south < north <= found[3]
    upper = frame.lonlat(10, 20)
    assert upper[0] < lon
    assert upper[1] > lat


def test_the_scale_bar_measures_true_ground() -> None:
    extent = (129.0, 42.0, 132.0, 44.0)
    conic, web = (frames.fit(extent, frames.project(name, extent), (0, 0, 1000, 800)) for name in frames.PROJECTIONS)
    assert conic.ground == pytest.approx(conic.scale, rel=0.002)
    assert web.ground == pytest.approx(web.scale * 0.731, rel=0.01)  # cosine of 43 degrees


def test_a_viewport_becomes_the_extent_of_a_screen() -> None:
    west, south, east, north = gazetteer.extent_of((42.75, 130.6, 8.0))
    assert east - west == pytest.approx(360 * 1280 / 65536)
    assert south < 42.75 < north
    assert (west + east) / 2 == pytest.approx(130.6)


def test_who_has_taken_a_place_keeps_it() -> None:
    drawn = labels.Occupied()
    assert drawn.free((0, 0, 10, 10))
    drawn.add([(0, 0, 10, 10)], owner="a")
    assert drawn.free((5, 5, 12, 12), owner="a")
    assert not drawn.free((5, 5, 12, 12))
    assert drawn.free((10, 0, 12, 12))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Hunchun", ("Hunchun",)),
        ("Hunchun–Kraskino road crossing", ("Hunchun–Kraskino", "road crossing")),
        ("中华人民共和国图们江国际合作示范区", ("中华人民共和国图们", "江国际合作示范区")),
    ],
)
def test_long_names_are_broken_near_their_middle(name, lines) -> None:
    assert labels.broken(name) == lines
    assert short_name(f"{name} (old)") == name


def test_a_hole_in_an_area_stays_empty() -> None:
    sheet = Sheet(20, 20, INCH / 72, "en", "#ffffff")
    sheet.fill([shapely.box(0, 0, 20, 20).difference(shapely.box(8, 8, 12, 12))], "#000000")
    canvas = FigureCanvasAgg(sheet.figure)
    canvas.draw()
    dots = np.asarray(canvas.buffer_rgba())[:, :, 0]
    assert dots[len(dots) // 8, len(dots) // 8] == 0
    assert dots[len(dots) // 2, len(dots) // 2] == 255


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 1000, ["one two three"]),
        ("one two three", 45, ["one two", "three"]),
        ("42°\u00a0N and 43°\u00a0N", 62, ["42°\u00a0N and", "43°\u00a0N"]),
        ("图们江地区。", 60, ["图们江地", "区。"]),
        ("", 50, []),
    ],
)
def test_texts_are_broken_where_their_script_allows(text, width, lines) -> None:
    assert blocks.wrapped("zh", text, 11, width) == lines


def test_an_address_too_long_for_a_line_is_broken_anywhere() -> None:
    address = "?layers=" + ",".join(["railways"] * 12)
    lines = blocks.wrapped("en", address, 11, 120)
    assert "".join(lines) == address
    assert all(fonts.width("en", line, 11) <= 120 for line in lines)
