"""Makes a user with a virtual MFA device, and roles that ask for it, as the sandbox's admin. Argument: the user's name.

Prints {"id", "secret", "serial", "seed"}. Codes of this moment and the next one are still unused.
"""

import json
import sys
import time

import boto3

from mfa_code import STEP, code

ACCOUNT = "123456789012"


def trust(user, condition):
    principal = {"AWS": f"arn:aws:iam::{ACCOUNT}:user/{user}"}
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal, "Condition": condition}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def main():
    user = sys.argv[1]
    iam = boto3.client("iam")
    iam.create_user(UserName=user)
    everything = {"Effect": "Allow", "Action": ["iam:*", "sts:*"], "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [everything]})
    iam.put_user_policy(UserName=user, PolicyName="own", PolicyDocument=document)
    key = iam.create_access_key(UserName=user)["AccessKey"]
    present = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    recent = {"NumericLessThan": {"aws:MultiFactorAuthAge": "120"}}
    for role, condition in (("guarded", present), ("second", present), ("recent", recent)):
        iam.create_role(RoleName=f"{user}-{role}", AssumeRolePolicyDocument=trust(user, condition))
    made = {"id": key["AccessKeyId"], "secret": key["SecretAccessKey"]}
    if "--no-device" not in sys.argv:
        device = iam.create_virtual_mfa_device(VirtualMFADeviceName=user)["VirtualMFADevice"]
        seed = device["Base32StringSeed"].decode()
        here = int(time.time()) // STEP
        pair = {"AuthenticationCode1": code(seed, here - 2), "AuthenticationCode2": code(seed, here - 1)}
        iam.enable_mfa_device(UserName=user, SerialNumber=device["SerialNumber"], **pair)
        made |= {"serial": device["SerialNumber"], "seed": seed}
    print(json.dumps(made))


main()
