"""A person with a browser: opens the page, answers it, and follows it back to the program that sent it.

Its arguments: `allow`, `deny` or `look`, then the address. Each visit adds a line to the file that BROWSER_LOG names; where
BROWSER_GATE names a file, the person waits until it is there.
"""

import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

PATIENCE = 60


def wait_at_the_gate():
    gate = os.environ.get("BROWSER_GATE")
    deadline = time.monotonic() + PATIENCE
    while gate and not os.path.exists(gate):
        if time.monotonic() > deadline:
            raise SystemExit("the gate stayed closed")
        time.sleep(0.05)


def main():
    wish, url = sys.argv[1:]
    if log := os.environ.get("BROWSER_LOG"):
        with open(log, "a", encoding="utf-8") as visits:
            visits.write(urllib.parse.urlsplit(url).path + "\n")
    wait_at_the_gate()
    if wish == "look":
        return
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        page, here = answer.read().decode(), answer.geturl()
    form = re.search(r'action="([^"]+)".*?name="csrf" value="([^"]+)"', page, re.DOTALL)
    if form:
        fields = urllib.parse.urlencode({"csrf": form[2], "decision": wish}).encode()
        urllib.request.urlopen(urllib.parse.urljoin(here, form[1]), fields, timeout=PATIENCE).close()


main()
