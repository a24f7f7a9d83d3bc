//! Medians: a mean would tell of the machine's worst moment.

use std::time::Duration;

/// What the samples of one row come to, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Summary {
    pub(super) runs: usize,
    pub(super) median: f64,
    pub(super) p10: f64,
    pub(super) p90: f64,
}

impl Summary {
    pub(super) fn of(mut samples: Vec<Duration>) -> Self {
        samples.sort();
        Self {
            runs: samples.len(),
            median: percentile(&samples, 0.5),
            p10: percentile(&samples, 0.1),
            p90: percentile(&samples, 0.9),
        }
    }
}

/// Of sorted samples, between neighbours where it falls between two.
fn percentile(sorted: &[Duration], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = part * last as f64;
    let (low, high) = (place.floor() as usize, place.ceil() as usize);
    let (below, above) = (milliseconds(sorted[low]), milliseconds(sorted[high]));
    below + (above - below) * place.fract()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_of_known_samples() {
        let samples = (1..=11).rev().map(Duration::from_millis).collect();
        let summary = Summary::of(samples);
        assert_eq!(
            summary,
            Summary {
                runs: 11,
                median: 6.0,
                p10: 2.0,
                p90: 10.0
            }
        );
    }

    #[test]
    fn a_median_of_two_lies_between_them() {
        let samples = vec![Duration::from_millis(10), Duration::from_millis(20)];
        assert_eq!(Summary::of(samples).median, 15.0);
    }
}
