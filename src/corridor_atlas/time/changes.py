"""What changed between the ends of two years, and what happened in between and left no trace.

A change is told by what the atlas has as written: a beginning counts from the year by whose end it
has come, an end from the day after it (`2010` lasts through 2010); only where nothing is written
between the two years the states of the map decide, which keep doubt and the year of an end visible.

There is one rule (`change`) and one scope (`passes`) for the ledger, for the map that is coloured by
what changed, for its legend and for every count; `web/src/model/changes.js` has the same, and
`spec/changes.json` holds both to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corridor_atlas.core import dates, timeline
from corridor_atlas.core.model import ENDED, Claim, Period, Status, Traffic
from corridor_atlas.core.timeline import State
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.tables import Role
from corridor_atlas.view.selection import matches
from corridor_atlas.view.view import View, era_years

KINDS = (
    "opened",
    "resumed",
    "closed",
    "suspended",
    "begun",
    "planned",
    "proposed",
    "traffic",
    "dropped",
    "stage",
    "interrupted",
    "passed",
    "happened",
)
"""What a change may be, in the order of the ledger.

By the status at the end of the later year: `opened` operating for the first time, `resumed`
operating again, `suspended`, `begun` under construction, `planned`, `proposed`; `closed` gone after
it was open, `dropped` gone before it ever was; `traffic` operating before and after, but what is
carried changed, and nothing but that. With the same status in both years: `stage` begins
another stretch of it, `interrupted` had another in between, `passed` was there only in between.
`happened` is every happening (an event, an agreement) of the span.
"""
GROUPS = {
    "opened": ("opened", "resumed"),
    "closed": ("closed", "suspended"),
    "changed": ("begun", "planned", "proposed", "traffic", "dropped", "stage", "interrupted", "passed"),
}
"""How maps colour the kinds. What happened changes nothing that stands: it is coloured as what stayed the same."""
ARRIVED = {
    Status.SUSPENDED: "suspended",
    Status.UNDER_CONSTRUCTION: "begun",
    Status.PLANNED: "planned",
    Status.PROPOSED: "proposed",
}


@dataclass(frozen=True)
class Step:
    """One boundary of a timeline: a period begins, or ends with nothing that follows at once."""

    date: str
    begins: bool
    index: int
    period: Period

    @property
    def year(self) -> int:
        """The year by whose end it has come as written; an end lasts through its date."""
        written = dates.parse(self.date)
        if self.begins or written.last == date.max:
            return written.year
        return (written.last + timedelta(days=1)).year


@dataclass(frozen=True)
class Change:
    """What became of one feature from the end of year `first` to the end of year `last`.

    `steps` are the boundaries inside the span, in order; there are none where only doubt or an
    end in the year `first` makes the two states differ. `turn` is the step that made it what it
    is, of a happening the one with which it begins.
    """

    feature: Feature
    layer: str
    kind: str
    first: int
    last: int
    before: State
    after: State
    steps: tuple[Step, ...]
    turn: Step

    @property
    def certain(self) -> bool:
        """Whether the states at both ends are beyond doubt."""
        return self.before.certain and self.after.certain

    @property
    def drawn(self) -> str:
        """How maps colour it: one of `GROUPS`, or same."""
        return group(self.kind)

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the works that it rests on, those of the turn first; of a status that names none, its feature's."""
        said = [self.turn.period, *(step.period for step in self.steps)]
        whole = self.feature.record.sources
        return tuple(dict.fromkeys(key for period in said for key in period.sources or whole))

    @property
    def disputes(self) -> tuple[Claim, ...]:
        """What sources say otherwise about the dates of the statuses that it tells of."""
        fields = {f"timeline.{step.period.status}" for step in (self.turn, *self.steps)}
        told = (claim for claim in self.feature.record.claims if claim.stance == "differs" and claim.field)
        return tuple(claim for claim in told if ".".join(str(claim.field).split(".")[:2]) in fields)


def group(kind: str | None) -> str:
    """How maps colour a kind of change: opened, closed (suspended too), changed (anything else), same.

    `kind` is one of `KINDS`, or None for no change.
    """
    return next((name for name, kinds in GROUPS.items() if kind in kinds), "same")


def carried(state: State | None) -> Traffic | None:
    """What alone is carried by what is there; None for everything, and for what is not there."""
    return state.only if state is not None and there(state) else None


def there(state: State | None) -> Status | None:
    """The status of what is there; None for what is not yet, or no longer."""
    return None if state is None or state.gone or state.status in ENDED else state.status


def changes(atlas: Atlas, first: int, last: int, view: View | None = None) -> list[Change]:
    """All that changed or happened from the end of year `first` to the end of year `last`.

    Sorted by kind, by layer as in the legend, and by date.

    Parameters
    ----------
    atlas
        The data set.
    first, last
        Two years of the atlas; the earlier is always the first, whichever way they are given.
    view
        Narrows it to its layers (features without a place included), facets and era, with `certain_only`
        to what is beyond doubt; None for all.

    Raises
    ------
    YearError
        For a year outside the atlas.
    NotFoundError
        For an era that the atlas lacks.
    """
    first, last = sorted((atlas.check_year(first), atlas.check_year(last)))
    found = []
    for layer, feature in _candidates(atlas, view):
        if view is None or passes(atlas, feature, layer, view, (first, last)):
            one = change(feature, layer.id if layer else feature.table, first, last)
            found += [one] if one else []
    place = {layer.id: -layer.order for layer in atlas.layers}
    found.sort(
        key=lambda one: (
            KINDS.index(one.kind),
            one.kind != "happened" and place.get(one.layer, 0),  # what happened is one chronicle
            dates.parse(one.turn.date).last,
            one.feature.id,
        )
    )
    return found


def _candidates(atlas: Atlas, view: View | None) -> Iterator[tuple[Layer | None, Feature]]:
    """Every feature with dates and its layer; in a view those of its layers."""
    for feature in atlas.features.values():
        record = feature.record
        layer = atlas.layer_of(feature.table, record.kind)
        if record.timeline and (view is None or (layer is not None and layer.id in view.layers)):
            yield layer, feature


def with_happenings(atlas: Atlas, view: View) -> View:
    """The view with the layers of events and agreements, which are told of even where the map leaves them out.

    Parameters
    ----------
    atlas
        The data set, whose tables say what happens and what stands.
    view
        Any view of it.
    """
    ids = {layer.id for layer in atlas.layers if atlas.table(layer.data).role is Role.HAPPENING}
    return replace(view, layers=tuple(layer.id for layer in atlas.layers if layer.id in ids | set(view.layers)))


def passes(atlas: Atlas, feature: Feature, layer: Layer | None, view: View, years: tuple[int, int]) -> bool:
    """Whether the filters of a view leave a feature in when two years are compared.

    The facets have to hold in one of the years, the era anywhere in it; with `certain_only` its states in
    both years are beyond doubt.

    Parameters
    ----------
    atlas
        The data set.
    feature
        A feature with dates.
    layer
        The layer that draws it, if any: whether the view has it on is not asked here.
    view
        Its facets, era and `certain_only` count.
    years
        The two years, the earlier first.

    Raises
    ------
    NotFoundError
        For an era that the atlas lacks.
    """
    record, states = feature.record, [feature.state(year) for year in years]
    era = era_years(view, atlas)
    background = layer is not None and layer.background
    return (
        (all(state.certain for state in states) or not view.certain_only)
        and any(matches(record, state, view, background=background) for state in states)
        and (era is None or timeline.alive(record.timeline, max(era[0], atlas.years[0]), min(era[1], atlas.years[1])))
    )


def boundaries(periods: Sequence[Period]) -> list[Step]:
    """The beginnings of all periods, and the ends after which nothing follows at once, in order."""
    found = []
    for i, period in enumerate(periods):
        found.append(Step(period.start, True, i, period))
        if period.end and not (
            i + 1 < len(periods) and dates.parse(periods[i + 1].start).last <= dates.parse(period.end).last
        ):
            found.append(Step(period.end, False, i, period))
    return found


def told_steps(feature: Feature) -> list[int]:
    """The boundaries of a feature for the browser: year and code of each in one flat list, in order.

    The code is that of the status that begins and of what alone is carried (`timeline.CODES`, `timeline.ONLY`),
    -1 for an end. For a happening the years are those of its dates.

    `feature` is any of the atlas.
    """
    happens = feature.meaning.role is Role.HAPPENING
    steps = [(_year_of(step, happens), step) for step in boundaries(feature.record.timeline)]
    return [number for year, step in steps for number in (year, _code(step.period) if step.begins else -1)]


def _code(period: Period) -> int:
    return timeline.CODES[period.status] + (timeline.ONLY[period.only] if period.only else 0)


def _year_of(step: Step, happens: bool) -> int:
    """The year in which a step counts; of a happening that of its date: what ends at a date is over with it."""
    return dates.parse(step.date).year if happens else step.year


def change(feature: Feature, layer: str, first: int, last: int) -> Change | None:
    """What became of one feature from the end of `first` to the end of `last`; None for nothing.

    Parameters
    ----------
    feature
        A feature of the atlas.
    layer
        The id of its layer, or the name of its table: it is only handed on.
    first, last
        Years, the earlier first; what happens in `first` itself is not told.
    """
    periods = feature.record.timeline
    before, after = feature.state(first), feature.state(last)
    happens = feature.meaning.role is Role.HAPPENING
    steps = tuple(step for step in boundaries(periods) if first < _year_of(step, happens) <= last)
    if happens:
        return Change(feature, layer, "happened", first, last, before, after, steps, steps[0]) if steps else None
    known = {period.status for period in periods if dates.parse(period.start).year <= first}
    written = _by_dates(periods, steps, first, last, known)
    kind = written or _kind(there(before), there(after), steps, known)  # what only doubt makes different
    if kind is None:
        return None
    turn = _turn(kind, steps) if steps else _edge(periods, after, last)
    return Change(feature, layer, kind, first, last, before, after, steps, turn)


def _by_dates(
    periods: Sequence[Period], steps: Sequence[Step], first: int, last: int, known: set[Status]
) -> str | None:
    """The kind of a change by what is written of it; None when nothing is."""
    then, now = _written(periods, first), _written(periods, last)
    kind = _kind(then.status if then else None, now.status if now else None, steps, known)
    if kind == "stage" and then and any(step.period.only is not then.only for step in steps):
        return "traffic"
    return kind


def _written(periods: Sequence[Period], year: int) -> Period | None:
    """The period that holds at the end of a year as written, without doubt and without what ended in it."""
    past = [step for step in boundaries(periods) if step.year <= year]
    if not past or not past[-1].begins or past[-1].period.status in ENDED:
        return None
    return past[-1].period


def _kind(was: Status | None, is_: Status | None, steps: Sequence[Step], known: set[Status]) -> str | None:
    """The kind of a change between two statuses; None when there is none. `known`: what there was till then."""
    passed = {step.period.status if step.begins else None for step in steps} - ENDED
    if was is is_:
        if is_ is None:
            return "passed" if passed - {None} else None
        return None if not steps else "stage" if passed == {is_} else "interrupted"
    if is_ is Status.OPERATING:
        return "resumed" if Status.OPERATING in known else "opened"
    if is_ is None:
        return "closed" if {Status.OPERATING, Status.SUSPENDED} & (known | passed) else "dropped"
    return ARRIVED[is_]


def _turn(kind: str, steps: Sequence[Step]) -> Step:
    """The step that counts: the first opening, the beginning of the status that holds, else the last step."""
    if kind in ("opened", "resumed"):
        return next((step for step in steps if step.begins and step.period.status is Status.OPERATING), steps[-1])
    turn = steps[-1]
    if kind in ARRIVED.values():
        for step in reversed(steps):
            if not step.begins or step.period.status is not turn.period.status:
                break
            turn = step
    return turn


def _edge(periods: Sequence[Period], after: State, last: int) -> Step:
    """The boundary outside the span whose doubt, or whose place in the year `first`, makes the states differ."""
    i = after.period or 0
    begins = dates.parse(periods[i].start).year > last
    return next(step for step in boundaries(periods) if step.index == i and step.begins == begins)
