//! The sandbox over its socket, with requests signed by AWS's official signer.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod client;
mod control;
mod ec2;
mod iam;
mod iam_more;
mod mfa;
mod presigned;
mod refusals;
mod robustness;
mod s3;
mod s3_more;
mod secrets;
mod sns;
mod ssm;
mod start;
mod sts;
