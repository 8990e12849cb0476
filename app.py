"""Start the page: `streamlit run app.py`."""

from corridor_atlas.ui.page import show

show()
