"""Drafts: templates, composition from evidence only, the draft checker and the lengths of the channels."""
