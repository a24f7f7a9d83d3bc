//! The rows of the table, each with its source.

use std::fmt::{self, Debug};

use serde_json::Value;

use super::Rules;

/// One difference between the tools.
#[derive(Clone, Copy)]
pub struct Row {
    /// Its key.
    pub name: &'static str,
    /// What it decides.
    pub about: &'static str,
    /// Where each tool says so: source files of SDK v3 and v2 and of botocore, or AWS's pages.
    pub sources: &'static str,
    cell: fn(&Rules) -> String,
    take: fn(&mut Rules, &Rules),
}

impl Row {
    /// What these rules say, in the words of the table.
    #[must_use]
    pub fn cell(&self, rules: &Rules) -> String {
        (self.cell)(rules)
    }

    /// `rules` with this row as `from` has it.
    #[must_use]
    pub fn taken(&self, rules: &Rules, from: &Rules) -> Rules {
        let mut mixed = *rules;
        (self.take)(&mut mixed, from);
        mixed
    }
}

impl Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Builds a row from the field of [`Rules`] that it is about.
macro_rules! row {
    ($field:ident, $about:literal, $sources:literal) => {
        Row {
            name: stringify!($field),
            about: $about,
            sources: $sources,
            cell: |rules| words(&rules.$field),
            take: |rules, from| rules.$field = from.$field,
        }
    };
}

/// Every row.
pub const ROWS: [Row; 13] = [
    row!(
        chain,
        "where credentials are looked for, in order",
        "v3 credential-provider-node/src/defaultProvider.ts, credential-provider-ini/src/resolveProfileData.ts; v2 lib/node_loader.js, lib/credentials/shared_ini_file_credentials.js; botocore credentials.py create_credential_resolver, ProfileProviderBuilder"
    ),
    row!(
        source_order,
        "the same in a profile that another one names as its source",
        "v3 credential-provider-ini/src/resolveProfileData.ts; v2 shared_ini_file_credentials.js preferStaticCredentials; botocore credentials.py _resolve_credentials_from_profile"
    ),
    row!(
        keys_beat_profile_variable,
        "whether key variables are used although AWS_PROFILE is set",
        "v3 defaultProvider.ts, first link; v2 lib/node_loader.js; botocore credentials.py disable_env_vars"
    ),
    row!(
        profile_must_exist,
        "whether a profile that a variable names must exist although keys of the environment win",
        "v3 (the profile always wins); v2 lib/node_loader.js; botocore session.py get_scoped_config"
    ),
    row!(
        key_prefixes,
        "what stands before _ACCESS_KEY_ID",
        "v3 credential-provider-env/src/fromEnv.ts; v2 lib/node_loader.js; botocore credentials.py EnvProvider"
    ),
    row!(
        session_tokens,
        "what a session token is called",
        "v3 fromEnv.ts, resolveStaticCredentials.ts; v2 lib/credentials/environment_credentials.js; botocore credentials.py TOKENS"
    ),
    row!(
        expiration_and_account_variables,
        "whether AWS_CREDENTIAL_EXPIRATION and AWS_ACCOUNT_ID are read",
        "v3 fromEnv.ts; v2 environment_credentials.js; botocore credentials.py EnvProvider"
    ),
    row!(
        profile_variables,
        "what names the profile",
        "v3 smithy core config getProfileName.ts; v2 lib/core.js; botocore configprovider.py"
    ),
    row!(
        region_variables,
        "what names the region",
        "v3 smithy core config regionConfig; v2 lib/node_loader.js getRegion; AWS CLI User Guide, Environment variables"
    ),
    row!(
        config_file_variable,
        "the variable without which the config file is not read",
        "v3 smithy core config loadSharedConfigFiles.ts; v2 lib/util.js getProfilesFromSharedConfig; botocore session.py full_config"
    ),
    row!(
        lone_role,
        "what role_arn without a source means",
        "v3 resolveAssumeRoleCredentials.ts isAssumeRoleProfile; v2 shared_ini_file_credentials.js loadRoleProfile; botocore credentials.py _get_role_config"
    ),
    row!(
        credential_source,
        "whether credential_source is known",
        "v3 resolveCredentialSource.ts; v2 shared_ini_file_credentials.js (not read); botocore credentials.py CanonicalNameCredentialSourcer"
    ),
    row!(
        metadata_switch,
        "what AWS_EC2_METADATA_DISABLED has to say",
        "v3 credential-provider-node/src/remoteProvider.ts; v2 lib/credentials/ec2_metadata_credentials.js; botocore utils.py IMDSFetcher"
    ),
];

/// A cell as a person would say it: `a, b` and `profile (role, sso)`.
fn words(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(value) => said(&value),
        Err(_) => String::new(),
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(is_so) => if *is_so { "yes" } else { "no" }.to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(said).collect();
            items.join(", ")
        }
        Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(key, value)| format!("{key} ({})", said(value)));
            fields.collect::<Vec<_>>().join(", ")
        }
        Value::Number(number) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_the_rules_has_its_row() {
        let fields = serde_json::to_value(Rules::JS_V3).unwrap();
        let fields = fields.as_object().unwrap().keys().map(String::as_str);
        let mut fields: Vec<_> = fields.filter(|field| *field != "name").collect();
        let mut rows: Vec<_> = ROWS.iter().map(|row| row.name).collect();
        fields.sort_unstable();
        rows.sort_unstable();
        assert_eq!(fields, rows);
    }

    #[test]
    fn no_row_says_the_same_thrice() {
        for row in ROWS {
            let cells = Rules::ALL.map(|rules| row.cell(&rules));
            assert!(cells[0] != cells[1] || cells[0] != cells[2], "{row:?}");
        }
    }

    #[test]
    fn the_rows_make_the_whole_of_a_column() {
        for column in Rules::ALL {
            let mixed = ROWS
                .iter()
                .fold(Rules::default(), |mixed, row| row.taken(&mixed, &column));
            let name = column.name;
            assert_eq!(Rules { name, ..mixed }, column);
        }
        let cell = ROWS[0].cell(&Rules::JS_V2);
        assert!(cell.starts_with("environment, profile (sso, role, static), container"));
    }
}
