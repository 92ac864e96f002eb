//! Multiply-adds a second of each kernel, and how the time of a layer falls to its steps.

use std::time::Duration;

use cpu_time::ThreadTime;
use sayso_model::reference::{ROWS, kernels, steps};

/// A step is run for as long in one go, and the fastest of so many goes counts.
const GO: Duration = Duration::from_millis(40);
const GOES: usize = 15;

pub(crate) fn print() {
    for kernel in kernels() {
        let steps = steps(&kernel);
        let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
        let times: Vec<(usize, f64)> =
            steps.into_iter().map(|mut step| (step.macs_a_row, seconds(&mut step.run))).collect();
        let all: f64 = times.iter().map(|(_, time)| time).sum();
        println!("{kernel}: a layer of MiniLM's size takes {:.2} us a piece", all / ROWS as f64 * 1e6);
        for (name, (macs, time)) in names.iter().zip(times) {
            let speed = (macs * ROWS) as f64 / time / 1e9;
            let speed = if macs > 0 { format!("{speed:6.1} GMAC/s") } else { String::new() };
            println!("  {name:10} {:7.3} us {:5.1} %  {speed}", time / ROWS as f64 * 1e6, 100.0 * time / all);
        }
    }
}

fn seconds(run: &mut dyn FnMut()) -> f64 {
    let go = |run: &mut dyn FnMut()| {
        let (start, mut times) = (ThreadTime::now(), 0);
        while start.elapsed() < GO {
            run();
            times += 1;
        }
        start.elapsed().as_secs_f64() / f64::from(times)
    };
    (0..GOES).map(|_| go(run)).fold(f64::INFINITY, f64::min)
}
