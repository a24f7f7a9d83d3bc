//! The sandbox that all cases share: a user for each place where a key may stand, so that the winner's
//! ARN says which place won; and what tokens need.

use std::{collections::BTreeMap, time::Duration};

use acceptance::{Home, ground, python};
use serde::Deserialize;

pub(crate) const PROFILES: [&str; 3] = ["default", "a", "b"];

#[derive(Deserialize)]
pub(crate) struct Key {
    pub(crate) id: String,
    pub(crate) secret: String,
}

pub(crate) struct Place {
    keys: BTreeMap<String, Key>,
    pub(crate) web_token: String,
    /// The token file of Identity Center, and its name.
    pub(crate) sso_token: (String, String),
}

impl Place {
    pub(crate) fn prepare() -> Self {
        let mut users = vec!["env".to_owned(), "amazon".to_owned()];
        for profile in PROFILES {
            let places = ["config", "credentials", "process"];
            users.extend(places.map(|place| format!("{place}-{profile}")));
        }
        let control = ground().sandbox().control();
        control.set_container_role(Some("task"));
        let web_token = control.web_identity_token(
            "https://oidc.example.com/cluster",
            "sts.amazonaws.com",
            "system:serviceaccount:shop:web",
            Duration::from_secs(3600),
        );
        Self {
            keys: keys(&users),
            web_token: web_token.to_string(),
            sso_token: sso_token(),
        }
    }

    pub(crate) fn key(&self, user: &str) -> &Key {
        &self.keys[user]
    }
}

fn keys(users: &[String]) -> BTreeMap<String, Key> {
    let sandbox = ground().sandbox();
    let home = Home::new();
    let admin = sandbox.admin();
    let (id, secret) = (&admin.access_key_id, admin.secret_access_key.as_str());
    let run = python("matrix_principals.py")
        .args(users)
        .arg(",")
        .args(PROFILES.map(|profile| format!("m-{profile}")))
        .at(&home)
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", id)
        .env("AWS_SECRET_ACCESS_KEY", secret);
    serde_json::from_str(&run.shows_credentials().run().success().stdout).unwrap()
}

fn sso_token() -> (String, String) {
    let home = Home::new();
    let login = python("sso_login.py").at(&home);
    let url = ground().sandbox().sso_start_url();
    let login = login.env("AWS_DEFAULT_REGION", "us-east-1");
    let _ = login.args(["session", "corp", &url]).run().success();
    let folder = home.path().join(".aws/sso/cache");
    let mut files = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path());
    let file = files
        .find(|file| file.extension().is_some_and(|it| it == "json"))
        .unwrap();
    let name = file.file_name().unwrap().to_str().unwrap().to_owned();
    (name, std::fs::read_to_string(file).unwrap())
}
