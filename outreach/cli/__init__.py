"""The command-line face: one module per verb or family of verbs, imported only when it is called."""
