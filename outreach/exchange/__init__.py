"""Readers and writers of outside formats: LinkedIn archives and address books in, plans and calendars out."""
