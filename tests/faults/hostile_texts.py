"""Forty texts a stranger may have put into a name, and what must be left of each on a screen."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
"""Characters that never come from a user's text to a terminal or a file."""

IN_FILES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
"""The same for files and JSON, where joiners and direction marks of living scripts are kept."""

FIRST = 6
"""How much of a text must be seen where there is little room, blanks not counted."""

_FRAME = re.compile(r"[\s─-╿▸…]+")


def seen(screen: str, *texts: str) -> bool:
    """Whether the beginning of one of the texts stands on a screen or page as it is, frames and blanks left out."""
    flat = _FRAME.sub("", screen)
    return any(_FRAME.sub("", text)[:FIRST] in flat for text in texts)


TEXTS: dict[str, tuple[str, str]] = {
    "closing tag": ("Ann [/] Lee", "Ann [/] Lee"),
    "closing colour": ("Ann [/red] Lee", "Ann [/red] Lee"),
    "open bracket": ("[bold Ann", "[bold Ann"),
    "action": ("[@click=app.quit]Ann[/]", "[@click=app.quit]Ann[/]"),
    "link tag": ("[link=file:///etc/passwd]Ann[/link]", "[link=file:///etc"),
    "escaped bracket": ("\\[red]Ann", "\\[red]Ann"),
    "many brackets": ("[" * 60 + "Ann", "[[[[[["),
    "variable": ("$accent $primary Ann", "$accent $primary Ann"),
    "format": ("{0.__class__} %s %(x)s {x}", "{0.__class__} %s"),
    "template": ("{{ config }} {% if %} Ann", "{{ config }}"),
    "clipboard": ("Ann\x1b]52;c;Y2FuYXJ5MDE=\x07 C1", "Ann]52;c;Y2FuYXJ5MDE= C1"),
    "clipboard st": ("Ann\x1b]52;c;Y2FuYXJ5MDI=\x1b\\ C2", "Ann"),
    "hyperlink": ("\x1b]8;;http://canary.example\x1b\\Ann\x1b]8;;\x1b\\", "Ann"),
    "title": ("\x1b]0;canary-title\x07Ann T", "Ann T"),
    "title 2": ("\x1b]2;canary-title\x1b\\Ann U", "Ann"),
    "image": ("\x1b]1337;File=name=Y2FuYXJ5:AAAA\x07Ann", "Ann"),
    "device control": ("\x1bP+q544e\x1b\\Ann", "Ann"),
    "application": ("\x1b_Gcanary\x1b\\Ann", "Ann"),
    "privacy message": ("\x1b^canary\x1b\\Ann", "Ann"),
    "clear": ("\x1b[2J\x1b[HAnn V", "Ann V"),
    "ask where": ("Ann\x1b[6n\x1b[c W", "Ann"),
    "leave the screen": ("Ann\x1b[?1049l\x1b[?25l X", "Ann"),
    "reset": ("\x1bcAnn Y", "Ann Y"),
    "eight bit": ("\x9b2J\x9d0;canary\x9cAnn Z", "Ann Z"),
    "unterminated": ("Ann\x1b]0;canary", "Ann"),
    "nul": ("A\x00n\x00n Q", "Ann Q"),
    "bells": ("Ann\x07\x07\x07 R", "Ann R"),
    "backspaces": ("Ann\x08\x08\x08Bob", "AnnBob"),
    "carriage return": ("Ann\rBob\r\nRow", "Ann Bob Row"),
    "paste end": ("Ann\x1b[201~q\x1b[200~", "Ann"),
    "backwards": ("Ann \u202egnp.exe\u202c", "Ann gnp.exe"),
    "isolates": ("\u2066Ann\u2069 Lee S", "Ann Lee S"),
    "invisible": ("A\u200bn\u200bn\ufeff\u2060 I", "Ann I"),
    "tags": ("Ann\U000e0041\U000e0042 G", "Ann G"),
    "lines": ("Ann\u2028Two\u2029Three\x85Four", "Ann Two Three"),
    "zalgo": ("A" + "\u0301\u0316\u0334" * 60 + "nn K", "nn K"),
    "wide": ("田中 愛子 👩\u200d💻 Ann", "田中"),
    "right to left": ("آنا رويز\u200f RTL", "RTL"),
    "long": ("Annabelle " * 30, "Annabelle"),
    "spreadsheet": ('=HYPERLINK("http://canary.example","Ann")', "=HYPERLINK("),
    "command": ("$(touch canary) `touch canary`; rm -rf ~", "$(touch canary)"),
    "html": ("<script>alert(1)</script><img src=x onerror=alert(1)> Ann", "<script>alert(1)"),
    "surrogate": ("Ann \ud83d\ude00 \udfff L", "Ann"),
    "homoglyph": ("Аnn Сyrillic", "Аnn"),
}
