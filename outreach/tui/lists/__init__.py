"""Lists over everybody: what stands in each, row by row, as values. Knows no Textual."""
