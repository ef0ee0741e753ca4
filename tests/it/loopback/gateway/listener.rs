//! The gateway's ear: accepts connections, or refuses them for a time on the same port.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::mpsc;
use tokio::time::sleep;

use super::super::shared::Shared;
use super::{Order, connection};

/// What the listener is told: to refuse for so long.
pub(crate) type Ear = mpsc::UnboundedSender<Duration>;

const BACKLOG: u32 = 1024;

/// Binds without listening: nobody else gets the port, and connections are refused.
fn bind(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

/// Accepts until the task is ended.
pub(crate) async fn listen(
    shared: Arc<Shared>,
    mut listener: TcpListener,
    mut refusals: mpsc::UnboundedReceiver<Duration>,
) -> io::Result<()> {
    let address = listener.local_addr()?;
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let (stream, _) = accepted?;
                accept(&shared, stream);
            }
            Some(time) = refusals.recv() => {
                drop(listener);
                let closed = bind(address)?;
                shared.change(|state| state.gateway.order_all(|| Order::Rst));
                sleep(time).await;
                listener = closed.listen(BACKLOG)?;
            }
        }
    }
}

fn accept(shared: &Arc<Shared>, stream: TcpStream) {
    let (number, stalled) = shared.change(|state| {
        state.gateway.accepted += 1;
        let stalled = state.gateway.stalls > 0;
        state.gateway.stalls = state.gateway.stalls.saturating_sub(1);
        (state.gateway.accepted, stalled)
    });
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        if stalled {
            // Held open, never answered, until the client has enough of it.
            connection::hold_until_closed(&stream).await;
        } else {
            connection::serve(&shared, number, stream).await;
        }
    });
}
