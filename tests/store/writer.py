"""A process of its own that writes to a plan and says on stdout what was acknowledged; tests kill it or run several at once."""

import sys
from pathlib import Path

from outreach.clock import SystemClock
from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import Busy
from outreach.store import Store
from outreach.text import clean


def main(folder: str, who: str, count: str, checkpoint_every: str) -> None:
    store = Store.open(Path(folder), SystemClock())
    for number in range(int(count)):
        name = f"{who}{number}"
        while True:
            try:
                with store.transaction(f"Add {name}") as tx:
                    added = tx.add(Company(name=clean(name)))
                    if number % 3 == 0:
                        tx.add(Contact(key=name, name=clean(name)))
                break
            except Busy:
                continue
        sys.stdout.write(f"{added.id} {name}\n")
        sys.stdout.flush()
        if int(checkpoint_every) and number % int(checkpoint_every) == 0:
            store.checkpoint()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:5])
