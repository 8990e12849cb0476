"""How the railways of an atlas grew: kilometres open at the end of each year, as a table and as a figure.

    python examples/growth_of_the_network.py [--data FOLDER] [--out FOLDER]

Writes `growth_of_the_network.csv` and `.png`. A railway counts with its length along the track where the
atlas knows it, else with that of the drawn line, which is shorter where the line is simplified.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure
from pyproj import Geod

import corridor_atlas as ca

GEOD = Geod(ellps="WGS84")
LAYER = "railways"


def open_km(atlas: ca.Atlas, year: int) -> float:
    """Kilometres of railways that operate at the end of a year."""
    seen = atlas.view(year=year, layers=[LAYER], statuses=["operating"])
    try:
        lines = seen.features()
    except ca.AtlasError:  # so early that there is none
        return 0.0
    drawn = lines.geometry.map(GEOD.geometry_length) / 1000
    return float(lines["track_km"].fillna(drawn).sum())


def growth(atlas: ca.Atlas) -> pd.DataFrame:
    """One row for each year of the atlas: `year`, and `km` of railways open at its end."""
    first, last = atlas.data.years
    years = range(first, last + 1)
    return pd.DataFrame({"year": years, "km": [round(open_km(atlas, year), 1) for year in years]})


def drawn(table: pd.DataFrame) -> Figure:
    """The table as a curve that stays on a level between the ends of two years."""
    figure = Figure(figsize=(7, 3.5), layout="constrained")
    axes = figure.add_subplot()
    axes.step(table["year"], table["km"], where="post", color="#2f2b2a")
    axes.set(title="Railways open at the end of the year", ylabel="km", ylim=(0, 1.1 * table["km"].max() or 1))
    axes.grid(alpha=0.3)
    return figure


def main(words: Sequence[str] | None = None) -> None:
    """Read the atlas and write the two files."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--data", type=Path, help="folder with geodata/ and layers/; else the atlas that comes along")
    asked.add_argument("--out", type=Path, default=Path(), help="folder for the files")
    said = asked.parse_args(words)
    table = growth(ca.Atlas.open(said.data))
    table.to_csv(said.out / "growth_of_the_network.csv", index=False)
    drawn(table).savefig(said.out / "growth_of_the_network.png", dpi=150)
    begun, now = table.iloc[0], table.iloc[-1]
    print(f"{begun['km']:,.0f} km open in {begun['year']:.0f}, {now['km']:,.0f} km in {now['year']:.0f}")


if __name__ == "__main__":
    main()
