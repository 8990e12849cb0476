"""What a feature stands beside: what shares a node with it, what lies near, what names it, which figures tell of it.

Nothing here is drawn or worded: the answers are ids, in the order in which one would read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from corridor_atlas.core import dates
from corridor_atlas.core.model import Record, Series, Statistic
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.tables import Role
from corridor_atlas.network.topology import distance_m

NEAR_KM = 25.0
NEAR_MOST = 8
SHORTEST_NAME = 5
"""Letters that a name needs to be looked for in texts, unless it is an acronym: shorter ones are other words too."""
WORD = re.compile(r"\w+")
ASIDE = re.compile(r" \([A-Z][^)]*\)")
"""What a name adds in brackets; "(city)" is no addition but says which of two is meant."""
ENDED = re.compile(r"(?!\w| [A-Z])")
"""Where a name is at its end: "Cambridge" is not what "Cambridge Bay" names."""


@dataclass(frozen=True)
class Member:
    """A related feature; `km` from the one that was asked about, where that is the relation."""

    id: str
    km: float | None = None


@dataclass(frozen=True)
class Group:
    """Related features of one kind.

    `kind` is one of belongs, along, lines, sides, meets, near, about and told_by (an event and
    what it is about), names and named_by (in texts), corridor (next to it in a corridor).
    """

    kind: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Place:
    """The place of a feature in a corridor: `number` of `of` members in order of travel, and its neighbours.

    A feature that says of itself that it belongs there without being a member has no number.
    """

    corridor: str
    number: int | None
    of: int
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Reading:
    """One figure of a series with the years it covers: a whole year, a part of one, or a longer span."""

    statistic: Statistic
    first: int
    last: int
    covers: str

    @classmethod
    def of(cls, statistic: Statistic) -> Reading:
        """Read the years of a statistic."""
        when = dates.parse(statistic.year)
        if when.first.year != when.last.year:
            covers = "span"
        elif (when.first.month, when.first.day, when.last.month, when.last.day) == (1, 1, 12, 31):
            covers = "year"
        else:
            covers = "part"
        return cls(statistic, when.first.year, when.last.year, covers)


@dataclass
class Related:
    """The relations of an atlas; indexes and answers are made when first needed and kept."""

    atlas: Atlas
    _groups: dict[str, list[Group]] = field(default_factory=dict, init=False, repr=False)

    def groups(self, id_: str) -> list[Group]:
        """Everything related to a feature, by kind; each feature once, in the first group that has it."""
        if id_ not in self._groups:
            self._groups[id_] = self._grouped(id_)
        return self._groups[id_]

    def _grouped(self, id_: str) -> list[Group]:
        feature = self.atlas.features[id_]
        found: list[tuple[str, Iterable[Member]]] = [("belongs", map(Member, self._belongs(feature)))]
        if feature.record.from_:
            found += [("along", map(Member, self._along(feature))), ("meets", map(Member, self._meets(feature)))]
        else:
            found += [("lines", map(Member, self._lines(id_))), ("sides", map(Member, self._sides(feature)))]
        if feature.meaning.tells:
            found += [("about", map(Member, feature.record.about)), ("names", map(Member, self._names[id_]))]
        elif _stands(feature):
            found += [("near", self._near(feature))]
        beside = (one for place in self.corridors(id_) for one in (place.before, place.after) if one)
        found += [("told_by", map(Member, self._told_by.get(id_, ())))]
        found += [("named_by", map(Member, self._named_by.get(id_, ()))), ("corridor", map(Member, beside))]
        known = [(kind, (one for one in members if one.id in self.atlas.features)) for kind, members in found]
        return list(_each_once(known, {id_}))

    def corridors(self, id_: str) -> list[Place]:
        """The corridors that a feature belongs to, with its place in each."""
        found = []
        for corridor in self.atlas.corridors.values():
            members = corridor.members
            if id_ in members:
                at = members.index(id_)
                before, after = (one if one in self.atlas.features else None for one in _beside(members, at))
                found.append(Place(corridor.id, at + 1, len(members), before, after))
            elif corridor.id in self.atlas.features[id_].record.corridors:
                found.append(Place(corridor.id, None, len(members)))
        return found

    def series(self, id_: str) -> list[tuple[Series, list[Reading]]]:
        """The statistical series about a feature or corridor, each with its figures in order of time."""
        return [
            (one, sorted(self._readings.get(one.id, ()), key=lambda reading: (reading.last, reading.first)))
            for one in self.atlas.series.values()
            if id_ in one.about
        ]

    # --- indexes -------------------------------------------------------------------------------

    @cached_property
    def _readings(self) -> dict[str, list[Reading]]:
        found: dict[str, list[Reading]] = {}
        for one in self.atlas.statistics:
            found.setdefault(one.series, []).append(Reading.of(one))
        return found

    @cached_property
    def _served_by(self) -> dict[str, list[str]]:
        """What names a place as its own: its stations and gates, and the ports of a town."""
        found: dict[str, list[str]] = {}
        for feature in self.atlas.features.values():
            if feature.record.place:
                found.setdefault(feature.record.place, []).append(feature.id)
        return found

    @cached_property
    def _lines_at(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for feature in self.atlas.features.values():
            for node in _chain(feature.record):
                found.setdefault(node, []).append(feature.id)
        return found

    @cached_property
    def _spots(self) -> list[tuple[str, float, float]]:
        """A point (lon, lat) for each feature that has its place on the ground."""
        found = []
        for feature in self.atlas.features.values():
            basis = feature.record.geometry_basis
            if feature.geometry is not None and _stands(feature) and basis and basis.precision != "schematic":
                point = feature.geometry.representative_point()
                found.append((feature.id, point.x, point.y))
        return found

    @cached_property
    def _forms(self) -> dict[str, list[tuple[str, str]]]:
        """Names to look for in texts, by their first word, the longest first, each with its feature.

        What is the name of one feature and an alias of another stands for the first. Nodes of
        the network are left out: their place is what is named.
        """
        records = [one.record for one in self.atlas.features.values() if one.meaning.role is not Role.NODE]
        names = [(form, one.id) for one in records for form in _short_forms(one.name["en"])]
        own = {form for form, _ in names}
        names = [(form, id_) for form, id_ in names if form not in self.atlas.settings.homonyms]
        names += [(form, one.id) for one in records for form in one.aliases if form not in own]
        found: dict[str, list[tuple[str, str]]] = {}
        for form, id_ in sorted(names, key=lambda one: (-len(one[0]), one[1])):
            first = WORD.match(form)
            if first and form[0].isupper() and (len(form) >= SHORTEST_NAME or form.isupper()):
                found.setdefault(first[0], []).append((form, id_))
        return found

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """What each happening and each body names, in the order of its text."""
        return {
            feature.id: self._named_in(_text(feature.record), feature.id)
            for feature in self.atlas.features.values()
            if feature.meaning.tells
        }

    @cached_property
    def _named_by(self) -> dict[str, list[str]]:
        return self._turned(self._names)

    @cached_property
    def _told_by(self) -> dict[str, list[str]]:
        return self._turned({id_: self.atlas.features[id_].record.about for id_ in self._names})

    def _turned(self, happenings: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
        """For each feature the happenings that have it, in order of time."""
        found: dict[str, list[str]] = {}
        for happening in sorted(happenings, key=self._begin):
            for id_ in happenings[happening]:
                found.setdefault(id_, []).append(happening)
        return found

    # --- relations -----------------------------------------------------------------------------

    def _begin(self, id_: str) -> tuple[int, str]:
        timeline = self.atlas.features[id_].record.timeline
        return (dates.parse(timeline[0].start).first.toordinal() if timeline else 0, id_)

    def _place_at(self, node: str) -> str:
        """What a reader knows a node as: the place it serves, else itself; a station is no part of a port."""
        if node not in self.atlas.features:  # a fault of the data, told elsewhere
            return node
        record = self.atlas.features[node].record
        place = self.atlas.features.get(record.place or "")
        return place.id if place and not (record.kind == "station" and place.meaning.role is Role.PORT) else node

    def _nodes(self, id_: str) -> list[str]:
        """The nodes of a place, itself included if it is one."""
        return [node for node in (id_, *self._served_by.get(id_, ())) if node in self._lines_at]

    def _belongs(self, feature: Feature) -> Iterator[str]:
        place = feature.record.place
        if place in self.atlas.features:
            yield str(place)
        yield from (one for one in self._served_by.get(feature.id, ()) if one not in self._lines_at)

    def _along(self, line: Feature) -> Iterator[str]:
        """Towns, ports, crossings and bridges on a line, in order of travel, and its two ends."""
        chain = _chain(line.record)
        for node in chain:
            if node in (chain[0], chain[-1]) or self._place_at(node) != node:
                yield self._place_at(node)

    def _meets(self, line: Feature) -> Iterator[str]:
        for node in _chain(line.record):
            yield from self._lines_at[node]

    def _lines(self, id_: str) -> Iterator[str]:
        for node in self._nodes(id_):
            yield from self._lines_at[node]

    def _sides(self, feature: Feature) -> Iterator[str]:
        """The next places on either side of a crossing or bridge."""
        if feature.meaning.role is not Role.VALVE:
            return
        for node in self._nodes(feature.id):
            for line in self._lines_at[node]:
                chain = _chain(self.atlas.features[line].record)
                yield from (self._place_at(one) for one in _beside(chain, chain.index(node)) if one)

    def _near(self, feature: Feature) -> list[Member]:
        """The nearest things on the ground within `NEAR_KM`, with their distance."""
        if feature.geometry is None:
            return []
        here = feature.geometry.representative_point()
        found = [
            (distance_m((here.x, here.y), (lon, lat)) / 1000, id_)
            for id_, lon, lat in self._spots
            if abs(lat - here.y) < 0.3 and abs(lon - here.x) < 0.6
        ]
        return [Member(id_, km) for km, id_ in sorted(found) if km <= NEAR_KM and id_ != feature.id][:NEAR_MOST]

    def _named_in(self, text: str, own: str) -> list[str]:
        """Features named in the text of another; a name inside a longer name does not count."""
        found: dict[str, None] = {}
        end = 0
        for word in WORD.finditer(text):
            if word.start() < end:
                continue
            for form, id_ in self._forms.get(word[0], ()):
                after = word.start() + len(form)
                if id_ != own and after >= end and text.startswith(form, word.start()) and ENDED.match(text, after):
                    found[id_] = None
                    end = after
        return list(found)


def _stands(feature: Feature) -> bool:
    """Whether a feature has its place on the ground, so that "near" means something: a line has none."""
    line = feature.geometry is not None and "LineString" in feature.geometry.geom_type
    return feature.meaning.has_neighbours and not line


def _chain(record: Record) -> tuple[str, ...]:
    """The nodes of a line in order; empty for what is no line."""
    return (record.from_, *record.via, record.to) if record.from_ and record.to else ()


def _beside(ids: Sequence[str], at: int) -> tuple[str | None, str | None]:
    """The ids before and after a place in a list."""
    return ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None


def _short_forms(name: str) -> set[str]:
    """A name with and without what stands in brackets, and what comes before them if that is more than one place."""
    head, bracket, tail = name.partition(" (")
    whole = bool(bracket) and (len(WORD.findall(head)) > 1 or tail.endswith(")")) and ASIDE.search(name)
    return {name, ASIDE.sub("", name), head if whole else name}


def _text(record: Record) -> str:
    """Everything in English that a feature says."""
    parts = [record.name["en"], record.note, record.discrepancy]
    parts += [period.note for period in record.timeline]
    parts += [claim.says for claim in record.claims]
    return ". ".join(filter(None, parts))


def _each_once(groups: Iterable[tuple[str, Iterable[Member]]], seen: set[str]) -> Iterator[Group]:
    for kind, members in groups:
        fresh = {one.id: one for one in members if one.id not in seen}
        seen |= fresh.keys()
        if fresh:
            yield Group(kind, tuple(fresh.values()))
