//! Signature Version 4 by AWS's own crate, synchronously: for SDK v2's interface, whose `getSignedUrl` answers at once, and
//! for clients of SDK v3, which sign every request.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sigv4::{
    SigningOutput,
    http_request::{
        self, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation,
        SigningInstructions, SigningSettings, UriPathNormalizationMode,
    },
    sign::v4::SigningParams,
};
use aws_smithy_runtime_api::client::identity::Identity;
use napi::{Error, Result, Status};
use napi_derive::napi;

/// Credentials that stay on this side while they sign any number of requests.
#[napi]
pub struct NativeSigner {
    identity: Identity,
    token_length: usize,
}

/// `http::Uri` knows no longer one, and the signer panics where encoding makes it longer.
const LONGEST_URI: usize = 65_534;
/// More than the parameters of a signature but for the token.
const PARAMETERS: usize = 1024;

/// One request as `js/signer.cjs` hands it over.
#[napi(object)]
pub struct NativeSigning {
    /// `GET`, `PUT`, …
    pub method: String,
    /// Path and query, both encoded as they are sent.
    pub target: String,
    /// Lines of `name:value`, `host` among them. Which of them are signed is decided here.
    pub headers: String,
    /// The payload's SHA-256 in hex, or one of AWS's words for it.
    pub payload_hash: String,
    /// Of the credential scope.
    pub service: String,
    /// Of the credential scope.
    pub region: String,
    /// Milliseconds since 1970.
    pub time: f64,
    /// The path is made canonical and encoded once more: everywhere but in S3.
    pub escape_path: bool,
}

/// The signature in headers.
#[napi(object)]
pub struct NativeSignature {
    /// `x-amz-date`.
    pub date: String,
    /// `authorization`.
    pub authorization: String,
}

#[napi]
#[allow(
    clippy::needless_pass_by_value,
    reason = "napi hands objects over by value"
)]
impl NativeSigner {
    /// A signer by these credentials.
    #[napi(constructor)]
    pub fn new(
        access_key_id: String,
        secret_access_key: String,
        session_token: Option<String>,
    ) -> Self {
        let token_length = session_token.as_ref().map_or(0, String::len);
        let credentials = Credentials::new(
            access_key_id,
            secret_access_key,
            session_token,
            None,
            "keyward",
        );
        Self {
            identity: credentials.into(),
            token_length,
        }
    }

    /// A signature for the request's headers; `x-amz-security-token` counts as one of them.
    #[napi]
    pub fn sign(&self, request: NativeSigning) -> Result<NativeSignature> {
        let settings = settings(&request, SignatureLocation::Headers);
        let (instructions, _) = self.outcome(&request, settings)?.into_parts();
        let mut signature = NativeSignature {
            date: String::new(),
            authorization: String::new(),
        };
        for header in instructions.into_parts().0 {
            match header.name() {
                "x-amz-date" => header.value().clone_into(&mut signature.date),
                "authorization" => header.value().clone_into(&mut signature.authorization),
                _ => {}
            }
        }
        Ok(signature)
    }

    /// The parameters that make the request's query a signed one, as name, value, name, value, …
    #[napi]
    pub fn presign(&self, request: NativeSigning, expires_in: u32) -> Result<Vec<String>> {
        let mut settings = settings(&request, SignatureLocation::QueryParams);
        settings.expires_in = Some(Duration::from_secs(expires_in.into()));
        let (instructions, _) = self.outcome(&request, settings)?.into_parts();
        let params = instructions.into_parts().1.into_iter();
        Ok(params
            .flat_map(|(name, value)| [name.to_owned(), value.into_owned()])
            .collect())
    }

    fn outcome(
        &self,
        request: &NativeSigning,
        settings: SigningSettings,
    ) -> Result<SigningOutput<SigningInstructions>> {
        self.check(request)?;
        let params = SigningParams::builder()
            .identity(&self.identity)
            .region(&request.region)
            .name(&request.service)
            .time(UNIX_EPOCH + Duration::from_millis(request.time.max(0.0) as u64))
            .settings(settings)
            .build()
            .map_err(refused)?
            .into();
        let signable = SignableRequest::new(
            &request.method,
            request.target.as_str(),
            signed_headers(&request.headers),
            SignableBody::Precomputed(request.payload_hash.clone()),
        );
        http_request::sign(signable.map_err(refused)?, &params).map_err(refused)
    }

    /// What the signer takes for granted.
    fn check(&self, request: &NativeSigning) -> Result<()> {
        let encoded = 3 * (request.target.len() + self.token_length) + PARAMETERS;
        let has_host = || {
            let mut names = signed_headers(&request.headers).map(|(name, _)| name);
            names.any(|name| name.eq_ignore_ascii_case("host"))
        };
        let wrong = match () {
            () if !request.target.starts_with('/') => "the path does not begin with a slash",
            () if encoded > LONGEST_URI => "the URL is longer than AWS takes",
            () if !has_host() => "there is no host",
            () => return Ok(()),
        };
        Err(Error::new(Status::InvalidArg, wrong))
    }
}

fn settings(request: &NativeSigning, location: SignatureLocation) -> SigningSettings {
    let mut settings = SigningSettings::default();
    settings.signature_location = location;
    if !request.escape_path {
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    }
    settings
}

fn signed_headers(lines: &str) -> impl Iterator<Item = (&str, &str)> {
    lines
        .lines()
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| is_signed(name))
}

/// What a proxy may change, or the HTTP library writes, is left out: the same list as SDK v3's
/// (`ALWAYS_UNSIGNABLE_HEADERS` of `@smithy/signature-v4`).
fn is_signed(name: &str) -> bool {
    const LEFT_OUT: [&str; 17] = [
        "authorization",
        "cache-control",
        "connection",
        "date",
        "expect",
        "from",
        "keep-alive",
        "max-forwards",
        "pragma",
        "referer",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "x-amz-date",
        "x-amzn-trace-id",
    ];
    let begins = |with: &str| {
        name.get(..with.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(with))
    };
    !LEFT_OUT.iter().any(|left| left.eq_ignore_ascii_case(name))
        && !begins("proxy-")
        && !begins("sec-")
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "used as a function in map_err"
)]
fn refused(error: impl std::error::Error) -> Error {
    let cause = error.source().map(|cause| format!(": {cause}"));
    Error::new(
        Status::InvalidArg,
        format!("{error}{}", cause.unwrap_or_default()),
    )
}
