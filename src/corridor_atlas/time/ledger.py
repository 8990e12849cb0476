"""The change ledger in words: a sentence for each change, made from its dates and statuses alone.

The words are those of the tables `map` and `page` of `locale/`, the dates stand as precise as they
are written, doubt is said. Sources are numbered in the order in which the ledger needs them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from corridor_atlas.core import dates
from corridor_atlas.core.language import pick
from corridor_atlas.core.model import ENDED, Period, Status, Traffic
from corridor_atlas.core.timeline import State
from corridor_atlas.core.words import Words
from corridor_atlas.data import translations
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.grounds import UNSEEN
from corridor_atlas.data.tables import Table
from corridor_atlas.data.translations import Texts
from corridor_atlas.time.changes import KINDS, Change, Step, boundaries, there

LOCATOR = re.compile(r"§[\d.]+|(Table|Ref\.) \d+")
"""A note that only says where in the source something stands."""


def words_in(language: str) -> Words:
    """The words of the ledger in a language."""
    return Words(language, "map", "page")


# --- dates and statuses ---------------------------------------------------------------------------


def when(text: str, words: Words) -> str:
    """The date as it follows a verb: "on 12 May 1999", "in 1999", "c. 1999".

    `text` is EDTF; `words` are those of `words_in`.
    """
    match = dates.PLAIN.fullmatch(text)
    if match and match[4] == "?":
        return words("ledger_unsure", date=when(text[:-1], words))
    if dates.INTERVAL.fullmatch(text):
        return words("ledger_in_span", date=words.date(text))
    if match and match[4] == "~":
        return words("ledger_about", date=words.date(text[:-1]))
    if match is None or match[4]:
        return words.date(text)
    key = "ledger_on_day" if match[3] else "ledger_in_month" if match[2] else "ledger_in_year"
    return words(key, date=words.date(text))


def status_words(status: Status, table: Table, words: Words, only: Traffic | None = None) -> str:
    """A status as one says it of a thing of this table: a line is open, a treaty in force.

    `status` is any; `table` says in which manner one speaks of its features; `words` are those of `words_in`;
    `only` is what alone is carried.
    """
    if only:
        return words(f"only_{only}", status=status_words(status, table, words))
    manner = table.manner
    if status is Status.OPERATING:
        return words(f"ledger_operating_{manner}")
    if status is Status.PLANNED and manner == "force":
        return words("ledger_planned_force")
    if status is Status.CLOSED and manner != "traffic":
        return words("ledger_ended")
    return words(f"status_{status}")


def _spoken(change: Change, period: Period, words: Words) -> str:
    """What a change has to say of a period: of traffic that changes also that it is all."""
    text = status_words(period.status, change.feature.meaning, words, period.only)
    return words("only_nothing", status=text) if change.kind == "traffic" and not period.only else text


# --- sentences ------------------------------------------------------------------------------------


def name_of(change: Change, words: Words) -> str:
    """The name of the thing in the language of the words.

    English where the thing of `change` has no name in the language of `words`.
    """
    return pick(change.feature.record.name, words.language)


def sentence(change: Change, words: Words, *, name: str | None = None) -> str:
    """The change as one sentence: what, when, which, what it was before, and what is in doubt.

    Parameters
    ----------
    change
        What became of one feature.
    words
        The words in which it is told (`words_in`).
    name
        Stands in place of the thing's own; None for that one.
    """
    turn, key = change.turn, _key(change)
    begun = [step for step in change.steps if step.begins and step.index == turn.index]
    only = turn.period.only if turn.begins and change.kind != "traffic" else None
    text = words(
        key,
        name=name_of(change, words) if name is None else name,
        date=_dates(change, words),
        first=words.date(begun[0].date) if begun else "",
        when=when(turn.date, words),
        status=status_words(turn.period.status, change.feature.meaning, words)
        if only
        else _spoken(change, turn.period, words),
    )
    first = [words(f"filters_traffic_{only}")] if only else []
    more = list(dict.fromkeys([*first, *_more(change, words), *_doubts(change, words)]))
    if more:
        text += words("ledger_more", more=words("ledger_comma").join(more))
    begins_with_date = key.startswith("ledger_happened") and turn.begins
    return words("ledger_sentence", text=text if begins_with_date else text[:1].upper() + text[1:])


def _key(change: Change) -> str:
    """Which sentence tells this change."""
    turn, kind = change.turn, change.kind
    manner = change.feature.meaning.manner
    if kind == "happened":
        several = len(change.feature.record.timeline) > 1 or turn.period.status is not Status.OPERATING
        return "ledger_happened_until" if not turn.begins else f"ledger_happened{'_status' if several else ''}"
    if kind in ("closed", "dropped") and not turn.begins:
        begun = any(step.begins and step.index == turn.index for step in change.steps)
        return "ledger_from_until" if begun else "ledger_until"
    if kind in ("closed", "dropped"):
        ended = "ledger_closed" if manner == "traffic" else "ledger_over"
        return "ledger_cancelled" if turn.period.status is Status.CANCELLED else ended
    keys = {"opened": f"ledger_opened_{manner}", "interrupted": "ledger_again", "resumed": "ledger_again"}
    return keys.get(kind, f"ledger_{kind}")


def _dates(change: Change, words: Words) -> str:
    """The dates that lead the sentence: all stages, a happening from its beginning to its end, else one."""
    first, *rest = change.steps or (change.turn,)
    if change.kind == "stage":
        return words("ledger_comma").join(words.date(step.date) for step in change.steps if step.begins)
    if change.kind == "happened" and first.begins and rest and not rest[0].begins and rest[0].date != first.date:
        return words("date_between", first=words.date(first.date), last=words.date(rest[0].date))
    return words.date(change.turn.date)


def _more(change: Change, words: Words) -> Iterator[str]:
    """What stands in brackets: what it was before, and what it was in between."""
    turn, periods = change.turn, change.feature.record.timeline
    if change.kind == "stage":
        return
    if before := _before(change, words):
        yield before
    spoken = _spoken(change, turn.period, words)
    known = {period.status for period in periods if dates.parse(period.start).year <= change.first}
    for step in change.steps:
        if step.begins and (step.index != turn.index or change.kind == "passed"):
            yield _from(change, step, step.period.status in known, words)
        elif turn.begins and not step.begins and step.index == turn.index and change.kind not in ("happened", "passed"):
            yield words("ledger_until_detail", status=spoken, date=words.date(step.date))
        known.add(step.period.status)


def _before(change: Change, words: Words) -> str | None:
    """What it was at the end of the first year, if that is worth a word."""
    turn, index, status = change.turn, change.before.period, there(change.before)
    if status is None or index is None or change.kind == "passed" or (index == turn.index and not turn.begins):
        return None
    if dates.parse(change.feature.record.timeline[index].start).year > change.first:
        return None  # only possibly so: that is told as a doubt
    spoken = _spoken(change, change.feature.record.timeline[index], words)
    for step in change.steps:
        if step.index == index and not step.begins:
            return words("ledger_until_detail", status=spoken, date=words.date(step.date))
    return words("ledger_before", status=spoken)


def _doubts(change: Change, words: Words) -> Iterator[str]:
    """What is in doubt at the ends of the span."""
    for state, year in ((change.before, change.first), (change.after, change.last)):
        doubt = None if state.certain or change.kind == "happened" else _doubt(change, state, year)
        if doubt:
            key, status = doubt
            yield words(key, status=status_words(status, change.feature.meaning, words), year=year)


def _from(change: Change, step: Step, again: bool, words: Words) -> str:
    """One status in between with its dates."""
    status = step.period.status
    spoken = _spoken(change, step.period, words)
    if status in ENDED:
        return words("ledger_status_when", status=spoken, when=when(step.date, words))
    earlier = [one for one in boundaries(change.feature.record.timeline) if one.index < step.index]
    same = earlier and earlier[-1].period.status is status and earlier[-1].period.traffic == step.period.traffic
    if same and earlier[-1].begins:
        return words("ledger_anew", date=words.date(step.date))
    ends = [one for one in change.steps if one.index == step.index and not one.begins]
    if ends:
        return words("ledger_from_to", status=spoken, date=words.date(step.date), end=words.date(ends[0].date))
    key = "ledger_again_from" if again and status is Status.OPERATING and not step.period.only else "ledger_from"
    return words(key, status=spoken, date=words.date(step.date))


def _doubt(change: Change, state: State, year: int) -> tuple[str, Status] | None:
    """Why a state is in doubt: the key of its words, and the status that they speak of."""
    periods = change.feature.record.timeline
    if state.period is None:
        return None
    here = periods[state.period]
    start = dates.parse(here.start)
    if start.year > year:
        return "ledger_maybe_by", here.status
    if start.latest.year > year:
        return "ledger_maybe_not_yet", here.status
    if here.seen and dates.parse(here.seen).last.year < year:
        return "ledger_maybe_still", here.status
    following = periods[state.period + 1] if state.period + 1 < len(periods) else None
    if following and dates.parse(following.start).earliest.year <= year:
        return "ledger_maybe_by", following.status
    ended = here.end is not None and dates.parse(here.end).year < year
    return "ledger_maybe_still" if ended else "ledger_maybe_no_longer", here.status


def notes(change: Change, words: Words, texts: Texts) -> list[str]:
    """What the atlas notes on the step that counts and on what follows; dated where there are several.

    The notes of `change` stand in English, or as `texts` translates them; `words` tell the dates.
    """
    whole = change.kind in ("stage", "interrupted", "passed")
    steps = [
        step for step in change.steps or (change.turn,) if step.begins and (whole or step.index >= change.turn.index)
    ]
    noted = [(step.date, step.period.note) for step in steps if step.period.note]
    noted = [(date, translations.told(texts, note, words)) for date, note in noted if not LOCATOR.fullmatch(note)]
    if len(noted) < 2:
        return [note for _, note in noted]
    return [words("ledger_note", date=words.date(date), note=note) for date, note in noted]


def disputes(change: Change, numbered: Mapping[str, int], words: Words, texts: Texts) -> list[str]:
    """What sources say otherwise, each with its number.

    `change` has the claims, `numbered` the works by key (`numbers`): one without a number is told by its
    key; `words` are those of `words_in`, `texts` the translations of the atlas.
    """
    said = [(translations.told(texts, claim.says, words), claim.source) for claim in change.disputes]
    return [
        words("ledger_otherwise", says=text.removesuffix("."), number=numbered.get(source, source))
        for text, source in said
    ]


# --- the whole ledger -----------------------------------------------------------------------------


def numbers(atlas: Atlas, found: Sequence[Change]) -> dict[str, int]:
    """The works behind the changes by key, numbered in the order in which they are needed.

    The bibliography of `atlas` says which keys are works; `found` are the changes in the order of the ledger.
    """
    keys = dict.fromkeys(
        key for change in found for key in (*change.sources, *(claim.source for claim in change.disputes))
    )
    known = [key for key in keys if key in atlas.bibliography and key != UNSEEN]
    return {key: number for number, key in enumerate(known, start=1)}


def cited(change: Change, numbered: Mapping[str, int], words: Words) -> str:
    """The sources of a change in short: their numbers, and whether something rests on none.

    `change` has the keys, `numbered` their numbers (`numbers`); `words` are those of `words_in`.
    """
    shown = ", ".join(str(numbered[key]) for key in change.sources if key in numbered)
    if not shown:
        return words("ledger_unsourced" if UNSEEN in change.sources else "ledger_no_source")
    return words("ledger_partly_sourced", numbers=shown) if UNSEEN in change.sources else shown


def counts(found: Sequence[Change]) -> dict[str, int]:
    """How many changes there are of each kind, all kinds named."""
    number = Counter(change.kind for change in found)
    return {kind: number[kind] for kind in KINDS}


def groups(found: Sequence[Change]) -> Iterator[tuple[str, list[tuple[str, list[Change]]]]]:
    """The changes by kind, then by layer; what happened is one chronicle with no layer."""
    for kind, of_kind in groupby(found, key=lambda change: change.kind):
        by_layer = groupby(of_kind, key=lambda change: "" if change.kind == "happened" else change.layer)
        yield kind, [(layer, list(members)) for layer, members in by_layer]


def layer_title(atlas: Atlas, id_: str, words: Words) -> str:
    """The title of a layer; of a table that no layer draws its name.

    `atlas` has the layers, `id_` is that of one or the name of a table, `words` say in which language.
    """
    titles = {layer.id: pick(layer.title, words.language) for layer in atlas.layers}
    return titles.get(id_, id_.replace("_", " "))


def heading(first: int, last: int, found: Sequence[Change], words: Words) -> str:
    """What the ledger is about and how much it holds, in one sentence.

    `first` and `last` are the two years in either order, `found` the changes, `words` those of `words_in`.
    """
    return words("ledger_heading", first=min(first, last), last=max(first, last), amount=amount(found, words))


def amount(found: Sequence[Change], words: Words) -> str:
    """How many changes there are, and how many events and agreements.

    `found` are the changes, `words` those of `words_in`.
    """
    happened = sum(change.kind == "happened" for change in found)
    return words(
        "ledger_amount",
        changes=words("ledger_changes", number=len(found) - happened),
        happened=words("ledger_happenings", number=happened),
    )
