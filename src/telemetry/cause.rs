//! An error with what caused it, in one line for the log.

use std::error::Error;

/// The error and its causes, each said once. Of a request no address is told: there can be a token in it.
pub fn with_causes(error: &(dyn Error + 'static)) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let said = match error.downcast_ref::<reqwest::Error>() {
            Some(request) if request.is_timeout() => "no answer in time".to_owned(),
            Some(request) if request.is_connect() => "no connection".to_owned(),
            Some(_) => "the request broke off".to_owned(),
            None => error.to_string(),
        };
        let said = said.trim().trim_end_matches('.').to_owned();
        // Some errors say their cause too.
        if !said.is_empty() && !parts.iter().any(|part| part.contains(&said)) {
            parts.push(said);
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

    #[tokio::test]
    async fn no_address_of_a_request_is_told() {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let asked = reqwest::get(format!("http://{address}/webhooks/1/a-token")).await;
        let told = with_causes(&asked.unwrap_err());
        assert!(told.starts_with("no connection: "), "{told}");
        assert!(told.contains("refused"), "{told}");
        assert!(!told.contains("a-token"), "{told}");
    }
}
