//! What a request says about its signature: the Authorization header, or the query.

use time::OffsetDateTime;

use super::presigned::{self, Presigned};
use super::{Dialect, Fault, WINDOW};
use crate::protocol::times;
use crate::request::Request;

/// The algorithm that is spoken here.
pub(crate) const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// Day, region and service that a signature is good for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    /// `YYYYMMDD`.
    pub(crate) date: String,
    pub(crate) region: String,
    pub(crate) service: String,
}

impl Scope {
    /// `20150830/us-east-1/iam/aws4_request`.
    pub(crate) fn text(&self) -> String {
        format!(
            "{}/{}/{}/aws4_request",
            self.date, self.region, self.service
        )
    }
}

/// A parsed signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Authorization {
    pub(crate) access_key_id: String,
    pub(crate) scope: Scope,
    /// As listed: lower-case names.
    pub(crate) signed_headers: Vec<String>,
    /// Lower-case hexadecimal digits, as sent.
    pub(crate) signature: String,
    /// The session token that came with it.
    pub(crate) token: Option<String>,
    /// Only where it stands in the query.
    pub(crate) presigned: Option<Presigned>,
}

impl Authorization {
    /// Reads the header of a request, or its query.
    pub(crate) fn read(request: &Request) -> Result<Self, Fault> {
        let in_query = presigned::read(request);
        match (request.header("authorization"), in_query) {
            (Some(_), Some(_)) => Err(Fault::TwoPlaces),
            (Some(header), None) => {
                let token = request.header("x-amz-security-token").map(str::to_owned);
                Self::parse(header).map(|read| Self { token, ..read })
            }
            (None, Some(read)) => read,
            (None, None) => Err(unsigned(request)),
        }
    }

    /// Of a form, whose fields are a signature's parts.
    pub(crate) fn of_form(
        credential_field: &str,
        signature: &str,
        token: Option<&str>,
    ) -> Result<Self, Fault> {
        let (access_key_id, scope) = credential(credential_field)?;
        Ok(Self {
            access_key_id,
            scope,
            signed_headers: Vec::new(),
            signature: signature.to_owned(),
            token: token.map(str::to_owned),
            presigned: None,
        })
    }

    pub(crate) fn parse(header: &str) -> Result<Self, Fault> {
        let (algorithm, rest) = header.trim().split_once(' ').unwrap_or((header, ""));
        if algorithm != ALGORITHM {
            return Err(Fault::Algorithm(algorithm.to_owned()));
        }
        let field = |name: &str| {
            rest.split(',')
                .find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
                .filter(|value| !value.is_empty())
                .ok_or_else(|| {
                    Fault::Malformed(format!("Authorization header requires '{name}' parameter."))
                })
        };
        let (access_key_id, scope) = credential(field("Credential")?)?;
        let signed_headers = field("SignedHeaders")?
            .split(';')
            .map(str::to_lowercase)
            .collect();
        let signature = field("Signature")?.to_owned();
        Ok(Self {
            access_key_id,
            scope,
            signed_headers,
            signature,
            token: None,
            presigned: None,
        })
    }

    /// The signed time: `x-amz-date`, or `Date` where a client has no other. It must fall on the
    /// scope's day.
    pub(crate) fn time(&self, request: &Request) -> Result<OffsetDateTime, Fault> {
        if let Some(presigned) = &self.presigned {
            return presigned.time(&self.scope.date);
        }
        let text = request.header("x-amz-date").or_else(|| request.header("date")).ok_or_else(|| {
            Fault::Malformed("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.".to_owned())
        })?;
        let at = times::parse_basic(text).ok_or_else(|| {
            Fault::Malformed("Date must be in ISO-8601 'basic format'.".to_owned())
        })?;
        if !text.starts_with(&self.scope.date) {
            let date = &self.scope.date;
            return Err(Fault::Malformed(format!(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{date}' != '{}', from '{text}'.",
                &text[..8]
            )));
        }
        Ok(at)
    }

    /// Whether the signature is of now, give or take 15 minutes, or still has time.
    pub(crate) fn check_age(
        &self,
        dialect: Dialect,
        signed: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Result<(), Fault> {
        match &self.presigned {
            Some(presigned) => presigned.check_age(dialect, signed, now),
            None if (signed - now).abs() > WINDOW => Err(Fault::Skewed { signed, now }),
            None => Ok(()),
        }
    }

    /// The host and every `x-amz-*` header have to be under the signature.
    pub(crate) fn check_signed_headers(&self, request: &Request) -> Result<(), Fault> {
        let signed = |name: &str| self.signed_headers.iter().any(|header| header == name);
        let mut names: Vec<&str> = request
            .headers
            .keys()
            .map(hyper::header::HeaderName::as_str)
            .collect();
        names.push("host");
        let dated = self.presigned.is_some() || request.headers.contains_key("x-amz-date");
        let must = |name: &&str| {
            *name == "host" || name.starts_with("x-amz-") || (*name == "date" && !dated)
        };
        let mut missing: Vec<String> = names
            .into_iter()
            .filter(must)
            .filter(|name| !signed(name))
            .map(str::to_owned)
            .collect();
        missing.sort();
        missing.dedup();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Fault::Unsigned(missing))
        }
    }
}

/// A request without a signature of version 4.
fn unsigned(request: &Request) -> Fault {
    let named = |name: &str| request.query.split('&').any(|pair| pair.starts_with(name));
    if named("AWSAccessKeyId=") && named("Signature=") {
        Fault::Algorithm("AWS".to_owned())
    } else {
        Fault::Missing
    }
}

pub(super) fn credential(text: &str) -> Result<(String, Scope), Fault> {
    let parts: Vec<&str> = text.split('/').collect();
    let [key, date, region, service, end] = parts[..] else {
        return Err(Fault::Malformed(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term".to_owned(),
        ));
    };
    if end != "aws4_request" {
        return Err(Fault::Malformed(
            "Credential should be scoped with a valid terminator: 'aws4_request'".to_owned(),
        ));
    }
    let scope = Scope {
        date: date.to_owned(),
        region: region.to_owned(),
        service: service.to_owned(),
    };
    Ok((key.to_owned(), scope))
}
