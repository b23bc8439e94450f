"""What each address answers: `/`, `/<release>/`, `/<release>/<file>`, with `latest` for the release that it points at,
and `/<release>/CODEBOOK.html` and so on, which show the Markdown files to people.

Here belongs the mapping from addresses to releases and files. Only what a listing of the releases and of one release's
own files contains can be answered, so no path leads out of them. Ranges, conditional requests and HEAD are Starlette's.
"""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from pipelines.release import LATEST, latest_in, releases
from pipelines.release_files import CHECKSUMS
from pipelines.serving.pages import PAGES, index_page, release_page, text_page
from warehouse.errors import UserError

MEDIA_TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".md": "text/markdown",
    ".html": "text/html",
    "": "text/plain",
}
_ANYONE_MAY_READ = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["GET", "HEAD"],
    allow_headers=["Range", "If-Range", "If-None-Match", "If-Modified-Since"],
    expose_headers=["Accept-Ranges", "Content-Length", "Content-Range", "ETag", "Last-Modified"],
)


def site(folder: Path) -> Starlette:
    """The application that offers the releases in `folder`."""

    def index(request: Request) -> Response:
        return HTMLResponse(index_page(releases(folder), latest_in(folder), str(request.base_url)))

    def release(request: Request) -> Response:
        found = find_release(folder, request.path_params["release"])
        if found is None:
            raise HTTPException(404)
        return HTMLResponse(release_page(found, latest_in(folder), str(request.base_url)))

    def text(request: Request) -> Response:
        found = find_release(folder, request.path_params["release"])
        if found is None:
            raise HTTPException(404)
        try:
            return HTMLResponse(text_page(found, PAGES[request.url.path.rpartition("/")[2]]))
        except FileNotFoundError as error:
            raise HTTPException(404) from error

    def with_slash(request: Request) -> Response:
        name = request.path_params["release"]
        if find_release(folder, name) is None:
            raise HTTPException(404)
        return RedirectResponse(f"/{name}/", 308)

    return Starlette(
        routes=[
            Route("/", index),
            Route("/{release}", with_slash),
            Route("/{release}/", release),
            *(Route(f"/{{release}}/{page}", text) for page in PAGES),
            Mount("/", ReleaseFiles(folder)),
        ],
        middleware=[_ANYONE_MAY_READ],
        exception_handlers={404: _not_found, UserError: _damaged},
    )


def find_release(folder: Path, name: str) -> Path | None:
    """The release of that name, or the one that `latest` points at."""
    if name == LATEST:
        return latest_in(folder)
    return next((release for release in releases(folder) if release.name == name), None)


class ReleaseFiles(StaticFiles):
    """The files of the releases. The entity tag is the SHA-256 of the content, as the release's own list has it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._folder = folder

    async def check_config(self) -> None:
        """Nothing to check: a folder that is not there yet has no releases."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """The file at `<release>/<name>`, if it is one of that release's own; links and dot-files are none."""
        name, _, file = path.partition("/")
        release = find_release(self._folder, name)
        if release is None or file.startswith("."):
            return "", None
        with os.scandir(release) as entries:
            own = next((e for e in entries if e.name == file and e.is_file(follow_symlinks=False)), None)
        return (own.path, own.stat()) if own else ("", None)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file with its type and entity tag; 304 where the client has it already."""
        path = Path(full_path)
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
        if digest := _checksums(path.parent).get(path.name):
            headers["ETag"] = f'"{digest}"'
        media_type = MEDIA_TYPES.get(path.suffix, "application/octet-stream")
        response = FileResponse(path, status_code, headers, media_type, stat_result=stat_result)
        asked = Headers(scope=scope)
        return NotModifiedResponse(response.headers) if self.is_not_modified(response.headers, asked) else response


def _checksums(release: Path) -> dict[str, str]:
    lines = (release / CHECKSUMS).read_text("utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _not_found(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse("There is no such file in the releases. The page at / lists what there is.\n", 404)


def _damaged(_request: Request, error: Exception) -> Response:
    return PlainTextResponse(f"{error}\n", 500)
