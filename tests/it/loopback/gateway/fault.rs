//! What can go wrong with the gateway, on demand.

use std::time::Duration;

use serde_json::json;

use super::super::hub::Hub;
use super::Order;
use super::listener::Refusal;

/// A fault of the gateway; all but the last strike the connections that are open now.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// The TCP stream ends, without a close frame.
    Fin,
    /// The TCP connection is reset.
    Rst,
    /// Closed with this code; after 4009 and 4007 the session is gone.
    Close(u16),
    /// Op 7: please reconnect and resume.
    Reconnect,
    /// Op 9; if not resumable, the session is gone.
    InvalidSession {
        /// What the client is told.
        resumable: bool,
    },
    /// Connections stay open, but nothing is heard or said: no ACK, no event.
    Zombie,
    /// Sessions expire, then the connections are reset.
    Expire,
    /// Connections end as with [`Fault::Fin`], and new ones are refused for so long.
    Refuse(Duration),
    /// Connections are reset, and new ones refused for so long. Not the same to serenity 0.12.5:
    /// after an I/O error and a refused RESUME it reads the dead socket over and over, without
    /// a pause, until its next heartbeat fails.
    ResetAndRefuse(Duration),
    /// Connections are reset, and the next so many upgrades are never answered.
    StallUpgrades(u32),
    /// Connections end as with [`Fault::Fin`], and the next so many IDENTIFYs and RESUMEs are
    /// taken and never answered.
    StallSessions {
        /// How many.
        times: u32,
        /// Whether heartbeats are answered all the same.
        acks: bool,
    },
    /// The next IDENTIFY is closed with this code.
    RefuseIdentify(u16),
}

impl Hub {
    /// Lets a fault happen.
    pub(crate) fn strike(&self, fault: Fault) {
        self.change(|state| {
            let gateway = &mut state.gateway;
            match fault {
                Fault::Fin => gateway.order_all(|| Order::Fin),
                Fault::Rst => gateway.order_all(|| Order::Rst),
                Fault::Close(code) => {
                    if matches!(code, 4007 | 4009) {
                        gateway.sessions.clear();
                    }
                    gateway.order_all(|| Order::Close(code));
                }
                Fault::Reconnect => {
                    gateway.order_all(|| Order::Send(json!({"op": 7, "d": null}).to_string()));
                }
                Fault::InvalidSession { resumable } => {
                    if !resumable {
                        gateway.sessions.clear();
                    }
                    let packet = json!({"op": 9, "d": resumable});
                    gateway.order_all(|| Order::Send(packet.to_string()));
                }
                Fault::Zombie => gateway.order_all(|| Order::Deaf),
                Fault::Expire => {
                    gateway.sessions.clear();
                    gateway.order_all(|| Order::Rst);
                }
                // The ear ends the connections once it no longer listens; its task ends only
                // with this Discord.
                Fault::Refuse(time) => {
                    let _ = self.ear.send(Refusal { time, reset: false });
                }
                Fault::ResetAndRefuse(time) => {
                    let _ = self.ear.send(Refusal { time, reset: true });
                }
                Fault::StallUpgrades(count) => {
                    gateway.stalls = count;
                    gateway.order_all(|| Order::Rst);
                }
                Fault::StallSessions { times, acks } => {
                    gateway.stalled_sessions = times;
                    gateway.stalled_acks = acks;
                    gateway.order_all(|| Order::Fin);
                }
                Fault::RefuseIdentify(code) => gateway.refusals.push(code),
            }
        });
    }
}
