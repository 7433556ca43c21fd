"""What can go wrong in a way the user can mend, each with its exit code (sysexits) and one line of text."""

from __future__ import annotations

import enum

import msgspec


class Exit(enum.IntEnum):
    """Exit statuses: part of the program's interface, never renumbered."""

    OK = 0
    SOMETHING_DUE = 1
    USAGE = 64
    BAD_INPUT = 65
    INTERNAL = 70
    CANNOT_CREATE = 73
    NOT_SAVED = 74
    BUSY = 75
    DENIED = 77


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong with what the user gave, tied to the field that holds it."""

    field: str
    message: str


class OutreachError(Exception):
    """A failure with one line for the user: what happened, where, and the next step."""

    code: Exit = Exit.INTERNAL

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message}: {self.next_step}" if self.next_step else self.message


class UsageError(OutreachError):
    """The words of a command do not say what is wanted."""

    code = Exit.USAGE


class NotFound(UsageError):
    """Nothing in the plan answers to that name or number."""


class Ambiguous(UsageError):
    """Several things answer to that name; ``candidates`` are (id, label) pairs to choose from."""

    def __init__(self, message: str, candidates: tuple[tuple[int, str], ...]) -> None:
        super().__init__(message, next_step="name one by its number")
        self.candidates = candidates


class Refused(UsageError):
    """A command whose ``problems`` must be mended first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.message}" for p in problems))
        self.problems = problems


class BadInput(OutreachError):
    """A file or text from outside that cannot be read, or a plan file that is damaged."""

    code = Exit.BAD_INPUT


class NewerVersion(BadInput):
    """A file was made by a later version of the program: this one must not write to it."""


class CannotCreate(OutreachError):
    """A file or folder cannot be made where it should be."""

    code = Exit.CANNOT_CREATE


class NotSaved(OutreachError):
    """A change did not reach the disk; it is kept in memory."""

    code = Exit.NOT_SAVED


class Busy(OutreachError):
    """Another process holds the plan's lock; trying again later is right."""

    code = Exit.BUSY


class Denied(OutreachError):
    """The system's permissions forbid it."""

    code = Exit.DENIED
