"""An article: all that is read about one feature or corridor, in one language, as plain values.

`web/src/panels/article.js` draws it; the types stand in `web/src/types.d.ts` (`ArticleData`).
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from corridor_atlas.article import beside, facts, lead, series, works
from corridor_atlas.article.cited import Cited, work
from corridor_atlas.article.kinds import kind_of
from corridor_atlas.core import timeline
from corridor_atlas.core.language import pick
from corridor_atlas.core.model import Period
from corridor_atlas.core.words import Words, name_of
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.network.graph import Network
from corridor_atlas.time.ledger import status_words
from corridor_atlas.view.related import Related

Values = dict[str, Any]


class Articles:
    """The articles of an atlas, made as they are asked for."""

    def __init__(self, atlas: Atlas, *, related: Related | None = None, network: Network | None = None) -> None:
        """Take a data set; `related` and `network` are made of it where they are not at hand."""
        self.atlas = atlas
        self.related = related or Related(atlas)
        self.network = network or Network.of(atlas)
        self._words: dict[str, Words] = {}
        self._spans: dict[str, list[tuple[int, int, timeline.State]]] = {}

    def words(self, language: str) -> Words:
        """The words in which articles of a language are written; raises `NotFoundError` as `Words` does."""
        if language not in self._words:
            self._words[language] = Words(language, "map", "page")
        return self._words[language]

    @cached_property
    def _places(self) -> frozenset[str]:
        """Where a way can begin or end."""
        return frozenset(self.network.places)

    def get(self, id_: str, language: str) -> Values:
        """The article of a feature or corridor with all the works behind it; see `ArticleData` in `web/src/types.d.ts`.

        Parameters
        ----------
        id_
            Id of a feature or corridor, or a former one of a feature.
        language
            A language code.

        Raises
        ------
        NotFoundError
            There is no such thing or language.
        """
        told, w = self.told(id_, language), self.words(language)
        return told | {"works": [work(self.atlas.bibliography[key], w) for key in told["works"]]}

    def told(self, id_: str, language: str) -> Values:
        """The same with the keys of the works in place of them."""
        if id_ in self.atlas.corridors:
            return self._of_corridor(id_, language)
        feature, w = self.atlas.feature(id_), self.words(language)
        cited = Cited(self.atlas, feature.record, w)
        record = feature.record
        told: Values = {
            "id": feature.id,
            "language": language,
            "kind": kind_of(self.atlas, feature, language),
            "countries": [w.country(code) for code in record.countries],
            "name": pick(record.name, language),
            "names": [[code, name_of(code), name] for code, name in record.name.items()],
            "also": [alias for alias in record.aliases if alias not in self.atlas.aliases],
            "lead": lead.sentence(feature, self.related, cited),
            "runs": self._runs(feature, w),
            **self._evidence(feature, cited),
            "corridors": beside.corridors(feature, self.related, w),
            "groups": beside.groups(feature, self.related, w),
            "place": feature.id in self._places,
        }
        return {key: value for key, value in told.items() if value or key in ("lead", "works")}

    def _of_corridor(self, id_: str, language: str) -> Values:
        """What stands below the strip of a corridor: its story and the evidence."""
        record, w = self.atlas.corridor(id_), self.words(language)
        as_feature = Feature(record, "corridors", None)
        told: Values = {
            "id": id_,
            "language": language,
            "kind": kind_of(self.atlas, as_feature, language),
            "name": pick(record.name, language),
            "lead": "",
            **self._evidence(as_feature, Cited(self.atlas, record, w)),
        }
        return {key: value for key, value in told.items() if value or key in ("lead", "works")}

    def _evidence(self, feature: Feature, cited: Cited) -> Values:
        """The story by dates, how well that is known, where sources differ, figures and works."""
        return {
            "rows": [_row(period, feature, cited) for period in feature.record.timeline],
            "note": cited.told(feature.record.note),
            "known": _known(feature, cited),
            "differ": works.differing(feature, cited),
            "facts": facts.rows(cited),
            "series": [series.bars(one, readings, cited) for one, readings in self.related.series(feature.id)],
            "claims": works.claims(cited),
            "works": list(cited.numbers),
        }

    def _runs(self, feature: Feature, w: Words) -> list[list[Any]]:
        """Runs of years with one state: first, last, code, what it is in words, since when, number of its row."""
        if feature.id not in self._spans:
            self._spans[feature.id] = _spans(feature, self.atlas.years)
        spans = self._spans[feature.id]
        return [[first, last, now.code, *_state(now, feature, w), now.period] for first, last, now in spans]


def _spans(feature: Feature, years: tuple[int, int]) -> list[tuple[int, int, timeline.State]]:
    """Runs of years with one state: first, last, the state."""
    found: list[tuple[int, int, timeline.State]] = []
    for year in range(years[0], years[1] + 1):
        now = feature.state(year)
        if now.code is None:
            continue
        first, last, before = found[-1] if found else (0, 0, timeline.NONE_YET)
        if (before.code, before.period, last) == (now.code, now.period, year - 1):
            found[-1] = (first, year, before)
        else:
            found.append((year, year, now))
    return found


def _state(now: timeline.State, feature: Feature, w: Words) -> tuple[str, str]:
    """What it is in words, and since when."""
    if now.status is None:
        return w("details_no_longer", status=status_words(now.last, feature.meaning, w)) if now.last else "", ""
    text = status_words(now.status, feature.meaning, w, now.only)
    since = feature.record.timeline[now.period].start if now.period is not None else ""
    return text, w("details_since", date=w.date(since)) if since else ""


def _row(period: Period, feature: Feature, cited: Cited) -> Values:
    """One period of the story: dates and status in words, what there is to say of it, and the works behind it."""
    w = cited.w
    until = w.date(period.end) if period.end and period.end != period.start else ""
    open_ = period.end is None and period.seen is None and period is feature.record.timeline[-1]
    told = {
        "dates": w.date(period.start) + (f" – {until}" if until else " –" if open_ else " – ?" if period.seen else ""),
        "code": timeline.CODES[period.status] + (timeline.ONLY[period.only] if period.only else 0),
        "words": status_words(period.status, feature.meaning, w, period.only),
        "seen": w("details_seen", date=w.date(period.seen)) if period.seen else "",
        "note": cited.told(period.note),
        "marks": cited.marks(period.sources),
    }
    return {key: value for key, value in told.items() if value or key == "code"}


def _known(feature: Feature, cited: Cited) -> list[Values]:
    """How well its dates and its place are known, and its part in the network, a sentence each."""
    record, w, basis = feature.record, cited.w, feature.record.geometry_basis
    told: list[Values] = []
    if record.confidence:
        told.append({"text": w(f"article_confidence_{record.confidence}")})
    if basis:
        more = ". ".join(filter(None, (basis.method, basis.note)))
        told.append({"text": w(f"article_place_{basis.precision}"), "more": more, "marks": cited.marks(basis.sources)})
    if record.connectivity:
        told.append({"text": w("article_connectivity", kind=w(f"connectivity_{record.connectivity}"))})
    if record.tier:
        told.append({"text": w("article_tier", tier=w(f"tier_{record.tier}"))})
    return told
