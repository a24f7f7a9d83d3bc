//! The differences that are meant: each with its reason and the place that says so.

use crate::{
    case::{Case, Odd},
    clients::Client,
    verdict::{Class, Verdict},
};

/// One difference between keyward and a client under that client's own rules.
pub(crate) struct Known {
    pub(crate) name: &'static str,
    pub(crate) client: Client,
    pub(crate) reason: &'static str,
    pub(crate) source: &'static str,
    /// Whether it explains what keyward (first) and the client (second) say to a case.
    pub(crate) holds: fn(&Case, &Verdict, &Verdict) -> bool,
}

/// What comes after the broken part in the chains of both SDKs for JavaScript: `credential_process` of
/// the same profile (fromProcess, ProcessCredentials), then everything outside of files.
fn is_later(theirs: &Verdict) -> bool {
    let later = ["/web-of-variables", "assumed-role/task"];
    let process = ["default", "a", "b"].map(|profile| format!("user/process-{profile}"));
    later.iter().any(|end| theirs.is(end)) || process.iter().any(|end| theirs.is(end))
}

fn is_broken(ours: &Verdict) -> bool {
    [Class::Broken, Class::NoProfile, Class::Mfa, Class::Refused]
        .into_iter()
        .any(|class| ours.is_error(class))
}

const STOPS: &str = "a source that is responsible and broken stops the search; another identity would be a surprise";
const DESIGN: &str = "DESIGN.md, Three answers";

const NAMED: &str = "whoever names a profile gets that one or an error";
const LENIENT: &str =
    "a broken line or half a pair is named, not passed over: its author meant something by it";
const INI: &str = "botocore reads files with Python's configparser (configloader.py raw_config_parse); the cross-SDK vectors say otherwise";

pub(crate) const KNOWN: &[Known] = &[
    Known {
        name: "v3 goes on after a broken profile",
        client: Client::V3,
        reason: STOPS,
        source: DESIGN,
        holds: |_, ours, theirs| is_broken(ours) && is_later(theirs),
    },
    Known {
        name: "v2 goes on after a broken profile",
        client: Client::V2,
        reason: STOPS,
        source: DESIGN,
        holds: |_, ours, theirs| is_broken(ours) && is_later(theirs),
    },
    Known {
        name: "v3 goes on after a named profile without credentials",
        client: Client::V3,
        reason: NAMED,
        source: DESIGN,
        holds: named_in_vain,
    },
    Known {
        name: "boto3 goes on after a named profile without credentials",
        client: Client::Boto3,
        reason: NAMED,
        source: DESIGN,
        holds: named_in_vain,
    },
    Known {
        name: "v3 uses keys of a profile that leads back to itself",
        client: Client::V3,
        reason: "a circle is a mistake, even where keys lie on it",
        source: "credential-provider-ini/src/resolveAssumeRoleCredentials.ts visitedProfiles",
        holds: |case, ours, _| case.odd.contains(&Odd::Loop) && ours.says("leads back to"),
    },
    Known {
        name: "boto3 runs an empty credential_process",
        client: Client::Boto3,
        reason: "an empty value counts as absent",
        source: "botocore credentials.py ProcessProvider.load",
        holds: |case, _, theirs| {
            case.odd.contains(&Odd::BlankValue) && theirs.says("list index out of range")
        },
    },
    Known {
        name: "boto3 and a section with and without quotes",
        client: Client::Boto3,
        reason: "the later one replaces the other; here they are one section",
        source: INI,
        holds: |case, _, _| case.odd.contains(&Odd::Quoted) && case.odd.contains(&Odd::Twice),
    },
    Known {
        name: "v2 wants a config file once AWS_SDK_LOAD_CONFIG is set",
        client: Client::V2,
        reason: "a file that is not there is empty",
        source: "lib/util.js getProfilesFromSharedConfig",
        holds: |case, _, theirs| {
            case.odd.contains(&Odd::NoConfigFile) && theirs.is_error(Class::Nobody)
        },
    },
    Known {
        name: "boto3 and an empty AWS_PROFILE",
        client: Client::Boto3,
        reason: "an empty variable counts as unset, as everywhere else in AWS's tools",
        source: "botocore configprovider.py EnvironmentProvider",
        holds: |case, _, theirs| {
            case.odd.contains(&Odd::EmptyProfile) && theirs.is_error(Class::NoProfile)
        },
    },
    Known {
        name: "v3 and half a pair of variables",
        client: Client::V3,
        reason: LENIENT,
        source: "credential-provider-env/src/fromEnv.ts",
        holds: half_variables,
    },
    Known {
        name: "v2 and half a pair of variables",
        client: Client::V2,
        reason: LENIENT,
        source: "lib/credentials/environment_credentials.js",
        holds: half_variables,
    },
    Known {
        name: "v3 and half a pair in a file",
        client: Client::V3,
        reason: LENIENT,
        source: "credential-provider-ini/src/resolveStaticCredentials.ts",
        holds: half_pair,
    },
    Known {
        name: "v2 and half a pair in a file",
        client: Client::V2,
        reason: LENIENT,
        source: "lib/credentials/shared_ini_file_credentials.js",
        holds: half_pair,
    },
    Known {
        name: "boto3 and sections or keys that stand twice",
        client: Client::Boto3,
        reason: "configparser refuses the whole file",
        source: INI,
        holds: |case, _, theirs| case.odd.contains(&Odd::Twice) && theirs.is_error(Class::Broken),
    },
    Known {
        name: "boto3 and comments behind values",
        client: Client::Boto3,
        reason: "configparser takes the comment for a part of the value",
        source: INI,
        holds: |case, _, _| case.odd.contains(&Odd::InlineComment),
    },
    Known {
        name: "v3 and keys in capitals",
        client: Client::V3,
        reason: "keys know no case by the cross-SDK vectors",
        source: "smithy core config parseIni",
        holds: |case, _, _| case.odd.contains(&Odd::Capitals),
    },
    Known {
        name: "v2 and keys in capitals",
        client: Client::V2,
        reason: "keys know no case by the cross-SDK vectors",
        source: "lib/util.js ini.parse",
        holds: |case, _, _| case.odd.contains(&Odd::Capitals),
    },
    Known {
        name: "v2 and quoted names",
        client: Client::V2,
        reason: "SDK v2 takes the quotes for a part of the name",
        source: "lib/shared-ini/ini-loader.js getProfiles",
        holds: |case, _, _| case.odd.contains(&Odd::Quoted),
    },
    Known {
        name: "v2 and config sections without the word profile",
        client: Client::V2,
        reason: "every maintained tool passes over them",
        source: "lib/shared-ini/ini-loader.js getProfiles",
        holds: |case, _, _| case.odd.contains(&Odd::NoPrefix),
    },
    Known {
        name: "v2 assumes roles without the MFA code that they want",
        client: Client::V2,
        reason: "mfa_serial is the owner's wish",
        source: "lib/credentials/shared_ini_file_credentials.js loadRoleProfile",
        holds: |case, ours, _| case.odd.contains(&Odd::Mfa) && ours.is_error(Class::Mfa),
    },
    Known {
        name: "v2 and sso_session in the credentials file",
        client: Client::V2,
        reason: "SDK v2 looks for it in the config file alone",
        source: "lib/token/sso_token_provider.js load",
        holds: |case, _, _| case.odd.contains(&Odd::SsoInCredentials),
    },
    Known {
        name: "boto3 asks for the MFA code before it has the source's credentials",
        client: Client::Boto3,
        reason: "nobody should look for a device in vain",
        source: "botocore credentials.py _load_creds_via_assume_role",
        holds: |case, ours, theirs| {
            case.odd.contains(&Odd::Mfa) && is_broken(ours) && theirs.is_error(Class::Mfa)
        },
    },
    Known {
        name: "boto3 calls a source without credentials broken",
        client: Client::Boto3,
        reason: "keyward's code says that nobody has any, its words name the profile",
        source: "botocore credentials.py _resolve_credentials_from_profile",
        holds: |_, ours, theirs| {
            ours.is_error(Class::Nobody) && theirs.says("must have credentials")
        },
    },
    Known {
        name: "boto3 looks for the session of an sso_session without a role",
        client: Client::Boto3,
        reason: "it gives no credentials in either case",
        source: "botocore tokens.py SSOTokenProvider",
        holds: |case, ours, theirs| {
            case.odd.contains(&Odd::HalfSso)
                && ours.is_error(Class::Nobody)
                && theirs.says("SSO token provider")
        },
    },
    Known {
        name: "v2 goes on after half of single sign-on",
        client: Client::V2,
        reason: STOPS,
        source: DESIGN,
        holds: |case, ours, _| case.odd.contains(&Odd::HalfSso) && is_broken(ours),
    },
];

/// A profile that the program names is the only identity that it gets.
fn named_in_vain(case: &Case, ours: &Verdict, theirs: &Verdict) -> bool {
    case.profile.is_some() && ours.is_error(Class::Nobody) && is_later(theirs)
}

fn half_variables(case: &Case, ours: &Verdict, _: &Verdict) -> bool {
    case.odd.contains(&Odd::HalfEnvironment) && ours.is_error(Class::Broken)
}

fn half_pair(case: &Case, ours: &Verdict, _: &Verdict) -> bool {
    case.odd.contains(&Odd::HalfPair) && ours.is_error(Class::Broken)
}
