"""The first sentence of an article: what became of a thing, in plain words, from its dates and figures alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import floor

from corridor_atlas.article import series
from corridor_atlas.article.cited import Cited
from corridor_atlas.core import dates
from corridor_atlas.core.language import pick
from corridor_atlas.core.model import ENDED, Period, Series, Status
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Feature
from corridor_atlas.data.tables import Role
from corridor_atlas.time.ledger import when
from corridor_atlas.view.related import Reading, Related

BEFORE = (Status.PROPOSED, Status.PLANNED, Status.UNDER_CONSTRUCTION)
"""What comes before a thing is there."""
YEAR = 365.25
MONTH = YEAR / 12
NAMED = 3
"""So many lines of a place are named."""


@dataclass(frozen=True)
class Stage:
    """Periods of one status that follow each other, whatever they carried."""

    status: Status
    periods: tuple[Period, ...]

    @property
    def start(self) -> str:
        """The date of its beginning, as written."""
        return self.periods[0].start

    @property
    def end(self) -> str | None:
        """The date of its end, as written, if it has one."""
        return self.periods[-1].end


def sentence(feature: Feature, related: Related, cited: Cited) -> str:
    """One or two sentences about a feature; empty where its dates and lines say nothing.

    Parameters
    ----------
    feature
        What is told of.
    related
        What stands beside it, and its statistics.
    cited
        The works behind it, and the words of the reader.
    """
    w, record = cited.w, feature.record
    if not record.timeline:
        return _lines(feature, related, cited)
    told = _finished(_life(feature, w), w)
    if feature.meaning.tells and record.note:
        return w("lead_sentences", first=told, then=_first(cited.told(record.note) or ""))
    for more in _latest(related.series(feature.id), feature, cited):
        told = w("lead_sentences", first=told, then=_finished(more, w))
    return told


def _finished(text: str, w: Words) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith(".") else w("ledger_sentence", text=text)


def _first(text: str) -> str:
    """The first sentence of a text; of one without an end all of it."""
    for end in (". ", "。"):
        if end in text:
            return text.partition(end)[0] + end.strip()
    return text


# --- what became of it ------------------------------------------------------------------------------


def _life(feature: Feature, w: Words) -> str:
    """How it came to be, how long it stood still, and how it is now."""
    stages = [Stage(status, tuple(run)) for status, run in groupby(feature.record.timeline, key=lambda one: one.status)]
    manner = feature.meaning.manner
    opened = next((number for number, one in enumerate(stages) if one.status not in BEFORE), len(stages) - 1)
    text = _opening(stages[: opened + 1], manner, w)
    still = _still(stages[opened:], w)
    if still:
        text = w("lead_then", first=text, then=still)
    for more in _now(stages, opened, manner, w):
        text = w("lead_more", first=text, then=more)
    return text


def _opening(stages: Sequence[Stage], manner: str, w: Words) -> str:
    """What led to it: built and opened; of plans only where nothing was built, and the last of them."""
    built = [one for one in stages if one.status not in (Status.PROPOSED, Status.PLANNED)]
    told = [_event(one, manner, w) for one in built or stages[-1:]]
    text = w("lead_and", first=told[0], then=told[-1]) if len(told) > 1 else told[0]
    only = stages[-1].periods[-1].only if len({one.only for one in stages[-1].periods}) == 1 else None
    return w(f"lead_for_{only}", text=text) if only else text


def _event(stage: Stage, manner: str, w: Words) -> str:
    """The beginning of a stage with its date; of a happening both ends."""
    if manner == "event" and stage.status is Status.OPERATING:
        if stage.end and stage.end != stage.start:
            return w("lead_lasted", first=w.date(stage.start), last=w.date(stage.end))
        return w("lead_happened" if stage.end else "lead_began", when=when(stage.start, w))
    key = f"lead_{stage.status}"
    if stage.status is Status.OPERATING:
        key = f"lead_opened_{manner}"
    elif stage.status is Status.CLOSED and manner != "traffic":
        key = "lead_over"
    return w(key, when=when(stage.start, w))


def _still(stages: Sequence[Stage], w: Words) -> str:
    """How long it stood still between two times in use; empty if it never did."""
    if not stages or stages[0].status is not Status.OPERATING:
        return ""
    breaks = [
        (one, after)
        for one, after in pairwise(stages)
        if one.status is Status.SUSPENDED and after.status is Status.OPERATING
    ]
    if not breaks:
        return ""
    one, after = max(breaks, key=lambda pair: _days(pair[0].start, pair[1].start))
    long = duration(one.start, after.start, w)
    return w("lead_still_often", number=len(breaks), long=long) if len(breaks) > 1 else w("lead_still", long=long)


def _now(stages: Sequence[Stage], opened: int, manner: str, w: Words) -> Iterator[str]:
    """How it stands at the end of its dates, where the opening does not say that already."""
    last = stages[-1]
    period = last.periods[-1]
    if len(stages) - 1 > opened and last.status is not Status.OPERATING:
        key = "lead_still_now" if last.status is Status.SUSPENDED else ""
        yield w(key, since=_since(last.start, w)) if key else _event(last, manner, w)
    elif last.status is Status.OPERATING and manner != "event":
        traffic = [one.only for stage in stages[opened:] for one in stage.periods if one.status is Status.OPERATING]
        if len(set(traffic)) > 1:
            first = _since_when(last.periods, period)
            yield w(f"lead_carries_{period.only or 'all'}", since=_since(first, w))
    if period.end and last.status not in ENDED and manner != "event":
        yield w("lead_over", when=when(period.end, w))
    elif period.seen:
        yield w("lead_seen", date=w.date(period.seen))


def _since_when(periods: Sequence[Period], last: Period) -> str:
    """The date from which what holds last has held."""
    start = last.start
    for one in reversed(periods):
        if one.only != last.only:
            break
        start = one.start
    return start


def _since(text: str, w: Words) -> str:
    return w("lead_since", date=w.date(text)) if dates.PLAIN.fullmatch(text) else w.date(text)


def _days(start: str, end: str) -> int:
    return (dates.parse(end).first - dates.parse(start).first).days


def duration(start: str, end: str, w: Words) -> str:
    """How long it was from one date to another, no more precise than both are: "almost 9 years".

    Parameters
    ----------
    start, end
        Dates of EDTF, the earlier first.
    w
        The words of the reader, of the tables `map` and `page`.
    """
    days = _days(start, end)
    years = days / YEAR
    plain = [dates.PLAIN.fullmatch(text) for text in (start, end)]
    rough = any(match is None or match[4] or not match[2] for match in plain)
    if rough:
        whole = dates.parse(end).first.year - dates.parse(start).first.year
        return w("lead_about_years", number=whole) if whole else w("lead_under_year")
    if days < MONTH:
        return w("lead_under_month")
    if years < 0.96:
        return w("lead_about_months", number=round(days / MONTH))
    number = floor(years + 0.25)
    rest = years - number
    if number < 1:
        return w("lead_about_months", number=round(days / MONTH))
    return w("lead_almost_years" if rest < -0.04 else "lead_over_years" if rest > 0.04 else "lead_years", number=number)


# --- what else can be told ----------------------------------------------------------------------------


def _latest(found: list[tuple[Series, list[Reading]]], feature: Feature, cited: Cited) -> Iterator[str]:
    """The last figure of a series about it, if it was counted over a whole year and there is no other for that year."""
    for one, readings in found:
        counted = [reading for reading in readings if series.kind(reading, cited) == "counted"]
        if not counted or one.about[0] != feature.id:
            continue
        last = max(reading.last for reading in counted)
        of_last = [reading for reading in readings if reading.last == last]
        if len(of_last) == 1:
            title = pick(one.title, cited.w.language)
            yield cited.w("lead_figure", title=title, year=last, figure=series.figure(of_last[0], cited))
            return


def _lines(feature: Feature, related: Related, cited: Cited) -> str:
    """Which lines pass a place of the network or a town; empty for all else."""
    if feature.meaning.role not in (Role.NODE, Role.TOWN):
        return ""
    ids = [one.id for group in related.groups(feature.id) if group.kind == "lines" for one in group.members]
    if not ids:
        return ""
    w = cited.w
    names = w.list(pick(cited.atlas.features[id_].record.name, w.language) for id_ in ids[:NAMED])
    if len(ids) > NAMED:
        names = w("lead_and_more", names=names, number=len(ids) - NAMED)
    return _finished(w("lead_lines", names=names, number=len(ids)), w)
