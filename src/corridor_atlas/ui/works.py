"""What each work says of a feature, and where works contradict each other, as plain values for the templates."""

from __future__ import annotations

from typing import Any

from corridor_atlas.core import dates
from corridor_atlas.core.errors import DateError
from corridor_atlas.core.model import Claim, Status
from corridor_atlas.core.units import split
from corridor_atlas.data import evidence
from corridor_atlas.data.dataset import Feature
from corridor_atlas.data.evidence import Value
from corridor_atlas.data.grounds import UNSEEN
from corridor_atlas.time.ledger import status_words
from corridor_atlas.ui import facts
from corridor_atlas.ui.cited import Cited, house

SEVERAL = 6
"""Of more values than this, those that the atlas goes by are folded away: figures of many years, mostly."""


def told(cited: Cited) -> dict[str, Any]:
    """What the second part needs: claims by source, the note, how sure it all is, the works."""
    record, w = cited.record, cited.w
    basis = record.geometry_basis
    return {
        "w": w,
        "groups": [
            {
                "number": cited.numbers[key],
                "who": cited.short(key),
                "kind": cited.kind(key),
                "claims": [_claim(one, cited) for one in claims],
            }
            for key, claims in evidence.by_source(record).items()
            if key in cited.numbers
        ],
        "note": cited.told(record.note),
        "confidence": w(f"confidence_{record.confidence}") if record.confidence else "",
        "precision": w(f"details_precision_{basis.precision}") if basis else "",
        "basis": basis,
        "basis_marks": cited.marks(basis.sources) if basis else [],
        "connectivity": w(f"connectivity_{record.connectivity}") if record.connectivity else "",
        "tier": w(f"tier_{record.tier}") if record.tier else "",
        "works": [_work(key, cited) for key in cited.numbers],
    }


def _claim(one: Claim, cited: Cited) -> dict[str, Any]:
    return {
        "stance": one.stance,
        "says": cited.told(one.says),
        "locator": one.locator,
        "verdict": one.verdict,
        "note": cited.told(one.note),
    }


def _work(key: str, cited: Cited) -> dict[str, Any]:
    work = cited.atlas.bibliography[key]
    return {
        "number": cited.numbers[key],
        "title": work.title,
        "url": work.url,
        "by": ", ".join(part for part in dict.fromkeys((*work.authors, house(work), work.year)) if part),
        "kind": cited.kind(key),
        "unseen": key == UNSEEN,
        "language": cited.language(key),
    }


# --- where sources differ -------------------------------------------------------------------------


def contests(feature: Feature, cited: Cited) -> list[dict[str, Any]]:
    """Each contested property with its values side by side: which, whose, and which one the atlas goes by."""
    found = []
    for contest in evidence.contests(feature.record):
        values = [_value(contest.field, one, cited) for one in contest.values]
        folded = [one for one in values if one["drawn"]] if len(values) > SEVERAL else []
        shown = [one for one in values if one not in folded]
        found.append({"label": _label(contest.field, feature, cited), "shown": shown, "folded": folded})
    return found


def _value(field: str, one: Value, cited: Cited) -> dict[str, Any]:
    return {
        "text": _text(field, one, cited),
        "drawn": cited.w("details_drawn" if field.startswith("timeline.") else "details_used") if one.drawn else "",
        "differs": any(claim.stance == "differs" for claim in one.claims),
        "who": [cited.short(key) for key in one.sources if key in cited.numbers],
        "marks": cited.marks(one.sources),
        "says": _says(field, one, cited),
    }


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
    """What a source says; of a figure in use its label among the facts, of a date that is drawn nothing more."""
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
        return cited.w(f"details_contest_{side}", status=text) if side in ("start", "end") else text
    return field.replace("_", " ").replace(".", ", ")
