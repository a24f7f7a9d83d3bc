//! The sources that were looked at, in order.

use keyward::Explanation;
use keyward_profile::{Considered, Location, Outcome};

use crate::screen::{self, Colour};

pub(super) fn tell(explanation: &Explanation) {
    let considered = &explanation.considered;
    if considered.is_empty() {
        return;
    }
    let milliseconds = explanation.planning_milliseconds;
    screen::print(&format!("Sources, in order ({milliseconds} ms):"));
    let names = considered.iter().map(|it| it.source.len());
    let width = names.max().unwrap_or_default();
    for source in considered {
        screen::print(&line(source, width));
    }
}

fn line(source: &Considered, width: usize) -> String {
    let place = match &source.location {
        Some(place @ Location::File { .. }) => format!("{place}: "),
        _ => String::new(),
    };
    let text = format!("{:<width$}  {place}{}", source.source, source.reason);
    match source.outcome {
        Outcome::Chosen => format!("{} {text}", screen::coloured("->", Colour::Green)),
        Outcome::SteppedAside => format!("   {}", screen::coloured(&text, Colour::Dim)),
    }
}
