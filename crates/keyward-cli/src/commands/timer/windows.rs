//! A task of the Task Scheduler
//! (<https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema>). Untested: nobody has run it
//! on Windows yet.

use std::path::PathBuf;

use super::{
    kind::words,
    launchd::escaped,
    plan::{Plan, WHAT},
};

pub(super) const FILE: &str = "keyward-rotate.xml";

/// The task. It knows no variables, so a shell sets them.
pub(super) fn task(plan: &Plan) -> String {
    let env = plan.env.iter();
    let env: String = env
        .map(|(name, value)| format!("set \"{name}={}\" && ", value.replace('%', "%%")))
        .collect();
    let command = format!(
        "/D /S /C \"{env}\"{}\" {}\"",
        plan.program.display(),
        plan.args.join(" ")
    );
    format!(
        "<?xml version=\"1.0\"?>\n\
         <Task version=\"1.2\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\n\
         \x20 <RegistrationInfo><Description>{WHAT}</Description></RegistrationInfo>\n\
         \x20 <Triggers><CalendarTrigger>\n\
         \x20   <StartBoundary>2026-01-01T{}:00</StartBoundary>\n\
         \x20   <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>\n\
         \x20 </CalendarTrigger></Triggers>\n\
         \x20 <Settings>\n\
         \x20   <StartWhenAvailable>true</StartWhenAvailable>\n\
         \x20   <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>\n\
         \x20   <ExecutionTimeLimit>PT15M</ExecutionTimeLimit>\n\
         \x20 </Settings>\n\
         \x20 <Actions><Exec>\n\
         \x20   <Command>cmd</Command>\n\
         \x20   <Arguments>{}</Arguments>\n\
         \x20 </Exec></Actions>\n\
         </Task>\n",
        plan.time(),
        escaped(&command)
    )
}

pub(super) fn starting(files: &[PathBuf]) -> Vec<Vec<String>> {
    let mut command = words("schtasks /Create /F /TN keyward-rotate /XML");
    command.extend(files.iter().map(|file| file.display().to_string()));
    vec![command]
}

pub(super) fn stopping() -> Vec<Vec<String>> {
    vec![words("schtasks /Delete /F /TN keyward-rotate")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::timer::plan::example;

    #[test]
    fn a_shell_sets_the_variables() {
        let task = task(&example());
        for part in [
            "set \"KEYWARD_HOME=/home/a b/.local/share/keyward\" &amp;&amp; ",
            "\"/opt/key ward/keyward\" rotate --all --older-than 90d\"</Arguments>",
            "T12:00:00</StartBoundary>",
        ] {
            assert!(task.contains(part), "{part} in {task}");
        }
    }
}
