//! Finds hard-coded AWS keys: key ids, secret access keys, session tokens and Bedrock API keys, in any text, and in base64,
//! percent-encoded or escaped forms. What belongs together is one finding.
//!
//! Nothing here asks AWS or any other machine, and no rule looks at the path of a file.

mod anchors;
mod baseline;
mod finding;
mod grouping;
mod lines;
mod parts;
mod randomness;
mod runs;
mod sarif;
mod shown;
mod text;
mod tree;
mod units;

pub use baseline::Baseline;
pub use finding::{Confidence, Finding, Kind, Place, What};
pub use sarif::sarif;
pub use text::scan;
pub use tree::{Ignored, Options, Outcome, Skipped, scan_paths};
