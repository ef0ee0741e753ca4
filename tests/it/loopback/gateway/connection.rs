//! One connection to the gateway, from HELLO to its end (`Events, Gateway: Connection Lifecycle`).

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::super::hub::Hub;
use super::Order;

/// A connection while it is open.
pub(super) struct Connection<'a> {
    pub(super) shared: &'a Hub,
    pub(super) number: u64,
    pub(super) orders: mpsc::UnboundedSender<Order>,
    /// The client asked in IDENTIFY for zlib, packet by packet.
    pub(super) compressed: bool,
    pub(super) identified: bool,
    /// Nothing is answered any more, heartbeats neither.
    dumb: bool,
}

/// What follows from a packet of the client.
pub(super) enum Next {
    Listen,
    Close(u16),
}

pub(super) async fn serve(shared: &Hub, number: u64, stream: TcpStream) {
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else {
        return;
    };
    let (orders, mut ordered) = mpsc::unbounded_channel();
    shared.change(|state| state.gateway.connections.insert(number, orders.clone()));
    let mut connection = Connection {
        shared,
        number,
        orders,
        compressed: false,
        identified: false,
        dumb: false,
    };
    connection.talk(&mut socket, &mut ordered).await;
    shared.change(|state| {
        state.gateway.connections.remove(&number);
        for session in &mut state.gateway.sessions {
            session.wire.connection.take_if(|(of, _)| *of == number);
        }
    });
}

/// Waits until the client closes, without a word.
pub(super) async fn hold_until_closed(stream: &TcpStream) {
    let mut unread = [0; 1024];
    loop {
        if stream.readable().await.is_err() {
            return;
        }
        match stream.try_read(&mut unread) {
            Ok(0) => return,
            Err(error) if error.kind() != std::io::ErrorKind::WouldBlock => return,
            _ => {}
        }
    }
}

impl Connection<'_> {
    async fn talk(
        &mut self,
        socket: &mut WebSocketStream<TcpStream>,
        orders: &mut mpsc::UnboundedReceiver<Order>,
    ) {
        let heartbeat = self.shared.options.heartbeat;
        let hello = json!({"op": 10, "d": {"heartbeat_interval": millis(heartbeat)}});
        if socket.send(Message::Text(hello.to_string())).await.is_err() {
            return;
        }
        loop {
            tokio::select! {
                order = orders.recv() => {
                    let order = order.unwrap_or(Order::Fin);
                    if self.obey(socket, order).await.is_err() {
                        return;
                    }
                }
                packet = socket.next() => match packet {
                    Some(Ok(Message::Text(text))) => {
                        if let Next::Close(code) = self.hear(&text) {
                            close(socket, code).await;
                            return;
                        }
                    }
                    Some(Ok(Message::Close(frame))) => {
                        let code = frame.map(|frame| frame.code);
                        if matches!(code, Some(CloseCode::Normal | CloseCode::Away)) {
                            self.shared.change(|state| state.gateway.end_session_of(self.number));
                        }
                        let _ = socket.next().await;
                        return;
                    }
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return,
                },
            }
        }
    }

    /// Does as ordered; an error ends the connection.
    async fn obey(&self, socket: &mut WebSocketStream<TcpStream>, order: Order) -> Result<(), ()> {
        match order {
            Order::Send(text) => {
                let packet = if self.compressed {
                    Message::Binary(zlib(&text))
                } else {
                    Message::Text(text)
                };
                socket.send(packet).await.map_err(drop)
            }
            Order::Close(code) => {
                close(socket, code).await;
                Err(())
            }
            Order::Fin => Err(()),
            Order::Rst => {
                // With no time to linger, closing sends RST.
                let _ = socket.get_ref().set_zero_linger();
                Err(())
            }
            Order::Deaf => {
                hold_until_closed(socket.get_ref()).await;
                Err(())
            }
        }
    }

    fn hear(&mut self, text: &str) -> Next {
        let Ok(packet) = serde_json::from_str::<Value>(text) else {
            return Next::Close(4002);
        };
        let data = &packet["d"];
        let op = packet["op"].as_u64();
        if self.dumb || (matches!(op, Some(2 | 6)) && self.stalls()) {
            return Next::Listen;
        }
        match op {
            Some(1) => {
                self.shared.change(|state| state.gateway.heartbeats += 1);
                self.send(&json!({"op": 11, "d": null}))
            }
            Some(2) if self.identified => Next::Close(4005),
            Some(2) => self.identify(data),
            Some(6) => self.resume(data),
            Some(3 | 4 | 8) if self.identified => Next::Listen,
            Some(3 | 4 | 8) => Next::Close(4003),
            _ => Next::Close(4001),
        }
    }

    /// True where the beginning of a session is not to be answered.
    fn stalls(&mut self) -> bool {
        let (stalls, acks) = self.shared.look(|state| {
            let gateway = &mut state.gateway;
            let stalls = gateway.stalled_sessions > 0;
            gateway.stalled_sessions = gateway.stalled_sessions.saturating_sub(1);
            (stalls, gateway.stalled_acks)
        });
        self.dumb = stalls && !acks;
        stalls
    }

    pub(super) fn send(&self, packet: &Value) -> Next {
        // The receiver lives in the task that called.
        let _ = self.orders.send(Order::Send(packet.to_string()));
        Next::Listen
    }
}

async fn close(socket: &mut WebSocketStream<TcpStream>, code: u16) {
    let code = CloseCode::from(code);
    let reason = "as the test wants it".into();
    if socket
        .close(Some(CloseFrame { code, reason }))
        .await
        .is_ok()
    {
        // The client's close frame, or its end.
        let wait = Duration::from_secs(1);
        let _ = tokio::time::timeout(wait, async {
            while let Some(Ok(_)) = socket.next().await {}
        })
        .await;
    }
}

fn zlib(text: &str) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let written = encoder.write_all(text.as_bytes());
    written
        .and_then(|()| encoder.finish())
        .expect("memory takes what is written")
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).expect("a heartbeat is shorter than an age")
}
