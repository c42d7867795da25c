"""Decisions, deferrals, deadlines and responsible parties out of Danish meeting minutes."""

__version__ = "0.1.0"
