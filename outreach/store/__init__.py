"""The plan on disk: two TinyDB files and a journal, with transactions, undo, backups and checks."""

from outreach.store.changes import Change, ChangeSet
from outreach.store.files import Files
from outreach.store.store import Store
from outreach.store.transaction import Transaction

__all__ = ["Change", "ChangeSet", "Files", "Store", "Transaction"]
