"""What the columns of a file were taken for, each with samples, to be corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from corridor_atlas.bring import shapes
from corridor_atlas.bring import words as meanings
from corridor_atlas.bring.mapping import Mapping, Mappings
from corridor_atlas.bring.result import Result
from corridor_atlas.bring.seen import Seen
from corridor_atlas.core.language import LANGUAGES, pick
from corridor_atlas.core.model import Status
from corridor_atlas.core.words import Words
from corridor_atlas.ui.own import Brought
from corridor_atlas.ui.plain import plain

COLUMNS = ("id", "kind", "status", "start", "end", "span", "note", "source", "countries")
PLACES = ("longitude", "latitude", "geometry")
SYSTEMS = ("EPSG:4326", "EPSG:3857", "EPSG:4490", "EPSG:4284", "EPSG:28418", "EPSG:32652")
"""Reference systems that are offered: any other can be written."""
ENCODINGS = ("utf-8", "gb18030", "big5", "cp1251", "koi8-r", "cp949", "shift_jis", "cp1252")
SIMPLER = (0.0, 0.0001, 0.001, 0.01)
"""Degrees by which shapes may be simplified."""
SAMPLES, LETTERS = 3, 24
"""So many values stand beside the name of a column, each cut to so many letters."""


def again(one: Brought, said: Mappings) -> Brought:
    """A file that is to be read again, with another mapping."""
    return replace(one, said=said)


def form(one: Brought, result: Result, words: Words) -> Mappings | None:
    """Draw what a file was taken for; what somebody wants instead once it is applied, else None.

    Parameters
    ----------
    one
        The file.
    result
        What became of it.
    words
        Of the page.
    """
    stem = f"own_map_{one.number}_{one.revision}"
    with st.form(stem, border=False):
        found: dict[str, dict[str, Any]] = {}
        for number, sheet in enumerate(result.seen):
            if len(result.seen) > 1:
                st.markdown(f"**{plain(sheet.name)}**")
            used = result.mapping.of(sheet.name)
            found[sheet.name] = _sheet(f"{stem}_{number}", sheet, used, result, words)
        encoding = _encoding(stem, result, words)
        applied = st.form_submit_button(words("own_apply"), type="primary", key=f"{stem}_apply")
    if not applied:
        return None
    top = {"encoding": encoding} if encoding else {}
    if len(found) == 1:
        return Mappings.model_validate({**next(iter(found.values())), **top})
    return Mappings.model_validate({**top, "sheet": found})


def _sheet(key: str, sheet: Seen, used: Mapping, result: Result, words: Words) -> dict[str, Any]:
    """The fields of one sheet; what they say as a mapping in plain values."""
    said = used.model_dump(mode="json", exclude_unset=True, exclude={"encoding", "swap", "simplify", "crs", "name"})
    title = next((table.title for table in result.tables), used.title or {})
    shown = pick(title, words.language) if title else ""
    called = st.text_input(words("own_field_title"), shown, max_chars=120, key=f"{key}_title")
    if called.strip() and called != shown:
        said["title"] = {"en": called, words.language: called}
    codes = list(dict.fromkeys(["en", words.language, *used.name]))
    names = {}
    for code in codes:
        label = words("own_field_name", language=LANGUAGES[code].name if code in LANGUAGES else code)
        names[code] = _column(label, sheet, used.name.get(code), words, f"{key}_name_{code}")
    said["name"] = {code: column for code, column in names.items() if column}
    for name in (*COLUMNS, *(() if sheet.degrees else PLACES)):
        said[name] = _column(words(f"own_field_{name}"), sheet, getattr(used, name), words, f"{key}_{name}")
    return {**said, **_shapes(key, sheet, used, result, words), **_statuses(key, sheet, used, words)}


def _column(label: str, sheet: Seen, chosen: str | None, words: Words, key: str) -> str:
    """A choice of a column, each with samples of what stands in it; empty for none."""
    options = ["", *sheet.columns]

    def told(column: str) -> str:
        if not column:
            return words("own_no_column")
        samples = ", ".join(value[:LETTERS] for value in sheet.columns[column][:SAMPLES])
        return f"{column}: {samples}" if samples else column

    at = options.index(chosen) if chosen in options else 0
    return str(st.selectbox(label, options, index=at, format_func=told, key=key))


def _shapes(key: str, sheet: Seen, used: Mapping, result: Result, words: Words) -> dict[str, Any]:
    """What is known of the shapes: their reference system, the order of coordinates, whether they are simplified."""
    said: dict[str, Any] = {}
    here = used.crs or result.crs or shapes.WGS84
    options = list(dict.fromkeys([here, *SYSTEMS]))
    if not sheet.degrees:
        crs = st.selectbox(
            words("own_field_crs"), options, key=f"{key}_crs", accept_new_options=True, help=words("own_crs_help")
        )
        if crs and (crs != here or used.crs or not sheet.crs):
            said["crs"] = str(crs)[:40]
    orders = {None: "own_order_guessed", False: "own_order_lonlat", True: "own_order_latlon"}
    swap = st.selectbox(
        words("own_field_order"),
        orders,
        index=list(orders).index(used.swap),
        format_func=lambda one: words(orders[one]),
        key=f"{key}_order",
    )
    steps = sorted({*SIMPLER, used.simplify or 0.0})
    step = st.selectbox(
        words("own_field_simplify"),
        steps,
        index=steps.index(used.simplify or 0.0),
        format_func=lambda one: words("own_by", degrees=f"{one:g}") if one else words("own_no_column"),
        key=f"{key}_simplify",
    )
    said |= {} if swap is None else {"swap": swap}
    return said | ({"simplify": step} if step else {})


def _statuses(key: str, sheet: Seen, used: Mapping, words: Words) -> dict[str, Any]:
    """What the words in the column of the status mean."""
    if not used.status or used.status not in sheet.columns:
        return {}
    st.markdown(words("own_words"))
    known: list[Status | None] = [None, *Status]
    found: dict[str, str] = {word: str(status) for word, status in used.statuses.items()}
    for number, word in enumerate(sheet.columns[used.status]):
        meant = meanings.status(word, used.statuses)
        chosen = st.selectbox(
            plain(word) or "?",
            known,
            index=known.index(meant),
            format_func=lambda one: words(f"status_{one}") if one else words("own_no_column"),
            key=f"{key}_word_{number}",
        )
        if chosen and chosen != meant:
            found[word] = str(chosen)
    return {"statuses": found} if found else {}


def _encoding(key: str, result: Result, words: Words) -> str | None:
    """The encoding of the texts, where that is a question."""
    here = result.encoding or result.mapping.encoding
    if not here:
        return None
    chosen = st.selectbox(
        words("own_field_encoding"),
        list(dict.fromkeys([here, *ENCODINGS])),
        key=f"{key}_encoding",
        accept_new_options=True,
    )
    return str(chosen)[:40] if chosen else None
