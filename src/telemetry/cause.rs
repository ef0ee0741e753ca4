//! An error with what caused it, in one line for the log.

use std::error::Error;

/// The error and its causes, each said once.
pub fn with_causes(error: &(dyn Error + 'static)) -> String {
    in_words(error, ToString::to_string)
}

/// The same, each in these words.
pub fn in_words(
    error: &(dyn Error + 'static),
    words: impl Fn(&(dyn Error + 'static)) -> String,
) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let said = words(error);
        let said = said.trim().trim_end_matches('.');
        // Some errors say their cause too.
        if !said.is_empty() && !parts.iter().any(|part| part.contains(said)) {
            parts.push(said.to_owned());
        }
        next = error.source();
    }
    parts.join(": ")
}

#[cfg(test)]
mod tests {
    use super::with_causes;

    #[test]
    fn every_cause_is_said_once() {
        #[derive(Debug, thiserror::Error)]
        #[error("the file cannot be read.")]
        struct Outer(#[source] std::io::Error);
        #[derive(Debug, thiserror::Error)]
        #[error("stopped: the file cannot be read")]
        struct Outmost(#[source] Outer);
        let error = Outmost(Outer(std::io::Error::other("the disk is gone")));
        assert_eq!(
            with_causes(&error),
            "stopped: the file cannot be read: the disk is gone"
        );
    }
}
