"""The terminal face: a Textual app over the planner. ``app.run`` is the way in; nothing here is imported by the rest of the program."""
