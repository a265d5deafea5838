"""The Prefect server of one run, in a process of its own: it ends with the run, however the run ends.

The run holds the other end of this process's standard input. The system closes it even when the run is killed,
and that is the word to stop. Started as a file, so that nothing but Prefect is needed to run it; its first line
on standard output is the port.
"""

import os
import socket
import sys
import threading
import time
from typing import Any

ORDERLY = b"."  # the run's last word where it was not killed: what it recorded is to be written out first
PATIENCE = 5  # seconds for that


def main() -> None:
    """Serves Prefect's API on a free port of this machine until standard input ends."""
    serving: list[Any] = []
    threading.Thread(target=_end_with_the_run, args=[serving], daemon=True).start()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        sys.stdout.write(f"{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        from uvicorn import Config, Server

        app = "prefect.server.api.server:create_app"
        server = Server(Config(app, factory=True, log_level="error", lifespan="on", timeout_graceful_shutdown=1))
        serving.append(server)
        server.run(sockets=[listening])


def _end_with_the_run(serving: list[Any]) -> None:
    orderly = sys.stdin.buffer.read() == ORDERLY
    for server in serving if orderly else []:
        server.should_exit = True
        time.sleep(PATIENCE)
    os._exit(0)


if __name__ == "__main__":
    main()
