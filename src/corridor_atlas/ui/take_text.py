"""Data, pages, links and references to be taken away: what is in them, and their options."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from corridor_atlas.core.language import pick, spoken
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take import formats
from corridor_atlas.take.formats import _flat, bundle
from corridor_atlas.ui import address, cache
from corridor_atlas.ui.places import one_of, place
from corridor_atlas.ui.plain import plain
from corridor_atlas.ui.templates import TEMPLATES
from corridor_atlas.view import cite, notes
from corridor_atlas.view.link import EDITION
from corridor_atlas.view.selection import selection
from corridor_atlas.view.view import FACETS, View

FIRST_ROWS = 40
TABLE_HEIGHT = 460
MOST_LETTERS = 20_000
"""So much of a text is shown before it is taken away."""
STYLES = ("bibtex", "ris", "csl")


def show(atlas: Atlas, view: View, use: str, words: Words, options: DeltaGenerator, preview: DeltaGenerator) -> None:
    """Draw the options and what is in it.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is taken away.
    use
        One of the uses of formats that are no picture, or `link`.
    words
        Of the page.
    options, preview
        Where they stand.
    """
    if use == "link":
        _link(atlas, view, words, options, preview)
    elif use == "reference":
        _reference(atlas, view, words, options, preview)
    else:
        with options:
            _file(atlas, view, use, words)
        with preview:
            _content(atlas, view, use, words)


# --- what every part has --------------------------------------------------------------------------


def download(content: bytes | Callable[[], bytes], name: str, media_type: str, words: Words) -> None:
    """The button that gives a file, and what the file is called.

    Parameters
    ----------
    content
        The file, or what makes it when it is asked for.
    name, media_type
        Its name and kind.
    words
        Of the page.
    """
    st.download_button(
        words("take_download"), content, name, media_type, on_click="ignore", key="take_download", type="primary",
        icon=":material/download:", width="stretch",
    )  # fmt: skip
    name_of_file(name)


def name_of_file(name: str) -> None:
    """What the file is called: it says what the button gives."""
    with st.container(key="take_name"):
        st.caption(plain(name))


def copy_link(atlas: Atlas, view: View, words: Words) -> None:
    """The link of the view with a button that copies it, and what it leaves out."""
    st.html(_copied(words("share_link"), address.link(atlas, view), words("share_copy"), words))
    mine = [pick(layer.title, words.language) for layer in atlas.layers if layer.id in atlas.own]
    with place("take_own", mine):
        if mine:
            st.caption(plain(words("own_not_in_link", names=words("list_comma").join(mine))))
    too_long = not notes.linkable(view.notes)
    with place("take_notes", too_long):
        if too_long:
            st.caption(words("notes_long"))


def _copied(title: str, text: str, action: str, words: Words, note: str = "") -> str:
    """A text with a title, a button that copies it, which `take.js` hears, and what is to be said of it."""
    made: str = TEMPLATES.get_template("copy.html").render(title=title, text=text, action=action, w=words, note=note)
    return made


def _text(text: str) -> None:
    """A text as it will be in the file. Not `st.code`: that loads the grammars of 190 languages."""
    more = "\n…" if len(text) > MOST_LETTERS else ""
    st.html(f'<pre class="ca-take-text" tabindex="0">{escape(text[:MOST_LETTERS])}{more}</pre>')


# --- data and pages -------------------------------------------------------------------------------


def _file(atlas: Atlas, view: View, use: str, words: Words) -> None:
    """Which of the formats for this use, what it leaves out, and the file."""
    names = formats.of(use)
    with place(f"take_formats_{use}", len(names) > 1):
        chosen = names[0]
        if len(names) > 1:
            chosen = st.radio(
                words("take_format"),
                names,
                format_func=lambda one: formats.title(one, words.language),
                key=f"take_{use}",
            )
    lost = formats.loses(chosen, words.language)
    with place("take_lost", lost):
        if lost:
            st.caption(plain(words("take_loses", what=lost)))
    format_ = formats.get(chosen)
    write = partial(format_.write, atlas, view)
    if chosen == "bundle":
        write = partial(bundle.write, atlas, view, address=address.base(atlas))
    download(write, formats.file_name(atlas, view, format_.SUFFIX), format_.MEDIA_TYPE, words)
    copy_link(atlas, view, words)


def _content(atlas: Atlas, view: View, use: str, words: Words) -> None:
    """The first rows of a table, what a page holds, or what the archive says of itself."""
    if use == "archive":
        _text(bundle.readme(atlas, view, address=address.base(atlas)))
    elif use == "page":
        st.html(TEMPLATES.get_template("holds.html").render(title=_title(atlas, words), lines=_page(atlas, words)))
    else:
        number, rows = cache.kept(_rows, privately=_first_rows)(cache.revision(), atlas, view)
        st.dataframe(rows, hide_index=True, height=TABLE_HEIGHT, width="stretch", key="take_rows")
        told = words("table_count", number=number)
        st.caption(
            plain(words("take_first_rows", features=told) if number > len(rows) else told), text_alignment="center"
        )


def _first_rows(signature: str, _atlas: Atlas, view: View) -> tuple[int, pd.DataFrame]:  # noqa: ARG001  part of the key
    """How many rows a table of the view has, and the first of them without what is empty in all."""
    table = pd.DataFrame(_flat.frame(_atlas, _flat.chosen(_atlas, view)).drop(columns="geometry"))
    first = table.head(FIRST_ROWS)
    return len(table), first.loc[:, [name for name in first if any(pd.notna(one) and one != "" for one in first[name])]]


_rows = st.cache_data(max_entries=16, show_spinner=False)(_first_rows)


def _title(atlas: Atlas, words: Words) -> str:
    return pick(atlas.settings.title, words.language)


def _page(atlas: Atlas, words: Words) -> list[str]:
    """What a page that stands alone holds: all of the atlas, whatever the view leaves of it."""
    said = atlas.settings.subject or atlas.settings.summary
    first, last = atlas.years
    return [
        *([pick(said, words.language)] if said else []),
        words("share_range", first=first, last=last),
        words("table_count", number=len(atlas.features)),
        words("take_holds_sources", sources=words("side_sources", number=len(atlas.bibliography))),
        *([words("take_holds_tours", number=len(atlas.stories))] if atlas.stories else []),
        words("take_holds_languages", number=len(spoken())),
        words("take_holds_alone"),
        words("take_holds_view"),
    ]


# --- links and references -------------------------------------------------------------------------


def _link(atlas: Atlas, view: View, words: Words, options: DeltaGenerator, preview: DeltaGenerator) -> None:
    where = address.base(atlas)
    with options:
        copy_link(atlas, view, words)
        note = "take_no_address" if not where else "take_here_only" if address.is_here(where) else ""
        with place("take_address", note):
            if note:
                st.caption(words(note))
    with preview:
        parts = [
            _copied(
                words("take_citation"), cite.citation(atlas, view, "text", where).strip(), words("take_copy"), words
            )
        ]
        if where:
            title = words("share_frame", title=_title(atlas, words), year=view.year)
            code, note = _frame(address.link(atlas, view), title), words("share_messages")
            parts.append(_copied(words("share_embed"), code, words("share_copy_embed"), words, note))
        parts.append(
            TEMPLATES.get_template("holds.html").render(title=words("share_holds"), lines=_holds(atlas, view, words))
        )
        st.html("".join(parts))


def _frame(link: str, title: str) -> str:
    """HTML that shows the page inside another one, whatever edition it is of by then."""
    parts = urlsplit(link)
    query = [one for one in parse_qsl(parts.query) if one[0] != EDITION]
    source = parts._replace(query=urlencode([*query, ("embed", "true")], safe=",/")).geturl()
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="100%" height="600" '
        'style="border:0" loading="lazy" allowfullscreen></iframe>'
    )


def _holds(atlas: Atlas, view: View, words: Words) -> list[str]:
    """What the link brings back, a sentence each."""
    in_words = partial(pick, language=words.language)
    ranged = view.since is not None and view.since < view.year
    names = [in_words(layer.title) for layer in reversed(atlas.layers) if layer.id in view.layers]
    told: dict[str, Callable[[str], str]] = {
        "countries": words.country,
        "along": lambda id_: in_words(atlas.corridor(id_).name),
        "statuses": lambda one: words(f"status_{one}"),
        "traffic": lambda one: words(f"filters_traffic_{one}"),
    }

    def shared(one: str) -> str:
        return words(f"share_{one}")

    found = [words("share_range", first=view.since, last=view.year) if ranged else words("share_year", year=view.year)]
    if view.against:
        found.append(words("share_against", year=view.against, how=words(f"compare_{view.how}")))
    found.append(words("share_layers", names=words.list(names)) if names else words("share_no_layers"))
    if view.era:
        found.append(words("share_era", era=in_words(atlas.era(view.era).title)))
    for facet in FACETS:
        name = told.get(facet, shared)
        if chosen := [name(one) for one in getattr(view, facet)]:
            found.append(words("share_chosen", names=words.list(chosen)))
    found += [words(f"share_{key}") for key, on in (("certain", view.certain_only), ("gone", view.show_gone)) if on]
    if view.selected:
        found.append(words("share_selected", name=in_words(atlas.feature(view.selected).record.name)))
    if view.notes and notes.linkable(view.notes):
        found.append(words("share_notes", number=len(view.notes)))
    return [*found, words("share_place")]


def _reference(atlas: Atlas, view: View, words: Words, options: DeltaGenerator, preview: DeltaGenerator) -> None:
    """A reference to the view, or the works behind it."""
    whose = ("take_ref_view", "take_ref_works") if selection(atlas, view) else ("take_ref_view",)
    with options:
        of = st.radio(words("take_ref"), whose, format_func=words, key=f"take_ref_{len(whose)}")
        style = st.segmented_control(
            words("take_format"), STYLES, default=STYLES[0], format_func=formats.short, key="take_style", required=True,
            width="stretch",
        )  # fmt: skip
        format_ = formats.get(style)
        if of == "take_ref_view":
            content = cite.citation(atlas, view, style, address.base(atlas)).encode()
        else:
            content = format_.write(atlas, view)
        download(content, formats.file_name(atlas, view, format_.SUFFIX), format_.MEDIA_TYPE, words)
        copy_link(atlas, view, words)
    with preview, one_of([f"take_ref_in_{one}" for one in STYLES], f"take_ref_in_{style}"):
        _text(content.decode())
