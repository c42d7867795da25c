"""Whole archives: what documents there are, the work on them, and the store that people query."""
