//! Every point with every fault, and combinations by a seed.

use keyward_core::disk::Fault;
use keyward_sandbox::FaultKind;

use super::{
    case::{AwsFault, Back, Case, DiskFault},
    worker::{Points, Worker},
};

const DISK: [Fault; 4] = [Fault::Kill, Fault::Torn, Fault::Full, Fault::ReadOnly];
const AWS: [FaultKind; 5] = [
    FaultKind::CutBefore,
    FaultKind::CutAfter,
    FaultKind::Throttling,
    FaultKind::ServerError,
    FaultKind::Latency { milliseconds: 20 },
];
pub(super) const SERVICES: [&str; 4] = ["iam", "sts", "secretsmanager", "ssm"];

/// A rotation that nothing befalls is counted, with targets; then each of its points fails in each way.
pub(super) fn of_single_faults() -> Vec<Case> {
    let whole = Case {
        with_targets: true,
        ..Case::default()
    };
    let points = Worker::new().count(&whole);
    let mut cases = vec![whole.clone()];
    for fault in DISK {
        cases.extend(points.disk_cases(&whole, || fault));
    }
    for kind in AWS {
        cases.extend(points.aws_cases(&whole, || kind));
    }
    cases
}

/// The same without targets, and for the way back from each stage; but each point fails in one way only, in
/// another one at each stage.
pub(super) fn of_other_ways() -> Vec<Case> {
    let backs = Back::ALL.map(|from| Case {
        back_from: Some(from),
        with_targets: true,
        ..Case::default()
    });
    let (mut disk, mut aws) = (DISK.into_iter().cycle(), AWS.into_iter().cycle());
    let mut cases = Vec::new();
    for whole in [Case::default()].into_iter().chain(backs) {
        let points = Worker::new().count(&whole);
        cases.push(whole.clone());
        // What is done from there is what is done from `Inactive`.
        if whole.back_from != Some(Back::Hold) {
            cases.extend(points.disk_cases(&whole, || disk.next().expect("a cycle")));
        }
        cases.extend(points.aws_cases(&whole, || aws.next().expect("a cycle")));
    }
    cases
}

impl Points {
    fn disk_cases(&self, whole: &Case, mut fault: impl FnMut() -> Fault) -> Vec<Case> {
        let case = |at| Case {
            disk: Some(DiskFault { at, fault: fault() }),
            ..whole.clone()
        };
        (1..=self.disk).map(case).collect()
    }

    fn aws_cases(&self, whole: &Case, mut kind: impl FnMut() -> FaultKind) -> Vec<Case> {
        let services = SERVICES.into_iter().zip(self.requests);
        let points =
            services.flat_map(|(service, requests)| (1..=requests).map(move |at| (service, at)));
        let case = |(service, at)| Case {
            aws: vec![AwsFault {
                service,
                at,
                kind: kind(),
            }],
            ..whole.clone()
        };
        points.map(case).collect()
    }
}

/// Several faults in one rotation.
pub(super) fn combinations(seed: u64, count: usize) -> Vec<Case> {
    let mut random = Random(seed);
    (0..count).map(|_| combination(&mut random)).collect()
}

fn combination(random: &mut Random) -> Case {
    let with_targets = random.below(2) == 0;
    let back = random.below(2) == 0;
    let number = random.below(4);
    // About as far as such a rotation goes.
    let operations = match (with_targets, back) {
        (true, false) => 150,
        (false, true) => 30,
        _ => 80,
    };
    let disk = DiskFault {
        at: 1 + random.below(operations),
        fault: random.of(&DISK),
    };
    let services = if with_targets {
        &SERVICES[..]
    } else {
        &SERVICES[..2]
    };
    let aws = |random: &mut Random| AwsFault {
        service: random.of(services),
        at: 1 + random.below(4),
        kind: random.of(&AWS),
    };
    Case {
        back_from: back.then(|| random.of(&Back::ALL)),
        disk: (number < 3).then_some(disk),
        aws: (0..1 + number).map(|_| aws(random)).collect(),
        with_targets,
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
