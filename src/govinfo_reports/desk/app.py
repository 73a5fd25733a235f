"""The web application of the desk: files come in, pages go out; everything is held in memory, and only for
as long as it is among the last."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

from attrs import field, frozen
from python_multipart.exceptions import MultipartParseError
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ..batch.pool import WorkerPool
from ..checks.render import clean
from ..errors import GovInfoError
from ..language import Language, Say, phrase
from ..limits import Limits
from .template import asset, policy, render
from .work import ShownReport, show

__all__ = ["desk"]

_log = logging.getLogger(__name__)

_MOST_FILES = 100
_HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


@frozen(kw_only=True)
class _Refused:
    """A file that gave no report, and why."""

    name: str
    error: str
    reason: str
    reason_zh: str


@frozen
class _Shelf:
    """What is held: sets of files by names that nobody can guess, the oldest given up first."""

    most: int
    sets: OrderedDict[str, tuple[ShownReport | _Refused, ...]] = field(factory=OrderedDict)

    def put(self, files: tuple[ShownReport | _Refused, ...]) -> str:
        name = secrets.token_urlsafe(16)
        self.sets[name] = files
        while len(self.sets) > 1 and self._size() > self.most:
            self.sets.popitem(last=False)
        return name

    def _size(self) -> int:
        return sum(one.size for files in self.sets.values() for one in files if isinstance(one, ShownReport))


class _Guard:
    """Answers only those who came by a name that this desk has, and takes files only from its own pages."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        host = request.headers.getlist("host")
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site")
        is_asked_by_us = (
            origin is None or origin == f"{request.url.scheme}://{host[0] if host else ''}"
        ) and (site in {None, "same-origin", "none"})
        if len(host) != 1 or host[0].lower() not in self._hosts:
            await Response("not a name of this desk\n", 421, _HEADERS)(scope, receive, send)
        elif request.method not in {"GET", "HEAD"} and not is_asked_by_us:
            await Response("files are taken from the desk's own page only\n", 403, _HEADERS)(
                scope, receive, send
            )
        else:
            await self._app(scope, receive, send)


class _InMemory(MultiPartParser):
    """Uploaded files stay in memory, up to the limit of the whole request."""

    spool_max_size = 1 << 40


class _TooMuch(Exception):
    """The request is larger than allowed."""


class _Desk:
    def __init__(self, pool: WorkerPool, limits: Limits, most: int, lang: Language | None) -> None:
        self._pool = pool
        self._limits = limits
        self._most = most
        self._lang = lang
        self._shelf = _Shelf(max(4 * most, 200_000_000))
        self._busy = asyncio.Semaphore(4)

    def say(self, request: Request) -> Say:
        """The language asked for, else that of the command, else the browser's."""
        asked = request.query_params.get("lang")
        if asked in {"zh", "en"}:
            return Say(asked)
        if self._lang is not None:
            return Say(self._lang)
        wanted = request.headers.get("accept-language", "")
        return Say("zh" if wanted.lower().startswith("zh") else "en")

    def page(self, request: Request, status: int = 200, **values: Any) -> Response:
        """The page of the desk: where files are dropped, and what came of them."""
        say = self.say(request)
        rules = policy("serve.js", more="form-action 'self'")
        shown = {"files": None, "name": "", "trouble": "", **values}
        text = render(
            "serve.html",
            say=say,
            lang="zh-CN" if say.chinese else "en",
            policy=rules,
            style=asset("base.css") + asset("serve.css"),
            script=asset("serve.js"),
            title=say("Check annual reports"),
            megabytes=self._most // 1_000_000,
            **shown,
        )
        return Response(text, status, {**_HEADERS, "content-security-policy": rules}, "text/html")

    async def home(self, request: Request) -> Response:
        return self.page(request)

    async def take(self, request: Request) -> Response:
        """Files come in: read each in a worker, and lead to what came of them; of one file alone to its
        page."""
        say = self.say(request)
        async with self._busy:
            try:
                files = await self._uploaded(request)
            except _TooMuch:
                most = self._most // 1_000_000
                return self.page(
                    request, 413, trouble=say("More than {most} MB at once are not taken.", most=most)
                )
            except (MultiPartException, MultipartParseError):
                return self.page(
                    request, 400, trouble=say("The files did not arrive whole; please try again.")
                )
            if not files:
                return self.page(request, 400, trouble=say("No file was chosen."))
            outcomes = await asyncio.gather(*(self._read(name, data) for name, data in files))
        name = self._shelf.put(tuple(outcomes))
        alone = "0/" if len(outcomes) == 1 and isinstance(outcomes[0], ShownReport) else ""
        return RedirectResponse(f"/r/{name}/{alone}?lang={say.language.value}", 303, _HEADERS)

    async def _uploaded(self, request: Request) -> list[tuple[str, bytes]]:
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._most:
            raise _TooMuch

        async def counted() -> AsyncGenerator[bytes, None]:
            size = 0
            async for piece in request.stream():
                size += len(piece)
                if size > self._most:
                    raise _TooMuch
                yield piece

        parser = _InMemory(
            request.headers, counted(), max_files=_MOST_FILES, max_fields=4, max_part_size=1024
        )
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            return []
        form = await parser.parse()
        found = [
            (clean(one.filename)[:200], await one.read())
            for one in form.getlist("files")
            if isinstance(one, UploadFile) and one.filename
        ]
        await form.close()
        return found

    async def _read(self, name: str, data: bytes) -> ShownReport | _Refused:
        try:
            return await asyncio.wrap_future(self._pool.submit(show, name, data, self._limits))
        except GovInfoError as error:
            return _Refused(
                name=name, error=type(error).__name__, reason=error.reason, reason_zh=error.reason_zh
            )
        except Exception as error:  # noqa: BLE001 - a fault of ours costs its own file
            _log.debug("a fault over %s", name, exc_info=True)
            kind = type(error).__name__
            reason = phrase("a fault of this program, not of the file ({kind})", kind=kind)
            return _Refused(name=name, error=kind, reason=str(reason), reason_zh=reason.zh)

    def _gone(self, request: Request) -> Response:
        return self.page(
            request, 404, trouble=self.say(request)("This is no longer held; please drop the file again.")
        )

    async def results(self, request: Request) -> Response:
        name = request.path_params["name"]
        files = self._shelf.sets.get(name)
        return self._gone(request) if files is None else self.page(request, files=files, name=name)

    async def result(self, request: Request) -> Response:
        """The page of one file, or a download of it."""
        files = self._shelf.sets.get(request.path_params["name"], ())
        number, kind = request.path_params["number"], request.path_params.get("kind", "page")
        one = files[number] if number < len(files) else None
        if not isinstance(one, ShownReport):
            return self._gone(request)
        lang = self.say(request).language.value
        found: dict[str, tuple[bytes | None, str, str]] = {
            "page": (one.pages[lang], "text/html; charset=utf-8", ""),
            "json": (one.json, "application/json", "json"),
            "xlsx": (
                one.workbooks[lang],
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "xlsx",
            ),
            "sarif": (one.logs[lang], "application/sarif+json", "sarif"),
        }
        body, media, ending = found.get(kind, (None, "", ""))
        if body is None:
            return self._gone(request)
        headers = {**_HEADERS, "content-type": media}
        if ending:
            called = quote(f"{one.organ or one.name}{one.year or ''}.{ending}", safe="")
            headers["content-disposition"] = f"attachment; filename*=UTF-8''{called}"
            headers["content-security-policy"] = "default-src 'none'; sandbox"
        else:
            headers["content-security-policy"] = policy("page.js")
        return Response(body, headers=headers)


def desk(
    hosts: Collection[str],
    *,
    workers: int = 2,
    limits: Limits,
    most: int = 60_000_000,
    lang: Language | None = None,
) -> Starlette:
    """The application. `hosts` are the names (with their port) that it answers to, `workers` the processes
    that read, each within `limits`; `most` is how many bytes one request may have, `lang` the language where
    the browser's is not to count."""
    pool = WorkerPool(workers, timeout=limits.worker_seconds, memory=limits.worker_memory)
    inner = _Desk(pool, limits, most, lang)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            pool.close()

    routes: list[tuple[str, Callable[..., Any], list[str]]] = [
        ("/", inner.home, ["GET"]),
        ("/", inner.take, ["POST"]),
        ("/r/{name}/", inner.results, ["GET"]),
        ("/r/{name}/{number:int}/", inner.result, ["GET"]),
        ("/r/{name}/{number:int}/{kind}", inner.result, ["GET"]),
    ]
    return Starlette(
        routes=[Route(path, function, methods=methods) for path, function, methods in routes],
        middleware=[Middleware(_Guard, hosts=frozenset(host.lower() for host in hosts))],
        lifespan=lifespan,
    )
