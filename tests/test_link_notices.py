"""What a link says that makes no sense is left out, and told in few words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.view import cite, link
from corridor_atlas.view import view as views


@pytest.mark.parametrize("text", ["000001" + "0" * 5000, "0000002", "1" * 7, "٣", "²"])
@pytest.mark.parametrize("name", ["year", "step", "km", "borders", "alt", "vs"])
def test_a_number_with_more_digits_than_any_is_refused(atlas: Atlas, name: str, text: str) -> None:
    seen, notices = link.from_query({name: text}, atlas)
    assert (seen, len(notices)) == (views.opening(atlas), 1)


def test_a_notice_quotes_at_most_80_characters(atlas: Atlas) -> None:
    for name in link._PARAMETERS:
        for text in ("x" * 3000, "9" * 3000, "</script>" * 400, ",".join(["y" * 50] * 60)):
            seen, notices = link.from_query({name: text}, atlas)
            assert seen == views.opening(atlas)
            assert all(len(one) < 1000 for one in notices), notices
            assert not [one for one in notices if text[:90] in one]


def test_of_a_repeated_parameter_the_last_counts_and_that_is_said(atlas: Atlas) -> None:
    seen, notices = link.from_query({"year": ["2000", "2010"], "vs": ["2001"]}, atlas)
    assert (seen.year, seen.against) == (2010, 2001)
    assert notices == ["The link has “year” 2 times: the last, '2010', counts."]
    seen, notices = link.from_query({"year": ["2000", "x" * 3000]}, atlas)
    assert seen.year == atlas.years[1]
    assert [len(one) < 250 for one in notices] == [True, True]


def test_another_edition_is_told_and_its_own_is_not(atlas: Atlas) -> None:
    asked = {"year": "2005", "edition": "1998.01"}
    assert link.from_query(asked, atlas) == link.from_query({"year": "2005"}, atlas)
    assert link.other_edition(asked, atlas) == "1998.01"
    assert link.other_edition({"edition": ["1998.01", atlas.edition or ""]}, atlas) is None, "the last counts"
    assert link.other_edition({"year": "2005"}, atlas) is None, "a link from before links said so"


def test_an_atlas_without_an_edition_names_none(atlas: Atlas) -> None:
    unnamed = replace(atlas, settings=atlas.settings.model_copy(update={"span": None}))
    assert "edition" not in cite.permalink(unnamed, views.opening(unnamed))
    assert link.other_edition({"edition": "1998.01"}, unnamed) is None
