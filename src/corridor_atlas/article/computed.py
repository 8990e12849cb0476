"""The figures of the sources computed again, as plain values: `web/src/panels/figures.js` draws them.

The types stand in `web/src/types.d.ts` (`FigureData`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from corridor_atlas.article.cited import work
from corridor_atlas.core.words import Words
from corridor_atlas.network.graph import Network
from corridor_atlas.network.phrases import Teller
from corridor_atlas.network.query import Way
from corridor_atlas.network.recompute import Line, Outcome, outcomes

Values = dict[str, Any]


def figures(network: Network, language: str) -> list[Values]:
    """All checks of an atlas that its network can answer, in their order.

    Parameters
    ----------
    network
        The network of the atlas, with its checks.
    language
        The code of the language in which they are told.

    Returns
    -------
    list of dict
        Of each the claim, what is claimed and what was found as figures, the verdict, results, method, inputs and
        the source. Ways are numbers of legs: of the lines, then of the lanes of the sea, as in `draw/network.py`.

    Raises
    ------
    NotFoundError
        For a language that the atlas does not know.
    """
    found = outcomes(network, language)
    if not found:
        return []
    numbers = {leg.stretch: number for number, leg in enumerate((*network.legs, *network.lanes))}
    teller = Teller(network, Words(language, "map", "page"))

    def legs(ways: Iterable[Way]) -> list[int]:
        return sorted({numbers[leg.stretch] for way in ways for leg in way.legs})

    return [_figure(teller, one) | {"ways": legs(one.ways), "before": legs(one.before)} for one in found]


def _figure(teller: Teller, found: Outcome) -> Values:
    atlas, w = teller.network.atlas, teller.w
    source = atlas.bibliography.get(found.source)
    claimed, computed = _compared(teller, found.results)
    return {
        "id": found.id,
        "claim": found.claim,
        "claimed": claimed,
        "computed": computed,
        "verdict": found.verdict,
        "conclusion": found.conclusion,
        "results": [[line.asked, line.told or w("check_no_figure")] for line in found.results],
        "method": w("ledger_sentence", text=found.method),
        "inputs": w("ledger_sentence", text=found.inputs),
        "work": work(source, w) if source else None,
        "locator": atlas.check(found.id).locator or "",
    }


def _compared(teller: Teller, results: Iterable[Line]) -> tuple[str, str]:
    """What is claimed and what was found instead, in short: of one claim the least and the most that were found."""
    held = [line for line in results if line.claimed]
    claims = list(dict.fromkeys(line.claimed for line in held))
    if len(claims) != 1:
        figures_ = [teller.figure(line.judged, line.unit) for line in held]
        return teller.w.list((line.claimed for line in held), apart=True), teller.w.list(figures_, apart=True)
    known = sorted({line.judged for line in held if line.judged is not None})
    ends = dict.fromkeys(teller.figure(one, held[0].unit) for one in known[:1] + known[-1:])
    return claims[0], " – ".join(ends) or teller.figure(None, held[0].unit)
