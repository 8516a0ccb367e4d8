"""A process that has loaded the commands, and forks for each run that it is asked for."""

from __future__ import annotations

import gc
import json
import os
import sys
from importlib import import_module

from stexcel.cli.group import COMMANDS


def serve() -> None:
    """Waits for runs, a line of JSON each, and answers with their exit codes.

    It comes back in a new process for each, which has the words, folder, environment and files that were asked for
    and goes on with the program; the process that waits ends when nothing more can be asked for.
    """
    for command in COMMANDS.values():
        import_module(command.module)
    gc.freeze()  # what is loaded is no concern of the processes to come
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(**json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    sys.exit()


def _become(words: list[str], cwd: str, env: dict[str, str], told: list[str]) -> None:
    """Makes this process one that was started with all that, and with nothing to read."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in enumerate(told, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    sys.argv[1:] = words
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
