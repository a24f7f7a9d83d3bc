//! The checksums that S3 takes as header or trailer and keeps with the object.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crc::{CRC_32_ISCSI, CRC_32_ISO_HDLC, CRC_64_NVME, Crc, Table};
use sha2::Digest;

// The wide tables cost 16 KiB each and read sixteen bytes a step.
static CRC32: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC);
static CRC32C: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISCSI);
static CRC64NVME: Crc<u64, Table<16>> = Crc::<u64, Table<16>>::new(&CRC_64_NVME);

/// An algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Crc32,
    Crc32c,
    Crc64Nvme,
    Sha1,
    Sha256,
}

impl Algorithm {
    pub(crate) const ALL: [Self; 5] = [
        Self::Crc32,
        Self::Crc32c,
        Self::Crc64Nvme,
        Self::Sha1,
        Self::Sha256,
    ];

    /// As headers name it, after `x-amz-checksum-`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Crc32 => "crc32",
            Self::Crc32c => "crc32c",
            Self::Crc64Nvme => "crc64nvme",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
        }
    }

    /// The header that carries it.
    pub(crate) fn header(self) -> String {
        format!("x-amz-checksum-{}", self.name())
    }

    pub(crate) fn from_header(header: &str) -> Option<Self> {
        let name = header.strip_prefix("x-amz-checksum-")?;
        Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
    }

    /// The checksum of `data` in base64, as headers carry it.
    pub(crate) fn of(self, data: &[u8]) -> String {
        match self {
            Self::Crc32 => STANDARD.encode(CRC32.checksum(data).to_be_bytes()),
            Self::Crc32c => STANDARD.encode(CRC32C.checksum(data).to_be_bytes()),
            Self::Crc64Nvme => STANDARD.encode(CRC64NVME.checksum(data).to_be_bytes()),
            Self::Sha1 => STANDARD.encode(sha1::Sha1::digest(data)),
            Self::Sha256 => STANDARD.encode(sha2::Sha256::digest(data)),
        }
    }

    /// How many bytes the checksum has.
    pub(crate) fn size(self) -> usize {
        match self {
            Self::Crc32 | Self::Crc32c => 4,
            Self::Crc64Nvme => 8,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_values_of_the_catalogue() {
        // The check input of the CRC catalogue and of FIPS 180 tests.
        let hex = |algorithm: Algorithm, text: &str| {
            hex::encode(STANDARD.decode(algorithm.of(text.as_bytes())).unwrap())
        };
        assert_eq!(hex(Algorithm::Crc32, "123456789"), "cbf43926");
        assert_eq!(hex(Algorithm::Crc32c, "123456789"), "e3069283");
        assert_eq!(hex(Algorithm::Crc64Nvme, "123456789"), "ae8b14860a799888");
        assert_eq!(
            hex(Algorithm::Sha1, "abc"),
            "a9993e364706816aba3e25717850c26c9cd0d89d"
        );
    }

    #[test]
    fn headers_name_their_algorithm() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::from_header(&algorithm.header()), Some(algorithm));
            assert_eq!(
                STANDARD.decode(algorithm.of(b"x")).unwrap().len(),
                algorithm.size()
            );
        }
        assert_eq!(Algorithm::from_header("x-amz-checksum-mode"), None);
    }
}
