//! `keyward setup`: add or repair profiles; what would change is shown first.

mod questions;

use std::path::PathBuf;

use clap::Args;
use keyward::{Engine, ProfileSetup, Proposal, SsoSessionSetup};
use keyward_core::{Error, ErrorCode, ProfileName, Result};
use serde_json::json;

use crate::{context, diff, own_path::own_path, screen, terminal};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward setup app                           asks what gives its credentials, or repairs it
  keyward setup app --role-arn arn:aws:iam::123456789012:role/app --source-profile dev --region eu-west-1
  keyward setup work --sso-session corp --sso-start-url https://corp.awsapps.com/start \\
      --sso-region us-east-1 --sso-account-id 123456789012 --sso-role-name Developer
  keyward setup other --process '/opt/tool credentials'
  keyward setup dev --vault --region eu-west-1    its key lies in the vault: keyward add dev
  keyward setup --repair                      every profile: sections that stand twice, quotes around
                                              ARNs, names that are not there, pointers to a keyward that moved
  keyward setup app --repair --dry-run        only show what would change

The change is shown as a diff, secrets left out, and written after a yes (--yes for scripts). All other
lines of ~/.aws/config stay as they are, to the byte.")]
pub(crate) struct Setup {
    /// The profile; without one, all of them are repaired
    profile: Option<ProfileName>,
    /// The role that it assumes
    #[arg(long, value_name = "ARN")]
    role_arn: Option<String>,
    /// The profile whose credentials assume the role
    #[arg(long, value_name = "PROFILE")]
    source_profile: Option<String>,
    /// The MFA device that the role's trust policy asks for
    #[arg(long, value_name = "ARN")]
    mfa_serial: Option<String>,
    /// The external id that the role's trust policy asks for
    #[arg(long, value_name = "ID")]
    external_id: Option<String>,
    /// How long the role's session lasts, in seconds
    #[arg(long, value_name = "SECONDS")]
    duration_seconds: Option<String>,
    /// The region
    #[arg(long)]
    region: Option<String>,
    /// The Identity Center session, made where --sso-start-url and --sso-region say so
    #[arg(long, value_name = "NAME")]
    sso_session: Option<String>,
    /// The start URL of the session
    #[arg(long, value_name = "URL", requires_all = ["sso_session", "sso_region"])]
    sso_start_url: Option<String>,
    /// The region of Identity Center
    #[arg(long, value_name = "REGION", requires_all = ["sso_session", "sso_start_url"])]
    sso_region: Option<String>,
    /// The account to sign in to
    #[arg(long, value_name = "ACCOUNT", requires = "sso_role_name")]
    sso_account_id: Option<String>,
    /// The permission set to sign in with
    #[arg(long, value_name = "ROLE", requires = "sso_account_id")]
    sso_role_name: Option<String>,
    /// A program that prints credentials
    #[arg(long, value_name = "CMD", conflicts_with_all = ["role_arn", "sso_session", "vault"])]
    process: Option<String>,
    /// Its key lies in the vault
    #[arg(long, conflicts_with_all = ["role_arn", "sso_session"])]
    vault: bool,
    /// Mend what is wrong with it
    #[arg(long)]
    repair: bool,
    /// Afterwards, let other AWS tools use it (`keyward link`)
    #[arg(long, requires = "profile", conflicts_with = "unlink")]
    link: bool,
    /// First, undo `keyward link`
    #[arg(long, requires = "profile")]
    unlink: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    /// Show what would change, and change nothing
    #[arg(long, conflicts_with_all = ["yes", "link", "unlink"])]
    dry_run: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// What is to be written, and what a person has to see to.
#[derive(Default)]
struct Work {
    proposals: Vec<Proposal>,
    left: Vec<String>,
}

pub(super) fn run(setup: &Setup) -> Result<()> {
    let engine = context::engine();
    if setup.unlink {
        let profile = setup.named()?;
        let file = engine.unlink(profile)?;
        screen::note(&format!("unlinked {profile} in {}", file.display()));
    }
    let work = setup.work(&engine)?;
    let is_written = !work.proposals.is_empty() && setup.is_wanted(&work)?;
    if is_written {
        engine.write_proposals(&work.proposals)?;
    }
    if setup.link {
        engine.link(setup.named()?, &own_path()?)?;
    }
    setup.tell(&engine, &work, is_written)
}

impl Setup {
    fn work(&self, engine: &Engine) -> Result<Work> {
        let mut work = Work::default();
        let mut keys = self.keys();
        let mut session = self.session();
        let only_links = self.link || self.unlink;
        if keys.is_empty() && session.is_none() && !self.vault && !self.repair && !only_links {
            let is_new = self.is_new(engine)?;
            match &self.profile {
                Some(profile) if is_new => {
                    let answers = questions::ask(profile)?;
                    (keys, session) = (answers.keys, answers.sso_session);
                }
                _ => return self.repair(engine),
            }
        }
        if self.repair {
            work = self.repair(engine)?;
            if !keys.is_empty() {
                return Err(Error::new(
                    ErrorCode::InvalidArgument,
                    "--repair goes with a profile alone",
                )
                .with_hint("repair first, then set what you want"));
            }
        }
        if !keys.is_empty() || session.is_some() || self.vault {
            let profile = self.named()?.clone();
            let setup = ProfileSetup {
                profile,
                keys,
                sso_session: session,
            };
            let proposal = engine.propose_profile(&setup)?;
            if proposal.before() != proposal.after() {
                work.proposals.push(proposal);
            }
        }
        Ok(work)
    }

    fn repair(&self, engine: &Engine) -> Result<Work> {
        let repair = engine.propose_repair(self.profile.as_ref(), &own_path()?)?;
        Ok(Work {
            proposals: repair.proposals,
            left: repair.left,
        })
    }

    fn is_new(&self, engine: &Engine) -> Result<bool> {
        let set = engine.profiles()?;
        Ok(self.profile.as_ref().is_some_and(|profile| {
            let name = profile.as_str();
            set.profile(name).is_none() && set.keyward_section(name).is_none()
        }))
    }

    fn named(&self) -> Result<&ProfileName> {
        self.profile.as_ref().ok_or_else(|| {
            Error::new(ErrorCode::InvalidArgument, "no profile was named")
                .with_hint("keyward setup PROFILE …")
        })
    }

    fn keys(&self) -> Vec<(&'static str, String)> {
        [
            ("role_arn", &self.role_arn),
            ("source_profile", &self.source_profile),
            ("mfa_serial", &self.mfa_serial),
            ("external_id", &self.external_id),
            ("duration_seconds", &self.duration_seconds),
            ("sso_session", &self.sso_session),
            ("sso_account_id", &self.sso_account_id),
            ("sso_role_name", &self.sso_role_name),
            ("credential_process", &self.process),
            ("region", &self.region),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.clone()?)))
        .collect()
    }

    fn session(&self) -> Option<SsoSessionSetup> {
        Some(SsoSessionSetup {
            name: self.sso_session.clone()?,
            keys: vec![
                ("sso_start_url", self.sso_start_url.clone()?),
                ("sso_region", self.sso_region.clone()?),
                ("sso_registration_scopes", "sso:account:access".to_owned()),
            ],
        })
    }

    /// Shows the change, and asks.
    fn is_wanted(&self, work: &Work) -> Result<bool> {
        if !self.json {
            work.proposals
                .iter()
                .for_each(|it| screen::print(shown(it).trim_end()));
        }
        if self.dry_run || self.yes {
            return Ok(self.yes);
        }
        let answer = terminal::ask("Write this? [y/N]", "add --yes to write without a question")?;
        Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
    }

    fn tell(&self, engine: &Engine, work: &Work, is_written: bool) -> Result<()> {
        if self.json {
            let files: Vec<_> = work
                .proposals
                .iter()
                .map(|it| it.file.display().to_string())
                .collect();
            let diff: String = work.proposals.iter().map(shown).collect();
            screen::print_json(&json!({
                "profile": self.profile,
                "files": files,
                "diff": diff,
                "written": is_written,
                "left": work.left,
            }));
            return Ok(());
        }
        work.left.iter().for_each(|it| screen::note(it));
        screen::print(match (work.proposals.is_empty(), is_written, self.link) {
            (_, true, _) => "Written.",
            (false, false, _) => "Nothing was written.",
            (true, _, true) => "Linked.",
            (true, _, false) => "Nothing to change.",
        });
        if self.vault && is_written {
            self.say_where_the_key_is(engine)?;
        }
        Ok(())
    }

    fn say_where_the_key_is(&self, engine: &Engine) -> Result<()> {
        let profile = self.named()?;
        let has_key =
            engine.has_vault() && engine.with_vault(|vault| Ok(vault.contains(profile)))?;
        if !has_key {
            screen::note(&format!(
                "the vault has no key for it yet: `keyward add {profile}`"
            ));
        }
        Ok(())
    }
}

/// The change as a diff, secrets left out.
pub(super) fn shown(proposal: &Proposal) -> String {
    let name: PathBuf = proposal.file.clone();
    diff::unified(
        &name.display().to_string(),
        proposal.before(),
        proposal.after(),
    )
}
