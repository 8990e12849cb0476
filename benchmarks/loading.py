"""Load, check and index the whole data set in a fresh process; prints one JSON object."""

from __future__ import annotations

import gzip
import json
import time

began = time.perf_counter()
from corridor_atlas.core import timeline  # noqa: E402  the imports are timed apart
from corridor_atlas.data import dataset  # noqa: E402  the imports are timed apart
from corridor_atlas.draw import webmap  # noqa: E402  the imports are timed apart
from corridor_atlas.network import topology  # noqa: E402  the imports are timed apart

imported = time.perf_counter()
atlas = dataset.load()
spans = [timeline.spans(feature.record.timeline, atlas.years) for feature in atlas.features.values()]
aliases = len(atlas.aliases)
indexed = time.perf_counter()
faults = topology.check(atlas)
checked = time.perf_counter()
parts = webmap.render_parts(atlas)
rendered = time.perf_counter()
payload = webmap.as_json(parts.payload).encode()
page = webmap.page(webmap.build(atlas)).encode()

print(
    json.dumps(
        {
            "features": len(spans),
            "faults": len(atlas.faults) + len(faults),
            "import_s": imported - began,
            "load_s": indexed - imported,
            "topology_s": checked - indexed,
            "render_s": rendered - checked,
            "payload_mb": len(payload) / 1e6,
            "payload_gzip_mb": len(gzip.compress(payload)) / 1e6,
            "html_mb": len(page) / 1e6,
        }
    )
)
