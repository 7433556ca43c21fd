"""What things are, and the rules. Pure: no I/O, no clock, no Textual, no TinyDB."""
