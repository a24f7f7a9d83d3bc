"""The AWS CLI, as the command `aws` of this virtual environment, in a profile where one is given."""

import json
import re
import subprocess
import sys
from pathlib import Path


def command(profile):
    aws = Path(sys.executable).with_name("aws")
    chosen = ["--profile", profile] if profile else []
    return [sys.executable, aws, "sts", "get-caller-identity", "--output", "json", *chosen]


def whoami(profile):
    done = subprocess.run(command(profile), capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode == 0:
        answer = json.loads(done.stdout)
        return {"arn": answer["Arn"], "account": answer["Account"], "accessKeyId": None}
    words = done.stderr.strip()
    code = re.search(r"An error occurred \((\w+)\)", words)
    return {"error": code.group(1) if code else f"exit {done.returncode}", "message": words}


def main():
    answer = whoami(sys.argv[1] if len(sys.argv) > 1 else None)
    print(json.dumps({"client": "aws-cli", **answer}))
    return 1 if "error" in answer else 0


if __name__ == "__main__":
    sys.exit(main())
