"""The atlas for Python and notebooks: `import corridor_atlas as ca; ca.Atlas.open().view(year=2017)`.

A thin front over what the page and the command line use. What belongs to one question (the
network, figures, files) is imported when it is asked for.
"""

from corridor_atlas.notebook.atlas import Atlas, read
from corridor_atlas.notebook.map import Map

__all__ = ["Atlas", "Map", "read"]
