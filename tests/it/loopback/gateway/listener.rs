//! The gateway's ear: accepts connections, or refuses them for a time on the same port.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::mpsc;
use tokio::time::sleep;

use super::super::hub::Hub;
use super::{Order, connection};

/// Where the listener is told to refuse.
pub(crate) type Ear = mpsc::UnboundedSender<Refusal>;

/// For how long connections are refused, and how those that are open end.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(super) time: Duration,
    pub(super) reset: bool,
}

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
    shared: Arc<Hub>,
    mut listener: TcpListener,
    mut refusals: mpsc::UnboundedReceiver<Refusal>,
) -> io::Result<()> {
    let address = listener.local_addr()?;
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let (stream, _) = accepted?;
                accept(&shared, stream);
            }
            Some(Refusal { time, reset }) = refusals.recv() => {
                drop(listener);
                let closed = bind(address)?;
                shared.change(|state| state.gateway.order_all(|| if reset { Order::Rst } else { Order::Fin }));
                sleep(time).await;
                listener = closed.listen(BACKLOG)?;
            }
        }
    }
}

fn accept(shared: &Arc<Hub>, stream: TcpStream) {
    let (number, stalled) = shared.change(|state| {
        state.gateway.accepted += 1;
        let stalled = state.gateway.stalls > 0;
        state.gateway.stalls = state.gateway.stalls.saturating_sub(1);
        (state.gateway.accepted, stalled)
    });
    // Without it an event waits up to 40 ms for the ACK of the one before.
    let _ = stream.set_nodelay(true);
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
