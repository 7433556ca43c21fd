"""Words with several spellings, and the one spelling each is compared in."""

from __future__ import annotations

import re

LONG = {
    "univ": "university",
    "dept": "department",
    "govt": "government",
    "intl": "international",
    "natl": "national",
    "inst": "institute",
    "hosp": "hospital",
    "assn": "association",
    "mfg": "manufacturing",
    "svcs": "services",
    "bros": "brothers",
    "grp": "group",
    "ctr": "center",
    "centre": "center",
    "organisation": "organization",
    "programme": "program",
    "defence": "defense",
    "labour": "labor",
}
"""Short and British spellings -> the one spelling that is compared."""
CITIES = {
    "munchen": "munich",
    "muenchen": "munich",
    "wien": "vienna",
    "koln": "cologne",
    "koeln": "cologne",
    "zuerich": "zurich",
    "roma": "rome",
    "milano": "milan",
    "torino": "turin",
    "napoli": "naples",
    "firenze": "florence",
    "padova": "padua",
    "genova": "genoa",
    "praha": "prague",
    "warszawski": "warsaw",
    "jagiellonski": "jagiellonian",
    "lisboa": "lisbon",
    "sevilla": "seville",
    "geneve": "geneva",
    "genf": "geneva",
    "kobenhavn": "copenhagen",
    "goteborg": "gothenburg",
    "bucuresti": "bucharest",
}
"""Native -> English city names, for universities only."""
UNIVERSITY = re.compile(
    r"^(?:universitaet|universitat|universite|universidade?|universita|universiteit|uniwersytet|univerzita|universitatea|universitetet)\s+"
    r"(?:(?:degli studi|de la|de|di|do|da|du|van|i|din|zu|von|d)\s+)*(?=[^\W_])"
)
"""How a university's name starts in other languages, up to its place or patron."""
