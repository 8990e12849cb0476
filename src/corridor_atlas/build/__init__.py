"""Reproducible steps which remake the shipped data from published packages; the app itself never runs them."""
