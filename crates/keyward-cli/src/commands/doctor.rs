//! `keyward doctor`: what is wrong with this machine's AWS set-up, and how to mend each.

use clap::Args;
use keyward::{
    Engine,
    traps::{Scene, Severity, Trap},
};
use keyward_core::{ProfileName, World};
use serde_json::{Value, json};

use crate::{
    context, doctor,
    exit::{Exit, fail},
    screen, traps,
};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward doctor                 files, variables, vault and PATH; nothing leaves the machine
  keyward doctor --online prod   asks AWS too: clock, root key, the key's age, MFA
  keyward doctor --json

Ends with 0 where nothing is worse than a notice, with 8 where there are warnings or errors. It never
asks a person: the ages of keys in a vault that only a passphrase opens are told as not looked at,
unless KEYWARD_PASSPHRASE_COMMAND is set.")]
pub(crate) struct Doctor {
    /// With --online: the profile to ask AWS with [default: AWS_PROFILE, then what the SDK's own chain finds]
    #[arg(requires = "online")]
    profile: Option<ProfileName>,
    /// Ask AWS too
    #[arg(long)]
    online: bool,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(doctor: &Doctor) -> Exit {
    // Nobody is asked for a passphrase: this looks at what can be seen.
    let engine = Engine::builder(World::real()).build();
    let mut found = Scene::of(engine.world()).traps();
    doctor::vault::look(&engine, &mut found);
    doctor::programs::look(&engine, &mut found);
    if doctor.online
        && let Err(error) = ask(&engine, doctor, &mut found)
    {
        return fail(&error, doctor.json);
    }
    found.sort_by_key(|trap| std::cmp::Reverse(trap.severity));
    if doctor.json {
        screen::print_json(&json!({ "findings": found.iter().map(document).collect::<Vec<_>>() }));
    } else {
        tell(&found);
    }
    if found.iter().any(|trap| trap.severity >= Severity::Warning) {
        Exit::Findings
    } else {
        Exit::Done
    }
}

fn ask(engine: &Engine, doctor: &Doctor, found: &mut Vec<Trap>) -> keyward_core::Result<()> {
    let request = context::request(engine, doctor.profile.as_ref())?;
    context::block_on(async {
        doctor::online::look(engine, &request, found).await;
        Ok(())
    })
}

fn document(trap: &Trap) -> Value {
    json!({
        "code": trap.code,
        "severity": trap.severity,
        "message": trap.message,
        "location": trap.location.as_ref().map(ToString::to_string),
        "remedy": trap.remedy,
    })
}

fn tell(found: &[Trap]) {
    traps::tell(found, "");
    let count = |severity| {
        found
            .iter()
            .filter(|trap| trap.severity == severity)
            .count() as u64
    };
    screen::print(&match found.len() {
        0 => "Nothing is wrong that doctor knows of.".to_owned(),
        _ => format!(
            "{}, {}, {}",
            screen::counted(count(Severity::Error), "error"),
            screen::counted(count(Severity::Warning), "warning"),
            screen::counted(count(Severity::Notice), "notice")
        ),
    });
}
