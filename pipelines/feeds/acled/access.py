"""Being let in by ACLED: the password grant, the token that it gives, and its three ways of refusing told apart.

Here belong tokens and refusals; what is asked for belongs to `pages`. Token and password are kept in memory and sent to
ACLED's own address; no message, snapshot or log has them. Source: acledR 1.0.1 (`acled_auth.R`), and ACLED's guide to
its API of 2025, which asks for the scope too.
"""

import re
from collections.abc import Mapping
from typing import Any

from pipelines.credentials import Credential, Secret, secrets
from pipelines.fetching import Answer, Fetcher
from pipelines.fetching.answers import HEAD, looks_like_a_page
from warehouse.errors import UserError

SITE = "https://acleddata.com"
ACCOUNT = Credential(
    ("CASUS_ACLED_USER", "CASUS_ACLED_PASSWORD"),
    "read ACLED from the network",
    "a myACLED account at https://acleddata.com; reading by program needs an access level that ACLED grants",
)
LIMIT = 500_000_000
"""Bytes of one answer."""
_LATER = "Build again later, or put an export from acleddata.com into inbox/acled."
_DENIED = re.compile(r"denied|permission|access|not authori[sz]ed|unauthori[sz]ed|forbidden|tier|quota", re.I)


class Access:
    """One person's access during a run: asks for a token at the first question, and for another where it is spent."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._user, self._password = secrets(ACCOUNT)
        self._token: Secret | None = None
        self._refresh: Secret | None = None

    def rows(self, path: str, params: Mapping[str, str]) -> tuple[bytes, list[dict[str, Any]]]:
        """The body at `path` and the records in its `data`.

        Raises UserError, in words of its own for each: the password is not taken; the account may not read; the server
        fails; the answer is an error under another name, or no list of records.
        """
        if self._token is None:
            self._ask_token({"grant_type": "password", **self._named()})
        answer = self._asked(path, params)
        if answer.status == 401:
            self._renew()
            answer = self._asked(path, params)
        self._refuse(answer)
        body = answer.json()
        data = body.get("data") if isinstance(body, dict) else None
        if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
            raise UserError(f"ACLED answers without a list of records ({self._said(answer) or 'no data'})", _LATER)
        return answer.content, data

    def _named(self) -> dict[str, str]:
        return {
            "username": self._user.reveal(),
            "password": self._password.reveal(),
            "scope": "authenticated",
        }

    def _asked(self, path: str, params: Mapping[str, str]) -> Answer:
        assert self._token is not None
        headers = {"Authorization": f"Bearer {self._token.reveal()}"}
        return self._fetcher.ask(f"{SITE}{path}", params=params, headers=headers, limit=LIMIT)

    def _renew(self) -> None:
        """Another token: for the refresh token, and where that is spent too, for the password."""
        if self._refresh is not None:
            spent, self._refresh = self._refresh, None
            try:
                self._ask_token({"grant_type": "refresh_token", "refresh_token": spent.reveal()})
            except UserError:
                pass
            else:
                return
        self._ask_token({"grant_type": "password", **self._named()})

    def _ask_token(self, form: Mapping[str, str]) -> None:
        answer = self._fetcher.ask(
            f"{SITE}/oauth/token",
            method="POST",
            body={"client_id": "acled", **form},
            limit=LIMIT,
            is_idempotent=True,
        )
        self._refuse_failing(answer)
        body = answer.json() if answer.media_type.endswith("json") else None
        token = body.get("access_token") if isinstance(body, dict) else None
        if answer.status not in (200, 400, 401):
            raise UserError(f"ACLED answers with an error (HTTP {answer.status}{self._in_words(answer)})", _LATER)
        if not isinstance(token, str) or not token:
            raise UserError(
                "ACLED does not take the name and password in CASUS_ACLED_USER and CASUS_ACLED_PASSWORD"
                f" (HTTP {answer.status}{self._in_words(answer)})",
                "Correct them: they are those with which you log in at acleddata.com.",
            )
        self._token = Secret(token)
        refresh = body.get("refresh_token") if isinstance(body, dict) else None
        self._refresh = Secret(refresh) if isinstance(refresh, str) and refresh else None

    def _refuse(self, answer: Answer) -> None:
        self._refuse_failing(answer)
        said = self._said(answer)
        if answer.status in (401, 402, 403) or (said and _DENIED.search(said)):
            raise UserError(
                f"ACLED takes the password, but the account may not read the data (HTTP {answer.status}"
                f"{self._in_words(answer)})",
                "Ask ACLED for an access level that includes the API, or put an export into inbox/acled.",
            )
        if said or not 200 <= answer.status < 300:
            raise UserError(f"ACLED answers with an error (HTTP {answer.status}{self._in_words(answer)})", _LATER)

    def _refuse_failing(self, answer: Answer) -> None:
        is_page = looks_like_a_page(answer.content[:HEAD])
        if is_page or answer.status >= 500 or answer.status == 429:
            kind = "with a web page" if is_page else "with a failure of its own"
            raise UserError(
                f"ACLED's server answers {kind} (HTTP {answer.status}{'' if is_page else self._in_words(answer)})",
                _LATER,
            )

    def _in_words(self, answer: Answer) -> str:
        said = self._said(answer)
        return f": {said}" if said else ""

    def _said(self, answer: Answer) -> str | None:
        """ACLED's own words on what went wrong, without what was sent; also where they stand in place of the data."""
        words = answer.complaint()
        if words is None:
            try:
                body = answer.json()
            except UserError:
                return None
            if isinstance(body, dict) and "data" not in body and "access_token" not in body:
                words = " ".join(str(body.get("message") or "").split())[:300] or None
        for secret in (self._user, self._password, self._token, self._refresh):
            words = words.replace(secret.reveal(), "…") if words and secret else words
        return words
