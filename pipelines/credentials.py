"""What a person must be given by a publisher before a feed may read from the network: asked for by name, never shown.

Here belong the words for credentials. Which one a feed needs its declaration says. They are read from the
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
    `where_to_get` says what it costs and whom to ask ("free account at acleddata.com"). A feed that can do without
    needs it only where the variable `only_with` is set, or never where it `is_optional`.
    """

    variables: tuple[str, ...]
    purpose: str
    where_to_get: str
    only_with: str | None = None
    is_optional: bool = False


def missing(credential: Credential) -> str | None:
    """The one line that says which variables to set, None where all are set or none is needed."""
    absent = [name for name in credential.variables if not _value(name)]
    if not absent or credential.is_optional or (credential.only_with and not _value(credential.only_with)):
        return None
    return f"Set {' and '.join(absent)} ({credential.where_to_get}) to {credential.purpose}."


def described(credential: Credential) -> str:
    """The credential by name: whether it is set, what for and, where it is not, whom to ask."""
    names = " and ".join(credential.variables)
    use = credential.purpose + (f", where {credential.only_with} is set" if credential.only_with else "")
    if all(map(_value, credential.variables)):
        return f"{names} set, to {use}"
    return f"{names} not set, to {use} ({'optional; ' * credential.is_optional}{credential.where_to_get})"


def secrets(credential: Credential) -> tuple[Secret, ...]:
    """The values, in the order of `variables`; none where one is not set and need not be. Raises UserError where one is
    missing.
    """
    if line := missing(credential):
        raise UserError("A credential is missing", line)
    values = [_value(name) for name in credential.variables]
    return tuple(map(Secret, values)) if all(values) else ()


def _value(variable: str) -> str:
    return os.environ.get(variable, "").strip()
