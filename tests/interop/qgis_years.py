"""Run by the Python that has QGIS: what its Temporal Controller shows in each year, and a picture. Prints JSON.

python3 qgis_years.py PROJECT_OR_GEOPACKAGE FIRST_YEAR LAST_YEAR PICTURE
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDateTimeRange,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, QTime

SEEN = QgsRectangle(129, 42, 132, 43.5)
PICTURE_OF = 2014


def moment(year: int) -> QDateTime:
    """The first moment of a year."""
    return QDateTime(QDate(year, 1, 1), QTime(0, 0))


def step(year: int) -> QgsDateTimeRange:
    """A step of the controller: a year, its end left out."""
    return QgsDateTimeRange(moment(year), moment(year + 1), True, False)


def opened(path: Path) -> list[QgsVectorLayer]:
    """The layers of a project; of a GeoPackage those with states, as the window of QGIS adds them."""
    if path.suffix == ".qgs":
        assert QgsProject.instance().read(str(path))
        return QgsProject.instance().layerTreeRoot().layerOrder()
    layers = [QgsVectorLayer(f"{path}|layername=states_{form}", form, "ogr") for form in ("points", "lines", "areas")]
    for layer in layers:
        layer.loadDefaultStyle()  # QgsAppLayerHandling::postProcessAddedLayer
    return layers


def shown(layers: list[QgsVectorLayer], year: int) -> Counter[str]:
    """How many features the controller shows in a step, by layer of the atlas."""
    found: Counter[str] = Counter()
    for layer in layers:
        context = QgsVectorLayerTemporalContext()
        context.setLayer(layer)
        assert layer.temporalProperties().isActive(), layer.name()
        asked = QgsFeatureRequest().setFilterExpression(
            layer.temporalProperties().createFilterString(context, step(year))
        )
        found.update(str(one["layer"]) for one in layer.getFeatures(asked))
    return found


def draw(layers: list[QgsVectorLayer], path: str) -> None:
    """A picture of a year."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setBackgroundColor(QgsProject.instance().backgroundColor())
    settings.setOutputSize(QSize(1200, 800))
    there = QgsCoordinateTransform(layers[0].crs(), settings.destinationCrs(), QgsProject.instance())
    settings.setExtent(there.transformBoundingBox(SEEN))
    settings.setIsTemporal(True)
    settings.setTemporalRange(step(PICTURE_OF))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layers[0]))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    assert not job.errors()
    assert job.renderedImage().save(path)


def main() -> None:
    """Open, count, draw, print."""
    path, first, last, picture = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    application = QgsApplication([], False)
    application.initQgis()
    layers = opened(path)
    assert layers
    assert all(layer.isValid() for layer in layers)
    times = QgsProject.instance().timeSettings().temporalRange()
    told = {
        "years": {year: shown(layers, year) for year in range(first, last + 1)},
        "range": [times.begin().date().year(), times.end().date().year()] if path.suffix == ".qgs" else None,
        "rules": [len(layer.renderer().rootRule().descendants()) for layer in layers],
    }
    draw(layers, picture)
    print(json.dumps(told))  # noqa: T201
    sys.stdout.flush()
    os._exit(0)  # QGIS without a window does not always end in peace


if __name__ == "__main__":
    main()
