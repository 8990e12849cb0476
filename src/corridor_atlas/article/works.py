"""What each work says of a feature, and where works contradict each other, as plain values."""

from __future__ import annotations

from typing import Any

from corridor_atlas.article import facts
from corridor_atlas.article.cited import Cited
from corridor_atlas.core import dates
from corridor_atlas.core.errors import DateError
from corridor_atlas.core.model import Claim, Status
from corridor_atlas.core.units import split
from corridor_atlas.data import evidence
from corridor_atlas.data.dataset import Feature
from corridor_atlas.data.evidence import Value
from corridor_atlas.time.ledger import status_words

SEVERAL = 6
"""Of more values than this, those that the atlas goes by are folded away: figures of many years, mostly."""


def claims(cited: Cited) -> dict[str, list[dict[str, Any]]]:
    """What each work says, by its number."""
    groups = evidence.by_source(cited.record)
    return {
        str(cited.numbers[key]): [_claim(one, cited) for one in said]
        for key, said in groups.items()
        if key in cited.numbers
    }


def _claim(one: Claim, cited: Cited) -> dict[str, Any]:
    told = {
        "says": cited.told(one.says),
        "differs": one.stance == "differs",
        "where": one.locator,
        "verdict": cited.w(f"details_verdict_{one.verdict}") if one.verdict else "",
        "note": cited.told(one.note),
    }
    return {key: value for key, value in told.items() if value}


def differing(feature: Feature, cited: Cited) -> dict[str, Any]:
    """Where sources differ: each contested property with its values, what else differs, and all of it in one text.

    Returns
    -------
    dict
        `contests`, each with `label`, `values` and those `folded` away; a value has its `text`, the numbers
        of the works that have it (`marks`), what they say (`says`) and whether the atlas goes by it (`followed`).
        `others` are claims about no one property; `text` is the summary, if there is one.
    """
    found = []
    for contest in evidence.contests(feature.record):
        values = [_value(contest.field, one, cited) for one in contest.values]
        folded = [one for one in values if one.get("followed")] if len(values) > SEVERAL else []
        shown = [one for one in values if one not in folded]
        found.append({"label": _label(contest.field, feature, cited), "values": shown, "folded": folded})
    others = [
        {"marks": cited.marks([one.source]), "says": " ".join(filter(None, map(cited.told, (one.says, one.note))))}
        for one in feature.record.claims
        if one.stance == "differs" and not one.field
    ]
    return {"contests": found, "others": others, "text": cited.told(feature.record.discrepancy)}


def _value(field: str, one: Value, cited: Cited) -> dict[str, Any]:
    told = {
        "text": _text(field, one, cited),
        "followed": one.drawn,
        "marks": cited.marks(one.sources),
        "says": _says(field, one, cited),
    }
    return {key: value for key, value in told.items() if value}


def _text(field: str, one: Value, cited: Cited) -> str:
    kind, _, name = field.partition(".")
    if one.value is None:
        return cited.w("details_no_value")
    if kind == "facts":
        return facts.figure(one.value, split(name).unit, cited.w)
    try:
        dates.parse(str(one.value))
    except DateError:
        return str(one.value)
    return cited.w.date(str(one.value))


def _says(field: str, one: Value, cited: Cited) -> str:
    """What a source says; of a figure in use its label among the facts, of a date that is followed nothing more."""
    if one.label:
        return facts.what_for(one.label, cited)
    among = cited.record.facts.get(field.removeprefix("facts."))
    labels = [label for label, value in among.items() if value == one.value] if isinstance(among, dict) else []
    if one.drawn and (len(labels) == 1 or field.startswith("timeline.")):
        return facts.what_for(labels[0], cited) if labels else ""
    return " ".join(cited.told(claim.says) or "" for claim in one.claims)


def _label(field: str, feature: Feature, cited: Cited) -> str:
    kind, *path = field.split(".")
    if kind == "facts" and path:
        return facts.label(path[0], cited)
    if kind == "timeline" and path and path[0] in set(Status):
        text = status_words(Status(path[0]), feature.meaning, cited.w)
        side = path[1] if len(path) > 1 else ""
        text = cited.w(f"details_contest_{side}", status=text) if side in ("start", "end") else text
        return text[:1].upper() + text[1:]
    return cited.w("details_track") if kind == "track_km" else field.replace("_", " ").replace(".", ", ")
