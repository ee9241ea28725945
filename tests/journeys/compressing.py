"""What stands before the site in production, as far as weight goes: a proxy that compresses texts."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

TEXTS = ("text/", "application/javascript", "image/svg", "application/json")


@contextmanager
def compressed(origin: str) -> Iterator[str]:
    """Serve `origin` under an address of its own, texts compressed."""
    behind = urlsplit(origin)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            connection = HTTPConnection(behind.hostname, behind.port)
            connection.request("GET", self.path, headers={"Host": behind.netloc})
            answer = connection.getresponse()
            body = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {
                    "content-length",
                    "connection",
                    "transfer-encoding",
                    "date",
                    "server",
                }:
                    self.send_header(name, value)
            if answer.getheader("Content-Type", "").startswith(TEXTS):
                body = gzip.compress(body)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            connection.close()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
