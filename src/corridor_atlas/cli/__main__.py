"""Run the command line as a module: `python -m corridor_atlas.cli`."""

from corridor_atlas.cli import main

main()
