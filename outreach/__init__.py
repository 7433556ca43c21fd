"""A keyboard-first terminal planner for the networking half of a job search."""

__version__ = "0.1.0"
