"""What a person must be given by a publisher before a feed may read from the network: asked for by name, never shown.

Here belong the words for credentials. Which ones a feed needs is said in its own folder. They are read from the
environment at the moment of use, and their values reach no repr, message, log or file.
"""

import os
from dataclasses import dataclass

from warehouse.errors import UserError


class Secret:
    """A value that shows itself only to who calls `reveal`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value: for the request it is meant for, and nothing else."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written down")


@dataclass(frozen=True)
class Credential:
    """What a feed needs, as environment variables. `purpose` goes on from "to" ("read ACLED from the network");
    `where_to_get` says what it costs and whom to ask ("free account at acleddata.com").
    """

    variables: tuple[str, ...]
    purpose: str
    where_to_get: str


def missing(credential: Credential) -> str | None:
    """The one line that says which variables to set, None where all are set."""
    absent = [name for name in credential.variables if not os.environ.get(name, "").strip()]
    if not absent:
        return None
    return f"Set {' and '.join(absent)} ({credential.where_to_get}) to {credential.purpose}."


def secrets(credential: Credential) -> tuple[Secret, ...]:
    """The values, in the order of `variables`. Raises UserError where one is not set."""
    if line := missing(credential):
        raise UserError("A credential is missing", line)
    return tuple(Secret(os.environ[name].strip()) for name in credential.variables)
