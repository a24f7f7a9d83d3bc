"""Makes the users and roles that the acceptance tests stand on, as the sandbox's admin; prints the users' keys."""

import json

import boto3

ACCOUNT = "123456789012"


def trust(principals, condition=None):
    actions = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
    statement = {"Effect": "Allow", "Action": actions, "Principal": {"AWS": principals}}
    if condition:
        statement["Condition"] = condition
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def allow(*statements):
    """An identity policy; each statement is its actions and its resources."""
    made = [{"Effect": "Allow", "Action": actions, "Resource": resources} for actions, resources in statements]
    return json.dumps({"Version": "2012-10-17", "Statement": made})


# What programs do as the role: the examples, the README's snippets, the tests of the provider.
WORK = allow(
    ("s3:ListAllMyBuckets", "*"),
    (["s3:CreateBucket", "s3:ListBucket"], "arn:aws:s3:::*"),
    (["s3:PutObject", "s3:GetObject", "s3:DeleteObject"], "arn:aws:s3:::*/*"),
    ("sns:Publish", "*"),
    (["ec2:RunInstances", "ec2:DescribeInstances", "ec2:TerminateInstances"], "*"),
)


def web_identity_role(iam):
    """A role for tokens of one issuer, as a cluster's service accounts have them."""
    issuer = "oidc.example.com/cluster"
    provider = iam.create_open_id_connect_provider(Url=f"https://{issuer}", ClientIDList=["sts.amazonaws.com"])
    statement = {
        "Effect": "Allow",
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": provider["OpenIDConnectProviderArn"]},
        "Condition": {"StringEquals": {f"{issuer}:sub": "system:serviceaccount:shop:web"}},
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.create_role(RoleName="web", AssumeRolePolicyDocument=document)


def main():
    iam = boto3.client("iam")
    keys = {}
    for user in ("alice", "bob"):
        iam.create_user(UserName=user)
        key = iam.create_access_key(UserName=user)["AccessKey"]
        keys[user] = {"id": key["AccessKeyId"], "secret": key["SecretAccessKey"]}
    alice = f"arn:aws:iam::{ACCOUNT}:user/alice"
    roles = {
        "app": trust(alice),
        "chained": trust(f"arn:aws:iam::{ACCOUNT}:role/app"),
        "closed": trust(f"arn:aws:iam::{ACCOUNT}:user/admin"),
        "external": trust(alice, {"StringEquals": {"sts:ExternalId": "corp-42"}}),
    }
    for role in ("app", "chained", "closed", "external"):
        iam.create_role(RoleName=role, AssumeRolePolicyDocument=roles[role])
    # The trust policies name who may enter: within the account that is enough, and alice needs nothing of her own.
    iam.put_role_policy(RoleName="app", PolicyName="work", PolicyDocument=WORK)
    web_identity_role(iam)
    print(json.dumps(keys))


main()
