"""Corridors as figures: one with all its years, and all of them below each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.testing.compare import compare_images

import small_network
from corridor_atlas.core.errors import AtlasError, NotFoundError, YearError
from corridor_atlas.core.language import short_name
from corridor_atlas.core.model import Corridor, Status, Traffic
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import PAGES, Figure, bands, corridor, corridors
from corridor_atlas.draw.figure.output import drawing
from corridor_atlas.draw.figure.words import Words
from corridor_atlas.network import strip
from corridor_atlas.view.view import View, opening

LINE = "primorye-2-corridor"
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def view(atlas) -> View:
    return replace(opening(atlas), year=2010)


@pytest.fixture(scope="module")
def draw(atlas, view) -> Callable[..., Figure]:
    """Draw a corridor, or all of them without one; asked again with the same options, it is the same figure."""

    @cache
    def drawing(which: str | None = LINE, **options: str) -> Figure:
        return corridor(atlas, view, which, **options) if which else corridors(atlas, view, **options)

    return drawing


def texts(made: Figure) -> list[str]:
    root = ElementTree.fromstring(made.svg())  # noqa: S314  our own
    return ["".join(one.itertext()).strip() for one in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("language", ["en", "zh", "ru", "ko"])
def test_a_strip_says_what_it_is(atlas, draw, network, language) -> None:
    words, found = Words(language), texts(draw(language=language))
    now = strip.strip(network, LINE, 2010)
    assert atlas.corridor(LINE).name[language] in found
    assert "2010" in found
    share = words.percent(now.share)
    assert words("strip_state", year=2010, share=share, km=words.number(round(now.km))) in found
    assert words("strip_share") in found
    assert words("status_suspended") in found
    assert any("primorye-2-corridor" in text for text in found if text.startswith(words("link")))
    assert {"1991", "1995", "2025"} <= set(found)


def test_every_line_of_a_strip_is_listed_with_its_length_and_status(atlas, draw, network) -> None:
    found = " ".join(texts(draw(language="en")))
    for number, (id_, start, end) in enumerate(bands.lines_of(strip.strip(network, LINE, 2010)), start=1):
        name = short_name(atlas.features[id_].record.name["en"])
        assert f"{number} {name} · {round(end - start)} km" in " ".join(found.split())


def test_crossings_gauge_breaks_and_ports_are_marked(network) -> None:
    found = bands.marks(network, strip.strip(network, LINE, 2010))
    kinds = {mark.kind for mark in found}
    assert {"crossing", "gauge", "port", "end", "stop"} >= kinds >= {"crossing", "gauge", "port"}
    assert [mark.km for mark in found] == sorted(mark.km for mark in found)
    shut = {mark.node for mark in found if not mark.open}
    assert shut == {
        mark.node
        for mark in found
        if mark.node in network.valves
        and not network.is_open(network.valves[mark.node].id, 2010, frozenset({Status.OPERATING}), Traffic.FREIGHT)
    }


def test_all_corridors_stand_below_each_other(atlas, view, network) -> None:
    found = texts(corridors(atlas, view))
    told = " ".join(found)
    for id_, one in atlas.corridors.items():
        name = one.name["en"]
        if strip.strip(network, id_, 2010).km:
            assert f"{round(strip.strip(network, id_, 2010).km):,} km" in found
        else:
            assert name in told.split("Without a line in the atlas:")[1]


def test_some_corridors_can_be_chosen(atlas, view) -> None:
    found = texts(corridors(atlas, view, [LINE, "primorye-1-corridor"], size="page"))
    assert "Primorye-1 international transport corridor" in " ".join(found)
    assert not any("Hamburg" in text for text in found)


@pytest.mark.parametrize("size", PAGES)
@pytest.mark.parametrize("which", [LINE, None])
def test_no_text_lies_on_another_or_beyond_the_page(draw, size, which) -> None:
    made = draw(which, size=size, language="ru")
    with drawing():  # as it is drawn: letters do not snap to dots
        canvas = FigureCanvasAgg(made.sheet.figure).get_renderer()
        written = made.sheet.figure.findobj(lambda one: type(one).__name__ == "Text" and one.get_text())
        boxes = [one.get_window_extent(canvas) for one in written]
    for text, box in zip(written, boxes, strict=True):
        assert box.x0 >= -1, text.get_text()
        assert box.x1 <= made.sheet.figure.bbox.width + 1, text.get_text()
        assert box.y0 + box.height / 3 > 0, text.get_text()
    letters = [shapely.box(box.x0, box.y0 + box.height / 4, box.x1, box.y1 - box.height / 4) for box in boxes]
    hits = shapely.STRtree(letters).query(letters, "intersects").T
    assert [(written[a].get_text(), written[b].get_text()) for a, b in hits if a < b] == []


def test_the_same_strip_gives_the_same_bytes(atlas, view) -> None:
    first, again = (corridor(atlas, view, LINE, size="column") for _ in range(2))
    assert first.svg() == again.svg()
    assert first.pdf() == again.pdf()


def test_the_pdf_holds_its_texts(atlas, draw) -> None:
    reader = pypdf.PdfReader(BytesIO(draw(language="zh").pdf()))
    assert "珲春" in reader.pages[0].extract_text()
    assert reader.metadata.title == f"{atlas.corridor(LINE).name['zh']}, 2010"


def made_up() -> Atlas:
    """A corridor over a border, with a change of gauge, a stretch that comes and goes, and a sea route."""
    stations = [
        small_network.node("a", 129.0, 43.0),
        small_network.node("b", 129.8, 43.0),
        small_network.node("border", 130.2, 42.9, kind="border_point", place="gate", countries=["CN", "RU"]),
        small_network.node("c", 130.6, 42.8, countries=["RU"]),
        small_network.node("quay", 131.0, 42.6, kind="terminal", countries=["RU"]),
        small_network.node("d", 133.0, 41.0, kind="terminal", countries=["JP"]),
    ]
    a, b, border, c, quay, d = stations
    building = [
        {"status": "planned", "start": "1992", "end": "1996"},
        {"status": "under_construction", "start": "1996", "end": "2000"},
        {"status": "operating", "start": "2000", "end": "2004"},
        {"status": "suspended", "start": "2004", "end": "2013"},
        {"status": "operating", "start": "2013"},
    ]
    lines = [
        small_network.line("old-line", a, b),
        small_network.line("new-line", b, border, c, timeline=building, countries=["CN", "RU"]),
        small_network.line("broad-line", c, quay, gauge_mm=[1520], countries=["RU"]),
    ]
    ferry = small_network.line("ferry", quay, d, mode="sea", gauge_mm=[], timeline=small_network.closed("2009"))
    gate = ({"id": "gate", "kind": "rail", "timeline": small_network.closed("2020")}, shapely.Point(130.2, 42.9))
    way = Corridor(
        id="way", name={"en": "A made-up way"}, stops=("a", "b", "c", "quay", "d"),
        members=("old-line", "new-line", "broad-line", "ferry"),
    )  # fmt: skip
    return small_network.atlas(
        [way], network_nodes=stations, railways=lines, sea_routes=[ferry], border_crossings=[gate]
    )


def test_the_look_is_the_one_that_was_looked_at(tmp_path) -> None:
    """Remake with `corridor(...).save("tests/golden/strip.png")`, and look at it."""
    atlas = made_up()
    made = corridor(atlas, View(year=2022, layers=()), "way", size="1100x800").save(tmp_path / "strip.png")
    assert compare_images(str(GOLDEN / "strip.png"), str(made), tol=4) is None


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    words = Words("en")
    assert [words.percent(one) for one in (0, 0.001, 0.5, 0.996, 1, None)] == [
        "0%", "1%", "50%", "99%", "100%", "–",
    ]  # fmt: skip


def test_what_cannot_be_drawn_is_told(atlas, view) -> None:
    with pytest.raises(NotFoundError, match="there is no corridor 'primorye-3': did you mean primorye-"):
        corridor(atlas, view, "primorye-3")
    with pytest.raises(AtlasError, match="polar-silk-road cannot be drawn as a strip: no line of the atlas"):
        corridor(atlas, view, "polar-silk-road")
    with pytest.raises(AtlasError, match="no line of the atlas makes up any of them"):
        corridors(atlas, view, ["polar-silk-road"])
    with pytest.raises(YearError):
        corridor(atlas, replace(view, year=1800), LINE)
    with pytest.raises(NotFoundError, match="there is no size 'b5'"):
        corridors(atlas, view, size="b5")
