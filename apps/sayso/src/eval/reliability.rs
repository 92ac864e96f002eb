//! Is a score a probability? Of the statements with a score near .7, about seven in ten should be right.

use sayso_quote::score::Counts;

use super::report::Line;

/// Bins of scores, equally wide.
const BINS: usize = 10;

/// A statement that was found: how sure the reader is, and whether it is right.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub(super) struct Judged {
    pub(super) score: f64,
    pub(super) sourced: bool,
    pub(super) right: bool,
}

/// One line for each bin that is not empty, and the expected calibration error (Naeini, Cooper and Hauskrecht 2015): by
/// how much the mean score of a bin and the share that is right differ, on average over the statements.
pub(super) fn lines(scores: &[Judged], measure: &str) -> Vec<Line> {
    let mut bins: Vec<Vec<&Judged>> = vec![Vec::new(); BINS];
    for judged in scores {
        bins[((judged.score * BINS as f64) as usize).min(BINS - 1)].push(judged);
    }
    let mut out = Vec::new();
    let mut error = 0.0;
    for (i, bin) in bins.iter().enumerate().filter(|(_, bin)| !bin.is_empty()) {
        let right = bin.iter().filter(|judged| judged.right).count();
        let mean = bin.iter().map(|judged| judged.score).sum::<f64>() / bin.len() as f64;
        error += (mean * bin.len() as f64 - right as f64).abs() / scores.len() as f64;
        let part = format!("score {:.1} to {:.1}", i as f64 / BINS as f64, (i + 1) as f64 / BINS as f64);
        out.push(Line::scored(&part, measure, mean, Counts { right, found: bin.len(), ..Counts::default() }));
    }
    if !scores.is_empty() {
        out.push(Line::value("all", "calibration error", 100.0 * error));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_and_the_calibration_error() {
        let check = |scores: &[(f64, bool)], bins: &[(&str, f64, f64)], error: Option<f64>| {
            let judged = |(score, right): &(f64, bool)| Judged { score: *score, sourced: true, right: *right };
            let lines = lines(&scores.iter().map(judged).collect::<Vec<_>>(), "statement");
            let found: Vec<_> = lines.iter().filter_map(|l| Some((l.part.as_str(), l.score?, l.precision?))).collect();
            assert_eq!(found, bins);
            assert_eq!(lines.last().and_then(|line| line.value), error);
        };
        check(&[], &[], None);
        check(&[(1.0, true)], &[("score 0.9 to 1.0", 100.0, 100.0)], Some(0.0));
        check(
            &[(0.5, true), (0.5, false), (0.75, false), (0.95, true)],
            &[("score 0.5 to 0.6", 50.0, 50.0), ("score 0.7 to 0.8", 75.0, 0.0), ("score 0.9 to 1.0", 95.0, 100.0)],
            Some(20.0),
        );
    }
}
