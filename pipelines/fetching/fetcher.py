"""The doors: a page into memory, a file onto the disk, a question to an interface, the end of a long file.

Here belongs what callers see. What the bytes mean, and where they are kept, does not.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from pipelines.fetching import answers, downloads
from pipelines.fetching.addresses import shown
from pipelines.fetching.answers import Answer, Downloaded, Fetched, Tail
from pipelines.fetching.connection import Connection, Patience, Question, refuse_passing
from pipelines.fetching.downloads import Wanted
from pipelines.fetching.faults import BY_HAND, Failed, FetchError


class Fetcher:
    """One session for a run. Waits `pause` seconds between two requests to one server.

    Every door raises FetchError where an address gives nothing that can be used, and follows no redirect from a public
    address to a private one or to a page to sign in. The caller's own `headers` (tokens) go to the origin of the
    address asked and to no other; no message, log or repr shows them, nor queries, nor bodies.
    """

    def __init__(self, pause: float = 1.0, patience: Patience | None = None) -> None:
        self._connection = Connection(pause, patience or Patience())

    def fetch(
        self,
        url: str,
        *,
        accept: Collection[str],
        limit: int,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Fetched:
        """GET `url` if it changed since `etag` or `last_modified`; at most `limit` bytes of a media type in `accept`.

        Raises FetchError: no answer, an error status, a sign-in page, a redirect to a private address, another media
        type, a web page or JSON message in the place of data, too large, too slow.
        """
        asked = {"Accept": ", ".join(accept), **_conditions(etag, last_modified)}
        question = Question(url, asked, own_headers=headers or {})
        return self._connection.patiently(lambda _: self._fetch_once(question, accept, limit))

    def _fetch_once(self, question: Question, accept: Collection[str], limit: int) -> Fetched:
        url, content = question.url, None
        with self._connection.open(question) as answer:
            refuse_passing(answer)
            answers.refuse_status(answer, url, (200, 304))
            media_type, charset = answers.media_type_and_charset(answer)
            if answer.status_code == 200:
                answers.refuse_media_type(media_type, url, accept)
                content, _ = answers.body(answer, url, limit)
                answers.refuse_other_content(content[: answers.HEAD], url, accept)
                answers.refuse_sign_in(content, url)
            return Fetched(
                content, media_type, charset, answer.headers.get("ETag"), answer.headers.get("Last-Modified")
            )

    def download(
        self,
        url: str,
        target: Path,
        *,
        accept: Collection[str],
        limit: int,
        md5: str | None = None,
        size: int | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Downloaded:
        """GET `url` into the file `target` if it changed since `etag` or `last_modified`; at most `limit` bytes.

        The bytes go to `<target>.part`, which is renamed when it is whole and its length and MD5 are those given. What
        broke off is taken up again, in this run or a later one, where the server tells versions apart; where it does
        not, ignores ranges or has another version by now, the file is read from its start. Memory stays constant.
        Raises FetchError as `fetch` does, and where length or MD5 differ.
        """
        wanted = Wanted(url, target, accept, limit, md5, size, _conditions(etag, last_modified), headers or {})
        return self._connection.patiently(lambda _: downloads.attempt(self._connection, wanted))

    def ask(
        self,
        url: str,
        *,
        limit: int,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        body: Mapping[str, str] | bytes | None = None,
        json: object = None,
        accept: Collection[str] = answers.JSON,
        is_idempotent: bool | None = None,
    ) -> Answer:
        """Ask an interface; any final status is the caller's to judge (`Answer.good`, `Answer.complaint`).

        A mapping as `body` is sent as a form. Failures that may pass are tried again for GET, and for others where the
        caller says that asking twice does no harm (`is_idempotent`). Raises FetchError where there is no answer, it is
        too large or too slow, or the server asks to come back later than we are ready to wait.
        """
        again = method == "GET" if is_idempotent is None else is_idempotent
        question = Question(url, {"Accept": ", ".join(accept)}, method, headers or {}, params, body, json)
        return self._connection.patiently(
            lambda is_last: self._ask_once(question, limit, is_last), None if again else 1
        )

    def _ask_once(self, question: Question, limit: int, is_last: bool) -> Answer:
        with self._connection.open(question) as answer:
            try:
                refuse_passing(answer)
            except Failed:
                if not is_last:
                    raise
            media_type, _ = answers.media_type_and_charset(answer)
            content, _ = answers.body(answer, question.url, limit)
            return Answer(shown(question.url), answer.status_code, media_type, answer.headers, content)

    def tail(self, url: str, byte_count: int, *, accept: Collection[str], limit: int) -> Tail:
        """The last `byte_count` bytes of a long file, asked for as a range; at most `limit` bytes are read.

        A server that ignores ranges sends the whole: then its end is kept, and `Tail.is_ranged` is False. Raises
        FetchError as `fetch` does.
        """
        asked = {"Accept": ", ".join(accept), "Accept-Encoding": "identity", "Range": f"bytes=-{byte_count}"}
        question = Question(url, asked)
        return self._connection.patiently(lambda _: self._tail_once(question, byte_count, accept, limit))

    def _tail_once(self, question: Question, byte_count: int, accept: Collection[str], limit: int) -> Tail:
        url = question.url
        with self._connection.open(question) as answer:
            refuse_passing(answer)
            answers.refuse_status(answer, url, (200, 206))
            answers.refuse_media_type(answers.media_type_and_charset(answer)[0], url, accept)
            content, size = answers.body(answer, url, limit, keep=byte_count)
            is_ranged = answer.status_code == 206
            start = downloads.range_start(answer) if is_ranged else size - len(content)
            if start is None or (is_ranged and (size > byte_count or answers.is_encoded(answer))):
                raise FetchError(f"{shown(url)} answers a range with something else", BY_HAND)
            answers.refuse_other_content(content[: answers.HEAD], url, accept)
            return Tail(content, start, is_ranged, answer.headers.get("ETag"), answer.headers.get("Last-Modified"))


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    return {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if v}
