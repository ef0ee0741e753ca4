//! `ready`: asks the health port of the bot that runs here, for supervisors in whose surroundings there is no curl.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::bail;

use crate::settings::Settings;

/// How long connecting, sending and each part of the answer may take.
const PATIENCE: Duration = Duration::from_secs(3);
/// Bytes of the answer that are read; the bot's own is shorter.
const MOST: u64 = 4_096;

/// Prints what is missing; 0 where nothing is, 1 where something is or nobody listens.
///
/// # Errors
/// Where no health port is configured, or standard output cannot be written.
pub(super) fn run(settings: &Settings) -> anyhow::Result<ExitCode> {
    let Some(address) = settings.telemetry.address() else {
        bail!(
            "telemetry.address is empty, so that nothing tells whether the bot is ready; \
             set it to an address such as 127.0.0.1:9464 for `run` and for this"
        );
    };
    let (told, code) = match asked(near(address)) {
        Ok(answer) => {
            let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
            let is_ready = head.split_whitespace().nth(1) == Some("200");
            (body.trim_end().to_owned(), u8::from(!is_ready))
        }
        Err(error) => (format!("no answer from {address}: {error}"), 1),
    };
    writeln!(io::stdout(), "{told}")?;
    Ok(ExitCode::from(code))
}

/// Where what listens everywhere is reached from here.
fn near(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// The whole answer of `/readyz`. In HTTP/1.0, whose answers end with the connection.
fn asked(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /readyz HTTP/1.0\r\nHost: {address}\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(MOST).read_to_string(&mut answer)?;
    Ok(answer)
}
