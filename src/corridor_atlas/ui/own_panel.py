"""Data of the reader's own: a field for files, what was read of each, what its columns mean, the report."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from corridor_atlas.bring import mapping, report, shapes
from corridor_atlas.bring.limits import FILES, UPLOAD
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.result import Result
from corridor_atlas.core.errors import DataError, told
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.ui import cache, own_mapping, state
from corridor_atlas.ui.own import Brought, Own
from corridor_atlas.ui.places import place
from corridor_atlas.ui.plain import plain

PULSE = 1.0
"""Seconds between two looks how far the reading is."""
SHOWN = 500
"""Lines of a report on the page; the file has all."""
TOLD = 5
"""Lines of a report that need no click."""
MAPPING_SIZE = 200_000
MIB = 1024 * 1024
SIMPLER = 0.001


@st.cache_resource(show_spinner=False, scope="session", on_release=Own.leave)
def _watched(_own: Own) -> Own:
    """What a session has of its own: Streamlit lets go of it when the reader leaves, and that is told."""
    return _own


def attend(atlas: Atlas) -> Atlas:
    """Take over what was read meanwhile; the atlas with all that was brought."""
    own = state.own()
    if own is None:
        return atlas
    _watched(own).come_back()
    new = own.take_up()
    if new is None:
        return atlas
    atlas = cache.atlas()
    state.show_own(atlas, new)
    own.look_at(one for one in own.files.values() if set(one.layers) & set(new))
    return atlas


def is_reading() -> bool:
    """Whether something is being read."""
    own = state.own()
    return bool(own and own.reading)


def show_reading() -> None:
    """Draw how far the reading is, if something is being read."""
    if is_reading():
        _progress()


@st.fragment(run_every=PULSE)
def _progress() -> None:
    """What is read, for how long, and a button that stops it."""
    own, words = state.own(), state.words()
    reading = own.reading if own else None
    if reading is None or reading.done.is_set():
        st.rerun()
        return
    key = "own_waits" if reading.waits else "own_reads"
    with st.container(key="own_progress", horizontal=True, vertical_alignment="center"):
        said = words(key, file=reading.name, seconds=int(reading.seconds))
        if reading.share is not None:
            said = f"{said} · {reading.share:.0%}"
        st.html('<i class="ca-busy" aria-hidden="true"></i>', width="content")
        st.markdown(plain(said))
        st.button(words("own_stop"), on_click=reading.stop.set, key="own_stop")


def show() -> None:
    """Draw the panel."""
    own, words = state.bring(), state.words()
    st.caption(words("own_private"))
    files = st.file_uploader(
        words("own_choose"),
        accept_multiple_files=True,
        key=f"own_files_{own.uploads}",
        max_upload_size=UPLOAD.size // MIB,
        help=words("own_formats"),
    )
    if files:
        _take(own, files)
        st.rerun()
    with place("own_told", own.told or own.faults):
        if own.told:
            key, values = own.told
            st.warning(plain(words(key, **values)))
        for line in told(own.faults):
            st.text(line)
    for number in reversed(list(own.files)):
        with st.container(border=True, key=f"own_file_{number}"):
            _file(own, own.files[number], words)


def _take(own: Own, files: list[UploadedFile]) -> None:
    """Lay files down and begin to read them; a mapping that came along is used for the one that it is for."""
    said = {Path(one.name).name: one for one in files if one.name.lower().endswith(".toml")}
    data = [one for one in files if one.name not in said]
    own.uploads += 1
    own.told, own.faults, todo = None, [], []
    for one in data[: own.room]:
        beside = said.get(one.name + mapping.ENDING) or (next(iter(said.values())) if len(data) == 1 and said else None)
        todo.append(own.put_down(one.name, one.getbuffer(), _mapping(own, beside)))
    if not data:
        for name, one in said.items():
            named = [file for file in own.files.values() if file.name + mapping.ENDING == name]
            known = named or (list(own.files.values()) if len(own.files) == 1 else [])
            todo += [own_mapping.again(file, _mapping(own, one)) for file in known]
    if todo and not own.faults:
        own.read(cache.shared(), todo)
    if len(data) > len(todo):
        own.told = ("own_too_many", {"number": str(FILES)})
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for one in files:  # it would keep them until the session ends
            context.uploaded_file_mgr.remove_file(context.session_id, one.file_id)


def _mapping(own: Own, of: UploadedFile | None) -> Mappings:
    """The mapping that a file holds; what is wrong with it is told."""
    if of is None:
        return Mappings()
    try:
        return own.mapping(of.name, of.getvalue()[:MAPPING_SIZE])
    except DataError as error:
        own.faults += error.faults
        return Mappings()


# --- one file -------------------------------------------------------------------------------------


def _file(own: Own, one: Brought, words: Words) -> None:
    """What was read of a file, and what can be done with it."""
    result = one.result
    if result is None:
        return
    st.markdown(f"**{plain(one.name)}**")
    st.caption(plain(_summary(result, words)))
    with st.container(key=f"own_head_{one.number}", horizontal=True):
        if result.tables:
            st.button(words("own_look"), on_click=partial(own.look_at, [one]), key=f"own_look_{one.number}")
        st.button(
            words("own_remove"), on_click=partial(_remove, own, one.number), key=f"own_remove_{one.number}",
            icon=":material/delete:",
        )  # fmt: skip
    if not result.tables:
        st.error(words("own_nothing"))
    _offers(own, one, result, words)
    for line in told(result.faults[:TOLD]):
        st.text(line)
    if result.seen:
        with st.expander(words("own_meaning"), expanded=not result.tables):
            wanted = own_mapping.form(one, result, words)
            if wanted is not None:
                own.read(cache.shared(), [own_mapping.again(one, wanted)])
                st.rerun()
    _report(one, result, words)


def _remove(own: Own, number: int) -> None:
    own.remove(cache.shared(), number)
    state.show_own(cache.atlas(), ())


def _summary(result: Result, words: Words) -> str:
    """How much was read, and of what kind it is."""
    forms = dict.fromkeys(words(f"own_form_{table.form}") for table in result.tables)
    parts = [words("table_count", number=result.features), *forms]
    parts += [words("own_dropped", number=result.dropped)] if result.dropped else []
    repaired = sum(not fault.left_out for fault in result.faults)
    parts += [words("own_noticed", number=repaired)] if repaired else []
    return " · ".join([*parts, *filter(None, [result.crs, result.encoding])])


def _offers(own: Own, one: Brought, result: Result, words: Words) -> None:
    """What is in doubt about the places of a file, each with a button that does the other thing."""
    found, said = {fault.found for fault in result.faults}, result.mapping
    expected = " ".join(fault.expected for fault in result.faults)
    is_open = any(not (sheet.crs or sheet.degrees or said.of(sheet.name).longitude) for sheet in result.seen)
    if is_open and not one.said.crs:
        st.info(words("own_no_crs", crs=shapes.WGS84))
    offers: list[tuple[str, dict[str, Any]]] = []
    if shapes.SWAPPED in found:
        offers.append(("own_swapped", {"swap": False}))
    elif shapes.SWAP in expected:
        offers.append(("own_swap", {"swap": True}))
    if shapes.SIMPLIFY in expected:
        offers.append(("own_simplify", {"simplify": SIMPLER}))
    for key, change in offers:
        with st.container(key=f"own_offer_{key}_{one.number}", horizontal=True, vertical_alignment="center"):
            st.markdown(words(f"{key}_told"))
            change_it = partial(_again, own, one, change)
            st.button(words(f"{key}_do"), on_click=change_it, key=f"{key}_{one.number}")


def _again(own: Own, one: Brought, change: dict[str, Any]) -> None:
    own.read(cache.shared(), [own_mapping.again(one, one.said.model_copy(update=change))])


def _report(one: Brought, result: Result, words: Words) -> None:
    """All that was repaired or dropped, row by row; the files to take away."""
    with place(f"own_rows_{one.number}", result.faults):
        if result.faults:
            with st.expander(words("own_report")):
                rows = report.rows(result)[:SHOWN]
                names = [words(f"own_col_{name}") for name in report.COLUMNS]
                st.dataframe(pd.DataFrame(rows, columns=names), hide_index=True, key=f"own_report_{one.number}")
    stem = one.name
    with st.container(key=f"own_files_of_{one.number}", horizontal=True):
        st.download_button(
            words("own_save_report"), partial(report.csv, result), f"{stem}.report.csv", "text/csv",
            on_click="ignore", key=f"own_save_report_{one.number}", icon=":material/download:",
        )  # fmt: skip
        if result.tables:
            st.download_button(
                words("own_save_mapping"), partial(mapping.written, result.mapping, one.name), stem + mapping.ENDING,
                "application/toml", on_click="ignore", key=f"own_save_mapping_{one.number}", icon=":material/download:",
            )  # fmt: skip
