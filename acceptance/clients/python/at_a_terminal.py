"""A person at a terminal: runs a command on a pseudo-terminal, answers its questions, prints what the screen showed.

Standard input: JSON {"command": […], "answers": [["text that the screen shows", "what is typed"], …]}. Typed as null: the
code that the page shows whose address is on the screen. {"totp": N}: the code, N windows from now, of the seed on the screen.
{"signal": N}: nothing; the command gets the signal.
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

from mfa_code import STEP, code

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


def code_of_seed(screen, windows):
    groups = re.findall(rb"(?:[A-Z2-7]{4} ){15}[A-Z2-7]{4}", screen)[-1].decode()
    return code(groups.replace(" ", ""), int(time.time()) // STEP + windows) + "\n"


def typed(answer, screen):
    if answer is None:
        return code_of_page(screen)
    return code_of_seed(screen, answer["totp"]) if isinstance(answer, dict) else answer


def start(command):
    out_read, out_write = os.pipe()
    pid, terminal = pty.fork()
    if pid == 0:
        os.dup2(out_write, 1)
        os.close(out_read)
        os.execvp(command[0], command)
    os.close(out_write)
    return pid, terminal, out_read


def converse(pid, terminal, answers):
    screen = b""
    waiting = list(answers)
    seen = 0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if waiting and waiting[0][0].encode() in screen[seen:]:
            seen = len(screen)
            answer = waiting.pop(0)[1]
            if isinstance(answer, dict) and "signal" in answer:
                os.kill(pid, answer["signal"])
            else:
                os.write(terminal, typed(answer, screen).encode())
        some = read_some(terminal, 0.1)
        if some == b"":
            return screen
        screen += some or b""
    raise SystemExit(f"still waiting for {waiting}: {screen!r}")


def main():
    order = json.load(sys.stdin)
    pid, terminal, out = start(order["command"])
    screen = converse(pid, terminal, order["answers"])
    _, status = os.waitpid(pid, 0)
    stdout = b""
    while some := os.read(out, 4096):
        stdout += some
    ended = os.waitstatus_to_exitcode(status)
    print(json.dumps({"code": ended, "screen": screen.decode(), "stdout": stdout.decode()}))


main()
