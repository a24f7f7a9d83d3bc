//! In a browser anywhere: a page there shows a code that the person brings back.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use keyward_core::{Error, ErrorCode, Result};
use zeroize::Zeroizing;

use super::{AUTHORIZE, Grant, same_device::METHOD};
use crate::{
    login::{LoginPerson, pkce::Pkce},
    sources::token_service::TokenService,
};

const CLIENT: &str = "arn:aws:signin:::devtools/cross-device";
const CONFIRMATION: &str = "/v1/sessions/confirmation";

pub(super) fn ask(service: &TokenService, person: &dyn LoginPerson) -> Result<Grant> {
    let (pkce, uri) = (Pkce::new()?, service.url(CONFIRMATION));
    let brought = person.bring_code(&pkce.page(
        &service.url(AUTHORIZE),
        METHOD,
        &[
            ("client_id", CLIENT),
            ("scope", "openid"),
            ("redirect_uri", &uri),
        ],
    ))?;
    let code = code(&brought, &pkce.state).ok_or_else(|| {
        Error::new(
            ErrorCode::InvalidArgument,
            "this is not the code that the page of this sign-in shows",
        )
        .with_hint("run `keyward login` again, and copy the whole code")
    })?;
    Ok(Grant {
        client: CLIENT,
        verifier: pkce.verifier,
        code,
        redirect: uri,
    })
}

/// What the page shows is Base64 of `state=STATE&code=CODE`.
fn code(brought: &str, state: &str) -> Option<Zeroizing<String>> {
    let text = Zeroizing::new(STANDARD.decode(brought.trim()).ok()?);
    let text = std::str::from_utf8(&text).ok()?;
    let field = |name: &str| {
        let mut pairs = text.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find_map(|(known, value)| (known == name).then_some(value))
    };
    let code = field("code").filter(|code| !code.is_empty())?;
    (field("state") == Some(state)).then(|| Zeroizing::new(code.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_code_of_this_sign_in_is_taken() {
        let brought = |text: &str| format!(" {}\n", STANDARD.encode(text));
        let code_of = |text: &str| code(&brought(text), "s");
        assert_eq!(code_of("state=s&code=c").unwrap().as_str(), "c");
        for bad in ["state=t&code=c", "code=c", "state=s", "state=s&code=", ""] {
            assert_eq!(code_of(bad), None, "{bad}");
        }
        assert_eq!(code("state=s&code=c", "s"), None);
    }
}
