"""Makes the users and roles of the matrix as the sandbox's admin: one user for each place where a key may stand, one
role for each profile. Its arguments: the users, a comma, the roles. Prints the users' keys."""

import json
import sys

import boto3

ASSUME = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}
)
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}
        ],
    }
)


def main():
    iam = boto3.client("iam")
    at = sys.argv.index(",")
    keys = {}
    for user in sys.argv[1:at]:
        iam.create_user(UserName=user)
        iam.put_user_policy(UserName=user, PolicyName="assume", PolicyDocument=ASSUME)
        key = iam.create_access_key(UserName=user)["AccessKey"]
        keys[user] = {"id": key["AccessKeyId"], "secret": key["SecretAccessKey"]}
    for role in sys.argv[at + 1 :]:
        iam.create_role(RoleName=role, AssumeRolePolicyDocument=TRUST)
        iam.put_role_policy(RoleName=role, PolicyName="assume", PolicyDocument=ASSUME)
    print(json.dumps(keys))


main()
