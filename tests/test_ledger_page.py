"""The panel of the change ledger, without a browser."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import replace

import pytest

from corridor_atlas.data import dataset
from corridor_atlas.data.grounds import UNSEEN
from corridor_atlas.time import changes, ledger
from corridor_atlas.ui import ledger as panel
from corridor_atlas.ui.templates import TEMPLATES
from corridor_atlas.view.view import opening
from small_world import feature, period, point, write_table

WORDS = ledger.words_in("en")


def rendered(atlas, first: int, last: int, **changed) -> str:
    view = replace(opening(atlas), year=last, against=first, **changed)
    found = changes.changes(atlas, first, last, view)
    return TEMPLATES.get_template("ledger.html").render(panel.story(atlas, found, view, WORDS))


def test_every_change_is_a_row_with_a_link_to_its_story(atlas) -> None:
    text = rendered(atlas, 2005, 2015)
    ids = re.findall(r'data-feature="([^"]+)"', text)
    found = changes.changes(atlas, 2005, 2015, opening(atlas))
    assert ids == [one.feature.id for one in found]
    assert 'href="?year=2015&amp;vs=2005&amp;id=hunchun-makhalino-railway"' in text
    assert re.search(r"Open again from 2 August 2013: <a [^>]+>Hunchun–Makhalino", text)


def test_what_a_file_says_cannot_become_markup(small) -> None:
    write_table(
        small,
        "ports",
        feature(
            "bad-port",
            point(),
            name={"en": "<img src=x onerror=alert(1)>"},
            timeline=[period("operating", "2004", note="<script>alert(2)</script>")],
        ),
    )
    text = rendered(dataset.load(small), 2000, 2010)
    assert "<img" not in text
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_the_table_is_safe_in_a_spreadsheet(small) -> None:
    write_table(small, "ports", feature("a-port", point(), name={"en": "=1+1"}, timeline=[period("operating", "2004")]))
    atlas = dataset.load(small)
    found = changes.changes(atlas, 2000, 2010, opening(atlas))
    rows = list(csv.DictReader(io.StringIO(panel.table(atlas, found, (2000, 2010), WORDS).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [one.feature.id for one in found]
    port = next(row for row in rows if row["id"] == "a-port")
    assert (port["name"], port["before"], port["after"], port["certain"]) == ("'=1+1", "", "operating", "true")


def test_the_table_says_what_has_no_source(atlas) -> None:
    found = changes.changes(atlas, 2005, 2015)
    text = panel.table(atlas, found, (2005, 2015), WORDS).decode("utf-8-sig")
    assert "no source seen: general knowledge" in text
    assert UNSEEN not in text


@pytest.mark.parametrize(
    ("year", "against", "years"),
    [(2015, 2005, (2005, 2015)), (2005, 2015, (2005, 2015)), (2015, None, (2005, 2015)), (1995, None, (1991, 1995))],
)
def test_the_years_of_the_panel(atlas, year, against, years) -> None:
    assert panel.years_of(atlas, replace(opening(atlas), year=year, against=against)) == years


def test_events_and_agreements_are_told_even_when_the_map_leaves_them_out(atlas) -> None:
    view = replace(opening(atlas), layers=("ports",))
    assert panel.with_happenings(atlas, view).layers == ("agreements", "events", "ports")


def test_the_colours_are_those_of_the_map(root) -> None:
    palette = tomllib.loads((root / "src/corridor_atlas/web/palette.toml").read_text(encoding="utf-8"))
    css = (root / "src/corridor_atlas/ui/page.css").read_text(encoding="utf-8")
    for kind in ("opened", "closed", "changed"):
        light, dark = (palette[theme][f"change_{kind}"] for theme in ("light", "dark"))
        assert f".ca-ledger li.ca-{kind} {{ border-left-color: light-dark({light}, {dark}); }}" in css
