"""Which file of an archive is which: by its columns first, by its name where two files share their columns."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from outreach.domain.network import MissingFile

_NUMBERED = re.compile(r"_\d+$")

READ = {
    "connections": "whom you know, where they work, since when",
    "messages": "with whom you really exchanged messages, and who still waits for an answer",
    "invitations": "who has not accepted yet, and who invited you",
    "profile": "your own name, without which sent and received can only be told from the messages",
    "positions": "your former employers, and so who may be a former colleague",
    "education": "your schools, and so who may be an alum",
    "savedjobs": "companies of jobs you saved, as targets to consider",
    "jobapplications": "companies you applied to, as targets to consider",
    "jobseekerpreferences": "your dream companies",
    "companyfollows": "companies you follow",
    "recommendationsreceived": "who recommended you",
    "recommendationsgiven": "whom you recommended",
    "endorsementreceivedinfo": "who endorsed your skills",
    "endorsementgiveninfo": "whose skills you endorsed",
    "notes": "your own notes on people",
}
"""Normalised name of every file that is read, and what it gives."""

_TITLES = {
    "connections": "Connections.csv",
    "messages": "messages.csv",
    "invitations": "Invitations.csv",
    "profile": "Profile.csv",
    "positions": "Positions.csv",
}

_PLACEHOLDERS = {"guidemessages", "coachmessages", "learningcoachmessages", "learningroleplaymessages"}

_OTHERS = frozenset(
    {
        *("shares", "comments", "reactions", "votes", "memberfollows", "saveditems", "hashtagfollows", "instantreposts", "richmedia"),
        *("skills", "languages", "certifications", "projects", "registration", "learning", "learningcoachmessages", "profilesummary"),
        *("searchqueries", "receipts", "receiptsv2", "verifications", "logins", "adtargeting", "inferencesaboutyou", "events"),
        *("privateidentityasset", "emailaddresses", "phonenumbers", "whatsappphonenumbers", "savedjobalerts", "jobapplicantsavedanswers"),
        *("jobapplicantsavedscreeningquestionresponses", "accountstatushistory", "securitychallenges"),
    }
)
"""Normalised names of files of an archive that say nothing of people (source: FORMATS 2.2)."""

FIRST_NAMES = ("firstname", "vorname", "prenom", "nombre", "nome")
LAST_NAMES = ("lastname", "nachname", "nom", "apellidos", "apellido", "sobrenome", "cognome")
CONNECTED = ("connectedon", "verbundenam", "vernetztam", "connexionle", "connectele", "conectadoel", "conectadoem", "collegatoil")
URLS = ("url", "profileurl", "linkedinurl")
EMAILS = (
    "emailaddress",
    "email",
    "emailadresse",
    "adresseemail",
    "adressemail",
    "direcciondecorreoelectronico",
    "enderecodeemail",
    "indirizzoemail",
)
COMPANIES = ("company", "currentcompany", "unternehmen", "firma", "entreprise", "empresa", "azienda")
POSITIONS = ("position", "currentposition", "poste", "cargo", "puesto", "posizione")

_SIGNATURES: tuple[tuple[str, frozenset[str]], ...] = (
    ("messages", frozenset({"from", "to", "date", "content", "folder"})),
    ("invitations", frozenset({"from", "to", "sentat", "direction"})),
    ("profile", frozenset({"firstname", "lastname", "headline"})),
    ("positions", frozenset({"companyname", "title", "startedon", "finishedon"})),
    ("education", frozenset({"schoolname", "startdate", "enddate"})),
    ("savedjobs", frozenset({"saveddate", "jobtitle", "companyname"})),
    ("jobapplications", frozenset({"applicationdate", "jobtitle", "companyname"})),
    ("jobseekerpreferences", frozenset({"dreamcompanies"})),
    ("companyfollows", frozenset({"organization", "followedon"})),
    ("endorsementreceivedinfo", frozenset({"endorsementdate", "endorserfirstname"})),
    ("endorsementgiveninfo", frozenset({"endorsementdate", "endorseefirstname"})),
    ("recommendations", frozenset({"firstname", "lastname", "text", "creationdate"})),
    ("notes", frozenset({"connectionfirstname", "connectionlastname", "note"})),
)


def file_key(name: str) -> str:
    """A file's name without case, blanks, underscores, part number and member id: ``Job Applications_2.csv`` is ``jobapplications``."""
    stem = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name.casefold()
    stem = _NUMBERED.sub("", stem.removesuffix(".csv").removesuffix(" (1)"))
    return re.sub(r"[\s_-]+", "", stem)


def wanted(name: str) -> bool:
    """Whether a file of that name is worth taking out of an archive."""
    return name.casefold().endswith(".csv") and file_key(name) in READ


def is_placeholder(name: str) -> bool:
    """Whether this is one of the coaching files that have the columns of messages and are none (source: FORMATS 2.1)."""
    return file_key(name) in _PLACEHOLDERS


def is_other(name: str) -> bool:
    """Whether a file of that name belongs to an archive and says nothing of people."""
    return file_key(name) in _OTHERS or is_placeholder(name)


def recognise(columns: frozenset[str]) -> str:
    """The kind of archive file that has these normalised columns; empty when none does."""
    for kind, needed in _SIGNATURES:
        if needed <= columns:
            return kind
    if columns.intersection(FIRST_NAMES) and columns.intersection(LAST_NAMES) and columns.intersection(CONNECTED):
        return "connections"
    return ""


def kind_of(recognised: str, name: str) -> str:
    """The kind by columns, settled by the file's name for the two recommendation files, whose columns are the same."""
    if recognised == "recommendations":
        return "recommendationsgiven" if "given" in file_key(name) else "recommendationsreceived"
    return recognised


def missing(present: set[str]) -> tuple[MissingFile, ...]:
    """The main files that are not there, and what each would have given."""
    return tuple(MissingFile(title, READ[kind]) for kind, title in _TITLES.items() if kind not in present)
