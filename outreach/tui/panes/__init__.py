"""The four panes of the plan."""
