"""An administrator makes an identity pool whose guests are a role: `cognito_pool.py ROLE-ARN GUESTS`. With boto3 only.

GUESTS is `yes` or `no`. The pool's id, and whom boto3 gets as a guest of it (or AWS's code), as one JSON line.
"""

import json
import os
import sys

import boto3
from botocore.exceptions import ClientError

role, guests = sys.argv[1:]
admin = boto3.Session(os.environ["TEST_KEY_ID"], os.environ["TEST_SECRET"], region_name="us-east-1")
pools = admin.client("cognito-identity")
pool = pools.create_identity_pool(IdentityPoolName="guests", AllowUnauthenticatedIdentities=guests == "yes")["IdentityPoolId"]
pools.set_identity_pool_roles(IdentityPoolId=pool, Roles={"unauthenticated": role})

guest = boto3.Session(region_name="us-east-1").client("cognito-identity")
answer = {"pool": pool}
try:
    identity = guest.get_id(IdentityPoolId=pool)["IdentityId"]
    answer["identity"] = identity
    given = guest.get_credentials_for_identity(IdentityId=identity)["Credentials"]
    session = boto3.Session(given["AccessKeyId"], given["SecretKey"], given["SessionToken"], region_name="us-east-1")
    answer["arn"] = session.client("sts").get_caller_identity()["Arn"]
except ClientError as error:
    answer["code"] = error.response["Error"]["Code"]
print(json.dumps(answer))
