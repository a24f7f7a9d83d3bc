"""A terminal after a signal: runs a command on a pseudo-terminal, waits until it asks without echo, sends the signal.

Arguments: the signal's name, then the command. Standard output: JSON {"ended_by": …, "echo": …}.
"""

import json
import os
import pty
import select
import signal
import sys
import termios
import time

PATIENCE = 30


def has_echo(terminal):
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def start(terminal, command):
    pid = os.fork()
    if pid == 0:
        os.login_tty(terminal)
        # Whoever runs the tests may have ignored it, as nohup does with SIGHUP.
        signal.signal(getattr(signal, sys.argv[1]), signal.SIG_DFL)
        os.execvp(command[0], command)
    return pid


def wait_for_a_silent_question(ours, terminal):
    deadline = time.monotonic() + PATIENCE
    screen = b""
    while b": " not in screen or has_echo(terminal):
        if time.monotonic() > deadline:
            raise SystemExit(f"no question: {screen!r}")
        if select.select([ours], [], [], 0.1)[0]:
            screen += os.read(ours, 4096)


def main():
    name, *command = sys.argv[1:]
    # The second end stays open here, so that the terminal outlives the command.
    ours, terminal = pty.openpty()
    pid = start(terminal, command)
    wait_for_a_silent_question(ours, terminal)
    os.kill(pid, getattr(signal, name))
    _, status = os.waitpid(pid, 0)
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    name = signal.Signals(ended_by).name if ended_by else None
    print(json.dumps({"ended_by": name, "echo": has_echo(terminal)}))


main()
