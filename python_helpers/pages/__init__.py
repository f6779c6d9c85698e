"""Pages for people beside the gap report, and the style that they share."""
