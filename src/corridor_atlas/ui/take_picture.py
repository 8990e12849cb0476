"""Figures and films to be taken away: how they will look, and their options."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import LANGUAGES
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import figure
from corridor_atlas.draw.figure import pages
from corridor_atlas.take import pictures
from corridor_atlas.take.pictures import Picture
from corridor_atlas.ui import address, cache, state, take_text
from corridor_atlas.ui.places import one_of, place
from corridor_atlas.ui.plain import plain
from corridor_atlas.view.view import View

SIZES = ("a4", "a4-portrait", "a3", "column", "page", "slide", "screen")
FILM_SIZES = {"1280x720": "1280 × 720", "960x640": "960 × 640", "1920x1080": "1920 × 1080", "a4": "A4"}
DPI = (150, 300, 600)
MOST_TITLE = 120
"""Letters of a title."""
TITLE_HEIGHT = 112
"""Pixels of the field for it: four lines, for a headline may be long."""
PREVIEW_DOTS = 1100
"""Width of a preview."""
INCH = 25.4
MOST_YEARS = 12
STATES = ("nothing", "film", "still")


def show(atlas: Atlas, view: View, use: str, words: Words, options: DeltaGenerator, preview: DeltaGenerator) -> None:
    """Draw the options and the preview.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is taken away.
    use
        `figure` or `film`.
    words
        Of the page.
    options, preview
        Where they stand.
    """
    with options:
        asked = replace(_kind(view, words) if use == "figure" else Picture("film"), link=address.base(atlas))
        with one_of([f"take_of_{one}" for one in pictures.KINDS], f"take_of_{asked.kind}"):
            asked = _years(atlas, view, asked, words)
        has = pictures.has_content(atlas, view, asked)
        made = "nothing" if not has else "film" if use == "film" else "still"
        if has:
            asked = _look(atlas, view, asked, words)
            suffix, asked = _file(asked, words)
        with one_of([f"take_as_{one}" for one in STATES], f"take_as_{made}"):
            if made == "still":
                _download(atlas, view, asked, suffix, words)
            elif made == "film":
                _ask_for_film(atlas, view, asked, suffix, words)
        take_text.copy_link(atlas, view, words)
    with preview, one_of([f"take_seen_{one}" for one in STATES], f"take_seen_{made}"):
        if made == "nothing":
            st.caption(words("take_nothing_here"))
        elif made == "still":
            _still(atlas, view, asked, suffix, words)
        else:
            _film(atlas, view, asked, suffix, words)


# --- options --------------------------------------------------------------------------------------


def _kind(view: View, words: Words) -> Picture:
    """Which kind of figure; what the page compares or has open comes first."""
    kinds = [one for one in pictures.KINDS if one != "film" and (one != "corridor" or view.corridor)]
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


def _look(atlas: Atlas, view: View, asked: Picture, words: Words) -> Picture:
    """Title, sheet and language. Where there is no title of its own, the field shows the one that the picture has."""
    film, heading = asked.kind == "film", st.container()
    size = st.selectbox(
        words("take_size"),
        FILM_SIZES if film else SIZES,
        format_func=lambda one: _size(one, words),
        key=f"take_size_{film}",
    )
    language = st.selectbox(
        words("take_language"), list(LANGUAGES), index=list(LANGUAGES).index(view.language),
        format_func=lambda code: LANGUAGES[code].name, key=f"take_language_{view.language}",
    )  # fmt: skip
    asked = replace(asked, size=size, language=language)
    with heading:
        title = st.text_area(
            words("take_heading"), key="take_heading", max_chars=MOST_TITLE, height=TITLE_HEIGHT,
            placeholder=pictures.usual_title(atlas, view, asked),
        )  # fmt: skip
    return replace(asked, title=title.strip() or None)


def _size(name: str, words: Words) -> str:
    key = f"take_size_{name}".replace("-", "_")
    return words(key) if key in words else FILM_SIZES[name]


def _file(asked: Picture, words: Words) -> tuple[str, Picture]:
    """The kind of file, and how fine it is."""
    suffixes = [one for one in asked.suffixes if one != ".mp4" or figure.has_ffmpeg()]
    suffix = st.segmented_control(
        words("take_format"), suffixes, default=suffixes[0], format_func=lambda one: one[1:].upper(),
        key=f"take_file_{asked.kind == 'film'}", required=True, width="stretch",
    )  # fmt: skip
    if asked.kind == "film" and not figure.has_ffmpeg():
        st.caption(words("take_no_ffmpeg"))
    with place("take_dots", has_dots := suffix == ".png" and asked.size not in ("slide", "screen")):
        if has_dots:
            asked = replace(asked, dpi=st.select_slider(words("take_dpi"), DPI, value=300, key="take_dpi"))
    return suffix, asked


def _download(atlas: Atlas, view: View, asked: Picture, suffix: str, words: Words) -> None:
    take_text.download(
        partial(pictures.content, atlas, view, asked, suffix), pictures.file_name(atlas, view, asked, suffix),
        asked.suffixes[suffix], words,
    )  # fmt: skip


def _ask_for_film(atlas: Atlas, view: View, asked: Picture, suffix: str, words: Words) -> None:
    """Offer to draw the film, and the file once it is drawn."""
    name = pictures.file_name(atlas, view, asked, suffix)
    button = st.empty()
    if not state.film((view, asked, suffix)):
        with button.container():
            wanted = st.button(
                words("take_draw_years"), key="take_film", icon=":material/movie:", type="primary", width="stretch"
            )
            take_text.name_of_file(name)
        if not wanted or not _draw_film(atlas, view, asked, suffix, words):
            return
    with button.container():
        take_text.download(state.film((view, asked, suffix)) or b"", name, asked.suffixes[suffix], words)


# --- how it will look -----------------------------------------------------------------------------


def _still(atlas: Atlas, view: View, asked: Picture, suffix: str, words: Words) -> None:
    size = _drawn(atlas, view, asked, words)
    if size:
        dots = " × ".join(str(round(one / INCH * (asked.dpi or pages.page(asked.size).dpi))) for one in size)
        measured = f"{dots} px" if suffix == ".png" else "{:.0f} × {:.0f} mm".format(*size)
        st.caption(f"{plain(_size(asked.size, words))}, {measured}", text_alignment="center")


def _drawn(atlas: Atlas, view: View, asked: Picture, words: Words) -> tuple[float, float] | None:
    """Draw a preview; its width and height in millimetres, None if it cannot be drawn."""
    try:
        with st.spinner(words("take_drawing")):
            draw = cache.kept(_preview, privately=_own_preview)
            picture, title, size = draw(cache.revision(), atlas, view, replace(asked, dpi=None))
    except AtlasError as error:
        st.warning(plain(str(error)))
        return None
    st.image(picture, width="stretch", alt=title)
    return size


def _small(signature: str, _atlas: Atlas, view: View, asked: Picture) -> tuple[bytes, str, tuple[float, float]]:  # noqa: ARG001  part of the key
    """The figure as a small PNG, with its title, and its width and height in millimetres."""
    made = pictures.still(_atlas, view, asked)
    return made.png(max(30.0, min(PREVIEW_DOTS / made.size_mm[0] * INCH, 150.0))), made.title, made.size_mm


_preview = st.cache_data(max_entries=48, show_spinner=False)(_small)
_own_preview = st.cache_data(max_entries=4, show_spinner=False, scope="session")(_small)
"""With data of the reader's own: no other session has a part in it."""


def _film(atlas: Atlas, view: View, asked: Picture, suffix: str, words: Words) -> None:
    """The film that was drawn, else its last picture."""
    content = state.film((view, asked, suffix))
    if content is None:
        last = replace(view, year=asked.years[-1], since=None)
        if _drawn(atlas, last, replace(asked, kind="year", years=(), fps=Picture.fps), words):
            st.caption(plain(words("take_last_picture", year=last.year)), text_alignment="center")
        return
    if suffix == ".mp4":
        st.video(content, loop=True, autoplay=True, muted=True)
    else:
        st.image(content, width="stretch", alt=words("take_use_film"))
    st.caption(f"{plain(_size(asked.size, words))}, {len(content) / 1e6:.1f} MB", text_alignment="center")


def _draw_film(atlas: Atlas, view: View, asked: Picture, suffix: str, words: Words) -> bool:
    """Draw it and tell how far it is; whether that went well."""
    bar = st.progress(0.0, words("take_drawing"))

    def tell(done: int, everything: int) -> None:
        bar.progress(done / everything, words("take_drawn", done=done, all=everything))

    try:
        state.keep_film((view, asked, suffix), pictures.content(atlas, view, asked, suffix, tell))
    except AtlasError as error:
        st.warning(plain(str(error)))
        return False
    finally:
        bar.empty()
    return True
