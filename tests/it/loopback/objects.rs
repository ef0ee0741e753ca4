//! The pretend world in Discord's JSON (docs.discord.com: the object of each resource's page).

use serde_json::{Value, json};

use super::permissions::{ATTACH_FILES, EMBED_LINKS};
use super::state::{Channel, Guild, Id, Membership, Message, Role, State};

/// When everything here happened; nothing depends on it.
const TIME: &str = "2026-01-01T00:00:00.000000+00:00";

fn text(id: Id) -> String {
    id.to_string()
}

fn texts(ids: &[Id]) -> Vec<String> {
    ids.iter().copied().map(text).collect()
}

impl State {
    pub(super) fn user_json(&self, user: Id) -> Value {
        let user = &self.users[&user];
        json!({
            "id": text(user.id), "username": user.name, "global_name": null, "avatar": null,
            "discriminator": if user.bot { "0042" } else { "0" }, "bot": user.bot,
            "public_flags": 0, "flags": 0,
        })
    }

    /// The bot's own user, which has a few fields more.
    pub(super) fn bot_json(&self) -> Value {
        let mut user = self.user_json(self.bot);
        user["mfa_enabled"] = json!(true);
        user["verified"] = json!(true);
        user["email"] = json!(null);
        user
    }

    pub(super) fn application_json(&self) -> Value {
        json!({
            "id": text(self.application), "name": "tarkovsky", "icon": null, "description": "",
            "bot_public": true, "bot_require_code_grant": false, "verify_key": "00".repeat(32),
            "owner": null, "team": null, "flags": 0, "type": null, "bot": self.user_json(self.bot),
            "rpc_origins": [], "redirect_uris": [], "integration_types_config": { "0": {}, "1": {} },
            "approximate_guild_count": self.guilds.len(), "approximate_user_install_count": 0,
            "interactions_endpoint_url": null,
        })
    }

    pub(super) fn guild_json(&self, guild: &Guild) -> Value {
        let roles: Vec<Value> = guild
            .roles
            .iter()
            .map(|(id, role)| role_json(*id, role))
            .collect();
        let channels: Vec<Value> = self
            .channels
            .values()
            .filter(|channel| channel.guild == Some(guild.id) && channel.parent.is_none())
            .map(|channel| self.channel_json(channel))
            .collect();
        let threads: Vec<Value> = self
            .channels
            .values()
            .filter(|channel| channel.guild == Some(guild.id) && channel.parent.is_some())
            .map(|thread| self.channel_json(thread))
            .collect();
        let bot = self.member_json(guild, self.bot);
        let mut json = settings_json();
        json["id"] = json!(text(guild.id));
        json["name"] = json!(guild.name);
        json["owner_id"] = json!(text(guild.owner));
        json["roles"] = json!(roles);
        json["channels"] = json!(channels);
        json["threads"] = json!(threads);
        json["members"] = json!([bot]);
        json["member_count"] = json!(guild.members.len());
        json
    }

    pub(super) fn channel_json(&self, channel: &Channel) -> Value {
        if let Some(recipient) = channel.recipient {
            return json!({
                "id": text(channel.id), "type": 1, "last_message_id": null, "flags": 0,
                "recipients": [self.user_json(recipient)],
            });
        }
        if let Some(parent) = channel.parent {
            return json!({
                "id": text(channel.id), "type": 11, "name": channel.name, "flags": 0,
                "guild_id": channel.guild.map(text), "parent_id": text(parent),
                "owner_id": channel.guild.map(|guild| text(self.guilds[&guild].owner)),
                "last_message_id": null, "rate_limit_per_user": 0, "message_count": 0,
                "member_count": 1, "total_message_sent": 0,
                "thread_metadata": {
                    "archived": false, "auto_archive_duration": 1440, "archive_timestamp": TIME,
                    "locked": false, "create_timestamp": TIME,
                },
            });
        }
        let overwrites: Vec<Value> = channel
            .denied
            .iter()
            .map(|(user, bits)| json!({"id": text(*user), "type": 1, "allow": "0", "deny": text(*bits)}))
            .collect();
        json!({
            "id": text(channel.id), "type": 0, "name": channel.name, "position": 0, "flags": 0,
            "guild_id": channel.guild.map(text), "permission_overwrites": overwrites, "nsfw": false,
            "parent_id": null, "topic": null, "last_message_id": null, "rate_limit_per_user": 0,
        })
    }

    pub(super) fn member_json(&self, guild: &Guild, user: Id) -> Value {
        let mut member = partial_member_json(&guild.members[&user]);
        member["user"] = self.user_json(user);
        member
    }

    /// The member of an interaction: with what they may do in the channel.
    pub(super) fn interaction_member_json(&self, guild: Id, channel: &Channel, user: Id) -> Value {
        let mut member = self.member_json(&self.guilds[&guild], user);
        member["permissions"] = json!(text(self.channel_permissions(channel, user)));
        member
    }

    pub(super) fn message_json(&self, message: &Message) -> Value {
        let mentions: Vec<Value> = message
            .mentions
            .iter()
            .map(|id| self.user_json(*id))
            .collect();
        let mut json = json!({
            "id": text(message.id), "channel_id": text(message.channel), "type": 0,
            "author": self.user_json(message.author), "content": message.content,
            "embeds": embeds_json(&message.embeds), "components": message.components,
            "attachments": message.attachments, "mentions": mentions, "mention_roles": [],
            "mention_everyone": false, "pinned": false, "tts": false, "flags": message.flags,
            "timestamp": TIME, "edited_timestamp": (message.edits > 0).then_some(TIME),
        });
        if message.author == self.bot {
            json["application_id"] = json!(text(self.application));
        }
        if let Some(interaction) = message
            .interaction
            .and_then(|id| self.interactions.get(&id))
        {
            json["webhook_id"] = json!(text(self.application));
            json["interaction_metadata"] = json!({
                "id": text(interaction.id), "type": interaction.kind,
                "user": self.user_json(interaction.user), "authorizing_integration_owners": {},
            });
            if let (3, Some(used)) = (interaction.kind, interaction.message) {
                json["interaction_metadata"]["interacted_message_id"] = json!(text(used));
            }
            if message.is_loading() {
                json["type"] = json!(20);
            }
        }
        if let Some(answered) = message.reply_to {
            json["type"] = json!(19);
            json["message_reference"] = json!({
                "type": 0, "message_id": text(answered), "channel_id": text(message.channel),
                "guild_id": self.channels[&message.channel].guild.map(text),
            });
            let answered = self.messages.get(&answered);
            json["referenced_message"] = answered.map_or(Value::Null, |answered| {
                let mut answered = answered.clone();
                answered.reply_to = None;
                self.message_json(&answered)
            });
        }
        json
    }

    /// A message as the bot gets it in an event or by asking for it: without the privileged
    /// intent, what does not concern the bot is blank (Events, Gateway: Message Content Intent).
    pub(super) fn message_for_bot(&self, message: &Message, reads_all: bool) -> Value {
        let mut json = self.message_json(message);
        let in_server = self.channels[&message.channel].guild.is_some();
        if in_server && !reads_all {
            self.blank_unless_concerned(&mut json);
            if json["referenced_message"].is_object() {
                self.blank_unless_concerned(&mut json["referenced_message"]);
            }
        }
        json
    }

    fn blank_unless_concerned(&self, json: &mut Value) {
        let bot = json!(text(self.bot));
        let mentions = json["mentions"].as_array().into_iter().flatten();
        let concerned = json["author"]["id"] == bot || mentions.into_iter().any(|u| u["id"] == bot);
        if !concerned {
            json["content"] = json!("");
            for key in ["embeds", "components", "attachments"] {
                json[key] = json!([]);
            }
        }
    }

    /// A message event: with the server and the author's membership.
    pub(super) fn message_event(&self, message: &Message, reads_all: bool) -> Value {
        let mut json = self.message_for_bot(message, reads_all);
        if let Some(guild) = self.channels[&message.channel].guild {
            json["guild_id"] = json!(text(guild));
            if let Some(member) = self.guilds[&guild].members.get(&message.author) {
                json["member"] = partial_member_json(member);
            }
        }
        json
    }

    /// What the bot may do in a channel, as interactions tell it; where only a person has brought it
    /// along, what every answer to an interaction may hold (Interactions, Receiving and Responding:
    /// Interaction Structure).
    pub(super) fn app_permissions(&self, channel: &Channel) -> String {
        if channel.guild.is_some_and(|guild| !self.has_bot(guild)) {
            return text(ATTACH_FILES | EMBED_LINKS);
        }
        text(self.channel_permissions(channel, self.bot))
    }
}

/// What is the same in every server.
fn settings_json() -> Value {
    json!({
        "icon": null, "splash": null, "discovery_splash": null, "afk_channel_id": null,
        "afk_timeout": 300, "verification_level": 0, "default_message_notifications": 0,
        "explicit_content_filter": 0, "emojis": [], "features": [], "mfa_level": 0,
        "application_id": null, "system_channel_id": null, "system_channel_flags": 0,
        "rules_channel_id": null, "vanity_url_code": null, "description": null, "banner": null,
        "premium_tier": 0, "preferred_locale": "en-US", "public_updates_channel_id": null,
        "nsfw_level": 0, "stickers": [], "premium_progress_bar_enabled": false,
        "joined_at": TIME, "large": false, "unavailable": false, "voice_states": [],
        "threads": [], "presences": [], "stage_instances": [], "guild_scheduled_events": [],
    })
}

fn role_json(id: Id, role: &Role) -> Value {
    json!({
        "id": text(id), "name": role.name, "permissions": text(role.permissions), "color": 0,
        "colors": { "primary_color": 0, "secondary_color": null, "tertiary_color": null },
        "hoist": false, "managed": false, "mentionable": false, "position": 0, "flags": 0,
    })
}

fn partial_member_json(member: &Membership) -> Value {
    json!({
        "roles": texts(&member.roles), "nick": null, "avatar": null, "banner": null,
        "joined_at": TIME, "premium_since": null, "deaf": false, "mute": false, "flags": 0,
        "pending": false, "communication_disabled_until": null,
    })
}

/// Embeds of a bot are always rich ones.
fn embeds_json(embeds: &[Value]) -> Vec<Value> {
    let rich = |embed: &Value| {
        let mut embed = embed.clone();
        embed["type"] = json!("rich");
        embed
    };
    embeds.iter().map(rich).collect()
}
