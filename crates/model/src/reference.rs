//! What `bench` needs to see inside: kernels by name, the layers in floats, and each step of a layer to be timed. Only
//! with the feature `reference`.

use sayso_core::Document;

use crate::attention::{Buffers, Heads};
use crate::code::{Coded, Packed};
use crate::input::Input;
use crate::layer::Scratch;
use crate::network::Window;
use crate::ops::Norm;
use crate::reader::Reader;
use crate::simd::{self, Kernel};
use crate::weights::CodedMatrix;
use crate::window::{LONGEST, windows};

/// What the encoder is given of one window.
pub struct WindowInput {
    /// Word pieces with `[CLS]` and `[SEP]`.
    pub pieces: Vec<u32>,
    /// Words, each with the position of its first piece.
    pub words: Vec<(crate::Word, usize)>,
}

/// A step of a layer on made-up numbers.
pub struct Step {
    /// Which.
    pub name: &'static str,
    /// Multiply-adds a row; 0 where there are none to speak of.
    pub macs_a_row: usize,
    /// Does it once, for [`ROWS`] rows.
    pub run: Box<dyn FnMut()>,
}

/// Rows of a step: the pieces of a usual window.
pub const ROWS: usize = 240;

/// Names of the kernels that this processor has, from the slowest.
pub fn kernels() -> Vec<String> {
    Kernel::all().into_iter().map(Kernel::name).collect()
}

impl Reader {
    /// The reader with the kernel of this name, if the processor has it.
    pub fn with_kernel(mut self, name: &str) -> Option<Reader> {
        self.arithmetic = Kernel::all().into_iter().find(|kernel| kernel.name() == name)?.into();
        Some(self)
    }

    /// The reader with its layers in floats.
    pub fn in_floats(mut self) -> Reader {
        self.arithmetic.floats = true;
        self
    }

    /// The windows of a document, as the encoder is given them.
    pub fn windows(&self, document: &Document) -> Vec<WindowInput> {
        let input = Input::new(document, &self.tokenizer);
        let ranges = windows(&input, LONGEST.min(self.network.config.positions - 2)).into_iter();
        let window = |range: std::ops::Range<usize>| {
            let (pieces, first) = self.pieces(&input, &range);
            WindowInput { pieces, words: input.words[range].iter().copied().zip(first).collect() }
        };
        ranges.map(window).collect()
    }

    /// Runs the encoder alone over `windows`, and returns the sum of what it gives, so that nothing is left out.
    pub fn encode_windows(&self, windows: &[WindowInput]) -> f32 {
        let mut scratch = Scratch::new(self.arithmetic);
        let state = |window: &WindowInput| -> f32 {
            let (words, first): (Vec<_>, Vec<_>) = window.words.iter().copied().unzip();
            let window = Window { words: &words, pieces: &window.pieces, first: &first };
            self.network.encode(&window, &mut scratch).iter().sum()
        };
        windows.iter().map(state).sum()
    }
}

/// The steps of a layer of MiniLM's size, for the kernel of this name.
pub fn steps(kernel: &str) -> Vec<Step> {
    const HIDDEN: usize = 384;
    const INNER: usize = 1536;
    let Some(kernel) = Kernel::all().into_iter().find(|one| one.name() == kernel) else { return Vec::new() };
    let numbers = |rows: usize, cols: usize| -> Vec<f32> {
        (0..rows * cols).map(|i| ((i * 7919) % 1000) as f32 / 250.0 - 2.0).collect()
    };
    let product = |name, inputs: usize, outputs: usize| {
        let codes = (0..inputs * outputs).map(|i| ((i * 7919) % 255) as u8 as i8).collect();
        let matrix = CodedMatrix::new(inputs, codes, vec![1e-3; outputs]);
        let weight = Packed::new(&matrix, outputs, inputs);
        let mut x = Coded::default();
        simd::code_rows(kernel, &numbers(ROWS, inputs), inputs, weight.largest, &mut x);
        let mut out = vec![0.0; ROWS * outputs];
        let run = move || simd::product(kernel, x.rows(), weight.panels(), None, &mut out, outputs);
        Step { name, macs_a_row: inputs * outputs, run: Box::new(run) }
    };
    let mut steps = vec![
        product("qkv", HIDDEN, 3 * HIDDEN),
        product("out", HIDDEN, HIDDEN),
        product("up", HIDDEN, INNER),
        product("down", INNER, HIDDEN),
    ];
    let (qkv, sizes, mut buffers) =
        (numbers(ROWS, 3 * HIDDEN), Heads { hidden: HIDDEN, heads: 12 }, Buffers::default());
    let mut out = vec![0.0; ROWS * HIDDEN];
    let run = move || simd::attend(kernel, &qkv, sizes, &mut buffers, &mut out);
    steps.push(Step { name: "attention", macs_a_row: 2 * ROWS * HIDDEN, run: Box::new(run) });
    // A quarter of the rows four times: they stay as near to the processor as in a layer.
    let inner = numbers(ROWS / 4, INNER);
    let (mut x, mut coded) = (inner.clone(), Coded::default());
    let run = move || {
        for _ in 0..4 {
            x.copy_from_slice(&inner);
            simd::gelu_rows(kernel, &mut x, INNER, 16_000.0, &mut coded);
        }
    };
    steps.push(Step { name: "gelu", macs_a_row: 0, run: Box::new(run) });
    let (mut x, y) = (numbers(ROWS, HIDDEN), numbers(ROWS, HIDDEN));
    let norm = Norm { weight: vec![1.0; HIDDEN], bias: vec![0.0; HIDDEN] };
    let run = move || (0..2).for_each(|_| simd::add_norm(kernel, &mut x, &y, &norm));
    steps.push(Step { name: "norms", macs_a_row: 0, run: Box::new(run) });
    let (x, mut coded) = (numbers(ROWS, HIDDEN), Coded::default());
    let run = move || (0..3).for_each(|_| simd::code_rows(kernel, &x, HIDDEN, 32_000.0, &mut coded));
    steps.push(Step { name: "coding", macs_a_row: 0, run: Box::new(run) });
    steps
}
