"""A cluster of machines as an executor: ``dask://host:8786`` is a scheduler of dask.distributed.

What is sent to the workers are names of files, so that every worker must see the same files under the same names.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from stexcel.program import program_mark

P = ParamSpec("P")
R = TypeVar("R")

SCHEME = "dask"
USUAL_PORT = 8786
CONTACT = 10.0
"""Seconds to wait for the scheduler, and then for a worker."""
_RETRIES = 2
_LIBRARY = "distributed"
_EXAMPLE = f"{SCHEME}://server:{USUAL_PORT}"


class ClusterError(Exception):
    """The cluster cannot be used; the message is Swedish and says what to do."""


class Cluster(Executor):
    """The workers of a scheduler. A call that fails is tried again, on another worker if there is one."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name
        self._executor: Executor = client.get_executor(retries=_RETRIES, pure=False)
        self._workers = _workers(client)

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        return self._executor.submit(fn, *args, **kwargs)

    def remarks(self) -> tuple[str, ...]:
        """Swedish sentences about what has gone wrong with the cluster since the run began."""
        try:
            now = _workers(self._client)
        except Exception:  # noqa: BLE001 - of whatever kind: a scheduler that does not answer is what is told
            return (f"Kontakten med klustret {self._name} bröts. Resten gjordes på den här datorn.",)
        gone = len(self._workers - now)
        if not gone:
            return ()
        which = "En arbetare" if gone == 1 else f"{gone} arbetare"
        return (f"{which} i klustret {self._name} försvann under körningen. Filerna lästes av andra i stället.",)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._client.close(CONTACT)


@contextmanager
def cluster_of(address: str) -> Iterator[Cluster]:
    """The cluster at an address such as ``dask://server:8786``, as long as it is used.

    Raises :class:`ClusterError` where the address is none, the library is not installed, nobody answers, or the
    workers run another version of the program.
    """
    cluster = executor_of(address)
    try:
        yield cluster
    finally:
        cluster.shutdown()


def executor_of(address: str) -> Cluster:
    """The cluster at an address; see :func:`cluster_of`. Whoever asks for it shuts it down."""
    host = _scheduler(address)
    if find_spec(_LIBRARY) is None:
        raise ClusterError(
            f"{address} kan inte användas: tillägget för kluster är inte installerat. "
            "Installera det med  pip install stexcel[dask]  och kör igen."
        )
    client = _client(address, host)
    try:
        _check_workers(client, address)
    except BaseException:
        client.close(CONTACT)
        raise
    return Cluster(client, address)


def _scheduler(address: str) -> str:
    """The address as dask writes it."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or USUAL_PORT
    except ValueError:
        host, port = None, 0
    if host is None or parts.scheme != SCHEME or parts.path.strip("/") or parts.query or parts.username:
        raise ClusterError(f"”{address}” är ingen adress till ett kluster. Skriv den som {_EXAMPLE}.")
    return f"tcp://{f'[{host}]' if ':' in host else host}:{port}"


def _client(address: str, host: str) -> Any:
    logging.getLogger(_LIBRARY).setLevel(logging.CRITICAL)  # what users need to know, they are told in Swedish
    distributed = import_module(_LIBRARY)
    try:
        return distributed.Client(host, timeout=CONTACT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"Klustret {address} svarar inte. Kontrollera att schemaläggaren är igång och att namn och port stämmer, "
            "eller kör utan --executor på den här datorn."
        ) from error


def _check_workers(client: Any, address: str) -> None:
    """Raises :class:`ClusterError` if there is no worker, or one of another version."""
    try:
        client.wait_for_workers(1, timeout=CONTACT)
    except TimeoutError as error:
        raise ClusterError(
            f"Klustret {address} svarar, men har inga arbetare. Starta minst en och kör igen."
        ) from error
    try:
        marks = set(client.run(program_mark).values())
    except Exception as error:
        raise ClusterError(f"Arbetarna i klustret {address} har inte stexcel. {_INSTALL}") from error
    if marks != {_own_mark()}:
        raise ClusterError(f"Arbetarna i klustret {address} har inte samma version av stexcel som du. {_INSTALL}")


_INSTALL = "Installera samma version överallt, så att resultatet blir detsamma."


def _workers(client: Any) -> frozenset[str]:
    """The names of the workers that the scheduler has now."""
    found: dict[str, Any] = client.run_on_scheduler(_named)
    return frozenset(found)


def _named(dask_scheduler: Any) -> list[str]:
    """What a scheduler calls its workers; each is named anew when it starts."""
    return [f"{worker.address} {worker.server_id}" for worker in dask_scheduler.workers.values()]


def _own_mark() -> str:
    return program_mark()
