"""What is settled before Textual is read in: nothing of the network, and who draws when."""

from __future__ import annotations

import subprocess
import sys


def said(program: str) -> str:
    """What a fresh process prints."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_the_screens_are_read_in_without_the_library_of_tls():
    assert said("import sys; from outreach.tui import app; print('ssl' in sys.modules, 'asyncio' in sys.modules)") == "False True"


def test_whoever_asks_for_that_library_afterwards_gets_it():
    program = "import sys; from outreach.tui import app; import ssl, asyncio; asyncio.run(asyncio.sleep(0)); print(ssl.HAS_TLSv1_2)"
    assert said(program) == "True"


def test_a_program_that_has_it_already_keeps_it():
    assert said("import ssl; from outreach.tui import app; import sys; print(sys.modules['ssl'] is ssl)") == "True"


def test_what_is_drawn_waits_less_than_a_millisecond_for_its_thread():
    assert float(said("import sys; from outreach.tui import app; print(sys.getswitchinterval())")) < 0.001
