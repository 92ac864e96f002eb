//! Linear-chain decoding (Lafferty, McCallum and Pereira 2001).

use crate::error::ModelError;
use crate::math::{exp, ln};
use crate::weights::Weights;

/// Transition and start scores over `N` tags.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain<const N: usize> {
    /// `transitions[from][to]`
    transitions: [[f32; N]; N],
    starts: [f32; N],
}

impl<const N: usize> Chain<N> {
    /// The chain with these scores, `transitions[from][to]`.
    pub fn new(transitions: [[f32; N]; N], starts: [f32; N]) -> Chain<N> {
        Chain { transitions, starts }
    }

    pub(crate) fn load(weights: &Weights<'_>, name: &str) -> Result<Chain<N>, ModelError> {
        let transitions = weights.plain(&format!("{name}.transitions"), N, N)?;
        let starts = weights.vector(&format!("{name}.starts"), N)?;
        let mut chain = Chain::new([[0.0; N]; N], [0.0; N]);
        chain.starts.copy_from_slice(&starts);
        for (row, values) in chain.transitions.iter_mut().zip(transitions.values.chunks_exact(N)) {
            row.copy_from_slice(values);
        }
        Ok(chain)
    }

    /// The most probable tags (Viterbi 1967); of equals the lower tag.
    pub fn best(&self, scores: &[[f32; N]]) -> Vec<usize> {
        let Some(first) = scores.first() else { return Vec::new() };
        let mut best: [f32; N] = std::array::from_fn(|tag| self.starts[tag] + first[tag]);
        let mut back: Vec<[usize; N]> = Vec::with_capacity(scores.len());
        for row in &scores[1..] {
            let from: [usize; N] =
                std::array::from_fn(|to| argmax::<N>(|from| best[from] + self.transitions[from][to]));
            best = std::array::from_fn(|to| best[from[to]] + self.transitions[from[to]][to] + row[to]);
            back.push(from);
        }
        let mut tag = argmax::<N>(|tag| best[tag]);
        let mut out = vec![tag];
        for from in back.iter().rev() {
            tag = from[tag];
            out.push(tag);
        }
        out.reverse();
        out
    }

    /// The probability of each tag at each place (forward-backward).
    pub fn marginals(&self, scores: &[[f32; N]]) -> Vec<[f32; N]> {
        if scores.is_empty() {
            return Vec::new();
        }
        let forward = self.forward(scores);
        let mut behind = [0.0f32; N];
        let mut out = vec![[0.0; N]; scores.len()];
        for at in (0..scores.len()).rev() {
            let total: [f32; N] = std::array::from_fn(|tag| forward[at][tag] + behind[tag]);
            let norm = log_sum_exp(total);
            out[at] = total.map(|v| exp(v - norm));
            behind = std::array::from_fn(|from| {
                log_sum_exp(std::array::from_fn::<f32, N, _>(|to| {
                    self.transitions[from][to] + scores[at][to] + behind[to]
                }))
            });
        }
        out
    }

    /// Log-probability of `tags`, one a place.
    pub fn log_probability(&self, scores: &[[f32; N]], tags: &[usize]) -> f32 {
        let (Some(last), Some(first)) = (self.forward(scores).last().copied(), tags.first()) else { return 0.0 };
        let places = scores.iter().zip(tags).map(|(row, tag)| row[*tag]).sum::<f32>();
        let steps = tags.windows(2).map(|pair| self.transitions[pair[0]][pair[1]]).sum::<f32>();
        self.starts[*first] + places + steps - log_sum_exp(last)
    }

    /// `[place][tag]`: log of the summed weight of all paths that reach `tag` at `place`.
    fn forward(&self, scores: &[[f32; N]]) -> Vec<[f32; N]> {
        let mut out: Vec<[f32; N]> = Vec::with_capacity(scores.len());
        for row in scores {
            let next = match out.last() {
                None => std::array::from_fn(|tag| self.starts[tag] + row[tag]),
                Some(last) => std::array::from_fn(|to| {
                    row[to]
                        + log_sum_exp(std::array::from_fn::<f32, N, _>(|from| last[from] + self.transitions[from][to]))
                }),
            };
            out.push(next);
        }
        out
    }
}

fn argmax<const N: usize>(value: impl Fn(usize) -> f32) -> usize {
    (1..N).fold(0, |best, i| if value(i) > value(best) { i } else { best })
}

/// `ln(sum(exp(values)))`.
fn log_sum_exp<const N: usize>(values: [f32; N]) -> f32 {
    let top = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = values.iter().map(|v| exp(v - top)).sum();
    top + ln(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Chain<3> {
        Chain { transitions: [[0.3, 0.1, -1e4], [0.2, -0.5, 0.9], [0.4, -0.2, 0.6]], starts: [0.1, -0.1, -1e4] }
    }

    fn scores() -> Vec<[f32; 3]> {
        vec![[0.2, 1.0, 2.0], [0.5, 0.4, 0.1], [-1.0, 0.0, 1.5], [0.3, 0.3, 0.3]]
    }

    /// Every path with its score.
    fn paths() -> Vec<(Vec<usize>, f64)> {
        let (chain, scores) = (chain(), scores());
        let mut paths = vec![(Vec::new(), 0.0)];
        for row in &scores {
            paths = paths
                .into_iter()
                .flat_map(|(path, score): (Vec<usize>, f64)| {
                    (0..3)
                        .map(move |tag| {
                            let step = match path.last() {
                                None => chain.starts[tag],
                                Some(last) => chain.transitions[*last][tag],
                            };
                            ([path.clone(), vec![tag]].concat(), score + f64::from(step + row[tag]))
                        })
                        .collect::<Vec<_>>()
                })
                .collect();
        }
        paths
    }

    #[test]
    fn best_and_marginals_agree_with_all_paths() {
        let (chain, scores, paths) = (chain(), scores(), paths());
        let best = paths.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(chain.best(&scores), best.0);
        let total: f64 = paths.iter().map(|(_, score)| score.exp()).sum();
        let probability = best.1.exp() / total;
        assert!((f64::from(chain.log_probability(&scores, &best.0)).exp() - probability).abs() < 1e-5);
        for (at, row) in chain.marginals(&scores).iter().enumerate() {
            for (tag, found) in row.iter().enumerate() {
                let sum: f64 = paths.iter().filter(|(path, _)| path[at] == tag).map(|(_, score)| score.exp()).sum();
                assert!((f64::from(*found) - sum / total).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn nothing_decodes_to_nothing() {
        assert!(chain().best(&[]).is_empty() && chain().marginals(&[]).is_empty());
    }
}
