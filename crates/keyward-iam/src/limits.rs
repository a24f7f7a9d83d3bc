//! How large policies may be.
//!
//! [`crate::Policy::parse`] itself refuses only what no API takes. The quotas below depend on where a
//! policy is put (an inline quota counts all policies of one entity), so the caller compares.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>

/// The longest document that any IAM operation takes, in bytes.
pub const DOCUMENT: usize = 131_072;
/// A managed policy, in characters that are not white space.
pub const MANAGED: usize = 6_144;
/// All inline policies of a user together, in characters that are not white space.
pub const INLINE_USER: usize = 2_048;
/// All inline policies of a group together, in characters that are not white space.
pub const INLINE_GROUP: usize = 5_120;
/// All inline policies of a role together, in characters that are not white space.
pub const INLINE_ROLE: usize = 10_240;
/// A role's trust policy (AWS raises it to 4,096 on request), in characters that are not white space.
pub const TRUST: usize = 2_048;
/// An inline session policy, in characters, white space included.
pub const SESSION: usize = 2_048;
/// An S3 bucket policy, in bytes, white space included.
pub const BUCKET: usize = 20_480;

/// The characters that IAM counts: all but white space.
#[must_use]
pub fn counted(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
