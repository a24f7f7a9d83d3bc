"""boto3, in a session of the profile given, or of its default chain."""

import json
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError


def whoami(profile):
    session = boto3.Session(profile_name=profile)
    answer = session.client("sts").get_caller_identity()
    return {
        "arn": answer["Arn"],
        "account": answer["Account"],
        "accessKeyId": session.get_credentials().get_frozen_credentials().access_key,
    }


def main():
    try:
        answer = whoami(sys.argv[1] if len(sys.argv) > 1 else None)
    except ClientError as error:
        answer = {"error": error.response["Error"]["Code"], "message": str(error)}
    except BotoCoreError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    print(json.dumps({"client": "boto3", **answer}))
    return 1 if "error" in answer else 0


if __name__ == "__main__":
    sys.exit(main())
