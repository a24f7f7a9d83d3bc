"""boto3 in a loop: one JSON line in (environment, profile), one JSON line out (the caller's ARN, or an error)."""

import json
import os
import sys

import boto3
import botocore.session
from botocore import loaders
from botocore.credentials import SSOProvider
from botocore.exceptions import BotoCoreError, ClientError
from botocore.tokens import SSOTokenProvider

LOADER = loaders.Loader()
KEPT = {name: os.environ[name] for name in ("PATH",) if name in os.environ}


def nobody_to_ask(prompt):
    raise LookupError("an MFA code is wanted")


def session_of(profile):
    core = botocore.session.Session()
    core.register_component("data_loader", LOADER)
    session = boto3.Session(botocore_session=core, profile_name=profile)
    core.get_component("credential_provider").get_provider("assume-role")._prompter = nobody_to_ask
    return session


def look_for_tokens_in(folder):
    """botocore fixes the folder when it is loaded."""
    SSOProvider._SSO_TOKEN_CACHE_DIR = folder
    SSOTokenProvider._SSO_TOKEN_CACHE_DIR = folder


def whoami(case):
    os.environ.clear()
    os.environ.update(KEPT)
    os.environ.update(case["env"])
    look_for_tokens_in(os.path.join(os.environ["HOME"], ".aws", "sso", "cache"))
    session = session_of(case["profile"])
    return {"arn": session.client("sts").get_caller_identity()["Arn"]}


def answer(case):
    try:
        return whoami(case)
    except ClientError as error:
        return {"error": error.response["Error"]["Code"], "message": str(error)}
    except (BotoCoreError, LookupError, OSError, ValueError) as error:
        return {"error": type(error).__name__, "message": str(error)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
