"""A small client of the Language Server Protocol: what an editor says to a server over stdio, and what it hears back.

The protocol is Microsoft's, version 3.17: messages are JSON-RPC with a `Content-Length` header. Only what the tests of
the editor need is here.
"""

import json
import queue
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""How many seconds a server may be silent before a test gives up on it; nothing is measured by it."""
CAPABILITIES = {
    "textDocument": {
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]},
            "contextSupport": True,
        },
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True},
}


class Server:
    """One server process and the documents that are open in it."""

    def __init__(self, command: Sequence[str], settings: dict[str, Any]) -> None:
        self._settings = settings
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._heard: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._sent = 0
        self._asked = False
        self._marks: dict[str, list[dict[str, Any]]] = {}
        self._opened: set[str] = set()
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        self.about = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": CAPABILITIES})
        self.tell("initialized", {})
        while not self._asked:  # it asks for the settings before it is of use
            self._note(self._take())

    def close(self) -> None:
        """End the process as an editor does, and by force where it does not listen."""
        try:
            self.ask("shutdown", None)
            self.tell("exit", None)
            self._process.wait(10)
        finally:
            self._process.kill()
            self._process.wait()
            self._ear.join(10)
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()

    def ask(self, method: str, params: object) -> Any:
        """Return the result of a request; what else the server says meanwhile is taken note of."""
        self._sent += 1
        wanted = self._sent
        self._write({"id": wanted, "method": method, "params": params})
        while True:
            message = self._take()
            if message.get("id") == wanted and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            self._note(message)

    def tell(self, method: str, params: object) -> None:
        """Send a notification."""
        self._write({"method": method, "params": params})

    def open(self, uri: str, text: str) -> None:
        """Open a document."""
        assert uri not in self._opened
        self._opened.add(uri)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def marks(self, uri: str) -> list[dict[str, Any]]:
        """Return the marks of a document, as soon as the server has published any, be it none at all."""
        while uri not in self._marks:
            self._note(self._take())
        return self._marks[uri]

    def _note(self, message: dict[str, Any]) -> None:
        method, params = message.get("method"), message.get("params") or {}
        if method == "textDocument/publishDiagnostics":
            self._marks[params["uri"]] = params["diagnostics"]
        elif method == "workspace/configuration":
            self._asked = True
            self._answer(message, [self._settings.get(item["section"]) for item in params["items"]])
        elif "id" in message and method is not None:
            self._answer(message, None)

    def _answer(self, message: dict[str, Any], result: object) -> None:
        self._write({"id": message["id"], "result": result})

    def _take(self) -> dict[str, Any]:
        message = self._heard.get(timeout=PATIENCE)
        assert message is not None, "the language server has ended"
        return message

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        pipe = self._process.stdin
        assert pipe is not None
        pipe.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        pipe.flush()

    def _listen(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        while True:
            size = 0
            while (line := pipe.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    size = int(value)
            if not line:
                self._heard.put(None)
                return
            self._heard.put(json.loads(pipe.read(size)))


class Document:
    """A document open in a server, as the file at `path` or with a text that nobody has saved yet.

    A path is opened once: marks come without a version, and a second opening could be shown those of the first.
    """

    def __init__(self, server: Server, path: Path, text: str | None = None) -> None:
        self.server, self.uri = server, path.as_uri()
        self.text = path.read_text(encoding="utf-8") if text is None else text
        server.open(self.uri, self.text)

    def marks(self) -> list[tuple[int, str]]:
        """Return line and message of every mark."""
        found = [(mark["range"]["start"]["line"] + 1, mark["message"]) for mark in self.server.marks(self.uri)]
        return sorted(found)

    def hover(self, what: str) -> str:
        """Return the text shown over the first place of `what`, "" for none."""
        found = self._ask("hover", self.text.index(what))
        return found["contents"]["value"] if found else ""

    def complete(self, after: str) -> dict[str, dict[str, Any]]:
        """Return what is offered behind the first place of `after`, by label."""
        found = self._ask("completion", self.text.index(after) + len(after))
        return {item["label"]: item for item in found["items"]}

    def _ask(self, what: str, at: int) -> Any:
        before = self.text[:at]
        # positions count UTF-16 units from the start of the line
        column = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
        position = {"line": before.count("\n"), "character": column}
        return self.server.ask(f"textDocument/{what}", {"textDocument": {"uri": self.uri}, "position": position})
