"""What a reader takes away from the view: a picture, data, a citation.

Nothing is made before it is asked for: a button carries a function, and Streamlit calls it on
the click, outside the script. So the function gets plain values and never touches the session.
A film takes longer than a reader waits in silence; it is drawn with a bar, then offered.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from corridor_atlas.core import home
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import LANGUAGES
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import figure
from corridor_atlas.take import formats, pictures
from corridor_atlas.take.pictures import Picture
from corridor_atlas.ui import cache, state
from corridor_atlas.ui.places import one_of, place
from corridor_atlas.ui.plain import plain
from corridor_atlas.view import cite
from corridor_atlas.view.selection import selection
from corridor_atlas.view.view import View

PARTS = ("picture", "data", "cite")
SIZES = ("a4", "a4-portrait", "a3", "column", "page", "slide", "screen")
FILM_SIZES = {"1280x720": "1280 × 720", "960x640": "960 × 640", "1920x1080": "1920 × 1080", "a4": "A4"}
DPI = (150, 300, 600)
PREVIEW_DOTS = 900
"""Width of a preview."""
FIRST = ("geojson", "gpkg", "csv", "kml", "html")
"""Formats that most people come for; the others follow by name."""
MOST_YEARS = 12


def show(atlas: Atlas, view: View) -> None:
    """Draw the panel in the sidebar."""
    words = state.words()
    with (
        st.sidebar,
        st.expander(words("take_title"), key="take", on_change="rerun", icon=":material/download:") as panel,
    ):
        if panel.open:  # what is shown need not be gathered with every year
            _panel(atlas, view, words)


@st.fragment
def _panel(atlas: Atlas, view: View, words: Words) -> None:
    """Draw what is in the panel; what is chosen in it does not draw the page anew."""
    part = st.segmented_control(
        words("take_what"), PARTS, format_func=lambda one: words(f"take_{one}"), default=PARTS[0], key="take_part",
        label_visibility="collapsed", width="stretch",
    )  # fmt: skip
    part = (part or PARTS[0]) if part == "cite" or selection(atlas, view) else "nothing"
    with one_of([f"take_in_{one}" for one in (*PARTS, "nothing")], f"take_in_{part}"):
        if part == "cite":
            _citation(atlas, view, words)
        elif part == "nothing":
            st.caption(words("take_nothing"))
        elif part == "data":
            _data(atlas, view, words)
        else:
            _picture(atlas, view, words)


# --- pictures ------------------------------------------------------------------------------------


def _picture(atlas: Atlas, view: View, words: Words) -> None:
    asked = _kind(view, words)
    with one_of([f"take_of_{one}" for one in pictures.KINDS], f"take_of_{asked.kind}"):
        asked = _years(atlas, view, asked, words)
    made = "nothing" if not pictures.has_content(atlas, view, asked) else "film" if asked.kind == "film" else "still"
    with one_of([f"take_as_{one}" for one in ("nothing", "film", "still")], f"take_as_{made}"):
        if made == "nothing":
            st.caption(words("take_nothing_here"))
        else:
            _made(atlas, view, _look(view, asked, words), words)


def _made(atlas: Atlas, view: View, asked: Picture, words: Words) -> None:
    """The kind of file, and the file."""
    suffixes = [one for one in asked.suffixes if one != ".mp4" or figure.has_ffmpeg()]
    suffix = st.segmented_control(
        words("take_file"), suffixes, default=suffixes[0], format_func=lambda one: one[1:].upper(),
        key=f"take_file_{asked.kind == 'film'}", required=True, width="stretch",
    )  # fmt: skip
    if asked.kind == "film":
        if not figure.has_ffmpeg():
            st.caption(words("take_no_ffmpeg"))
        _film(atlas, view, asked, suffix, words)
        return
    with place("take_dots", has_dots := suffix == ".png" and asked.size not in ("slide", "screen")):
        if has_dots:
            asked = replace(asked, dpi=st.select_slider(words("take_dpi"), DPI, value=300, key="take_dpi"))
    _still(atlas, view, asked, suffix, words)


def _kind(view: View, words: Words) -> Picture:
    """Which kind of picture; what the page compares or has open comes first."""
    kinds = [one for one in pictures.KINDS if one != "corridor" or view.corridor]
    usual = "corridor" if view.corridor else "changes" if view.against else "year"
    chosen = st.selectbox(
        words("take_kind"), kinds, index=kinds.index(usual), format_func=lambda one: words(f"take_kind_{one}"),
        key=f"take_kind_{usual}_{len(kinds)}",
    )  # fmt: skip
    return Picture(chosen)


def _years(atlas: Atlas, view: View, asked: Picture, words: Words) -> Picture:
    """The years of a series, of a film, or between which something changed."""
    first, last = atlas.years
    if asked.kind == "changes":
        usual = sorted((view.against or (first if view.year > first else last), view.year))
        chosen = st.slider(words("take_between"), first, last, (usual[0], usual[1]), key=f"take_between_{usual}")
        if chosen[0] == chosen[1]:
            chosen = (chosen[0] - 1, chosen[1]) if chosen[0] > first else (chosen[0], chosen[1] + 1)
        return replace(asked, years=chosen)
    if asked.kind == "film":
        begin, end = st.slider(words("take_years"), first, last, (first, last), key="take_film_years")
        if begin == end:
            begin, end = (begin - 1, end) if begin > first else (begin, end + 1)
        fps = st.select_slider(words("take_fps"), (1, 2, 4, 8), value=2, key="take_fps")
        return replace(asked, years=tuple(range(begin, end + 1)), fps=float(fps))
    if asked.kind == "series":
        ways = ("take_eras", "take_some_years")
        if atlas.eras and st.radio(words("take_years"), ways, format_func=words, key="take_series") == ways[0]:
            return replace(asked, eras=True)
        usual = [*(era.start for era in atlas.eras if first <= era.start < last), last]
        chosen_years = st.multiselect(
            words("take_years"), range(first, last + 1), default=usual,
            max_selections=MOST_YEARS, key="take_series_years", label_visibility="collapsed",
        )  # fmt: skip
        return replace(asked, years=tuple(sorted(chosen_years)))
    return asked


def _look(view: View, asked: Picture, words: Words) -> Picture:
    """Size and language."""
    sizes = FILM_SIZES if asked.kind == "film" else {one: words(f"take_size_{one}".replace("-", "_")) for one in SIZES}
    size = st.selectbox(
        words("take_size"), list(sizes), format_func=lambda one: sizes[one], key=f"take_size_{asked.kind == 'film'}"
    )
    language = st.selectbox(
        words("take_language"), list(LANGUAGES), index=list(LANGUAGES).index(view.language),
        format_func=lambda code: LANGUAGES[code].name, key=f"take_language_{view.language}",
    )  # fmt: skip
    return replace(asked, size=size, language=language)


def _still(atlas: Atlas, view: View, asked: Picture, suffix: str, words: Words) -> None:
    name = pictures.file_name(atlas, view, asked, suffix)
    with st.container(horizontal=True):
        wanted = st.button(words("take_preview"), key="take_preview", icon=":material/visibility:")
        st.download_button(
            words("take_download"), partial(pictures.content, atlas, view, asked, suffix), name,
            asked.suffixes[suffix], on_click="ignore", key="take_download", type="primary",
        )  # fmt: skip
    _name(name)
    if wanted:
        try:
            with st.spinner(words("take_drawing")):
                st.image(_preview(cache.signature(home.folder()), atlas, view, asked), width="stretch")
        except AtlasError as error:
            st.warning(plain(str(error)))


@st.cache_data(max_entries=32, show_spinner=False)
def _preview(signature: str, _atlas: Atlas, view: View, asked: Picture) -> bytes:  # noqa: ARG001  part of the key
    made = pictures.still(_atlas, view, replace(asked, dpi=None))
    return made.png(max(30.0, min(PREVIEW_DOTS / made.size_mm[0] * 25.4, 150.0)))


def _film(atlas: Atlas, view: View, asked: Picture, suffix: str, words: Words) -> None:
    name = pictures.file_name(atlas, view, asked, suffix)
    if not st.button(words("take_draw_years"), key="take_film", icon=":material/movie:", type="primary"):
        _name(name)
        return
    bar = st.progress(0.0, words("take_drawing"))

    def tell(done: int, everything: int) -> None:
        bar.progress(done / everything, words("take_drawn", done=done, all=everything))

    try:
        content = pictures.content(atlas, view, asked, suffix, tell)
    except AtlasError as error:
        st.warning(plain(str(error)))
        return
    finally:
        bar.empty()
    if suffix == ".mp4":
        st.video(content, loop=True)
    else:
        st.image(content, width="stretch")
    st.download_button(
        words("take_download"), content, name, asked.suffixes[suffix], on_click="ignore", key="take_download_film",
        type="primary",
    )  # fmt: skip
    _name(f"{name}, {len(content) / 1e6:.1f} MB")


def _name(name: str) -> None:
    """What the file is called: it says what the button gives."""
    with st.container(key="take_name"):
        st.caption(plain(name))


# --- data and citation ---------------------------------------------------------------------------


def _data(atlas: Atlas, view: View, words: Words) -> None:
    shown = {*pictures.STILL, *pictures.MOVING}
    names = [name for name in formats.names() if formats.get(name).SUFFIX not in shown]
    names.sort(key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
    name = st.selectbox(
        words("take_format"),
        names,
        format_func=lambda one: formats.title(one, words.language),
        key="take_format",
    )
    chosen = formats.get(name)
    file = formats.file_name(atlas, view, chosen.SUFFIX)
    with place("take_lost", lost := formats.loses(name, words.language)):
        if lost:
            st.caption(plain(words("take_loses", what=lost)))
    st.download_button(
        words("take_download"), partial(chosen.write, atlas, view), file, chosen.MEDIA_TYPE, on_click="ignore",
        key="take_download_data", type="primary",
    )  # fmt: skip
    _name(file)


def _citation(atlas: Atlas, view: View, words: Words) -> None:
    labels = {"text": words("take_style_text"), "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
    style = st.segmented_control(
        words("take_style"), list(labels), default="text", format_func=lambda one: labels[one], key="take_style",
        required=True, width="stretch",
    )  # fmt: skip
    st.code(cite.citation(atlas, view, style).strip(), language=None, wrap_lines=True)
