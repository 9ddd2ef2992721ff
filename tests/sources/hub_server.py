"""A server on this machine's own loopback that answers as the Hugging Face Hub does, as far as its
client asks: repositories, trees in pages, files by stretches, large files on another host, errors.
"""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, quote, unquote, urlsplit

COMMIT = "1234567890abcdef1234567890abcdef12345678"
_API = re.compile(r"/api/(model|dataset|space)s/(.+?)(?:/(revision|tree)/([^/]+))?$")
_FILE = re.compile(r"/(?:(dataset|space)s/)?(.+?)/resolve/([^/]+)/(.+)$")
_RANGE = re.compile(r"bytes=(\d+)-(\d*)$")
_CODES = {"GatedRepo": 403, "RepoNotFound": 401, "RevisionNotFound": 404, "EntryNotFound": 404}


@dataclass
class Repository:
    """What the server holds of one repository.

    Attributes:
        files: path → bytes, or a file on this disk for a large one; large ones are stored apart.
        large: paths besides those files that are stored apart.
        token: who shows another one is told that there is no such repository; empty for anyone.
        refused: path → error code or status, or a list of those for one request each; the empty
            path stands for the repository itself, `tree` for its list, `*` for any other.
        wait: seconds that an answer 429 asks to wait; None to leave it out.
    """

    files: Mapping[str, bytes | Path]
    large: frozenset[str] = frozenset()
    revisions: Mapping[str, str] = field(default_factory=lambda: {"main": COMMIT})
    token: str = ""
    refused: Mapping[str, str | int | list[int]] = field(default_factory=dict)
    wait: int | None = None

    def apart(self, path: str) -> bool:
        """Whether a file is stored apart."""
        return path in self.large or isinstance(self.files[path], Path)

    def refusal(self, path: str) -> str | int:
        """What is answered instead of a file; empty when nothing is."""
        found = self.refused.get(path, self.refused.get("*", ""))
        if isinstance(found, list):
            return found.pop(0) if found else ""
        return found

    def size(self, path: str) -> int:
        """Bytes of a file."""
        content = self.files[path]
        return content.stat().st_size if isinstance(content, Path) else len(content)

    def digest(self, path: str) -> str:
        """Its sha256; that of its name for a file on this disk, which is too long to hash."""
        content = self.files[path]
        return sha256(path.encode() if isinstance(content, Path) else content).hexdigest()

    def stretch(self, path: str, start: int, end: int) -> bytes:
        """Bytes of a file."""
        content = self.files[path]
        if isinstance(content, bytes):
            return content[start:end]
        with content.open("rb") as file:
            file.seek(start)
            return file.read(end - start)


@dataclass
class Hub:
    """The server's whole state.

    Attributes:
        held: (kind, id) → repository.
        requests: method, path and headers of each request so far.
        sent: bytes of bodies sent so far.
        page: entries of a tree on one page.
        ranges: whether it gives stretches; else it always gives the whole.
    """

    held: dict[tuple[str, str], Repository] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    sent: int = 0
    page: int = 1000
    ranges: bool = True
    address: str = ""
    storage: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, files: Mapping[str, bytes | Path], **more: Any) -> Repository:
        """Hold a repository, `OWNER/NAME` or `datasets/OWNER/NAME`."""
        first, _, rest = name.partition("/")
        kind = first.removesuffix("s") if first in {"datasets", "spaces"} else "model"
        self.held[kind, rest if kind != "model" else name] = repository = Repository(files, **more)
        return repository


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # one packet an answer
    hub: ClassVar[Hub]

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        path = url.path
        with self.hub.lock:
            self.hub.requests.append((self.command, unquote(path), dict(self.headers)))
        if path.startswith("/stored/"):
            _, _, kind, name, file = unquote(path).split("/", 4)
            self._bytes(self.hub.held[kind, name.replace("--", "/")], file)
        elif found := _API.match(path):
            self._api(*found.groups(), parse_qs(url.query))
        elif found := _FILE.match(path):
            self._file(*(unquote(group or "") for group in found.groups()))
        else:
            self._send(404, b"{}")

    def do_HEAD(self) -> None:
        self.do_GET()

    def _api(
        self, kind: str, name: str, what: str | None, revision: str, query: dict[str, list[str]]
    ) -> None:
        revision = unquote(revision or "main")
        repository = self._allowed(kind, name, revision, "" if what != "tree" else "tree")
        if repository is None:
            return
        if what == "tree":
            self._tree(repository, query)
        else:
            siblings = [{"rfilename": path} for path in repository.files]
            commit = repository.revisions.get(revision, revision)
            self._json({"id": name, "sha": commit, "siblings": siblings, "tags": []})

    def _tree(self, repository: Repository, query: dict[str, list[str]]) -> None:
        start = int(query.get("cursor", ["0"])[0])
        end = start + self.hub.page
        entries = [_entry(repository, path) for path in repository.files]
        entries.insert(0, {"type": "directory", "oid": "0" * 40, "size": 0, "path": "folder"})
        following = f"{self.hub.address}{urlsplit(self.path).path}?recursive=true&cursor={end}"
        link = {"Link": f'<{following}>; rel="next"'} if end < len(entries) else {}
        self._json(entries[start:end], link)

    def _file(self, kind: str, name: str, revision: str, path: str) -> None:
        kind = kind or "model"
        repository = self._allowed(kind, name, revision, path)
        if repository is None:
            return
        if path not in repository.files:
            self._refuse("EntryNotFound")
        elif repository.apart(path):
            place = f"{self.hub.storage}/stored/{kind}/{name.replace('/', '--')}/{quote(path)}"
            headers = {"X-Linked-Size": str(repository.size(path)), "Location": place}
            etag = f'"{repository.digest(path)}"'
            self._send(302, b"", headers | {"X-Linked-ETag": etag, "X-Repo-Commit": COMMIT})
        else:
            self._bytes(repository, path)

    def _allowed(self, kind: str, name: str, revision: str, path: str) -> Repository | None:
        """The repository, if it may be given; the refusal was sent otherwise."""
        repository = self.hub.held.get((kind, name))
        shown = self.headers.get("Authorization", "")
        if repository is None or (repository.token and shown != f"Bearer {repository.token}"):
            self._refuse("RepoNotFound")
        elif error := repository.refusal(path):
            self._refuse(error, repository.wait)
        elif revision not in {*repository.revisions, *repository.revisions.values()}:
            self._refuse("RevisionNotFound")
        else:
            return repository
        return None

    def _refuse(self, error: str | int, wait: int | None = None) -> None:
        headers = {"X-Error-Code": error} if isinstance(error, str) else {}
        pause = {"Retry-After": str(wait)} if wait is not None else {}
        status = _CODES[error] if isinstance(error, str) else error
        self._send(status, b'{"error": "no"}', headers | pause)

    def _bytes(self, repository: Repository, path: str) -> None:
        size = repository.size(path)
        asked = _RANGE.match(self.headers.get("Range", "")) if self.hub.ranges else None
        start = int(asked[1]) if asked else 0
        end = min(size, int(asked[2]) + 1 if asked and asked[2] else size)
        headers = {"ETag": f'"{repository.digest(path)}"', "X-Repo-Commit": COMMIT}
        if asked:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        body = repository.stretch(path, start, end)
        self._send(206 if asked else 200, body, headers)

    def _json(self, value: object, headers: Mapping[str, str] | None = None) -> None:
        self._send(200, json.dumps(value).encode(), headers)

    def _send(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
            with self.hub.lock:
                self.hub.sent += len(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that stop listening, as ours does when it has enough."""


def _entry(repository: Repository, path: str) -> dict[str, Any]:
    size = repository.size(path)
    entry: dict[str, Any] = {
        "type": "file",
        "oid": sha256(path.encode()).hexdigest()[:40],
        "size": size,
        "path": path,
    }
    if repository.apart(path):
        entry["lfs"] = {"oid": repository.digest(path), "size": size, "pointerSize": 134}
    return entry


@contextmanager
def serving() -> Iterator[Hub]:
    """A server on two ports, the Hub's own and its storage's, for as long as the block."""
    hub = Hub()
    handler = type("Handler", (_Handler,), {"hub": hub})
    servers = [_Server(("127.0.0.1", 0), handler) for _ in range(2)]
    hub.address, hub.storage = (f"http://127.0.0.1:{one.server_port}" for one in servers)
    threads = [threading.Thread(target=one.serve_forever, args=(0.02,)) for one in servers]
    for thread in threads:
        thread.start()
    try:
        yield hub
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
