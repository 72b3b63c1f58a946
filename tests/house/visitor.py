"""A browser without script, strict about what it is given.

Every answer is looked at, whatever the test asks of it: no handler, inline style or inline script,
no unprinted template, no id twice, and the policy that lets none of them work.
"""

import gzip
import http.client
import json
import re
import time
from dataclasses import dataclass, field
from functools import cached_property
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4

from bs4 import BeautifulSoup, Tag

from preau.web.kit.headers import PAGE_CSP

HX = {"HX-Request": "true"}
UNPRINTED = re.compile(r"\{\{|\{%|\bUndefined\b")
File = tuple[str, str, bytes]
Fields = dict[str, str | list[str]]


@dataclass(frozen=True)
class Answer:
    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float = 0.0
    """From the question to the last octet."""

    @property
    def is_page(self) -> bool:
        """Ours, not a message's own document nor a file."""
        policy = self.headers.get("content-security-policy", "")
        return self.headers.get("content-type", "").startswith("text/html") and policy == PAGE_CSP

    @property
    def text(self) -> str:
        return self.body.decode()

    @cached_property
    def soup(self) -> BeautifulSoup:
        """As browsers read it; parsed once, so who changes it changes it for all."""
        return BeautifulSoup(self.text, "html5lib")

    @property
    def json(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.body)
        return found

    @property
    def location(self) -> str:
        """The path of a redirect, with its query."""
        parts = urlsplit(urljoin(self.url, self.headers.get("location", "")))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def words(self) -> str:
        """What is read, in one line."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def toasts(self) -> list[str]:
        return [" ".join(one.get_text(" ").split()) for one in self.soup.select(".toast-words")]

    def all(self, selector: str) -> list[Tag]:
        return list(self.soup.select(selector))

    def one(self, selector: str) -> Tag:
        found = self.soup.select(selector)
        assert len(found) == 1, f"{len(found)} of {selector} in {self.url}"
        return found[0]

    def rows(self) -> list[str]:
        """The subjects of the list, without the secret word."""
        return [subject_of(row) for row in self.all("[data-preau-row] .row-subject")]

    def folders(self) -> dict[str, str]:
        """Name to key, in the order of the pane."""
        return {
            link.select_one(".folder-name").get_text(): str(link["id"]).removeprefix("folder-")  # type: ignore[union-attr]
            for link in self.all("#folder-links a.folder")
        }

    def unread(self, name: str) -> str:
        """What the pane says beside a folder; "" for nothing."""
        link = self.one(f"#folder-{self.folders()[name]}")
        count = link.select_one(".folder-count")
        return str(count.find(string=True)).strip() if count else ""

    def ids(self) -> list[str]:
        return [str(row["data-preau-row"]) for row in self.all("[data-preau-row]")]


def subject_of(tag: Tag) -> str:
    return " ".join(word for word in tag.get_text().split() if word != "couleuvrine")


@dataclass
class Visitor:
    """Talks to the running web on loopback; `host` is the name it says it looks for.

    `reads_anything`: what strangers wrote may well look like a template.
    """

    port: int
    host: str
    cookies: dict[str, str] = field(default_factory=dict)
    source: str = "127.0.0.1"
    reads_anything: bool = False

    def get(self, path: str, *, htmx: dict[str, str] | None = None, **query: str) -> Answer:
        """`htmx`: the headers of a fragment beside HX-Request; {} for none beside."""
        headers = {} if htmx is None else HX | htmx
        suffix = ("&" if "?" in path else "?") + urlencode(query) if query else ""
        return self.request("GET", path + suffix, headers)

    def follow(self, answer: Answer) -> Answer:
        while answer.status in (301, 302, 303, 307, 308):
            answer = self.get(answer.location)
        return answer

    def post(
        self,
        path: str,
        fields: Fields | None = None,
        *,
        files: list[tuple[str, File]] | None = None,
        htmx: dict[str, str] | None = None,
        page: str = "",
        **more: str,
    ) -> Answer:
        """A form as a browser posts it: its token, the `page` it stands on; files make it
        multipart."""
        if "preau_csrf" not in self.cookies:
            self.get("/sign-in")
        headers = {
            "Origin": f"http://{self.host}",
            "X-CSRFToken": self.cookies.get("preau_csrf", ""),
        }
        headers |= {} if htmx is None else HX | htmx
        headers |= {"Referer": f"http://{self.host}{page}"} if page else {}
        given: Fields = {**(fields or {}), **more}
        if files is None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            return self.request("POST", path, headers, urlencode(given, doseq=True).encode())
        boundary = uuid4().hex
        headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        return self.request("POST", path, headers, multipart(given, files, boundary))

    def request(
        self, verb: str, path: str, headers: dict[str, str], body: bytes | None = None
    ) -> Answer:
        begun = time.monotonic()
        line = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(self.source, 0)
        )
        sent = {"Host": self.host, "Accept-Encoding": "gzip", "Cookie": self._cookies(), **headers}
        try:
            line.request(verb, path, body, sent)
            got = line.getresponse()
            raw = got.read()
        finally:
            line.close()
        took = time.monotonic() - begun
        if got.headers.get("content-encoding") == "gzip":
            raw = gzip.decompress(raw)
        for one in got.headers.get_all("set-cookie", []):
            self._keep(one)
        kept = {name.lower(): value for name, value in got.headers.items()}
        answer = Answer(f"http://{self.host}{path}", got.status, kept, raw, took)
        refuse_bad_html(answer)
        if not self.reads_anything:
            refuse_templates(answer)
        return answer

    def _cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep(self, said: str) -> None:
        for name, morsel in SimpleCookie(said).items():
            if morsel["max-age"] == "0" or not morsel.value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value


def multipart(fields: Fields, files: list[tuple[str, File]], boundary: str) -> bytes:
    lines: list[bytes] = []
    for name, value in fields.items():
        for one in [value] if isinstance(value, str) else value:
            lines += [
                f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n'.encode()
            ]
    for name, (filename, kind, octets) in files:
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"'
        )
        lines += [f"{head}\r\nContent-Type: {kind}\r\n\r\n".encode(), octets, b"\r\n"]
    return b"".join(lines) + f"--{boundary}--\r\n".encode()


def refuse_bad_html(answer: Answer) -> None:
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return
    if not answer.is_page:
        assert_message_policy(answer.headers.get("content-security-policy", ""), answer.url)
        return
    # Twice as quick as the browsers' own way to read, and every answer of every test comes here.
    soup = BeautifulSoup(answer.text, "html.parser")
    for tag in soup.find_all(True):
        handlers = [name for name in tag.attrs if name.lower().startswith("on") or name == "style"]
        assert handlers == [], f"{answer.url}: <{tag.name}> has {handlers}"
        inline = (
            tag.name == "script" and not tag.get("src") and tag.get("type") != "application/json"
        )
        assert not inline, f"{answer.url}: a script stands in the page"
        assert tag.name != "style", f"{answer.url}: a style sheet stands in the page"
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    twice = sorted({str(one) for one in ids if ids.count(one) > 1})
    assert twice == [], f"{answer.url}: ids twice: {twice}"


def refuse_templates(answer: Answer) -> None:
    found = UNPRINTED.search(answer.text) if answer.is_page else None
    assert found is None, f"{answer.url}: a template shows through: {found}"


def assert_message_policy(policy: str, url: str) -> None:
    """What a message's own frame, or a file, may do: show, and nothing else."""
    directives = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    assert directives.get("default-src") == ["'none'"], f"{url}: {policy}"
    assert directives.get("script-src", ["'none'"]) == ["'none'"], f"{url}: {policy}"
    assert directives.get("connect-src", ["'none'"]) == ["'none'"], f"{url}: {policy}"
