"""Every column name, date form and encoding that is understood, each by a file that has it, and what is told of each person."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.domain.network import Contact, Reading
from outreach.exchange.contacts import read_part
from outreach.exchange.decoding import choose
from outreach.exchange.linkedin import dates, read_parts
from outreach.exchange.linkedin.files import file_key, is_other, is_placeholder, kind_of, missing, recognise, wanted
from outreach.exchange.source import Part

TODAY = dt.date(2026, 10, 6)
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")


def archive(header: str, row: str) -> Contact:
    found = read_parts([Part("Connections.csv", "Connections.csv", f"{header}\n{row}\n".encode(), None)], today=TODAY)
    (contact,) = found.contacts
    return contact


def book(*lines: str, encoding: str = "utf-8") -> Reading:
    return read_part(Part("people.csv", "people.csv", ("\n".join(lines) + "\n").encode(encoding), None))


def only(found: Reading) -> Contact:
    (contact,) = found.contacts
    return contact


@pytest.mark.parametrize("first", ["First Name", "Vorname", "Prénom", "Nombre", "Nome"])
@pytest.mark.parametrize("last", ["Last Name", "Nachname", "Nom", "Apellidos", "Apellido", "Sobrenome", "Cognome"])
def test_names_are_found_under_every_heading(first: str, last: str) -> None:
    assert archive(f"{first},{last},Connected On", "Ana,Ruiz,04 Mar 2024").name == "Ana Ruiz"


@pytest.mark.parametrize("heading", ["Connected On", "Verbunden am", "Vernetzt am", "Connexion le", "Connecté le", "Conectado el",
                                     "Conectado em", "Collegato il"])  # fmt: skip
def test_the_day_of_the_connection_is_found_under_every_heading(heading: str) -> None:
    assert archive(f"First Name,Last Name,{heading}", "Ana,Ruiz,04 Mar 2024").connected_on == dt.date(2024, 3, 4)


@pytest.mark.parametrize(
    ("field", "headings", "cell"),
    [
        ("url", ["URL", "Profile URL", "LinkedIn URL"], "https://www.linkedin.com/in/ana"),
        ("email", ["Email Address", "Email", "E-Mail-Adresse", "Adresse e-mail", "Adresse mail", "Dirección de correo electrónico",
                   "Endereço de email", "Indirizzo email"], "ana@example.org"),
        ("company", ["Company", "Current Company", "Unternehmen", "Firma", "Entreprise", "Empresa", "Azienda"], "Fernwick"),
        ("position", ["Position", "Current Position", "Poste", "Cargo", "Puesto", "Posizione"], "Tester"),
    ],
)  # fmt: skip
def test_what_else_a_connection_says_is_found_under_every_heading(field: str, headings: list[str], cell: str) -> None:
    for heading in headings:
        found = archive(f"First Name,Last Name,{heading},Connected On", f"Ana,Ruiz,{cell},04 Mar 2024")
        assert getattr(found, field) == cell, heading


@pytest.mark.parametrize(
    ("field", "headings", "cell"),
    [
        ("company", ["Companies", "Employer", "Organisation", "Organization", "Organization Name", "Organization 1 - Name", "Company Name"],
         "Fernwick"),
        ("position", ["Job Title", "Organization Title", "Organization 1 - Title", "Role", "Title"], "Tester"),
        ("email", ["Emails", "Mail", "E-mail 1 - Value", "E-mail 2 - Value", "E-mail 3 - Value", "E-mail 2 Address", "E-mail 3 Address",
                   "Work Email"], "ana@example.org"),
        ("phone", ["Phone 1 - Value", "Mobile Phone", "Phone", "Phone Number", "Phone Numbers", "Mobile", "Business Phone", "Primary Phone",
                   "Home Phone", "Tel"], "+44 20"),
        ("url", ["LinkedIn", "LinkedIn URL", "LinkedIn Profile", "Profile", "Profile URL", "Profiles", "URL", "Web Page", "Website",
                 "Website 1 - Value", "Website 2 - Value", "Sites"], "https://www.linkedin.com/in/ana"),
        ("note", ["Notes", "Note", "Comments", "Comment"], "met once"),
    ],
)  # fmt: skip
def test_an_address_book_is_understood_under_every_heading(field: str, headings: list[str], cell: str) -> None:
    for heading in headings:
        filler = "Nickname" if field in {"email", "phone", "url", "company", "position"} else "Phone"
        contact = only(book(f"Name,{heading},{filler}", f"Ana Ruiz,{cell},"))
        assert getattr(contact, field) == cell, heading


@pytest.mark.parametrize(
    "heading", ["Full Name", "Name", "Display Name", "Contact", "Contact Name", "Person", "File As", "Contact Full Name"]
)
def test_a_whole_name_is_found_under_every_heading_and_turned_round(heading: str) -> None:
    found = book(f"{heading};Phone", "Ruiz, Ana;1", "Ana Ruiz, Ph.D.;2", "de la Cruz, Ana;3", "Bo Larkin, MBA;4", ";5")
    assert [(contact.name, contact.first) for contact in found.contacts] == [
        ("Ana Ruiz", "Ana"), ("Ana Ruiz, Ph.D.", "Ana"), ("de la Cruz, Ana", "de"), ("Bo Larkin, MBA", "Bo"),
    ]  # fmt: skip
    assert [row.reason for row in found.skipped] == ["no person's name"]


@pytest.mark.parametrize(("first", "last"), [("Given Name", "Family Name"), ("Given", "Surname"), ("Forename", "Family")])
def test_first_and_last_name_are_joined(first: str, last: str) -> None:
    assert only(book(f"{first},{last},Phone", "Ana,Ruiz,1")).name == "Ana Ruiz"


@pytest.mark.parametrize("mark", ["Phonetic First Name", "Yomi Name", "Given Yomi", "Business Street", "Anniversary", "Created At",
                                  "Group Membership"])  # fmt: skip
def test_in_an_exported_book_a_title_is_an_honorific_and_other_columns_are_no_notes(mark: str) -> None:
    contact = only(book(f"Name,Title,Phone,{mark},Nickname", "Ana Ruiz,Dr,1,x,Annie"))
    assert (contact.position, contact.note) == ("", "")
    own = only(book("Name,Title,Phone,Nickname", "Ana Ruiz,Tester,1,Annie"))
    assert (own.position, own.note) == ("Tester", "Nickname: Annie")
    companies = only(book(f"Title,Name,Companies,Emails,{mark}", 'Tester,Ana Ruiz,Fernwick,"a@x.example,b@x.example",x'))
    assert (companies.position, companies.company, companies.email) == ("Tester", "Fernwick", "a@x.example")


def test_the_starred_address_comes_first_and_what_is_no_address_is_kept_as_a_note() -> None:
    header = "Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone"
    found = only(book(header, "Ana Ruiz,Home,home@x.example,* Work,work@x.example ::: other@x.example,1 ::: 2"))
    assert (found.email, found.phone) == ("work@x.example", "1")
    odd = only(book("Name,Email", "Ana Ruiz,nonsense"))
    assert (odd.email, odd.note) == ("", "e-mail as given: nonsense")


def test_namesakes_are_told_apart_by_address_and_number_and_counts_add_up() -> None:
    again = "Ana Ruiz,X,a@x.example,3"
    header = "Name,Company,Email,Phone"
    found = book(header, "Ana Ruiz,X,,1", "Ana Ruiz,X,a@x.example,2", again, again, "Bo Larkin,,,", header)
    assert [contact.key for contact in found.contacts] == ["ana ruiz|x", "ana ruiz|x|a@x.example", "ana ruiz|x|a@x.example|2", "bo larkin|"]
    assert {key: found.counts[key] for key in ("rows", "visible", "duplicates", "skipped", "contacts", "with_email", "no_company")} == {
        "rows": 6, "visible": 4, "duplicates": 2, "skipped": 2, "contacts": 4, "with_email": 2, "no_company": 1,
    }  # fmt: skip
    twice = book("Name,URL", "Ana,https://www.linkedin.com/in/ana", "Ana R,https://linkedin.com/in/ana/")
    assert [row.reason for row in twice.skipped] == ["the same profile again"]


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, 1)))
def test_a_month_is_read_in_full_and_in_three_letters(number: int, name: str) -> None:
    for word in (name.title(), name[:3].title(), name[:3].upper()):
        assert dates.day(f"4 {word} 2023", TODAY) == dt.date(2023, number, 4)
        assert dates.month(f"{word} 2023") == f"2023-{number:02}"
    assert dates.day(f"04 {name[:3].title()} 2023", TODAY) == dt.date(2023, number, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9-Feb-22", "2022-02-09"),
        ("4 Sept 2023", "2023-09-04"),
        ("2023-11-04", "2023-11-04"),
        ("2023/11/04 10:11:12 UTC", "2023-11-04"),
        ("2023-11-04T10:11:12.5Z", "2023-11-04"),
        ("11/4/18, 5:06 PM", "2018-11-04"),
        ("11/13/18", "2018-11-13"),
        ("13/11/2018", "2018-11-13"),
        ("11/11/2018", "2018-11-11"),
        ("12/12/2018", "2018-12-12"),
        ("12/13/2018", "2018-12-13"),
        ("13/12/2018", "2018-12-13"),
        ("11/12/2018", None),
        ("12/11/2018", None),
        ("Mon Mar 04 10:11:12 UTC 2024", "2024-03-04"),
        (" 04 Mar 2024 ", "2024-03-04"),
        ("31 Feb 2024", None),
        ("04 Xxx 2024", None),
        ("04.Mar.2024", None),
        ("a4 Mar 2024", None),
        ("04 Mar a024", None),
        ("06 Oct 2026", "2026-10-06"),
        ("07 Oct 2026", None),
        ("04 Mar 1999", None),
        ("0x Mar 2024", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_in_every_form_and_never_guessed(text: str, day: str | None) -> None:
    assert dates.day(text, TODAY) == (None if day is None else dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-11-04 10:11:12 UTC", "2023-11-04 10:11:12"),
        ("2023-11-04", "2023-11-04 00:00:00"),
        ("2023-11-04 10:11", "2023-11-04 10:11:00"),
        ("11/4/18, 5:06 PM", "2018-11-04 17:06:00"),
        ("11/4/18, 12:06 AM", "2018-11-04 00:06:00"),
        ("11/4/18, 12:06 pm", "2018-11-04 12:06:00"),
        ("2023-02-30 10:11:12", ""),
        ("13/4/18, 5:06 PM", ""),
        ("11/4/18", ""),
        ("soon", ""),
    ],
)
def test_a_moment_is_read_so_that_it_sorts(text: str, moment: str) -> None:
    assert dates.moment(text) == moment


def test_days_of_moments_and_months_of_jobs() -> None:
    assert dates.day_of("2023-11-04 10:11:12") == dt.date(2023, 11, 4) and dates.day_of("2023-13-04") is None
    assert [dates.month(text) for text in ("2017", "Mar. 2017", " Mar 2017 ", "Xxx 2017", "", "17")] == [
        "2017",
        "2017-03",
        "2017-03",
        "",
        "",
        "",
    ]
    days = dates.Days(TODAY)
    assert days["04 Mar 2024"] == dt.date(2024, 3, 4) and dict(days) == {"04 Mar 2024": dt.date(2024, 3, 4)}


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("messages", "from to date content folder"),
        ("invitations", "from to sentat direction"),
        ("profile", "firstname lastname headline"),
        ("positions", "companyname title startedon finishedon"),
        ("education", "schoolname startdate enddate"),
        ("savedjobs", "saveddate jobtitle companyname"),
        ("jobapplications", "applicationdate jobtitle companyname"),
        ("jobseekerpreferences", "dreamcompanies"),
        ("companyfollows", "organization followedon"),
        ("endorsementreceivedinfo", "endorsementdate endorserfirstname"),
        ("endorsementgiveninfo", "endorsementdate endorseefirstname"),
        ("recommendations", "firstname lastname text creationdate"),
        ("notes", "connectionfirstname connectionlastname note"),
        ("connections", "vorname nachname verbundenam"),
    ],
)
def test_a_file_is_known_by_its_columns_and_by_no_fewer(kind: str, columns: str) -> None:
    every = frozenset(columns.split())
    assert recognise(every | {"more"}) == kind
    assert all(recognise(every - {column}) != kind for column in every)


def test_the_two_recommendation_files_are_told_by_name() -> None:
    assert kind_of("recommendations", "Recommendations_Given.csv") == "recommendationsgiven"
    assert kind_of("recommendations", "Recommendations_Received.csv") == "recommendationsreceived"
    assert kind_of("notes", "given.csv") == "notes"


READ = (
    "Connections messages Invitations Profile Positions Education Saved_Jobs Job_Applications Job_Seeker_Preferences Company_Follows "
    "Recommendations_Received Recommendations_Given Endorsement_Received_Info Endorsement_Given_Info Notes"
)


@pytest.mark.parametrize("name", READ.split())
def test_every_file_that_is_read_is_taken_out_of_an_archive(name: str) -> None:
    assert wanted(f"in/{name}.CSV") and wanted(f"{name}_2.csv") and wanted(f"{name} (1).csv") and not wanted(name)


OTHERS = """
shares comments reactions votes memberfollows saveditems hashtagfollows instantreposts richmedia skills languages certifications projects
registration learning profilesummary searchqueries receipts receiptsv2 verifications logins adtargeting inferencesaboutyou events
privateidentityasset emailaddresses phonenumbers whatsappphonenumbers savedjobalerts jobapplicantsavedanswers securitychallenges
jobapplicantsavedscreeningquestionresponses accountstatushistory guidemessages coachmessages learningroleplaymessages
"""


@pytest.mark.parametrize("key", OTHERS.split())
def test_files_that_say_nothing_of_people_are_known_as_such(key: str) -> None:
    assert is_other(f"{key}.csv") and not wanted(f"{key}.csv")
    assert is_placeholder(f"{key}.csv") is key.endswith("messages")


def test_a_files_key_is_its_name_without_what_varies_and_the_missing_are_named() -> None:
    assert [file_key(name) for name in ("Job Applications_2.csv", "a\\Company Follows.csv", "notes (1).csv")] == [
        "jobapplications", "companyfollows", "notes",
    ]  # fmt: skip
    assert not is_other("unknown.csv")
    assert [row.name for row in missing(set())] == ["Connections.csv", "messages.csv", "Invitations.csv", "Profile.csv", "Positions.csv"]
    assert [row.name for row in missing({"connections", "messages", "profile"})] == ["Invitations.csv", "Positions.csv"]


ROWS = "Name,Phone\nZoë Łukaszewicz,1\nAna Ruiz,2\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_kind_of_unicode_is_read(encoding: str) -> None:
    found = read_part(Part("x.csv", "x.csv", ROWS.encode(encoding), None))
    assert [contact.name for contact in found.contacts] == ["Zoë Łukaszewicz", "Ana Ruiz"]
    assert any("a guess" in note for note in found.notes) is encoding.endswith(("le", "be"))


@pytest.mark.parametrize(
    ("data", "encoding", "note"),
    [
        (b"plain", "utf-8", ""),
        ("Zoë".encode(), "utf-8", ""),
        ("Zoë".encode("cp1252"), "cp1252", "not UTF-8, read as Western (Windows-1252): 'Zoë'"),
        (b"\xef\xbb\xbfZo\xc3\xab \xff", "utf-8-sig", "some characters are damaged and show as \ufffd"),
        ("Zoë ".encode() * 9 + b"\xff", "utf-8", "some characters are damaged and show as \ufffd"),
        (b"a\0" * 19, "utf-8", ""),
        (b"a\0" * 20, "utf-16-le", "read as UTF-16-LE, a guess: check the names"),
        (b"\0a" * 20, "utf-16-be", "read as UTF-16-BE, a guess: check the names"),
        (b"a\0" * 14 + b"ab" * 6, "utf-8", ""),
        (b"a\0" * 15 + b"ab" * 5, "utf-16-le", "read as UTF-16-LE, a guess: check the names"),
        (b"\0\0" * 30, "utf-8", ""),
    ],
)
def test_an_encoding_is_chosen_and_a_guess_is_told(data: bytes, encoding: str, note: str) -> None:
    how = choose(data)
    assert (how.encoding, how.note) == (encoding, note)


def test_a_carriage_return_somebody_typed_ends_no_row_and_an_old_mac_file_is_read() -> None:
    assert [contact.name for contact in book("Name,Phone", "Ana\rRuiz,1").contacts] == ["Ana Ruiz"]
    assert [contact.name for contact in read_part(Part("x.csv", "x.csv", b"Name,Phone\rAna Ruiz,1\rBo Larkin,2\r", None)).contacts] == [
        "Ana Ruiz", "Bo Larkin",
    ]  # fmt: skip
    assert [contact.name for contact in read_part(Part("x.csv", "x.csv", b"Name,Phone\r\nAna Ruiz,1\r\n", None)).contacts] == ["Ana Ruiz"]
