"""Figures of the sources, computed again on the network: the checks of `geodata/checks.toml`, answered.

Each says what is claimed, how it was computed and from what, and what came out. A figure that
depends on unstated places or on an unstated old way is computed for several, so that a reader
sees which of them give it and which do not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import DEFAULT, pick
from corridor_atlas.core.words import Words
from corridor_atlas.data.measures import Check, Figure, Verdict
from corridor_atlas.data.recomputed import filled
from corridor_atlas.network.graph import Network
from corridor_atlas.network.measuring import Finding, claim, findings
from corridor_atlas.network.phrases import Teller
from corridor_atlas.network.query import Way


@dataclass(frozen=True)
class Line:
    """One result: what was asked, in words, and the figure in `unit`; None where there is none.

    `told` is the figure as the language writes it, empty without one. Where the verdict goes by it, `claimed` is
    what it is held against, in words, and `judged` the figure that is.
    """

    asked: str
    value: float | None
    unit: str = "km"
    told: str = ""
    claimed: str = ""
    judged: float | None = None


@dataclass(frozen=True)
class Outcome:
    """A claim computed again; `source` is a key of the bibliography.

    `ways` are those that the check is about, `before` those that they are compared with.
    """

    id: str
    claim: str
    source: str
    method: str
    inputs: str
    results: tuple[Line, ...]
    verdict: Verdict
    conclusion: str
    ways: tuple[Way, ...] = ()
    before: tuple[Way, ...] = ()


def outcomes(network: Network, language: str = DEFAULT) -> list[Outcome]:
    """All checks of the atlas answered, in their order; one that the network cannot answer is left out.

    Parameters
    ----------
    network
        The network of the atlas, with its checks.
    language
        The code of the language in which they are told.

    Raises
    ------
    NotFoundError
        For a language that the atlas does not know.
    """
    teller = Teller(network, Words(language, "map", "page"))
    found = []
    for check in network.atlas.checks.values():
        try:
            found.append(outcome(teller, check))
        except AtlasError:
            continue  # `validate` says what the network lacks
    return found


def outcome(teller: Teller, check: Check) -> Outcome:
    """One check answered. Raises `AtlasError` where the network has not the places that it asks about.

    Parameters
    ----------
    teller
        The network with the words in which it is told.
    check
        What is asked, one of the checks of this atlas.
    """
    found = findings(teller, check)
    values = {name: _told(teller, found, figure) for name, figure in check.figures.items()}
    values = {"year": str(teller.network.atlas.years[1])} | values
    claimed, method, inputs, conclusion = (
        filled(pick(text, teller.w.language), values)
        for text in (check.claim, check.method, check.inputs, check.conclusion)
    )
    return Outcome(
        check.id,
        claimed,
        check.source,
        method,
        inputs,
        tuple(_line(teller, one) for one in found),
        check.verdict or verdict(found),
        conclusion,
        tuple(way for one in found for way in one.ways),
        tuple(way for one in found for way in one.before),
    )


def _line(teller: Teller, found: Finding) -> Line:
    told = "" if found.value is None else teller.figure(found.value, found.unit)
    held = (_bound(found) + claim(teller, found), found.judged) if found.judges else ("", None)
    return Line(found.asked, found.value, found.unit, told, *held)


def _bound(found: Finding) -> str:
    """The sign before a claim that has one bound only."""
    least, most = (found.claimed.least, found.claimed.most) if found.claimed else (None, None)
    return "≤ " if least is None and most is not None else "≥ " if most is None and least is not None else ""


def verdict(found: Sequence[Finding]) -> Verdict:
    """What the results say of the claim: all agree, none does, or it depends on which; unknown without a figure."""
    judged = [one for one in found if one.judges]
    if all(one.judged is None for one in judged):
        return "unknown"
    fits = [one.fits for one in judged]
    return "agrees" if all(fits) else "depends" if any(fits) else "differs"


# --- figures for the sentences ------------------------------------------------------------------


def _told(teller: Teller, found: Sequence[Finding], figure: Figure) -> str:
    """What stands for the `{name}` of a figure."""
    if figure.place:
        return teller.name(figure.place)
    chosen = [one for one in found if figure.of is None or figure.of in one.tags]
    if figure.tell in _LISTS:
        return _LISTS[figure.tell](teller, chosen)
    first = chosen[0]
    if figure.tell == "claimed":
        return claim(teller, first)
    if figure.tell == "error":
        return teller.w("check_no_figure") if first.error is None else teller.share(abs(first.error))
    return teller.figure(_value(found, chosen, figure), first.unit, bare=figure.bare)


def _value(found: Sequence[Finding], chosen: Sequence[Finding], figure: Figure) -> float | None:
    values = [one.value for one in chosen if one.value is not None]
    if figure.tell == "least":
        return min(values, default=None)
    if figure.tell == "most":
        return max(values, default=None)
    value = chosen[0].value
    if figure.tell == "difference":
        other = next(one.value for one in found if figure.than in one.tags)
        return None if value is None or other is None else value - other
    return value


def _claims(teller: Teller, found: Sequence[Finding]) -> str:
    """What is claimed of each place, and what was computed."""
    said = (
        teller.w(
            "check_claimed_and_computed",
            place=one.end,
            claimed=claim(teller, one),
            computed=teller.figure(one.judged, one.unit),
        )
        for one in found
        if one.claimed
    )
    return teller.w.list(said, apart=True)


def _fitting(teller: Teller, found: Sequence[Finding]) -> str:
    """The ways whose figure fits the claim, or that there are none."""
    fitting = [one for one in found if one.fits]
    said = (teller.w("check_near", pair=one.pair, km=teller.figure(one.value, one.unit)) for one in fitting)
    return teller.w.list(said) or teller.w("check_nowhere")


def _years(teller: Teller, found: Sequence[Finding]) -> str:
    """All years in which one of them has a way."""
    return teller.years(sorted({year for one in found for year in one.years}))


_LISTS: dict[str, Callable[[Teller, Sequence[Finding]], str]] = {
    "claims": _claims,
    "fitting": _fitting,
    "years": _years,
}
