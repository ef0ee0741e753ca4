//! What caused an error of a request to Discord, in one line for the log. The
//! address is left out: the token of an interaction stands in it.

use std::error::Error;

use crate::telemetry::cause::in_words;

/// The error and its causes, each said once, without any address.
pub fn with_causes(error: &(dyn Error + 'static)) -> String {
    in_words(error, |error| {
        match error.downcast_ref::<reqwest::Error>() {
            Some(request) if request.is_timeout() => "no answer in time".to_owned(),
            Some(request) if request.is_connect() => "no connection".to_owned(),
            Some(_) => "the request broke off".to_owned(),
            None => error.to_string(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::with_causes;

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
