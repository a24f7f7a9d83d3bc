//! `CreateVirtualMFADevice`, `EnableMFADevice`, `DeactivateMFADevice`, `DeleteVirtualMFADevice`,
//! `ListMFADevices`.

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use keyward_core::{Error, Result, Secret};
use zeroize::Zeroizing;

use super::{Iam, answer, is_gone};

/// A device as `CreateVirtualMFADevice` gives it: its seed once, and never again.
#[derive(Debug)]
pub(crate) struct NewDevice {
    pub(crate) serial: String,
    /// Base32.
    pub(crate) seed: Secret,
}

impl Iam<'_> {
    /// The serial numbers of the devices of whoever signs.
    pub(crate) async fn list_mfa_devices(&self) -> Result<Vec<String>> {
        self.ask("ListMFADevices", &[], listed).await
    }

    /// Makes a device that belongs to nobody yet. Asked once: if the answer is lost, so is the seed.
    pub(crate) async fn create_virtual_mfa_device(&self, name: &str) -> Result<NewDevice> {
        let params = [("VirtualMFADeviceName", name)];
        self.ask_once("CreateVirtualMFADevice", &params, made).await
    }

    /// Makes it the user's, who shows two codes that follow each other. Asked once: the same codes are
    /// refused the second time.
    pub(crate) async fn enable_mfa_device(
        &self,
        user: &str,
        serial: &str,
        codes: [&Secret; 2],
    ) -> Result<()> {
        let params = [
            ("UserName", user),
            ("SerialNumber", serial),
            ("AuthenticationCode1", codes[0].expose()),
            ("AuthenticationCode2", codes[1].expose()),
        ];
        self.ask_once("EnableMFADevice", &params, |_| Some(()))
            .await
    }

    /// Takes it from its user. One that is not the user's is taken already.
    pub(crate) async fn deactivate_mfa_device(&self, user: &str, serial: &str) -> Result<()> {
        let params = [("UserName", user), ("SerialNumber", serial)];
        let answer = self.ask("DeactivateMFADevice", &params, |_| Some(())).await;
        unless_gone(answer)
    }

    /// Deletes a device that is nobody's. One that is gone already is deleted.
    pub(crate) async fn delete_virtual_mfa_device(&self, serial: &str) -> Result<()> {
        let params = [("SerialNumber", serial)];
        let answer = self
            .ask("DeleteVirtualMFADevice", &params, |_| Some(()))
            .await;
        unless_gone(answer)
    }
}

fn unless_gone(answer: Result<()>) -> Result<()> {
    match answer {
        Err(error) if is_gone(&error) => Ok(()),
        answer => answer,
    }
}

/// Whether there is something of that name already.
pub(crate) fn is_taken(error: &Error) -> bool {
    error.aws_code() == Some("EntityAlreadyExists")
}

/// Whether the codes were not the device's of about now.
pub(crate) fn is_of_the_codes(error: &Error) -> bool {
    error.aws_code() == Some("InvalidAuthenticationCode")
}

fn listed(xml: &str) -> Option<Vec<String>> {
    answer::at(xml, &["ListMFADevicesResult", "MFADevices"], |members| {
        answer::each(members, "member", |member| {
            let mut serial = None;
            answer::fields(member, |name, text| {
                if name == "SerialNumber" {
                    serial = Some(text.into_owned());
                }
            })?;
            serial
        })
    })
}

fn made(xml: &str) -> Option<NewDevice> {
    let path = ["CreateVirtualMFADeviceResult", "VirtualMFADevice"];
    answer::at(xml, &path, |device| {
        let (mut serial, mut seed) = (None, None);
        answer::fields(device, |name, text| match name {
            "SerialNumber" => serial = Some(text.into_owned()),
            "Base32StringSeed" => seed = decoded(&text),
            _ => {}
        })?;
        Some(NewDevice {
            serial: serial?,
            seed: seed?,
        })
    })
}

/// The Query protocol wraps bytes in Base64, and these are letters of Base32.
fn decoded(text: &str) -> Option<Secret> {
    let bytes = Zeroizing::new(BASE64.decode(text).ok()?);
    std::str::from_utf8(&bytes).ok().map(Secret::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_read() {
        let with = |inner: &str| {
            format!(
                "<ListMFADevicesResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListMFADevicesResult><MFADevices>{inner}</MFADevices><IsTruncated>false</IsTruncated></ListMFADevicesResult></ListMFADevicesResponse>"
            )
        };
        let one = "<member><UserName>a</UserName><SerialNumber>arn:aws:iam::123456789012:mfa/a</SerialNumber></member>";
        assert_eq!(
            listed(&with(one)).unwrap(),
            ["arn:aws:iam::123456789012:mfa/a"]
        );
        assert_eq!(listed(&with("")).unwrap(), [""; 0]);
        assert_eq!(listed("<html/>"), None);
    }

    #[test]
    fn a_new_device_is_read() {
        let xml = "<R><CreateVirtualMFADeviceResult><VirtualMFADevice><SerialNumber>arn:aws:iam::123456789012:mfa/a</SerialNumber><Base32StringSeed>SkJTV1kzRFBFSFBLM1BYUA==</Base32StringSeed><QRCodePNG>AA==</QRCodePNG></VirtualMFADevice></CreateVirtualMFADeviceResult></R>";
        let device = made(xml).unwrap();
        assert_eq!(device.serial, "arn:aws:iam::123456789012:mfa/a");
        assert_eq!(device.seed, Secret::new("JBSWY3DPEHPK3PXP"));
        assert!(made("<R/>").is_none());
    }
}
