//! Yes, no, or not known: the logic in which statements match (Kleene's).

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tri {
    Yes,
    No,
    Unknown,
}

impl Tri {
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }

    pub(crate) fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// Yes where one is; stops there.
    pub(crate) fn any(all: impl Iterator<Item = Self>) -> Self {
        let mut result = Self::No;
        for one in all {
            result = result.or(one);
            if result == Self::Yes {
                break;
            }
        }
        result
    }

    /// Yes where all are; stops at the first that is not.
    pub(crate) fn all(all: impl Iterator<Item = Self>) -> Self {
        Self::any(all.map(Self::not)).not()
    }
}

impl From<bool> for Tri {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Tri::{self, No, Unknown, Yes};

    #[test]
    fn a_certain_no_settles_and() {
        assert_eq!(Unknown.and(No), No);
        assert_eq!(Unknown.and(Yes), Unknown);
        assert_eq!(Unknown.or(Yes), Yes);
        assert_eq!(Unknown.or(No), Unknown);
        assert_eq!(Tri::all([Yes, Unknown, No].into_iter()), No);
        assert_eq!(Tri::any([No, Unknown].into_iter()), Unknown);
        assert_eq!(Tri::any([].into_iter()), No);
        assert_eq!(Tri::all([].into_iter()), Yes);
    }
}
