//! The body of a request: JSON, or multipart with `payload_json` and files
//! (`Reference: Uploading Files`).

use bytes::Bytes;
use serde_json::Value;

use super::super::record::{Broken, File};

/// What came with a request, and what was wrong with its form.
#[derive(Debug, Default)]
pub(super) struct Payload {
    pub(super) json: Value,
    pub(super) files: Vec<File>,
    pub(super) broken: Vec<Broken>,
}

impl Payload {
    pub(super) async fn read(kind: Option<&str>, bytes: Bytes) -> Self {
        if bytes.is_empty() {
            return Self::default();
        }
        match kind {
            Some("application/json") => Self::default().with_json(&bytes),
            Some(kind) => match multer::parse_boundary(kind) {
                Ok(boundary) => Self::multipart(bytes, boundary).await,
                Err(_) => Self::default().complain(format!("the Content-Type is {kind}")),
            },
            None => Self::default().complain("there is no Content-Type".into()),
        }
    }

    fn with_json(mut self, bytes: &[u8]) -> Self {
        match serde_json::from_slice(bytes) {
            Ok(json) => {
                self.json = json;
                self
            }
            Err(error) => self.complain(format!("the body is not JSON: {error}")),
        }
    }

    fn complain(mut self, message: String) -> Self {
        self.broken.push(Broken {
            at: String::new(),
            code: "CONTENT_TYPE",
            message,
        });
        self
    }

    async fn multipart(bytes: Bytes, boundary: String) -> Self {
        let whole = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes)]);
        let mut parts = multer::Multipart::new(whole, boundary);
        let mut payload = Self::default();
        loop {
            let part = match parts.next_field().await {
                Ok(Some(part)) => part,
                Ok(None) => return payload,
                Err(error) => return payload.complain(format!("bad multipart: {error}")),
            };
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(ToOwned::to_owned);
            let Ok(content) = part.bytes().await else {
                return payload.complain(format!("the part {name} ends early"));
            };
            match file {
                _ if name == "payload_json" => payload = payload.with_json(&content),
                Some(file) if is_numbered(&name) => {
                    payload.files.push(File {
                        name: file,
                        content: content.to_vec(),
                    });
                }
                _ => payload = payload.complain(format!("a part named {name}")),
            }
        }
    }
}

/// True for `files[0]` and on.
fn is_numbered(name: &str) -> bool {
    let number = name
        .strip_prefix("files[")
        .and_then(|rest| rest.strip_suffix(']'));
    number.is_some_and(|number| number.parse::<u8>().is_ok())
}
