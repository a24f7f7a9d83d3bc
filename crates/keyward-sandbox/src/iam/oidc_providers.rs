//! OpenID Connect providers: whose tokens AssumeRoleWithWebIdentity may believe.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html>

use super::{entity, names};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, times};
use crate::state::account::OidcProvider;

/// Audiences of one provider.
const CLIENTS: usize = 100;

pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let url = params.required("Url")?;
    let issuer = issuer(url)?;
    let arn = format!("arn:aws:iam::{}:oidc-provider/{issuer}", cx.account_id());
    let provider = OidcProvider {
        issuer: issuer.to_owned(),
        client_ids: owned(&params.list("ClientIDList.member")),
        thumbprints: owned(&params.list("ThumbprintList.member")),
        created: cx.now(),
        tags: names::tags(params)?,
    };
    check(&provider)?;
    let providers = &mut cx.account().oidc_providers;
    if providers.contains_key(&arn) {
        let why = format!("Provider with url {url} already exists.");
        return Err(AwsError::new(409, "EntityAlreadyExists", why));
    }
    providers.insert(arn.clone(), provider);
    Ok(Xml::new().text("OpenIDConnectProviderArn", arn))
}

pub(crate) fn get(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let provider = find(cx, params)?;
    let texts = |all: &[String]| all.iter().map(|text| Xml::bare(text)).collect::<Vec<_>>();
    let tags = provider
        .tags
        .iter()
        .map(|(key, value)| Xml::new().text("Key", key).text("Value", value));
    Ok(Xml::new()
        .text("Url", &provider.issuer)
        .list("ClientIDList", "member", texts(&provider.client_ids))
        .list("ThumbprintList", "member", texts(&provider.thumbprints))
        .text("CreateDate", times::seconds(clock.told(provider.created)))
        .list("Tags", "member", tags))
}

pub(crate) fn list(cx: &mut Context<'_>) -> Xml {
    let arns = cx.account().oidc_providers.keys();
    let items = arns.map(|arn| Xml::new().text("Arn", arn));
    Xml::new().list("OpenIDConnectProviderList", "member", items)
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    find(cx, params)?;
    let arn = params.required("OpenIDConnectProviderArn")?;
    cx.account().oidc_providers.remove(arn);
    Ok(Xml::new())
}

pub(crate) fn add_client(cx: &mut Context<'_>, params: &Params) -> Answer {
    let client = params.required("ClientID")?;
    let provider = find(cx, params)?;
    if !provider.client_ids.iter().any(|known| known == client) {
        provider.client_ids.push(client.to_owned());
    }
    check(provider).map(|()| Xml::new())
}

pub(crate) fn remove_client(cx: &mut Context<'_>, params: &Params) -> Answer {
    let client = params.required("ClientID")?;
    find(cx, params)?.client_ids.retain(|known| known != client);
    Ok(Xml::new())
}

pub(super) fn find<'c>(
    cx: &'c mut Context<'_>,
    params: &Params,
) -> Result<&'c mut OidcProvider, AwsError> {
    let arn = params.required("OpenIDConnectProviderArn")?;
    let provider = cx.account().oidc_providers.get_mut(arn);
    provider
        .ok_or_else(|| entity::not_found(format!("OpenIDConnect Provider not found for arn {arn}")))
}

/// The URL without its scheme, as ARNs and condition keys name the issuer. AWS asks for `https`; the
/// issuer that this sandbox hosts itself on the loopback address has only `http`.
fn issuer(url: &str) -> Result<&str, AwsError> {
    let local = url
        .strip_prefix("http://")
        .filter(|rest| rest.starts_with("127.0.0.1:") || rest.starts_with("localhost:"));
    let issuer = url.strip_prefix("https://").or(local);
    issuer
        .filter(|rest| !rest.is_empty() && !rest.contains(['?', '#', ' ']) && url.len() <= 255)
        .map(|rest| rest.trim_end_matches('/'))
        .ok_or_else(|| {
            AwsError::validation(
                "Invalid Open ID Connect Provider URL. It must begin with https://.",
            )
        })
}

fn check(provider: &OidcProvider) -> Result<(), AwsError> {
    let plain = |print: &&String| print.len() == 40 && print.bytes().all(|b| b.is_ascii_hexdigit());
    if provider.thumbprints.iter().filter(plain).count() != provider.thumbprints.len() {
        return Err(AwsError::new(
            400,
            "InvalidInput",
            "Thumbprint list contains a thumbprint that is not 40 hexadecimal digits.",
        ));
    }
    if provider.client_ids.len() > CLIENTS {
        let why = format!("Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: {CLIENTS}");
        return Err(AwsError::new(409, "LimitExceeded", why));
    }
    Ok(())
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
