"""Everything that the atlas asks of its data beyond what reading them shows: the one gate is `check`.

One module for each kind of question, each with one function that yields faults. What is wrong is a
fault; what is a matter of taste or of completeness (a colour, a missing word) is a notice, so that a
small atlas of a few points is as sound as a large one. They need all tables at once and take longer
than reading, so they belong to `validate` and the tests, not to every start of the app.
"""

from __future__ import annotations

from corridor_atlas.checks import (
    claims,
    colours,
    completeness,
    eras,
    evidence,
    form,
    lanes,
    layers,
    places,
    regions,
    shapes,
    straight,
    terms,
    tours,
    translations,
    ways,
)
from corridor_atlas.core.errors import Fault
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network import topology

CHECKS = (
    topology.check,
    shapes.check,
    straight.check,
    places.check,
    layers.check,
    lanes.check,
    ways.check,
    claims.check,
    eras.check,
    regions.check,
    tours.check,
    completeness.check,
    evidence.check,
    terms.check,
    translations.check,
    colours.check,
    form.check,
)


def check(atlas: Atlas) -> list[Fault]:
    """All faults and notices, sorted; none of them keeps a feature off the map."""
    return sorted(fault for one in CHECKS for fault in one(atlas))
