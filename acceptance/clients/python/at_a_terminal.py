"""A person at a terminal: runs a command on a pseudo-terminal, answers its questions, prints what the screen showed.

Standard input: JSON {"command": […], "answers": [["text that the screen shows", "what is typed"], …]}. Typed as null: the
code that the page shows whose address is on the screen.
Standard output: JSON {"code": …, "screen": …, "stdout": …}; the command's own stdout is a pipe, as under credential_process.
"""

import json
import os
import pty
import re
import select
import sys
import time
import urllib.request

PATIENCE = 30


def read_some(fd, seconds):
    ready, _, _ = select.select([fd], [], [], seconds)
    if not ready:
        return None
    try:
        return os.read(fd, 4096)
    except OSError:
        return b""


def code_of_page(screen):
    url = re.findall(rb"https?://\S+", screen)[-1].decode()
    with urllib.request.urlopen(url, timeout=PATIENCE) as page:
        return re.search(r'<code id="code">([^<]+)<', page.read().decode())[1] + "\n"


def start(command):
    out_read, out_write = os.pipe()
    pid, terminal = pty.fork()
    if pid == 0:
        os.dup2(out_write, 1)
        os.close(out_read)
        os.execvp(command[0], command)
    os.close(out_write)
    return pid, terminal, out_read


def converse(terminal, answers):
    screen = b""
    waiting = list(answers)
    seen = 0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if waiting and waiting[0][0].encode() in screen[seen:]:
            seen = len(screen)
            typed = waiting.pop(0)[1]
            os.write(terminal, (code_of_page(screen) if typed is None else typed).encode())
        some = read_some(terminal, 0.1)
        if some == b"":
            return screen
        screen += some or b""
    raise SystemExit(f"still waiting for {waiting}: {screen!r}")


def main():
    order = json.load(sys.stdin)
    pid, terminal, out = start(order["command"])
    screen = converse(terminal, order["answers"])
    _, status = os.waitpid(pid, 0)
    stdout = b""
    while some := os.read(out, 4096):
        stdout += some
    code = os.waitstatus_to_exitcode(status)
    print(json.dumps({"code": code, "screen": screen.decode(), "stdout": stdout.decode()}))


main()
