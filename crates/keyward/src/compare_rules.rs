//! The same question by the rules of every tool: who would win, and which rules make the difference.

use std::collections::BTreeMap;

use keyward_core::{Error, ErrorCode, Result};
use keyward_profile::{Base, Plan, ROWS, Row, Rules, Step};
use serde::Serialize;

use crate::{Engine, Request};

/// What `keyward explain --rules` prints. Holds no secret.
#[derive(Debug, Serialize)]
pub struct RulesComparison {
    /// One for each tool: SDK for JavaScript v3 first.
    pub verdicts: Vec<Verdict>,
    /// The rows of the table that make a tool decide otherwise than SDK for JavaScript v3.
    pub differences: Vec<Difference>,
}

/// What one tool comes to.
#[derive(Debug, Serialize)]
pub struct Verdict {
    /// `js-v3`, `js-v2`, `cli`.
    pub rules: &'static str,
    /// Where credentials would come from.
    #[serde(serialize_with = "crate::explain::plan")]
    pub plan: Option<Plan>,
    /// Why from nowhere.
    #[serde(skip)]
    pub error: Option<Error>,
}

/// A row that makes a difference here.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Its name in the table.
    pub row: &'static str,
    /// What it decides.
    pub about: &'static str,
    /// Where the tools say so.
    pub sources: &'static str,
    /// What each tool's rules say.
    pub cells: BTreeMap<&'static str, String>,
    /// The tools that decide otherwise than SDK for JavaScript v3 because of it.
    pub changes: Vec<&'static str>,
}

impl Engine {
    /// Plans by the rules of every tool.
    ///
    /// # Errors
    /// Only the engine's own; what a tool would stumble over is its verdict.
    pub async fn compare_rules(&self, request: &Request) -> Result<RulesComparison> {
        let (engine, request) = (self.clone(), request.clone());
        // It may have to open the vault, and that may take a person.
        tokio::task::spawn_blocking(move || compare(&engine, &request))
            .await
            .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))
    }
}

fn compare(engine: &Engine, request: &Request) -> RulesComparison {
    let plan = |rules: &Rules| engine.plan_by(*rules, request);
    let verdicts = Rules::ALL.map(|rules| verdict(rules.name, plan(&rules)));
    RulesComparison {
        verdicts: verdicts.into(),
        differences: differences(&|rules| outcome(&plan(rules))),
    }
}

fn verdict(rules: &'static str, plan: Result<Plan>) -> Verdict {
    let (plan, error) = match plan {
        Ok(plan) => (Some(plan), None),
        Err(error) => (None, Some(error)),
    };
    Verdict { rules, plan, error }
}

/// Who wins: what has to be the same for two tools to agree.
type Winner = Result<(Base, Vec<Step>, Option<String>), ErrorCode>;

fn outcome(plan: &Result<Plan>) -> Winner {
    match plan {
        Ok(plan) => {
            let region = plan.settings.region.as_ref();
            let region = region.map(|region| region.value.clone());
            Ok((plan.base.clone(), plan.steps.clone(), region))
        }
        Err(error) => Err(error.code()),
    }
}

fn differences(winner: &dyn Fn(&Rules) -> Winner) -> Vec<Difference> {
    let [first, others @ ..] = Rules::ALL;
    let mut changes: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
    for other in others {
        for row in decisive(&first, &other, winner) {
            changes.entry(row.name).or_default().push(other.name);
        }
    }
    ROWS.iter()
        .filter_map(|row| Some(difference(row, changes.remove(row.name)?)))
        .collect()
}

/// The rows that lead from one tool's answer to the other's, taken one after the other; and those that
/// would be enough alone.
fn decisive<'a>(from: &Rules, to: &Rules, winner: &dyn Fn(&Rules) -> Winner) -> Vec<&'a Row> {
    let start = winner(from);
    if winner(to) == start {
        return Vec::new();
    }
    let (mut mixed, mut now) = (*from, start.clone());
    let mut leads = |row: &&Row| {
        let alone = winner(&row.taken(from, to)) != start;
        mixed = row.taken(&mixed, to);
        let before = std::mem::replace(&mut now, winner(&mixed));
        alone || now != before
    };
    ROWS.iter()
        .filter(|row| row.cell(from) != row.cell(to))
        .filter(|row| leads(row))
        .collect()
}

fn difference(row: &Row, changes: Vec<&'static str>) -> Difference {
    Difference {
        row: row.name,
        about: row.about,
        sources: row.sources,
        cells: Rules::ALL
            .iter()
            .map(|rules| (rules.name, row.cell(rules)))
            .collect(),
        changes,
    }
}

#[cfg(test)]
mod tests {
    use keyward_core::{Timestamp, World};

    use super::*;

    const KEYS: &str = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";

    async fn compared(vars: &[(&str, &str)], config: &str) -> RulesComparison {
        let home = [("HOME", "/h")];
        let world = World::fake(Timestamp::from_unix(0))
            .with_env(vars.iter().copied().chain(home))
            .with_file("/h/.aws/config", config);
        let engine = Engine::builder(world).build();
        engine.compare_rules(&Request::default()).await.unwrap()
    }

    fn rows(comparison: &RulesComparison) -> Vec<(&str, &[&str])> {
        let rows = comparison.differences.iter();
        rows.map(|it| (it.row, it.changes.as_slice())).collect()
    }

    fn bases(comparison: &RulesComparison) -> Vec<&str> {
        let plans = comparison.verdicts.iter().map(|it| it.plan.as_ref());
        plans
            .map(|it| it.map_or("none", |plan| plan.base.name()))
            .collect()
    }

    #[tokio::test]
    async fn where_all_agree_nothing_makes_a_difference() {
        let keys = [("AWS_ACCESS_KEY_ID", "A"), ("AWS_SECRET_ACCESS_KEY", "s")];
        let same = compared(&keys, "").await;
        assert_eq!(bases(&same), ["environment"; 3]);
        assert_eq!(rows(&same), []);
    }

    #[tokio::test]
    async fn the_row_that_makes_the_difference_is_named() {
        let vars = [
            ("AWS_ACCESS_KEY_ID", "A"),
            ("AWS_SECRET_ACCESS_KEY", "s"),
            ("AWS_PROFILE", "a"),
            ("AWS_REGION", "r"),
        ];
        let found = compared(&vars, &format!("[profile a]\n{KEYS}")).await;
        assert_eq!(bases(&found), ["static_keys", "environment", "environment"]);
        // v2 would not even find the profile, had it looked for it.
        assert_eq!(
            rows(&found),
            [
                ("keys_beat_profile_variable", &["js-v2", "cli"][..]),
                ("config_file_variable", &["js-v2"]),
            ]
        );
        let cells = &found.differences[0].cells;
        assert_eq!(cells["js-v3"], "no");
        assert_eq!(cells["cli"], "yes");
    }

    #[tokio::test]
    async fn variables_of_web_identity_stand_elsewhere_in_the_cli() {
        let vars = [
            ("AWS_WEB_IDENTITY_TOKEN_FILE", "/t"),
            ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/R"),
            ("AWS_SDK_LOAD_CONFIG", "1"),
            ("AWS_REGION", "r"),
        ];
        let found = compared(&vars, &format!("[default]\n{KEYS}")).await;
        assert_eq!(
            bases(&found),
            ["static_keys", "static_keys", "web_identity"]
        );
        assert_eq!(rows(&found), [("chain", &["cli"][..])]);
    }

    #[tokio::test]
    async fn another_region_is_a_difference_too() {
        let vars = [
            ("AWS_DEFAULT_REGION", "eu-west-1"),
            ("AWS_SDK_LOAD_CONFIG", "1"),
        ];
        let found = compared(&vars, &format!("[default]\n{KEYS}")).await;
        assert_eq!(rows(&found), [("region_variables", &["cli"][..])]);
    }
}
