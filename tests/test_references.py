"""The works behind the data and the citation of the atlas, as reference managers read them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.data import bibliography
from corridor_atlas.data.config import Source
from corridor_atlas.take import formats
from corridor_atlas.view import cite, link, view
from corridor_atlas.view.selection import in_words, selection, works
from taken_away import any_view

OF_REFERENCES = ["bibtex", "csl", "ris"]


def fields_of(text: str) -> list[dict[str, list[str]]]:
    """RIS as its records, each a list of values by tag."""
    found: list[dict[str, list[str]]] = []
    for line in filter(None, text.split("\r\n")):
        tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups()
        if tag == "TY":
            found.append({})
        found[-1].setdefault(tag, []).append(value)
    return found


def bibtex_keys(text: str) -> list[str]:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return [entry.key for entry in library.entries]


@any_view
def test_the_references_are_the_works_behind_the_features(which, atlas, views) -> None:
    seen = views[which]
    keys = sorted(atlas.bibliography) if seen is None else [w.key for w in works(atlas, selection(atlas, seen))]
    assert keys
    assert bibtex_keys(formats.get("bibtex").write(atlas, seen).decode()) == keys
    assert [one["ID"][0] for one in fields_of(formats.get("ris").write(atlas, seen).decode())] == keys
    listed = json.loads(formats.get("csl").write(atlas, seen))
    assert [one["id"] for one in listed] == keys
    assert all(one["title"] == atlas.bibliography[one["id"]].title for one in listed)


def test_a_reference_in_bibtex_and_ris() -> None:
    people = [
        {"family": "Lee", "given": "Ann"},
        {"literal": "Bank of Korea"},
        {"family": "van der Berg", "given": "J."},
    ]
    record = {
        "id": "lee-2019",
        "type": "article-journal",
        "title": "Rails & ports: 5 % of GDP",
        "author": people,
        "container-title": "R-Economy",
        "volume": "5",
        "issue": 3,
        "page": "110–118",
        "issued": {"date-parts": [[2019, 9]]},
        "DOI": "10.1/a_b",
        "URL": "https://example.org/a%20b",
    }
    [entry] = bibtexparser.parse_string(bibliography.bibtex([Source("lee-2019", record)])).entries
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("article", "lee-2019")
    assert fields["author"] == "Lee, Ann and {Bank of Korea} and van der Berg, J."
    assert fields["title"] == r"{Rails \& ports: 5 \% of GDP}"
    assert fields["journal"] == "R-Economy"
    assert (fields["year"], fields["month"], fields["number"]) == ("2019", "sep", "3")
    assert (fields["pages"], fields["doi"]) == ("110--118", r"10.1/a\_b")
    [told] = fields_of(bibliography.ris([Source("lee-2019", record)]))
    assert told["TY"] == ["JOUR"]
    assert told["AU"] == ["Lee, Ann", "Bank of Korea", "van der Berg, J."]
    assert (told["SP"], told["EP"], told["DA"]) == (["110"], ["118"], ["2019/09//"])


def test_a_hostile_record_stays_inside_its_fields(hostile) -> None:
    text = formats.get("bibtex").write(hostile).decode()
    assert bibtex_keys(text) == ["a-book"]
    assert text.count("{") == text.count("}")
    [told] = fields_of(formats.get("ris").write(hostile).decode())
    assert told["TY"] == ["BOOK"]
    assert told["AU"] == ["Lee and Park, A.", "Body, United"]  # the two that are no names do not pass the gate
    assert "month" not in text
    for name in OF_REFERENCES:
        assert b"javascript" not in formats.get(name).write(hostile)


fields = st.sampled_from(["title", "publisher", "note", "author", "issued", "URL", "page", "type"])
people = st.lists(st.dictionaries(st.sampled_from(["family", "given", "literal"]), st.text()))


@given(st.dictionaries(fields, st.text() | people | st.none()))
def test_any_record_can_be_written(record) -> None:
    work = Source("a-key", {"title": "T", **record})
    assert bibtex_keys(bibliography.bibtex([work])) == ["a-key"]
    assert len(fields_of(bibliography.ris([work]))) == 1
    assert len(json.loads(bibliography.csl([work]))) == 1


def test_a_citation_says_version_year_and_link(atlas, views) -> None:
    said = cite.citation(atlas, views["2017"], address="https://example.org/atlas")
    assert f"Data version {atlas.span.data_version}" in said
    assert "view of 2017" in said
    assert said.strip().endswith(f"https://example.org/atlas?year=2017&edition={atlas.edition}")


def test_the_link_of_a_citation_leads_back_to_the_view(atlas, views) -> None:
    for seen in (one for one in views.values() if one):
        query = dict(part.split("=") for part in cite.permalink(atlas, seen).lstrip("?").split("&"))
        assert link.from_query(query, atlas) == (seen, [])
    assert cite.permalink(atlas, view.opening(atlas)) == f"?year={atlas.years[1]}&edition={atlas.edition}"
    assert cite.permalink(atlas) == ""


def test_a_citation_in_every_style(atlas, views) -> None:
    seen = views["era"]
    assert bibtex_keys(cite.citation(atlas, seen, "bibtex")) == ["corridor-atlas-2010"]
    [told] = fields_of(cite.citation(atlas, seen, "ris"))
    assert (told["TY"], told["ET"]) == (["DATA"], [atlas.span.data_version])
    [record] = json.loads(cite.citation(atlas, None, "csl"))
    assert (record["type"], record["version"]) == ("dataset", atlas.span.data_version)
    assert "?year=2010" in cite.citation(atlas, seen)
    with pytest.raises(NotFoundError, match="no style of citation 'bibtx'"):
        cite.citation(atlas, seen, "bibtx")


def test_an_address_that_is_no_web_address_is_not_cited(atlas, views) -> None:
    assert "javascript" not in cite.citation(atlas, views["2017"], "csl", "javascript:alert(1)")


def test_filters_in_words(atlas, views) -> None:
    said = in_words(atlas, views["era"])
    assert said.startswith("era: Greater Tumen Initiative, 2005 to 2014; layers: ")
    assert said.endswith("; certain statuses only")
    assert in_words(atlas) == "all features of the atlas"
    assert in_words(atlas, replace(views["2017"], layers=(), show_gone=True)) == "no layer; with what is gone"
