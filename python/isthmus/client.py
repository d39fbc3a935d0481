"""The server's process, the connection to it, and the arrays that both sides see."""

import json
import mmap
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import weakref

import numpy as np

PROTOCOL = 1
MOST_FRAME_BYTES = 1 << 26
# The first start after a change of sources builds them.
MOST_START_SECONDS = 900
END_SECONDS = 10


class Error(RuntimeError):
    """The server could not be started, has gone, or refused a request; the message says why."""


def launcher(home=None):
    """The file that runs Isthmus: in `home`, in ISTHMUS_HOME, in the repository that holds this package, or on the PATH."""
    home = home or os.environ.get("ISTHMUS_HOME")
    if home:
        found = pathlib.Path(home) / "isthmus"
        if not found.is_file():
            raise Error(f"{found} is not there; ISTHMUS_HOME (or home=...) has to be the folder of Isthmus's repository")
        return str(found)
    found = pathlib.Path(__file__).resolve().parents[2] / "isthmus"
    if found.is_file():
        return str(found)
    found = shutil.which("isthmus")
    if found:
        return found
    raise Error(
        "Isthmus itself is not found: set ISTHMUS_HOME to the folder of its repository, "
        "install this package from there with `pip install -e python`, or put `isthmus` on the PATH"
    )


class Client:
    """A server of its own, and what it says. Not safe for several threads."""

    def __init__(self, id, worlds, autoreset, *, threads=0, robot=None, engine=None, home=None, images=False, looks=False, physics=False):
        words = [launcher(home), "serve", id, "--worlds", str(worlds), "--autoreset", autoreset, "--threads", str(threads)]
        if robot:
            words += ["--robot", robot]
        if engine:
            words += ["--engine", engine]
        words += [f"--{name}" for name, wanted in (("images", images), ("looks", looks), ("physics", physics)) if wanted]
        self._parts = _Parts()
        #: Ends the server; may be called again, and is when this is forgotten or the program ends.
        self.close = weakref.finalize(self, self._parts.end)
        try:
            address = self._start(words)
            self._parts.socket = _connect(address)
            self.welcome = self._request({"protocol": PROTOCOL, "token": address.get("token", "")})
            self.arrays = _map(self.welcome["file"], self.welcome["arrays"])
        except BaseException:
            self.close()
            raise

    def _start(self, words):
        path = os.path.join(self._parts.folder, "socket")
        words += ["--socket", path] if hasattr(socket, "AF_UNIX") else ["--port", "0"]
        log = os.path.join(self._parts.folder, "log")
        with open(log, "wb") as errors:
            # in a session of its own, so that an interrupt at the terminal reaches this program alone
            process = self._parts.process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, start_new_session=True
            )
        patience = threading.Timer(MOST_START_SECONDS, process.kill)
        patience.start()
        line = process.stdout.readline()
        patience.cancel()
        if not line:
            code = process.wait()
            said = pathlib.Path(log).read_text(encoding="utf-8", errors="replace").strip()
            raise Error(f"the server did not start (exit code {code}): {said}")
        return json.loads(line)

    def call(self, type, **fields):
        """Asks for something and waits for the answer."""
        return self._request({"type": type, **fields})

    def _request(self, request):
        return self.exchange(_frame(request))

    def exchange(self, frame):
        """Sends a frame that was made before (see `frame`), and returns the answer."""
        if self._parts.socket is None:
            raise Error("the environment is closed")
        try:
            self._parts.socket.sendall(frame)
            (length,) = struct.unpack("<I", self._receive(4))
            if length > MOST_FRAME_BYTES:
                raise Error(f"the server sent a frame of {length} bytes")
            answer = json.loads(self._receive(length))
        except OSError as e:
            raise Error(f"the server has gone: {e}") from e
        if "error" in answer:
            raise Error(answer["error"])
        return answer

    def _receive(self, count):
        parts = b""
        while len(parts) < count:
            part = self._parts.socket.recv(count - len(parts))
            if not part:
                raise Error("the server has gone")
            parts += part
        return parts


class _Parts:
    """What has to be ended."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="isthmus-")
        self.socket = None
        self.process = None

    def end(self):
        patience = 0
        if self.socket is not None:
            patience = END_SECONDS  # a server whose client has gone ends by itself
            self.socket.close()
            self.socket = None
        if self.process is not None:
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def frame(type, **fields):
    """A request in the form in which it is sent."""
    return _frame({"type": type, **fields})


def _frame(request):
    text = json.dumps(request).encode()
    return struct.pack("<I", len(text)) + text


def _connect(address):
    if "socket" in address:
        link = socket.socket(socket.AF_UNIX)
        link.connect(address["socket"])
        return link
    link = socket.create_connection(("127.0.0.1", address["port"]))
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return link


def _map(file, arrays):
    """Arrays by name, in the server's memory."""
    with open(file, "r+b") as opened:
        memory = mmap.mmap(opened.fileno(), 0)
    return {
        each["name"]: np.frombuffer(
            memory, each["dtype"], count=int(np.prod(each["shape"], dtype=np.int64)), offset=each["offset"]
        ).reshape(each["shape"])
        for each in arrays
    }
