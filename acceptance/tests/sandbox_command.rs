//! `keyward sandbox -- CMD` as programs see it: unmodified ones with the SDK for JavaScript v2 too, and
//! credentials where EC2, ECS and EKS would have them.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use acceptance::{Home, Output, Run, client_program, keyward, node_program, python, repository};

const ADMIN: &str = "arn:aws:iam::123456789012:user/admin";

/// A program of its author's: no endpoint, a region of its own, two services.
const TOUR: &str = "
const sts = new AWS.STS({ region: 'eu-west-1' });
const s3 = new AWS.S3({ apiVersion: '2006-03-01' });
const Bucket = 'my-bucket';
sts.getCallerIdentity().promise()
  .then(({ Arn }) => console.log(Arn))
  .then(() => s3.createBucket({ Bucket }).promise())
  .then(() => s3.putObject({ Bucket, Key: 'a b+c', Body: 'x' }).promise())
  .then(() => s3.listObjectsV2({ Bucket }).promise())
  .then(({ Contents }) => console.log(Contents[0].Key));
";

/// Its requests to public AWS, through a client and past it, as from inside a bundle. Each names itself
/// and says what it met; a region in the endpoint would resolve to AWS wherever there is a network.
const PUBLIC: &str = "
const AWS = require('aws-sdk');
const say = (error) => console.log(error.code, error.message.split(';')[0]);
const endpoint = 'https://sts.eu-west-1.amazonaws.com';
new AWS.STS({ endpoint }).getCallerIdentity().promise().catch(say).then(() => {
  const request = new AWS.HttpRequest(endpoint, 'eu-west-1');
  try { AWS.HttpClient.getInstance().handleRequest(request, {}, () => {}, say); } catch (error) { say(error); }
});
";

/// No SDK v2: what it has loaded, and a request to somebody else under the name of that SDK.
const OTHERS: &str = "
const http = require('http');
console.log(Object.keys(require.cache).filter((file) => file !== __filename && !file.includes('/exec/')).length);
const server = http.createServer((request, response) => response.end(request.headers['user-agent']));
server.listen(0, '127.0.0.1', () => {
  const headers = { 'User-Agent': 'aws-sdk-nodejs/2.0' };
  const { port } = server.address();
  http.get({ host: '127.0.0.1', port, headers }, (answer) => {
    answer.on('data', (text) => console.log(String(text))).on('end', () => server.close());
  });
});
";

fn sandbox(flags: &[&str]) -> Run {
    keyward().arg("sandbox").args(flags).arg("--")
}

/// Runs a program of this name and text, with the pinned packages beside it.
fn program(home: &Home, name: &str, text: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let run = node_program(folder.path(), name).at(home);
    run.under(&sandbox(&[])).run().success()
}

#[test]
fn sdk_v2_talks_to_the_sandbox_in_a_program_that_nobody_changed() {
    let home = Home::new();
    for (name, door) in [
        ("program.cjs", "const AWS = require('aws-sdk');"),
        ("program.mjs", "import AWS from 'aws-sdk';"),
        (
            "program.cjs",
            "const AWS = { STS: require('aws-sdk/clients/sts'), S3: require('aws-sdk/clients/s3') };",
        ),
        (
            "program.mjs",
            "import S3 from 'aws-sdk/clients/s3.js'; import STS from 'aws-sdk/clients/sts.js'; const AWS = { S3, STS };",
        ),
    ] {
        let output = program(&home, name, &format!("{door}{TOUR}"));
        let lines: Vec<_> = output.stdout.lines().collect();
        assert_eq!(lines, [ADMIN, "a b+c"], "{door}");
    }
}

#[test]
fn sdk_v2_reaches_no_public_aws() {
    let output = program(&Home::new(), "program.cjs", PUBLIC);
    let lines: Vec<_> = output.stdout.lines().collect();
    let refused = "KeywardSandboxRefused the keyward sandbox lets no request to public AWS pass: \
                   sts.eu-west-1.amazonaws.com";
    assert_eq!(lines, [refused, refused]);
}

#[test]
fn without_sdk_v2_nothing_changes() {
    let output = program(&Home::new(), "program.cjs", OTHERS);
    assert_eq!(output.stdout, "0\naws-sdk-nodejs/2.0\n");
    assert_eq!(output.stderr, "");
}

#[test]
fn node_options_of_the_user_stay_and_a_folder_may_have_spaces() {
    let home = Home::new().with_env("NODE_OPTIONS", "--title=mine");
    let folder = tempfile::tempdir().unwrap();
    let asked = client_program("v2-default.cjs").at(&home);
    let asked = asked.env("KEYWARD_HOME", folder.path().join("with a space"));
    let arn = asked.under(&sandbox(&[])).run().success().json()["arn"].clone();
    assert_eq!(arn, ADMIN);

    let title = Run::new("node").args(["-p", "process.title"]).at(&home);
    let title = title.under(&sandbox(&[])).run().success();
    assert_eq!(title.stdout, "mine\n");
}

#[test]
fn a_role_comes_from_where_it_would_come_from_at_aws() {
    let home = Home::new().with_env("AWS_EC2_METADATA_DISABLED", "true");
    for (flag, session) in [("--instance-role", "/i-"), ("--container-role", "/eks-")] {
        for client in [
            client_program("v3-default.mjs"),
            client_program("v2-default.cjs"),
            python("boto3_whoami.py"),
        ] {
            let run = client.at(&home).under(&sandbox(&[flag, "app"]));
            let arn = run.run().success().json()["arn"].clone();
            let arn = arn.as_str().unwrap();
            assert!(
                arn.contains(&format!(":assumed-role/app{session}")),
                "{flag}: {arn}"
            );
        }
    }
}

#[test]
fn the_json_line_names_everything_and_its_variables_hold_no_key_beside_a_role() {
    let home = Home::new();
    let ready = |flags: &[&str]| {
        let run = keyward().args(["sandbox", "--json"]).args(flags).at(&home);
        run.run().success().json()
    };
    let plain = ready(&[]);
    for name in [
        "endpoint",
        "controlEndpoint",
        "imdsEndpoint",
        "containerUri",
        "identityEndpoint",
        "ssoStartUrl",
    ] {
        let address = plain[name].as_str().unwrap();
        assert!(address.starts_with("http://127.0.0.1:"), "{name}");
    }
    let env = &plain["env"];
    assert_eq!(env["AWS_ENDPOINT_URL"], plain["endpoint"]);
    assert_eq!(env["AWS_ACCESS_KEY_ID"], plain["accessKeyId"]);
    assert_eq!(env["AWS_SECRET_ACCESS_KEY"], plain["secretAccessKey"]);
    assert_eq!(env["AWS_EC2_METADATA_DISABLED"], "true");

    let start = "http://127.0.0.1:1/start";
    let role = ready(&["--instance-role", "app", "--sso-start-url", start]);
    let env = role["env"].as_object().unwrap();
    assert_eq!(role["ssoStartUrl"], start);
    assert_eq!(
        env["AWS_EC2_METADATA_SERVICE_ENDPOINT"],
        role["imdsEndpoint"]
    );
    for name in [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_EC2_METADATA_DISABLED",
    ] {
        assert!(!env.contains_key(name), "{name}");
    }
}

#[test]
fn an_approval_of_nobody_is_a_mistake() {
    let run = keyward().args(["sandbox", "--approval", "nobody"]);
    let answer = run.at(&Home::new()).run();
    answer.assert_error_words(2, &["automatic", "manual"]);
}

#[test]
fn a_fault_that_nobody_knows_is_a_mistake_and_says_what_is_expected() {
    for (flags, says) in [
        (["--fault", "sts=rain"], ["'rain'", "server-error"]),
        (["--fault", "lambda=throttling"], ["lambda", "--fault"]),
        (
            ["--fault", "throttling"],
            ["SERVICE[:OPERATION]=KIND", "--fault"],
        ),
        (["--propagation", "10"], ["'10'", "500ms"]),
    ] {
        let answer = keyward().arg("sandbox").args(flags).at(&Home::new()).run();
        answer.assert_error_words(2, &says);
    }
}

/// What the AWS CLI is told, and what `why` says about it.
fn why(flags: &[&str], script: &str) -> Output {
    let binary = std::env::var("KEYWARD_BIN").unwrap();
    let venv = std::env::var("KEYWARD_VENV").unwrap();
    let script = script
        .replace("aws ", &format!("{venv}/bin/aws "))
        .replace("keyward ", &format!("{binary} "));
    let home = Home::new();
    let shell = Run::new("sh").arg("-c").arg(script).at(&home);
    let run = shell.within(home.path()).under(&sandbox(flags));
    run.run().success()
}

#[test]
fn why_says_what_aws_does_not() {
    let output = why(
        &[],
        "AWS_SECRET_ACCESS_KEY=\"\\\"$AWS_SECRET_ACCESS_KEY\\\"\" aws sts get-caller-identity || keyward sandbox why",
    );
    let expected = "because   signed with the right secret and quotation marks around it";
    assert!(output.stdout.contains(expected), "{output:?}");
    assert!(
        output
            .stdout
            .contains("what      sts GetCallerIdentity in us-east-1"),
        "{output:?}"
    );

    let output = why(
        &[],
        "aws iam create-user --user-name app >keys.json && aws iam create-access-key --user-name app --output text --query 'AccessKey.[AccessKeyId,SecretAccessKey]' >keys && read id secret <keys && rm keys keys.json && export AWS_ACCESS_KEY_ID=$id AWS_SECRET_ACCESS_KEY=$secret && aws s3api list-buckets || keyward sandbox why && keyward sandbox why --json",
    );
    let expected = "refused   s3:ListAllMyBuckets on arn:aws:s3:::*";
    assert!(output.stdout.contains(expected), "{output:?}");
    let json = output.stdout.lines().last().unwrap();
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(json["decisions"][0]["allowed"], false);
    assert_eq!(json["caller"], "arn:aws:iam::123456789012:user/app");
}

#[test]
fn why_without_a_sandbox_says_how_to_name_one() {
    let answer = keyward().args(["sandbox", "why"]).at(&Home::new()).run();
    answer.assert_error_words(2, &["KEYWARD_SANDBOX_CONTROL", "keyward sandbox -- CMD"]);
    let output = why(&[], "keyward sandbox why");
    assert_eq!(output.stdout, "no request was refused\n");
}

#[test]
fn a_fault_by_a_flag_meets_a_client() {
    let output = why(
        &["--fault", "sts:GetCallerIdentity=revoked-key"],
        "aws sts get-caller-identity 2>&1 || aws iam list-users --query Users[].UserName --output text",
    );
    assert!(output.stdout.contains("InvalidClientTokenId"), "{output:?}");
    assert!(output.stdout.ends_with("admin\n"), "{output:?}");
}

fn page() -> String {
    fs::read_to_string(repository().join("docs/sandbox.md")).unwrap()
}

#[test]
fn the_program_of_the_page_runs() {
    let page = page();
    let program = page.split("```js\n").nth(1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("page.mjs"),
        program.split("```").next().unwrap(),
    )
    .unwrap();
    let run = node_program(folder.path(), "page.mjs").at(&Home::new());
    let run = run.env("KEYWARD_BIN", std::env::var_os("KEYWARD_BIN").unwrap());
    let output = run.run().success();
    assert_eq!(output.stdout, format!("{ADMIN}\nThrottling, granted\n"));
}
