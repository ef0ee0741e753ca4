//! IDENTIFY and RESUME: how a session begins and goes on.

use serde_json::{Value, json};

use super::super::state::State;
use super::connection::{Connection, Next};
use super::session::{Session, Wire};
use super::{GUILDS, Gateway, Identify, MESSAGE_CONTENT, PRIVILEGED};

/// Bits that are intents today.
const INTENTS: u64 = ((1 << 17) - 1) | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25;

impl Connection<'_> {
    pub(super) fn identify(&mut self, data: &Value) -> Next {
        let refused = self.shared.change(|state| {
            let options = &self.shared.options;
            let planned = state.gateway.refusals.pop();
            let refused =
                planned.or_else(|| refusal(data, &options.token, options.message_content));
            state.gateway.identifies.push(Identify {
                intents: data["intents"].as_u64().unwrap_or(0),
                shard: shard(data).unwrap_or((0, 0)),
                refused,
            });
            refused
        });
        if let Some(code) = refused {
            return Next::Close(code);
        }
        self.identified = true;
        self.compressed = data["compress"] == json!(true);
        self.shared.change(|state| self.begin(state, data));
        Next::Listen
    }

    fn begin(&self, state: &mut State, data: &Value) {
        let shard = shard(data).expect("it was looked at before");
        let intents = data["intents"].as_u64().expect("it was looked at before");
        // Who identifies anew has given up the old session and what waits in it.
        state
            .gateway
            .sessions
            .retain(|old| old.shard != shard || old.wire.is_connected());
        let id = format!("session-{}", state.id());
        let wire = Wire {
            connection: Some((self.number, self.orders.clone())),
            intents,
        };
        let mut session = Session::new(id.clone(), shard, wire);
        let guilds: Vec<u64> = state
            .guilds
            .keys()
            .copied()
            .filter(|guild| session.is_for(Some(*guild)) && state.has_bot(*guild))
            .collect();
        let unavailable: Vec<Value> = guilds
            .iter()
            .map(|guild| json!({"id": guild.to_string(), "unavailable": true}))
            .collect();
        let remembered = self.shared.options.remembered;
        let ready = json!({
            "v": 10, "user": state.bot_json(), "guilds": unavailable, "session_id": id,
            "resume_gateway_url": self.shared.gateway_url(), "shard": [shard.0, shard.1],
            "application": {"id": state.application.to_string(), "flags": 0},
        });
        session.dispatch("READY", &ready, remembered);
        if session.wire.has(GUILDS) {
            for guild in guilds {
                let guild = state.guild_json(&state.guilds[&guild]);
                session.dispatch("GUILD_CREATE", &guild, remembered);
            }
        }
        state.gateway.sessions.push(session);
    }

    pub(super) fn resume(&mut self, data: &Value) -> Next {
        if !is_token(&data["token"], &self.shared.options.token) {
            return Next::Close(4004);
        }
        let resumed = self.shared.change(|state| {
            let gateway = &mut state.gateway;
            let asked = gateway
                .sessions
                .iter_mut()
                .find(|s| data["session_id"] == json!(s.id));
            let Some(session) = asked else {
                return Some(false);
            };
            let after = data["seq"]
                .as_u64()
                .filter(|seq| *seq <= session.sequence)?;
            session.wire.connection = Some((self.number, self.orders.clone()));
            session.replay(after);
            session.dispatch("RESUMED", &json!({}), self.shared.options.remembered);
            gateway.resumes += 1;
            Some(true)
        });
        match resumed {
            // 4007: the number was never given out.
            None => Next::Close(4007),
            Some(false) => self.send(&json!({"op": 9, "d": false})),
            Some(true) => {
                self.identified = true;
                Next::Listen
            }
        }
    }
}

impl Gateway {
    /// A client that closes with 1000 or 1001 cannot resume (`Events, Gateway: Disconnecting`).
    pub(super) fn end_session_of(&mut self, connection: u64) {
        self.sessions.retain(|session| {
            session
                .wire
                .connection
                .as_ref()
                .is_none_or(|(number, _)| *number != connection)
        });
    }
}

fn shard(data: &Value) -> Option<(u64, u64)> {
    match &data["shard"] {
        Value::Null => Some((0, 1)),
        shard => Some((shard[0].as_u64()?, shard[1].as_u64()?)).filter(|(is, of)| is < of),
    }
}

/// The gateway takes a token with `Bot` before it, as REST wants it, too.
fn is_token(given: &Value, token: &str) -> bool {
    given
        .as_str()
        .is_some_and(|given| given.trim_start_matches("Bot ") == token)
}

/// The close code of an IDENTIFY that Discord would not take
/// (`Opcodes and Status Codes: Gateway Close Event Codes`).
fn refusal(data: &Value, token: &str, message_content: bool) -> Option<u16> {
    let Some(intents) = data["intents"].as_u64() else {
        return Some(4002);
    };
    let properties = ["os", "browser", "device"];
    let forbidden = if message_content {
        PRIVILEGED & !MESSAGE_CONTENT
    } else {
        PRIVILEGED
    };
    if !is_token(&data["token"], token) {
        Some(4004)
    } else if shard(data).is_none() {
        Some(4010)
    } else if intents & !INTENTS != 0 {
        Some(4013)
    } else if intents & forbidden != 0 {
        Some(4014)
    } else if properties
        .iter()
        .any(|key| !data["properties"][key].is_string())
    {
        Some(4002)
    } else {
        None
    }
}
