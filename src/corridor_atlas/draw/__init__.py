"""What is drawn: the kinds of layers, the map in the browser, and figures for print."""
