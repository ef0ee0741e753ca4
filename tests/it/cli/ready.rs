//! `ready` where there is no bot; beside a running one it is asked in `discord_process`.

use std::net::TcpListener;

use crate::world::Binary;

#[test]
fn nobody_is_not_ready() {
    let address = TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("loopback has a free port");
    let ran = Binary::new(&["ready"])
        .env("TARKOVSKY__TELEMETRY__ADDRESS", &address.to_string())
        .run();
    ran.expect_code(1)
        .expect_stdout("no answer from 127.0.0.1:");
}

#[test]
fn without_an_address_it_says_which_key_to_set() {
    Binary::new(&["ready"])
        .run()
        .expect_refused(&["telemetry.address"]);
}
