//! A client of a few lines: the official signer, a plain socket, and a reader for the answer.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation,
    SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use keyward_sandbox::{Options, Sandbox};

/// Starts a sandbox on free ports.
pub(crate) fn sandbox() -> Sandbox {
    Sandbox::start(Options::default()).unwrap()
}

/// Who signs, and when.
#[derive(Clone)]
pub(crate) struct Signer {
    pub(crate) key: String,
    pub(crate) secret: String,
    pub(crate) token: Option<String>,
    pub(crate) region: String,
    pub(crate) time: SystemTime,
}

impl Signer {
    pub(crate) fn new(key: &str, secret: &str) -> Self {
        Self {
            key: key.to_owned(),
            secret: secret.to_owned(),
            token: None,
            region: "us-east-1".to_owned(),
            time: SystemTime::now(),
        }
    }

    pub(crate) fn admin(sandbox: &Sandbox) -> Self {
        let admin = sandbox.admin();
        Self::new(&admin.access_key_id, &admin.secret_access_key)
    }

    /// The credentials of an STS or IAM answer.
    pub(crate) fn from_answer(answer: &Answer) -> Self {
        let mut signer = Self::new(&answer.text("AccessKeyId"), &answer.text("SecretAccessKey"));
        signer.token = answer.find("SessionToken");
        signer
    }
}

/// A request before it is signed.
pub(crate) struct Call<'a> {
    pub(crate) service: &'a str,
    pub(crate) method: &'a str,
    /// Path and query, encoded.
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl<'a> Call<'a> {
    /// A call of the Query or EC2 protocol.
    pub(crate) fn query(
        service: &'a str,
        version: &str,
        action: &str,
        params: &[(&str, &str)],
    ) -> Self {
        let mut pairs = vec![("Action", action), ("Version", version)];
        pairs.extend_from_slice(params);
        let form: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        let kind = (
            "content-type".to_owned(),
            "application/x-www-form-urlencoded".to_owned(),
        );
        Self {
            service,
            method: "POST",
            target: "/".to_owned(),
            headers: vec![kind],
            body: form.join("&").into(),
        }
    }

    pub(crate) fn sts(action: &str, params: &[(&str, &str)]) -> Call<'static> {
        Call::query("sts", "2011-06-15", action, params)
    }

    pub(crate) fn iam(action: &str, params: &[(&str, &str)]) -> Call<'static> {
        Call::query("iam", "2010-05-08", action, params)
    }

    pub(crate) fn sns(action: &str, params: &[(&str, &str)]) -> Call<'static> {
        Call::query("sns", "2010-03-31", action, params)
    }

    pub(crate) fn ec2(action: &str, params: &[(&str, &str)]) -> Call<'static> {
        Call::query("ec2", "2016-11-15", action, params)
    }

    /// A call of the JSON 1.1 protocol.
    pub(crate) fn json(service: &'a str, action: &str, body: &str) -> Self {
        let prefix = match service {
            "ssm" => "AmazonSSM",
            other => other,
        };
        Self {
            service,
            method: "POST",
            target: "/".to_owned(),
            headers: vec![
                (
                    "content-type".to_owned(),
                    "application/x-amz-json-1.1".to_owned(),
                ),
                ("x-amz-target".to_owned(), format!("{prefix}.{action}")),
            ],
            body: body.as_bytes().to_vec(),
        }
    }

    pub(crate) fn s3(method: &'a str, target: &str, body: &[u8]) -> Self {
        Self {
            service: "s3",
            method,
            target: target.to_owned(),
            headers: Vec::new(),
            body: body.to_vec(),
        }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Signs and sends.
    pub(crate) fn send(self, sandbox: &Sandbox, signer: &Signer) -> Answer {
        let host = sandbox.endpoint().trim_start_matches("http://").to_owned();
        let headers = self.signed(&host, signer);
        exchange(&host, self.method, &self.target, &headers, &self.body)
    }

    /// The same to a host that may be gone at any time: `None` without a whole answer.
    pub(crate) fn attempt(self, host: &str, signer: &Signer) -> Option<Answer> {
        let headers = self.signed(host, signer);
        try_exchange(host, self.method, &self.target, &headers, &self.body)
    }

    /// Sends without a signature.
    pub(crate) fn send_unsigned(self, sandbox: &Sandbox) -> Answer {
        let host = sandbox.endpoint().trim_start_matches("http://").to_owned();
        let mut headers = self.headers.clone();
        headers.push(("host".to_owned(), host.clone()));
        exchange(&host, self.method, &self.target, &headers, &self.body)
    }

    /// A URL that carries the signature: path and query. The body stays unsigned at S3.
    pub(crate) fn presigned(&self, sandbox: &Sandbox, signer: &Signer, seconds: u64) -> String {
        let host = sandbox.endpoint().trim_start_matches("http://");
        let mut settings = SigningSettings::default();
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(Duration::from_secs(seconds));
        let mut body = SignableBody::Bytes(&self.body);
        if self.service == "s3" {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
            settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
            body = SignableBody::UnsignedPayload;
        }
        let identity = Credentials::new(
            &signer.key,
            &signer.secret,
            signer.token.clone(),
            None,
            "test",
        )
        .into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&signer.region)
            .name(self.service)
            .time(signer.time)
            .settings(settings)
            .build()
            .unwrap()
            .into();
        let uri = format!("http://{host}{}", self.target);
        let headers = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let signable = SignableRequest::new(self.method, &uri, headers, body).unwrap();
        let (instructions, _) = sign(signable, &params).unwrap().into_parts();
        let (_, pairs) = instructions.into_parts();
        let joined: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        let mark = if self.target.contains('?') { '&' } else { '?' };
        format!("{}{mark}{}", self.target, joined.join("&"))
    }

    pub(crate) fn signed(&self, host: &str, signer: &Signer) -> Vec<(String, String)> {
        let mut settings = SigningSettings::default();
        if self.service == "s3" {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
            settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        let identity = Credentials::new(
            &signer.key,
            &signer.secret,
            signer.token.clone(),
            None,
            "test",
        )
        .into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&signer.region)
            .name(self.service)
            .time(signer.time)
            .settings(settings)
            .build()
            .unwrap()
            .into();
        let virtual_host = self
            .headers
            .iter()
            .find(|(name, _)| name == "host")
            .map(|(_, value)| value.as_str());
        let uri = format!("http://{}{}", virtual_host.unwrap_or(host), self.target);
        let mut headers = self.headers.clone();
        if virtual_host.is_none() {
            headers.push(("host".to_owned(), host.to_owned()));
        }
        let known = headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let signable =
            SignableRequest::new(self.method, &uri, known, SignableBody::Bytes(&self.body))
                .unwrap();
        let (instructions, _) = sign(signable, &params).unwrap().into_parts();
        let (signed, _) = instructions.into_parts();
        headers.extend(
            signed
                .iter()
                .map(|header| (header.name().to_owned(), header.value().to_owned())),
        );
        headers
    }
}

/// Status, headers and body of an answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The text of the first element of that name.
    pub(crate) fn find(&self, element: &str) -> Option<String> {
        let body = self.xml();
        let (_, rest) = body.split_once(&format!("<{element}>"))?;
        let (text, _) = rest.split_once(&format!("</{element}>"))?;
        Some(text.to_owned())
    }

    pub(crate) fn text(&self, element: &str) -> String {
        self.find(element)
            .unwrap_or_else(|| panic!("no {element} in {self:?}"))
    }

    pub(crate) fn xml(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let prefix = format!("{name}: ");
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(&prefix))
    }

    pub(crate) fn ok(self) -> Self {
        assert!(self.status < 300, "{} {}", self.status, self.xml());
        self
    }

    /// The status and the error code.
    pub(crate) fn refusal(&self) -> (u16, String) {
        (self.status, self.find("Code").unwrap_or_default())
    }
}

/// One request over a connection of its own.
pub(crate) fn exchange(
    host: &str,
    method: &str,
    target: &str,
    headers: &[(String, String)],
    body: &[u8],
) -> Answer {
    raw(host, &text_of(method, target, headers, body))
}

fn text_of(method: &str, target: &str, headers: &[(String, String)], body: &[u8]) -> Vec<u8> {
    let mut text = format!("{method} {target} HTTP/1.1\r\nconnection: close\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// One request to a host that may be gone at any time: `None` without a whole answer.
pub(crate) fn try_exchange(
    host: &str,
    method: &str,
    target: &str,
    headers: &[(String, String)],
    body: &[u8],
) -> Option<Answer> {
    let mut stream = TcpStream::connect(host).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .ok()?;
    let bytes = text_of(method, target, headers, body);
    stream.write_all(&bytes).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = read(&answer);
    let length: usize = answer.header("content-length")?.parse().ok()?;
    (answer.body.len() == length).then_some(answer)
}

/// Opens a presigned URL.
pub(crate) fn open(sandbox: &Sandbox, method: &str, target: &str, body: &[u8]) -> Answer {
    let host = sandbox.endpoint().trim_start_matches("http://");
    let headers = [("host".to_owned(), host.to_owned())];
    exchange(host, method, target, &headers, body)
}

/// Sends bytes as they are and reads to the end.
pub(crate) fn raw(host: &str, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(host).unwrap();
    // A bound for a hanging test, not a measurement.
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    stream.write_all(bytes).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    read(&answer)
}

fn read(answer: &[u8]) -> Answer {
    let end = answer
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .map_or(answer.len(), |at| at + 4);
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    Answer {
        status,
        head,
        body: answer[end..].to_vec(),
    }
}

/// Percent-encoding of a form value.
pub(crate) fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

/// A trust policy with one Allow.
pub(crate) fn trust(principal: &str, condition: &str) -> String {
    let condition = if condition.is_empty() {
        String::new()
    } else {
        format!(",\"Condition\":{condition}")
    };
    format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Allow\",\"Principal\":{{\"AWS\":\"{principal}\"}},\"Action\":\"sts:AssumeRole\"{condition}}}]}}"
    )
}

/// Makes a user with a key.
pub(crate) fn user(sandbox: &Sandbox, name: &str) -> Signer {
    let admin = Signer::admin(sandbox);
    Call::iam("CreateUser", &[("UserName", name)])
        .send(sandbox, &admin)
        .ok();
    Signer::from_answer(
        &Call::iam("CreateAccessKey", &[("UserName", name)])
            .send(sandbox, &admin)
            .ok(),
    )
}

/// Makes a role that the account may assume; gives its ARN.
pub(crate) fn role(sandbox: &Sandbox, name: &str) -> String {
    let admin = Signer::admin(sandbox);
    let policy = trust("123456789012", "");
    let params = [
        ("RoleName", name),
        ("AssumeRolePolicyDocument", policy.as_str()),
    ];
    Call::iam("CreateRole", &params)
        .send(sandbox, &admin)
        .ok()
        .text("Arn")
}

/// Assumes a role.
pub(crate) fn assume(
    sandbox: &Sandbox,
    signer: &Signer,
    arn: &str,
    more: &[(&str, &str)],
) -> Answer {
    let mut params = vec![("RoleArn", arn), ("RoleSessionName", "test")];
    params.extend_from_slice(more);
    Call::sts("AssumeRole", &params).send(sandbox, signer)
}

/// Gives a user, group or role an inline policy: `kind` as in `PutUserPolicy`, `actions` as JSON. A
/// policy for each pair of actions and resource.
pub(crate) fn allow(sandbox: &Sandbox, kind: &str, name: &str, actions: &str, resource: &str) {
    let document = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":{actions},"Resource":"{resource}"}}]}}"#
    );
    let named = format!("{kind}Name");
    let plain = |text: &str| text.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let policy = format!("{}{}", plain(actions), plain(resource));
    let params = [
        (named.as_str(), name),
        ("PolicyName", policy.as_str()),
        ("PolicyDocument", document.as_str()),
    ];
    let put = Call::iam(&format!("Put{kind}Policy"), &params);
    put.send(sandbox, &Signer::admin(sandbox)).ok();
}
