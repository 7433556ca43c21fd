"""A company plan on its way out: the page the planner fills, its redaction, and one writer per format."""
