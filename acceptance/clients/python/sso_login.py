"""Signs in as `aws sso login` does, by device code, and writes the token file as the AWS CLI does.

Its arguments: `session NAME START_URL` or `legacy START_URL`. The sandbox approves at once.
"""

import hashlib
import json
import os
import sys
from datetime import datetime, timedelta, timezone

import boto3
from botocore import UNSIGNED
from botocore.config import Config

REGION = "us-east-1"


def stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def sign_in(oidc, start_url, scopes):
    client = oidc.register_client(clientName="botocore-client-test", clientType="public", **scopes)
    both = {"clientId": client["clientId"], "clientSecret": client["clientSecret"]}
    device = oidc.start_device_authorization(startUrl=start_url, **both)
    token = oidc.create_token(
        grantType="urn:ietf:params:oauth:grant-type:device_code", deviceCode=device["deviceCode"], **both
    )
    return client, token


def main():
    kind, name, start_url = (sys.argv[1:] + sys.argv[2:])[:3]
    oidc = boto3.client("sso-oidc", region_name=REGION, config=Config(signature_version=UNSIGNED))
    scopes = {"scopes": ["sso:account:access"]} if kind == "session" else {}
    client, token = sign_in(oidc, start_url, scopes)
    saved = {
        "startUrl": start_url,
        "region": REGION,
        "accessToken": token["accessToken"],
        "expiresAt": stamp(datetime.now(timezone.utc) + timedelta(seconds=token["expiresIn"])),
    }
    if kind == "session":
        ends = datetime.fromtimestamp(client["clientSecretExpiresAt"], timezone.utc)
        saved["clientId"], saved["clientSecret"] = client["clientId"], client["clientSecret"]
        saved["registrationExpiresAt"] = stamp(ends)
        saved["refreshToken"] = token["refreshToken"]
    folder = os.path.expanduser("~/.aws/sso/cache")
    os.makedirs(folder, exist_ok=True)
    file = os.path.join(folder, hashlib.sha1(name.encode()).hexdigest() + ".json")
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(saved, out)


main()
