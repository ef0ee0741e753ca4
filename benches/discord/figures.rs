//! Percentiles.

/// Times in milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    pub(crate) fn add(&mut self, times: impl IntoIterator<Item = f64>) {
        self.0.extend(times);
        self.0.sort_by(f64::total_cmp);
    }

    /// The time below which this share of them lies.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        self.0
            .get((last as f64 * share) as usize)
            .copied()
            .unwrap_or(f64::NAN)
    }

    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}
