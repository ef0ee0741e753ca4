//! A raw client: as much of a bot as the tests of the stand-in need, without any library's help.

use std::io::Read;
use std::time::Duration;

use flate2::read::ZlibDecoder;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::loopback::{Discord, Options};

/// Nothing here takes longer, unless it never comes.
const SOON: Duration = Duration::from_secs(2);

/// The intents of a bot that reads what it is mentioned in.
pub(super) const INTENTS: u64 = 1 | 1 << 9 | 1 << 12;

/// A bot by hand.
pub(super) struct Bot {
    pub(super) rest: Rest,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(super) session: String,
    pub(super) sequence: u64,
}

/// Its REST half.
#[derive(Clone)]
pub(super) struct Rest {
    address: String,
    pub(super) token: String,
    http: reqwest::Client,
    application: String,
}

/// What ended a connection.
#[derive(Debug, PartialEq)]
pub(super) enum End {
    Closed(u16),
    Fin,
    Reset,
    Other(String),
}

impl Rest {
    pub(super) fn of(discord: &Discord) -> Self {
        Self {
            address: discord.address(),
            token: format!("Bot {}", Options::default().token),
            http: reqwest::Client::new(),
            application: String::new(),
        }
    }

    /// Sends a request; status and body of its answer, or none if the connection was cut.
    pub(super) async fn send(
        &self,
        method: &str,
        path: &str,
        body: &Value,
    ) -> Option<(u16, Value)> {
        let method = method.parse().expect("a method");
        let url = format!("{}/api/v10{path}", self.address);
        let mut request = self
            .http
            .request(method, url)
            .header("authorization", &self.token);
        if !body.is_null() {
            request = request.json(body);
        }
        let answer = request.send().await.ok()?;
        let status = answer.status().as_u16();
        Some((status, answer.json().await.unwrap_or_default()))
    }

    /// Sends files along.
    pub(super) async fn upload(&self, path: &str, body: &Value, file: (&str, &str)) -> u16 {
        let (name, content) = (file.0.to_owned(), file.1.to_owned());
        let part = reqwest::multipart::Part::text(content).file_name(name);
        let form = reqwest::multipart::Form::new()
            .text("payload_json", body.to_string())
            .part("files[0]", part);
        let url = format!("{}/api/v10{path}", self.address);
        let request = self
            .http
            .post(url)
            .header("authorization", &self.token)
            .multipart(form);
        request
            .send()
            .await
            .expect("it is answered")
            .status()
            .as_u16()
    }

    pub(super) async fn get(&self, path: &str) -> Value {
        self.send("GET", path, &Value::Null)
            .await
            .expect("it is answered")
            .1
    }

    /// Registers commands everywhere.
    pub(super) async fn register(&self, commands: &Value) {
        let path = "/applications/1/commands";
        let (status, answer) = self
            .send("PUT", path, commands)
            .await
            .expect("it is answered");
        assert_eq!(status, 200, "{answer:#}");
    }

    /// The first answer to an interaction.
    pub(super) async fn answer(&self, event: &Value, answer: &Value) -> (u16, Value) {
        let (id, token) = (event["id"].as_str(), event["token"].as_str());
        let path = format!(
            "/interactions/{}/{}/callback?with_response=true",
            id.expect("an interaction has an id"),
            token.expect("an interaction has a token")
        );
        self.send("POST", &path, answer)
            .await
            .expect("it is answered")
    }

    /// A request below the interaction's webhook.
    pub(super) async fn webhook(
        &self,
        event: &Value,
        method: &str,
        rest: &str,
        body: &Value,
    ) -> (u16, Value) {
        let token = event["token"].as_str().expect("an interaction has a token");
        let path = format!("/webhooks/{}/{token}{rest}", self.application);
        self.send(method, &path, body)
            .await
            .expect("it is answered")
    }
}

impl Bot {
    /// Connects and identifies.
    pub(super) async fn start(discord: &Discord) -> Self {
        Self::with_intents(discord, INTENTS).await
    }

    pub(super) async fn with_intents(discord: &Discord, intents: u64) -> Self {
        let mut bot = Self::connect(discord).await;
        bot.identify(intents, json!([0, 1])).await;
        let ready = bot.event("READY").await;
        bot.session = ready["session_id"]
            .as_str()
            .expect("a session has an id")
            .to_owned();
        bot.rest.application = ready["application"]["id"]
            .as_str()
            .expect("it has an id")
            .to_owned();
        bot
    }

    /// Connects and hears HELLO.
    pub(super) async fn connect(discord: &Discord) -> Self {
        let rest = Rest::of(discord);
        let url = rest.get("/gateway").await["url"]
            .as_str()
            .expect("an address")
            .to_owned();
        let (socket, _) = tokio_tungstenite::connect_async(format!("{url}/?v=10&encoding=json"))
            .await
            .expect("the gateway is there");
        let mut bot = Self {
            rest,
            socket,
            session: String::new(),
            sequence: 0,
        };
        let hello = bot.packet().await.expect("HELLO");
        assert_eq!(hello["op"], 10);
        bot
    }

    pub(super) async fn identify(&mut self, intents: u64, shard: Value) {
        self.send(json!({ "op": 2, "d": {
            "token": Options::default().token, "intents": intents, "shard": shard, "compress": true,
            "properties": { "os": "linux", "browser": "raw", "device": "raw" },
        }}))
        .await;
    }

    pub(super) async fn resume(&mut self, session: &str, sequence: u64) {
        let token = Options::default().token;
        let data = json!({ "token": token, "session_id": session, "seq": sequence });
        self.send(json!({ "op": 6, "d": data })).await;
    }

    pub(super) async fn send(&mut self, packet: Value) {
        self.socket
            .send(Message::Text(packet.to_string()))
            .await
            .expect("it can be sent");
    }

    /// The next packet, or what ended the connection.
    pub(super) async fn packet(&mut self) -> Result<Value, End> {
        let next = timeout(SOON, self.socket.next()).await;
        let text = match next.expect("a packet comes soon") {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Binary(zlib))) => {
                let mut text = String::new();
                ZlibDecoder::new(&zlib[..])
                    .read_to_string(&mut text)
                    .expect("it is zlib");
                text
            }
            Some(Ok(Message::Close(Some(frame)))) => return Err(End::Closed(frame.code.into())),
            Some(Err(tungstenite::Error::Protocol(
                tungstenite::error::ProtocolError::ResetWithoutClosingHandshake,
            )))
            | None => return Err(End::Fin),
            Some(Err(tungstenite::Error::Io(error)))
                if error.kind() == std::io::ErrorKind::ConnectionReset =>
            {
                return Err(End::Reset);
            }
            other => return Err(End::Other(format!("{other:?}"))),
        };
        let packet: Value = serde_json::from_str(&text).expect("it is JSON");
        self.sequence = packet["s"].as_u64().unwrap_or(self.sequence);
        Ok(packet)
    }

    /// The data of the next event of this name; others are passed over.
    pub(super) async fn event(&mut self, name: &str) -> Value {
        loop {
            let packet = self.packet().await.expect("the connection lives");
            if packet["t"] == name {
                return packet["d"].clone();
            }
        }
    }

    /// The next interaction.
    pub(super) async fn interaction(&mut self) -> Value {
        self.event("INTERACTION_CREATE").await
    }

    /// True if nothing comes for a while.
    pub(super) async fn hears_nothing(&mut self) -> bool {
        timeout(Duration::from_millis(200), self.socket.next())
            .await
            .is_err()
    }
}

/// The text of a message that mentions nobody.
pub(super) fn text(content: &str) -> Value {
    json!({ "content": content, "allowed_mentions": { "parse": [] } })
}

/// The same as an answer of type 4.
pub(super) fn answer(content: &str) -> Value {
    json!({ "type": 4, "data": text(content) })
}
