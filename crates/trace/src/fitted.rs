//! What `training/fit_claims.py` fitted: weights of a pair's features, as `evidence.rs` has them, the constant last.

/// That both say the same.
#[rustfmt::skip]
pub(crate) const SAME: [f32; 24] = [
    0.8710,
    1.9203,
    0.6205,
    1.1041,
    0.8578,
    0.4780,
    -0.3027,
    -0.0925,
    -0.2411,
    -0.0990,
    0.0663,
    -0.2114,
    0.1399,
    0.5812,
    -0.1650,
    3.4800,
    -0.7545,
    -0.5788,
    0.0445,
    0.0042,
    -0.5442,
    -0.0267,
    0.4545,
    -5.4097,
];

/// That one denies the other.
#[rustfmt::skip]
pub(crate) const DENIES: [f32; 24] = [
    0.9128,
    0.2625,
    -0.4403,
    -0.1026,
    0.2858,
    -0.9174,
    0.4476,
    -0.0826,
    -0.3205,
    -0.2544,
    0.0730,
    0.0937,
    0.3516,
    -0.4469,
    -0.3112,
    -0.3870,
    1.6558,
    0.6370,
    0.2866,
    -0.0534,
    -0.0445,
    -0.3523,
    -0.0786,
    -6.2421,
];
