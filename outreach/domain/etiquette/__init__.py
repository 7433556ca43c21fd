"""Etiquette: rules as data, one small predicate each, and the verdict they give together."""
