"""What Streamlit runs when `corridor-atlas run` starts the page; `app.py` of a checkout does the same."""

from corridor_atlas.ui.page import show

show()
