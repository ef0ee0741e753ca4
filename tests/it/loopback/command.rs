//! Slash commands as a client offers them: visible ones, with options of the right kind
//! (`Interactions, Application Commands`).

use serde_json::{Value, json};

use super::guild::Channel;
use super::member::Member;
use super::permissions::ADMINISTRATOR;
use super::reply::{Pending, Reply};
use super::state::{self, Command, Id, State};

/// A slash command while it is typed.
#[must_use = "say where it is sent"]
#[derive(Clone, Debug)]
pub(crate) struct Invocation {
    member: Member,
    path: Vec<String>,
    options: Vec<(String, Value)>,
}

impl Invocation {
    pub(super) fn new(member: Member, name: &str) -> Self {
        let path = name.split(' ').map(ToOwned::to_owned).collect();
        Self {
            member,
            path,
            options: Vec::new(),
        }
    }

    /// Fills in an option; a user or a channel goes by its id.
    pub(crate) fn option(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.options.push((name.to_owned(), value.into()));
        self
    }

    /// Sends it and waits for what there is to see.
    pub(crate) async fn in_(self, channel: &Channel) -> Reply {
        self.sent_in(channel).reply().await
    }

    /// Sends it and does not wait.
    pub(crate) fn sent_in(self, channel: &Channel) -> Pending {
        self.would_send_in(channel)
            .unwrap_or_else(|why| self.impossible(&why))
    }

    /// Sends it and does not wait; or why no client would.
    pub(crate) fn would_send_in(&self, channel: &Channel) -> Result<Pending, String> {
        let data = self.data(channel, None)?;
        Ok(self.act(2, channel, data))
    }

    /// What is offered while an option is typed, by the names people see.
    pub(crate) async fn offers(self, option: &str, typed: &str, channel: &Channel) -> Vec<String> {
        let offered = self.offers_values(option, typed, channel).await;
        offered.into_iter().map(|(name, _)| name).collect()
    }

    /// What is offered while an option is typed: each name with the value that is sent when it is picked.
    pub(crate) async fn offers_values(
        self,
        option: &str,
        typed: &str,
        channel: &Channel,
    ) -> Vec<(String, String)> {
        self.typed_in(option, typed, channel).choices().await
    }

    /// Types an option and does not wait for what is offered.
    pub(crate) fn typed_in(self, option: &str, typed: &str, channel: &Channel) -> Pending {
        self.would_type_in(option, typed, channel)
            .unwrap_or_else(|why| self.impossible(&why))
    }

    /// Types an option and does not wait for what is offered; or why no client would.
    pub(crate) fn would_type_in(
        &self,
        option: &str,
        typed: &str,
        channel: &Channel,
    ) -> Result<Pending, String> {
        let data = self.data(channel, Some((option, typed)))?;
        Ok(self.act(4, channel, data))
    }

    fn act(&self, kind: u64, channel: &Channel, data: Value) -> Pending {
        let words = format!("{} sent {self}", self.member.name());
        self.member.act(kind, words, channel.id(), None, data)
    }

    fn impossible(&self, why: &str) -> ! {
        panic!(
            "no client could have {} sent {self}: {why}",
            self.member.name()
        )
    }

    /// The data of the interaction, or why a client would not send it.
    fn data(&self, channel: &Channel, typing: Option<(&str, &str)>) -> Result<Value, String> {
        let member = self.member.id();
        self.member.shared.look(|state| {
            let command = state.offered(&self.path[0], 1, member, channel.id())?;
            let mut definition = &command.body;
            for part in &self.path[1..] {
                definition = options(definition)
                    .find(|option| option["name"] == json!(part) && is_folder(option))
                    .ok_or(format!("there is no subcommand {part:?}"))?;
            }
            if options(definition).any(is_folder) {
                return Err("a subcommand must be chosen".into());
            }
            let mut filled = fill(definition, &self.options, typing)?;
            for (depth, part) in self.path.iter().enumerate().skip(1).rev() {
                // Type 2 groups subcommands of type 1.
                let kind = if depth + 1 < self.path.len() { 2 } else { 1 };
                filled = json!([{ "name": part, "type": kind, "options": filled }]);
            }
            Ok(json!({
                "id": command.id.to_string(), "name": self.path[0], "type": 1,
                "options": filled, "guild_id": command.guild.map(|id| id.to_string()),
                "resolved": state.resolved(&self.options),
            }))
        })
    }
}

impl std::fmt::Display for Invocation {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "/{}", self.path.join(" "))?;
        for (name, value) in &self.options {
            write!(out, " {name}:{value}")?;
        }
        Ok(())
    }
}

fn options(definition: &Value) -> impl Iterator<Item = &Value> {
    definition["options"].as_array().into_iter().flatten()
}

fn is_folder(option: &Value) -> bool {
    matches!(option["type"].as_u64(), Some(1 | 2))
}

/// The options of an interaction, or what a client would not let pass.
fn fill(
    definition: &Value,
    given: &[(String, Value)],
    typing: Option<(&str, &str)>,
) -> Result<Value, String> {
    let mut filled = Vec::new();
    for (name, value) in given {
        let option = options(definition)
            .find(|option| option["name"] == json!(name))
            .ok_or(format!("there is no option {name:?}"))?;
        unfit(option, value).map_or(Ok(()), Err)?;
        filled.push(json!({ "name": name, "type": option["type"], "value": value }));
    }
    if let Some((name, typed)) = typing {
        let option = options(definition).find(|option| option["name"] == json!(name));
        let option = option.filter(|option| option["autocomplete"] == json!(true));
        let option = option.ok_or(format!("{name:?} is not completed"))?;
        filled
            .push(json!({ "name": name, "type": option["type"], "value": typed, "focused": true }));
        return Ok(filled.into());
    }
    let missing = options(definition).find(|option| {
        option["required"] == json!(true)
            && !given.iter().any(|(name, _)| option["name"] == json!(name))
    });
    match missing {
        Some(option) => Err(format!("option {} is required", option["name"])),
        None => Ok(filled.into()),
    }
}

/// Why a client would not take a value for an option.
fn unfit(option: &Value, value: &Value) -> Option<String> {
    let name = &option["name"];
    let kind = option["type"].as_u64().unwrap_or(0);
    let right = match kind {
        3 => value.is_string(),
        4 => value.is_i64(),
        5 => value.is_boolean(),
        6..=9 => value.as_str().is_some_and(|id| id.parse::<Id>().is_ok()),
        10 => value.is_number(),
        _ => false,
    };
    if !right {
        return Some(format!(
            "{value} is not what option {name} of type {kind} takes"
        ));
    }
    let choices: Vec<&Value> = option["choices"].as_array().into_iter().flatten().collect();
    if !choices.is_empty() && !choices.iter().any(|choice| choice["value"] == *value) {
        return Some(format!("{value} is none of the choices of {name}"));
    }
    let (measure, least, most) = match value {
        Value::String(text) => {
            // A text can have 6,000 characters where no limit is set.
            let length = text.encode_utf16().count();
            let most = option["max_length"].as_f64().or(Some(6000.0));
            (length as f64, option["min_length"].as_f64(), most)
        }
        Value::Number(number) => (
            number.as_f64()?,
            option["min_value"].as_f64(),
            option["max_value"].as_f64(),
        ),
        _ => return None,
    };
    let fits =
        least.is_none_or(|least| measure >= least) && most.is_none_or(|most| measure <= most);
    if fits {
        return None;
    }
    let bounds = match (least, most) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, most) => format!("at most {}", most.unwrap_or_default()),
    };
    let of = if value.is_string() { " characters" } else { "" };
    Some(format!("option {name} takes {bounds}{of}, not {measure}"))
}

impl State {
    /// A command of this type that a client offers there, or why it does not.
    pub(super) fn offered(
        &self,
        name: &str,
        kind: u64,
        user: Id,
        channel: Id,
    ) -> Result<Command, String> {
        let channel = &self.channels[&channel];
        let mut why = "there is no such command".to_owned();
        for command in &self.commands {
            let is_kind = command.body["type"].as_u64().unwrap_or(1) == kind;
            if !is_kind || command.body["name"] != json!(name) {
                continue;
            }
            match self.why_hidden(command, user, channel) {
                None => return Ok(command.clone()),
                Some(reason) => why = reason,
            }
        }
        Err(why)
    }

    /// Why a client does not offer a command in a channel; none if it does
    /// (`Application Commands: Permissions`, `Contexts`).
    pub(super) fn why_hidden(
        &self,
        command: &Command,
        user: Id,
        channel: &state::Channel,
    ) -> Option<String> {
        let body = &command.body;
        let allows = |key: &str, wanted: u64, default: bool| {
            body[key]
                .as_array()
                .map_or(default, |list| list.contains(&json!(wanted)))
        };
        let context = match channel.guild {
            Some(_) => 0,
            None if channel.recipient.is_some() => 1,
            None => 2,
        };
        let with_bot = channel
            .guild
            .map_or(context == 1, |guild| self.has_bot(guild));
        let by_server = with_bot && allows("integration_types", 0, true);
        let by_user = self.users[&user].installed && allows("integration_types", 1, false);
        if !self.may_command(channel, user) {
            Some("they may not use commands here".into())
        } else if command
            .guild
            .is_some_and(|guild| channel.guild != Some(guild))
        {
            Some("it belongs to another server".into())
        } else if !allows(
            "contexts",
            context,
            context < 2 && body["dm_permission"] != json!(false),
        ) {
            Some(format!("it is not for context {context}"))
        } else if !by_server && !by_user {
            Some("the bot was not added here, nor to their account".into())
        } else if let Some(guild) = channel.guild.filter(|_| by_server) {
            self.why_forbidden(command, user, guild)
        } else {
            None
        }
    }

    /// The server's own say: member before role, role before what the command asks for.
    fn why_forbidden(&self, command: &Command, user: Id, guild: Id) -> Option<String> {
        let has = self.guild_permissions(guild, user);
        if has & ADMINISTRATOR != 0 {
            return None;
        }
        let name = command.body["name"].as_str().unwrap_or_default();
        let guild = &self.guilds[&guild];
        let set = |whose: Id| guild.overrides.get(&(name.to_owned(), whose)).copied();
        let of_roles: Vec<bool> = guild.members[&user]
            .roles
            .iter()
            .filter_map(|r| set(*r))
            .collect();
        let of_role = (!of_roles.is_empty()).then(|| of_roles.contains(&true));
        match set(user).or(of_role) {
            Some(true) => return None,
            Some(false) => return Some("it is forbidden to them".into()),
            None => {}
        }
        let wanted = match &command.body["default_member_permissions"] {
            Value::String(bits) => bits.parse::<u64>().ok(),
            bits => bits.as_u64(),
        };
        match wanted {
            Some(0) => Some("it is for administrators".into()),
            Some(bits) if has & bits != bits => Some(format!("it asks for the permissions {bits}")),
            _ => None,
        }
    }

    /// The users and channels that are named by options.
    fn resolved(&self, options: &[(String, Value)]) -> Value {
        let mut resolved = json!({});
        let ids = options
            .iter()
            .filter_map(|(_, value)| value.as_str()?.parse::<Id>().ok());
        for id in ids {
            if self.users.contains_key(&id) {
                resolved["users"][id.to_string()] = self.user_json(id);
            }
        }
        resolved
    }
}

/// The value behind a label of a select, if it has that option.
pub(super) fn choosable(component: &Value, label: &Value) -> Option<Value> {
    let options = component["options"].as_array()?;
    let option = options.iter().find(|option| option["label"] == *label)?;
    Some(option["value"].clone())
}
