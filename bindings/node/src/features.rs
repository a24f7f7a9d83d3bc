//! Where credentials came from, in the words of SDK v3's user agent (`@aws-sdk/types`, `feature-ids.ts`).

use std::collections::HashMap;

use keyward_profile::{Base, Location, Plan, Step};

type Feature = (&'static str, &'static str);

/// `$source` of an identity: what SDK v3's own providers would have set for the same way.
pub(crate) fn of(plan: &Plan) -> HashMap<String, String> {
    let features: &[Feature] = match plan.steps.last() {
        Some(Step::AssumeRole(role)) if role.role_arn.location == Location::Program => {
            &[("CREDENTIALS_STS_ASSUME_ROLE", "i")]
        }
        Some(Step::AssumeRole(_)) => &[
            ("CREDENTIALS_STS_ASSUME_ROLE", "i"),
            ("CREDENTIALS_PROFILE_SOURCE_PROFILE", "o"),
        ],
        Some(Step::GetSessionToken(_)) => &[("CREDENTIALS_STS_SESSION_TOKEN", "m")],
        None => of_base(&plan.base),
    };
    let owned = |(name, id): &Feature| ((*name).to_owned(), (*id).to_owned());
    features.iter().map(owned).collect()
}

fn of_base(base: &Base) -> &'static [Feature] {
    match base {
        Base::Environment { .. } => &[("CREDENTIALS_ENV_VARS", "g")],
        Base::StaticKeys { .. } => &[("CREDENTIALS_PROFILE", "n")],
        Base::CredentialProcess { .. } => &[
            ("CREDENTIALS_PROFILE_PROCESS", "v"),
            ("CREDENTIALS_PROCESS", "w"),
        ],
        Base::WebIdentity { token_file, .. } => match token_file.location {
            Location::Variable { .. } => &[
                ("CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN", "h"),
                ("CREDENTIALS_STS_ASSUME_ROLE_WEB_ID", "k"),
            ],
            Location::File { .. } | Location::Program => &[
                ("CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN", "q"),
                ("CREDENTIALS_STS_ASSUME_ROLE_WEB_ID", "k"),
            ],
        },
        Base::GithubActions(_) => &[("CREDENTIALS_STS_ASSUME_ROLE_WEB_ID", "k")],
        Base::Saml(_) => &[("CREDENTIALS_STS_ASSUME_ROLE_SAML", "j")],
        Base::Sso {
            session: Some(_), ..
        } => &[("CREDENTIALS_PROFILE_SSO", "r"), ("CREDENTIALS_SSO", "s")],
        Base::Sso { session: None, .. } => &[
            ("CREDENTIALS_PROFILE_SSO_LEGACY", "t"),
            ("CREDENTIALS_SSO_LEGACY", "u"),
        ],
        Base::Login { .. } => &[
            ("CREDENTIALS_PROFILE_LOGIN", "AC"),
            ("CREDENTIALS_LOGIN", "AD"),
        ],
        Base::Container { .. } => &[("CREDENTIALS_HTTP", "z")],
        Base::Imds { .. } => &[("CREDENTIALS_IMDS", "0")],
        // No provider of the SDK's: the program's own code.
        Base::Program { .. }
        | Base::Vault { .. }
        | Base::RolesAnywhere(_)
        | Base::CognitoIdentity(_) => &[("CREDENTIALS_CODE", "e")],
    }
}
