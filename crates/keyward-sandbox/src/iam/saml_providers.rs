//! SAML providers: whose assertions AssumeRoleWithSAML may believe.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html>

use time::OffsetDateTime;

use super::{entity, names, tags};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, times};
use crate::saml::Metadata;
use crate::state::account::SamlProvider;
use crate::state::{ids, random};

/// Providers of one account.
const LIMIT: usize = 100;
/// How long metadata without an end of its own holds.
const YEARS: i64 = 100;

pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = name(params)?;
    refuse_encryption(params)?;
    let now = cx.now();
    let (document, entity_id, valid_until) = document(params, now)?;
    let tags = names::tags(params)?;
    let arn = format!("arn:aws:iam::{}:saml-provider/{name}", cx.account_id());
    let provider = SamlProvider {
        uuid: random::letters(ids::BASE32, 26),
        document,
        entity_id,
        valid_until,
        created: now,
        tags,
    };
    let answer = Xml::new()
        .text("SAMLProviderArn", &arn)
        .and(&tags::xml(&provider.tags));
    let providers = &mut cx.account().saml_providers;
    if providers.contains_key(&arn) {
        return Err(entity::exists("SAMLProvider", name));
    }
    if providers.len() >= LIMIT {
        let why = format!("Cannot exceed quota for SAMLProvidersPerAccount: {LIMIT}");
        return Err(AwsError::new(409, "LimitExceeded", why));
    }
    providers.insert(arn, provider);
    Ok(answer)
}

pub(crate) fn get(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let provider = find(cx, params)?;
    Ok(Xml::new()
        .text("SAMLProviderUUID", &provider.uuid)
        .text("SAMLMetadataDocument", &provider.document)
        .text("CreateDate", times::seconds(clock.told(provider.created)))
        .text(
            "ValidUntil",
            times::seconds(clock.told(provider.valid_until)),
        )
        .and(&tags::xml(&provider.tags)))
}

pub(crate) fn list(cx: &mut Context<'_>) -> Xml {
    let clock = cx.state.clock;
    let providers = cx.account().saml_providers.iter();
    let items = providers.map(|(arn, provider)| {
        Xml::new()
            .text("Arn", arn)
            .text(
                "ValidUntil",
                times::seconds(clock.told(provider.valid_until)),
            )
            .text("CreateDate", times::seconds(clock.told(provider.created)))
    });
    Xml::new().list("SAMLProviderList", "member", items)
}

pub(crate) fn update(cx: &mut Context<'_>, params: &Params) -> Answer {
    refuse_encryption(params)?;
    let now = cx.now();
    let provider = find(cx, params)?;
    if params.get("SAMLMetadataDocument").is_some() {
        (provider.document, provider.entity_id, provider.valid_until) = document(params, now)?;
    }
    Ok(Xml::new().text("SAMLProviderArn", params.required("SAMLProviderArn")?))
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    find(cx, params)?;
    let arn = params.required("SAMLProviderArn")?;
    cx.account().saml_providers.remove(arn);
    Ok(Xml::new())
}

pub(super) fn find<'c>(
    cx: &'c mut Context<'_>,
    params: &Params,
) -> Result<&'c mut SamlProvider, AwsError> {
    let arn = params.required("SAMLProviderArn")?;
    let provider = cx.account().saml_providers.get_mut(arn);
    provider
        .ok_or_else(|| entity::not_found(format!("SAMLProvider with ARN {arn} cannot be found.")))
}

fn name(params: &Params) -> Result<&str, AwsError> {
    let name = params.required("Name")?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    if (1..=128).contains(&name.len()) && name.bytes().all(plain) {
        return Ok(name);
    }
    let rule = "satisfy regular expression pattern: [\\w._-]+";
    Err(AwsError::constraint(name, "name", rule))
}

/// The document, who it is about, and until when it holds.
fn document(
    params: &Params,
    now: OffsetDateTime,
) -> Result<(String, String, OffsetDateTime), AwsError> {
    let document = params.required("SAMLMetadataDocument")?;
    if !(1_000..=10_000_000).contains(&document.len()) {
        let rule = "have length between 1000 and 10000000";
        return Err(AwsError::constraint("…", "sAMLMetadataDocument", rule));
    }
    let read = Metadata::parse(document);
    let read =
        read.ok_or_else(|| AwsError::new(400, "InvalidInput", "Could not parse metadata"))?;
    let forever = now + time::Duration::days(YEARS * 365);
    let valid_until = read.valid_until.unwrap_or(forever);
    Ok((document.to_owned(), read.entity_id, valid_until))
}

/// Keys for encrypted assertions would be taken and never used.
fn refuse_encryption(params: &Params) -> Result<(), AwsError> {
    let names = [
        "AssertionEncryptionMode",
        "AddPrivateKey",
        "RemovePrivateKey",
    ];
    match names.iter().find(|name| params.get(name).is_some()) {
        Some(_) => Err(AwsError::not_built("the encryption of SAML assertions")),
        None => Ok(()),
    }
}
