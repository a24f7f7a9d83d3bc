"""boto3 through its own default chain: nothing of keyward in the code.

    keyward link app        once: [profile app] gets a credential_process pointer
    AWS_PROFILE=app BUCKET=my-bucket python app.py

or, with nothing written anywhere:

    BUCKET=my-bucket keyward exec app -- python app.py

pip install boto3
"""

import os

import boto3


def main():
    print("sts:", boto3.client("sts").get_caller_identity()["Arn"])
    bucket = os.environ.get("BUCKET")
    if not bucket:
        return
    s3 = boto3.client("s3")
    key = "greetings/hello-boto3.txt"
    s3.put_object(Bucket=bucket, Key=key, Body=b"hello from boto3")
    body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    print(f's3: got back "{body.decode()}"')


if __name__ == "__main__":
    main()
