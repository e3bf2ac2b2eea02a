"""`make ui`: all of it on this machine: a Prefect server, the deployments, a worker, the preview, a first run.

    python -m flows.stack

Everything it starts carries a mark in its environment, and everything that carries the mark is ended with it: the server,
the worker, the worker's runs.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import httpx

from contentops.errors import ContentopsError, UsageError
from contentops.settings import load

PROJECT = Path(__file__).parents[1]
POOL = "local"
AUTOMATION = "contentops-crashed-run"
"""As flows/automations.yaml names it."""
MARK = "CONTENTOPS_STACK"
_STARTS_WITHIN = 180.0
"""Seconds. A server is up in 8 to 12 s; a busy machine, and the first start of all, take much longer."""
_ENDS_WITHIN = 8.0
_BUSY_AT_MOST = 30.0
_AGAIN_AFTER = 0.5
"""Seconds."""
_A_DAY = 24 * 60 * 60.0
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_END = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


class StackFailed(ContentopsError):
    """Something of the stack did not start; the message names its log."""


@dataclass(slots=True)
class Stack:
    """A Prefect server with its worker, and the preview of a store. Made by :func:`running`."""

    store: Path
    home: Path
    port: int
    preview_port: int
    settings: Mapping[str, str] = field(default_factory=dict)
    """More of the environment of all processes."""
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Of Prefect's pages."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def preview_url(self) -> str:
        """Of the preview's pages."""
        return f"http://127.0.0.1:{self.preview_port}/preview"

    @property
    def environment(self) -> dict[str, str]:
        """Of every process of the stack. What is set for another Prefect server does not count here."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        return {
            **own,
            MARK: self.mark,
            "PREFECT_HOME": str(self.home),
            "PREFECT_API_URL": f"{self.url}/api",
            "PREFECT_UI_URL": self.url,
            # Not --port: that alone leaves the pages asking the usual port.
            "PREFECT_SERVER_API_PORT": str(self.port),
            "PREFECT_SERVER_UI_API_URL": f"{self.url}/api",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "PREFECT_WORKER_QUERY_SECONDS": "2",
            "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
            "CONTENTOPS_STORE": str(self.store.resolve()),
            "CONTENTOPS_PREVIEW_URL": self.preview_url,
            **self.settings,
        }

    # ------------------------------------------------------------------------------------------------------ processes

    def start(self, name: str, *command: str) -> None:
        """Starts a process of the stack under a name; what it says goes to a log of that name."""
        with self.log(name).open("ab") as log:
            # A session of its own: Ctrl-C is ours to handle, in the right order.
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=PROJECT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def stop(self, name: str) -> None:
        """Ends a process: politely, then not."""
        process = self.processes.pop(name, None)
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_ENDS_WITHIN)
            return
        process.kill()
        process.wait()

    def log(self, name: str) -> Path:
        """Where a process of the stack says what it does."""
        return self.home / f"{name}.log"

    def prefect(self, *arguments: str) -> None:
        """A `prefect` command, to its end. Raises StackFailed with what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StackFailed(f"prefect {' '.join(arguments)} failed: {(done.stderr or done.stdout).strip()[-600:]}")

    def start_server(self) -> None:
        """Starts the server and waits until it answers."""
        self.start("server", "prefect", "server", "start")
        self._wait("server", f"{self.url}/api/health")

    def start_worker(self) -> None:
        """Starts a worker of the pool."""
        self.start("worker", "prefect", "worker", "start", "--pool", POOL)

    def start_preview(self) -> None:
        """Serves the store, drafts included, and waits until it answers."""
        (self.store / "public" / "objects").mkdir(parents=True, exist_ok=True)
        (self.store / "private" / "objects").mkdir(parents=True, exist_ok=True)
        serve = ("contentops.cli", "serve", str(self.store), "--port", str(self.preview_port), "--drafts")
        self.start("preview", *serve)
        self._wait("preview", f"http://127.0.0.1:{self.preview_port}/")

    def deploy(self) -> None:
        """The work pool, all deployments of prefect.yaml, and the automation that notices crashed runs."""
        self.prefect("work-pool", "create", POOL, "--type", "process", "--overwrite")
        self.prefect("deploy", "--all")
        there = {automation["name"] for automation in self.ask("automations/filter", {})}
        if AUTOMATION not in there:
            self.prefect("automation", "create", "--from-file", "flows/automations.yaml")

    def _wait(self, name: str, url: str) -> None:
        deadline = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(url, timeout=5, trust_env=False).status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                    return
            if self.processes[name].poll() is not None:
                break
            time.sleep(0.2)
        raise StackFailed(f"the {name} did not start.", hint=f"What it said: {self.log(name)}")

    # ------------------------------------------------------------------------------------------------------ asking

    def ask(self, path: str, values: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401  # JSON
        """What the server's API answers: to a GET, or with ``values`` to a POST. Raises StackFailed.

        A server whose database is busy says 503 and has done nothing: it is asked again, as Prefect's own client does.
        """
        url = f"{self.url}/api/{path}"
        patience = time.monotonic() + _BUSY_AT_MOST
        try:
            # Not by a proxy that is set for the world outside: it is this machine.
            with httpx.Client(trust_env=False, timeout=60) as client:
                while True:
                    answer = client.get(url) if values is None else client.post(url, json=values)
                    if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or time.monotonic() > patience:
                        break
                    time.sleep(_AGAIN_AFTER)
        except httpx.HTTPError as error:
            raise StackFailed(f"{path}: Prefect's server does not answer: {error}.") from error
        if answer.is_error:
            raise StackFailed(f"{path}: {answer.status_code}: {answer.text[:400]}")
        return answer.json() if answer.content else None

    def order(self, deployment: str, form: Mapping[str, Any] | None = None, **more: Any) -> str:  # noqa: ANN401  # JSON
        """Orders a run of "localize/localize" and the like, as its form does; the run's id."""
        found = self.ask(f"deployments/name/{deployment}")
        parameters = {} if form is None else {"form": form}
        run: dict[str, str] = self.ask(f"deployments/{found['id']}/create_flow_run", {"parameters": parameters, **more})
        return run["id"]

    def run(self, identifier: str) -> dict[str, Any]:
        """A run as it is now."""
        found: dict[str, Any] = self.ask(f"flow_runs/{identifier}")
        return found

    def ended(self, identifier: str, within: float = 300.0) -> dict[str, Any]:
        """A run at its end. Raises StackFailed when it has not ended after ``within`` seconds."""
        deadline = time.monotonic() + within
        while (run := self.run(identifier))["state"]["type"] not in _END:
            self.check()
            if time.monotonic() > deadline:
                raise StackFailed(f"the run {run['name']} has not ended: {run['state']['name']}.")
            time.sleep(0.3)
        return run

    def check(self) -> None:
        """Raises StackFailed when a process has ended that should be at work."""
        for name, process in self.processes.items():
            if process.poll() is not None:
                raise StackFailed(f"the {name} has ended by itself.", hint=f"What it said: {self.log(name)}")

    # ------------------------------------------------------------------------------------------------------ the end

    def end(self) -> None:
        """Ends everything, and leaves no run "Running" that nobody works on. A second Ctrl-C does not stop that."""
        before = [(ending, signal.signal(ending, signal.SIG_IGN)) for ending in _ENDINGS]
        self.stop("worker")
        _kill(self.mark, keep={process.pid for process in self.processes.values()})
        if "server" in self.processes:
            with contextlib.suppress(StackFailed):
                self._crash_what_runs()
        for name in reversed(list(self.processes)):
            self.stop(name)
        _kill(self.mark)
        for ending, handler in before:
            signal.signal(ending, handler)

    def _crash_what_runs(self) -> None:
        active = {"flow_runs": {"state": {"type": {"any_": ["RUNNING", "PENDING", "CANCELLING"]}}}}
        crashed = {"type": "CRASHED", "message": "It was ended together with Prefect. Nothing is lost; run it again."}
        for run in self.ask("flow_runs/filter", active):
            self.ask(f"flow_runs/{run['id']}/set_state", {"state": crashed, "force": True})


def _kill(mark: str, keep: set[int] | frozenset[int] = frozenset()) -> None:
    """Ends every process that carries the mark: the runs of a worker that is gone live in sessions of their own."""
    for folder in Path("/proc").glob("[0-9]*"):
        pid = int(folder.name)
        if pid == os.getpid() or pid in keep:
            continue
        with contextlib.suppress(OSError):
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                os.kill(pid, signal.SIGKILL)


def free_port(wanted: int = 0) -> int:
    """The port that is wanted if nothing listens there, else a free one."""
    for port in (wanted, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            number: int = probe.getsockname()[1]
            return number
    raise StackFailed("no port is free.")


@contextlib.contextmanager
def running(
    store: Path,
    home: Path,
    *,
    port: int = 0,
    preview_port: int = 0,
    settings: Mapping[str, str] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[Stack]:
    """The whole stack while the block lasts. Raises StackFailed, and then leaves nothing behind either."""
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home):
        yield from _running(store, home, port, preview_port, settings or {}, say)


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Holds a Prefect home: two stacks on one would do each other's runs, on each other's stores."""
    with (home / "stack.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StackFailed(
                f"{home}: another `make ui` is at work there.", hint="End it, or name another folder: PREFECT_HOME=…"
            ) from None
        yield


def _running(
    store: Path, home: Path, port: int, preview_port: int, settings: Mapping[str, str], say: Callable[[str], None]
) -> Iterator[Stack]:
    stack = Stack(store, home.resolve(), free_port(port), free_port(preview_port), settings)
    try:
        say("Starting Prefect's server (10 to 30 seconds, the first time longer) …")
        stack.start_server()
        say("Deploying nightly, localize and review …")
        stack.deploy()
        stack.start_worker()
        stack.start_preview()
        yield stack
    finally:
        stack.end()


@click.command()
@click.option(
    "--source", "sources", multiple=True, help="A file or folder of pages for the first run [default: the settings']."
)
@click.option("--to", default="", help="Targets of the first run, comma-separated [default: the settings'].")
@click.option("--out", default="", help="The store [default: the settings'].")
@click.option("--port", default=4200, show_default=True, help="For Prefect; another free one is taken if it is in use.")
@click.option("--preview-port", default=8300, show_default=True, help="For the preview; the same.")
def main(sources: tuple[str, ...], to: str, out: str, port: int, preview_port: int) -> None:
    """Start Prefect, its worker and the preview on this machine, fill them with a first run, end all on Ctrl-C."""
    for ending in _ENDINGS:  # SIGINT too: a shell's background job is started without it
        signal.signal(ending, signal.default_int_handler)
    home = Path(os.environ.get("PREFECT_HOME") or PROJECT / ".prefect")
    try:
        store = Path(out) if out else load().store
        with running(store, home, port=port, preview_port=preview_port, say=_say) as stack:
            _say(_addresses(stack))
            form: dict[str, Any] = {"pages": "\n".join(str(Path(source).resolve()) for source in sources)}
            if names := [name.strip() for name in to.split(",") if name.strip()]:
                form["targets"] = names
            _say("A run over the pages, to begin with …")
            run = stack.ended(stack.order("localize/localize", form), within=_A_DAY)
            _say(_welcome(run))
            while True:
                stack.check()
                time.sleep(0.5)
    except KeyboardInterrupt:
        _say("\nAll ended.")
    except UsageError as error:
        _say(f"contentops: {error}")
        raise SystemExit(2) from None
    except ContentopsError as error:
        _say(f"contentops: {error}")
        raise SystemExit(1) from None


def _addresses(stack: Stack) -> str:
    return "\n".join(
        (
            "",
            f"  Preview   {stack.preview_url}/   read beside the Swedish, edit, approve",
            f"  Prefect   {stack.url}/runs   start runs by a form, see what came out",
            f"  Live      http://127.0.0.1:{stack.preview_port}/live.json   what downstream sites get",
            "",
        )
    )


def _welcome(run: Mapping[str, Any]) -> str:
    return "\n".join(
        (
            f"{run['state']['name']}. {run['state']['message'] or ''}",
            "",
            "Open the preview, choose an article, follow “Approve”, write your name in the form and submit it.",
            "Ctrl-C ends everything.",
        )
    )


def _say(message: str) -> None:
    click.echo(message, err=True)


if __name__ == "__main__":
    main()
