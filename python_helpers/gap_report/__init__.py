"""The gap report: one page that says where things stand, from a release's own tables."""

from python_helpers.gap_report.build import write

__all__ = ["write"]
