"""An authenticator: prints a code of the seed in a file (RFC 6238). Arguments: the file, and where it notes each code.

Never the same code twice: where this moment's is used, the next one's, which AWS takes as well, and then it waits.
"""

import base64
import hashlib
import hmac
import pathlib
import struct
import sys
import time

STEP = 30


def code(seed, step):
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def unused(notes):
    shown = [int(line) for line in notes.read_text().split()] if notes.exists() else []
    step = max([int(time.time()) // STEP, *(last + 1 for last in shown[-1:])])
    while step > int(time.time()) // STEP + 1:
        time.sleep(0.2)
    with notes.open("a") as file:
        file.write(f"{step}\n")
    return step


if __name__ == "__main__":
    print(code(pathlib.Path(sys.argv[1]).read_text().strip(), unused(pathlib.Path(sys.argv[2]))))
