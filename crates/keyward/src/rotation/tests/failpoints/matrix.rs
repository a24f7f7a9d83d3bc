//! Every point with every fault, and combinations by a seed.

use keyward_core::disk::Fault;
use keyward_sandbox::FaultKind;

use super::{
    case::{AwsFault, Case, DiskFault},
    worker::Worker,
};

const DISK: [Fault; 4] = [Fault::Kill, Fault::Torn, Fault::Full, Fault::ReadOnly];
const AWS: [FaultKind; 5] = [
    FaultKind::CutBefore,
    FaultKind::CutAfter,
    FaultKind::Throttling,
    FaultKind::ServerError,
    FaultKind::Latency { milliseconds: 20 },
];
const SERVICES: [&str; 2] = ["iam", "sts"];

/// A rotation that nothing befalls is counted, with and without targets; then each of its points
/// fails in each way.
pub(super) fn of_single_faults() -> Vec<Case> {
    let mut cases = Vec::new();
    for with_targets in [false, true] {
        let whole = Case {
            with_targets,
            ..Case::default()
        };
        let points = Worker::new().count(&whole);
        cases.push(whole.clone());
        for fault in DISK {
            cases.extend((1..=points.disk).map(|at| Case {
                disk: Some(DiskFault { at, fault }),
                ..whole.clone()
            }));
        }
        for (service, requests) in SERVICES.into_iter().zip(points.requests) {
            for kind in AWS {
                cases.extend((1..=requests).map(|at| Case {
                    aws: vec![AwsFault { service, at, kind }],
                    ..whole.clone()
                }));
            }
        }
    }
    cases
}

/// Several faults in one rotation.
pub(super) fn combinations(seed: u64, count: usize) -> Vec<Case> {
    let mut random = Random(seed);
    (0..count).map(|_| combination(&mut random)).collect()
}

fn combination(random: &mut Random) -> Case {
    let disk = DiskFault {
        at: 1 + random.below(150),
        fault: random.of(&DISK),
    };
    let aws = |random: &mut Random| AwsFault {
        service: random.of(&SERVICES),
        at: 1 + random.below(4),
        kind: random.of(&AWS),
    };
    let number = random.below(4);
    Case {
        disk: (number < 3).then_some(disk),
        aws: (0..1 + number).map(|_| aws(random)).collect(),
        with_targets: random.below(2) == 0,
        slow_iam: random.below(2) == 0,
        is_combination: true,
    }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn of<T: Copy>(&mut self, values: &[T]) -> T {
        let index = usize::try_from(self.below(values.len() as u64)).expect("small");
        values[index]
    }
}
