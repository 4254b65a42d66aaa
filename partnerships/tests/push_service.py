"""A push service to talk to, as a browser's maker runs one, and a browser that can read what comes."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def text_of(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


class Browser:
    """What a browser gives when somebody switches messages on, and how it reads one."""

    def __init__(self, service: "PushService", name: str = "phone") -> None:
        self._key, self._secret = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes ok"
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.path = f"/{name}"
        self.given = {"endpoint": service.url + self.path, "p256dh": text_of(point), "auth": text_of(self._secret)}

    def read(self, body: bytes) -> dict[str, Any]:
        said = http_ece.decrypt(body, private_key=self._key, auth_secret=self._secret, version="aes128gcm")
        return dict(json.loads(said))


class PushService:
    """Keeps what it gets; `status` is its answer, `to` where it sends on to."""

    def __init__(self) -> None:
        self.status, self.to = 201, ""
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.got.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(service.status)
                if service.to:
                    self.send_header("Location", service.to)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *words: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
