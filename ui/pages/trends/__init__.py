"""Trends: the charts as widgets, and what is chosen for them."""
