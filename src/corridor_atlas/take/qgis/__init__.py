"""The look of the atlas for QGIS: symbols, a style for each form, a project. Written as XML, without QGIS itself."""
