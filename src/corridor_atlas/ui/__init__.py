"""The Streamlit page: the only place that imports Streamlit."""
