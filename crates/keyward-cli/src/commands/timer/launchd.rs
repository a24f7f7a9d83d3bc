//! A launchd agent (launchd.plist(5)). Untested: nobody has run it on a Mac yet.

use std::path::PathBuf;

use super::plan::Plan;

const LABEL: &str = "dev.keyward.rotate";
pub(super) const FILE: &str = "dev.keyward.rotate.plist";

/// The property list.
pub(super) fn agent(plan: &Plan) -> String {
    let program = plan.program.display().to_string();
    let words = std::iter::once(&program).chain(&plan.args);
    let words: String = words
        .map(|word| format!("    <string>{}</string>\n", escaped(word)))
        .collect();
    let env = plan.env.iter();
    let env: String = env
        .map(|(name, value)| {
            format!(
                "    <key>{name}</key>\n    <string>{}</string>\n",
                escaped(value)
            )
        })
        .collect();
    let at = plan.time();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!-- Written by `keyward timer install`; `keyward timer remove` removes it. -->\n\
         <plist version=\"1.0\">\n<dict>\n\
         \x20 <key>Label</key>\n  <string>{LABEL}</string>\n\
         \x20 <key>ProgramArguments</key>\n  <array>\n{words}  </array>\n\
         \x20 <key>EnvironmentVariables</key>\n  <dict>\n{env}  </dict>\n\
         \x20 <key>StartCalendarInterval</key>\n  <dict>\n\
         \x20   <key>Hour</key>\n    <integer>{}</integer>\n\
         \x20   <key>Minute</key>\n    <integer>{}</integer>\n  </dict>\n\
         \x20 <key>Umask</key>\n  <integer>63</integer>\n\
         </dict>\n</plist>\n",
        at.hour, at.minute
    )
}

/// Text of an XML element.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

pub(super) fn starting(files: &[PathBuf]) -> Vec<Vec<String>> {
    vec![with(&["launchctl", "load", "-w"], files)]
}

pub(super) fn stopping(files: &[PathBuf]) -> Vec<Vec<String>> {
    vec![with(&["launchctl", "unload", "-w"], files)]
}

fn with(words: &[&str], files: &[PathBuf]) -> Vec<String> {
    let words = words.iter().map(|&word| word.to_owned());
    let files = files.iter().map(|file| file.display().to_string());
    words.chain(files).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::timer::plan::example;

    #[test]
    fn it_holds_the_command_and_its_variables() {
        let agent = agent(&example());
        for part in [
            "<string>/opt/key ward/keyward</string>\n    <string>rotate</string>",
            "<key>KEYWARD_HOME</key>\n    <string>/home/a b/.local/share/keyward</string>",
            "100% $HOME &lt;&amp;&gt;</string>",
            "<key>Hour</key>\n    <integer>12</integer>",
        ] {
            assert!(agent.contains(part), "{part} in {agent}");
        }
    }
}
