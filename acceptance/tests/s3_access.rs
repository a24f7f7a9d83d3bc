//! Bucket policies, requests without a signature, forms and settings, asked for by boto3 and the AWS CLI.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use acceptance::{Home, keyward, python};
use serde_json::json;

#[test]
fn boto3_and_the_aws_cli_meet_s3_as_it_is_at_aws() {
    let home = Home::new();
    let run = python("s3_access.py").at(&home);
    let found = run
        .under(&keyward().args(["sandbox", "--"]))
        .run()
        .success()
        .json();
    let expected = json!({
        "closed": "AccessDenied",
        "public": "public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.",
        "status": true,
        "read": "by nobody",
        "list": "AccessDenied",
        "cli": "by nobody",
        "malformed": "MalformedPolicy",
    });
    assert_eq!(found["policies"], expected);
    let expected = json!({
        "stored": [204, ""],
        "object": "the photo",
        "untyped": [403, "AccessDenied"],
        "large": [400, "EntityTooLarge"],
        "elsewhere": [403, "AccessDenied"],
        "forged": [403, "SignatureDoesNotMatch"],
        "ended": [403, "AccessDenied"],
    });
    assert_eq!(found["forms"], expected);
    assert_eq!(found["keys"], json!([]));
    let expected = json!({
        "buckets": ["s3-access"],
        "size": 5,
        "cors": "NoSuchCORSConfiguration",
        "once": "PreconditionFailed",
    });
    assert_eq!(found["settings"], expected);
}
