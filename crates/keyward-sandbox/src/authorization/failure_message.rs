//! The encoded authorization failure message of EC2's refusals: the whole decision, sealed, for those
//! who may call DecodeAuthorizationMessage.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html>
//!
//! The account is part of the seal: no other account's administrator can open it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keyward_iam::{Because, Decision, Outcome, Policies};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde_json::{Value, json};

use super::Ask;
use crate::dispatch::Context;
use crate::state::{Principal, State, random};

/// The sentence that carries it.
pub(super) fn sentence(
    cx: &Context<'_>,
    ask: &Ask,
    policies: &Policies<'_>,
    decision: &Decision,
) -> String {
    let text = document(&cx.caller.principal, ask, policies, decision).to_string();
    format!(
        ". Encoded authorization failure message: {}",
        seal(cx.state, cx.caller.principal.account(), text)
    )
}

/// The text of a message that was made for the caller's account.
pub(crate) fn open(cx: &Context<'_>, message: &str) -> Option<String> {
    let mut bytes = URL_SAFE_NO_PAD.decode(message).ok()?;
    let (nonce, sealed) = bytes.split_at_mut_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let account = Aad::from(cx.caller.principal.account());
    let text = key(cx.state).open_in_place(nonce, account, sealed).ok()?;
    String::from_utf8(text.to_vec()).ok()
}

fn seal(state: &State, account: &str, text: String) -> String {
    let nonce = random::bytes::<NONCE_LEN>();
    let mut sealed = text.into_bytes();
    key(state)
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(account),
            &mut sealed,
        )
        .expect("a message of a few kilobytes is not too long to seal");
    URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())
}

fn key(state: &State) -> LessSafeKey {
    let bytes = state.token_key.derive("authorization failure message");
    let key = UnboundKey::new(&CHACHA20_POLY1305, &*bytes).expect("the key has 32 bytes");
    LessSafeKey::new(key)
}

fn document(
    principal: &Principal,
    ask: &Ask,
    policies: &Policies<'_>,
    decision: &Decision,
) -> Value {
    let denied = decision.outcome == Outcome::ExplicitDeny;
    let matched = decision.by.iter().filter(|_| denied);
    let conditions = ask.keys.all().into_iter().map(|(key, values)| {
        let values = values.iter().map(|value| json!({ "value": value }));
        json!({ "key": key, "values": items(values) })
    });
    json!({
        "allowed": false,
        "explicitDeny": denied,
        "matchedStatements": items(matched.map(|because| statement(because, policies))),
        "failures": items([]),
        "context": {
            "principal": {
                "id": principal.user_id(),
                "name": principal.user_name().unwrap_or_default(),
                "arn": principal.arn(),
            },
            "action": ask.action,
            "resource": ask.resource,
            "conditions": items(conditions),
        },
    })
}

/// A statement that denies, as far as its pattern lists tell.
fn statement(because: &Because, policies: &Policies<'_>) -> Value {
    let session = policies.session.iter().flatten();
    let all = policies.identity.iter().chain(session);
    let mut all = all.chain(&policies.boundary).chain(&policies.resource);
    let policy = all.find(|attached| attached.name == because.policy);
    let found = policy.and_then(|attached| attached.policy.statements().get(because.statement));
    let actions = found.map(|statement| statement.actions().patterns.as_slice());
    let resources = found.and_then(|statement| statement.resources());
    let resources = resources.map(|resources| resources.patterns.as_slice());
    let value = |text: &str| json!({ "value": text });
    json!({
        "statementId": because.sid.as_deref().unwrap_or_default(),
        "effect": "DENY",
        "principals": items([]),
        "principalGroups": items([]),
        "actions": items(actions.unwrap_or_default().iter().map(|p| value(p.as_str()))),
        "resources": items(resources.unwrap_or_default().iter().map(|p| value(p.as_str()))),
        "conditions": items([]),
    })
}

fn items(values: impl IntoIterator<Item = Value>) -> Value {
    json!({ "items": values.into_iter().collect::<Vec<_>>() })
}
