//! The server at the prompt: its channel, and the people one can act as.

use crate::loopback::{Channel, Discord, Guild, Id, Member, Options};

/// How the one person is called who may change the knowledge.
const OWNER: &str = "owner";
/// Everybody else.
const MEMBERS: [&str; 2] = ["anna", "boris"];

/// A Discord with one server.
#[derive(Debug)]
pub(crate) struct Club {
    pub(crate) discord: Discord,
    pub(crate) server: Guild,
    pub(crate) channel: Channel,
    people: Vec<(&'static str, Member)>,
}

impl Club {
    /// Opens it; there is no bot yet.
    pub(crate) async fn open() -> Self {
        // Message Content Intent is on, so that every setting of the bot can be tried.
        let discord = Discord::with(Options {
            message_content: true,
            ..Options::default()
        });
        let discord = discord.await;
        let server = discord.guild(Self::NAME);
        let channel = server.channel(Self::CHANNEL);
        let others = MEMBERS.map(|name| (name, server.member(name)));
        let people = [(OWNER, server.owner())].into_iter().chain(others);
        Self {
            people: people.collect(),
            discord,
            server,
            channel,
        }
    }

    /// The name of the server.
    pub(crate) const NAME: &str = "Zona film club";
    /// The name of its channel.
    pub(crate) const CHANNEL: &str = "cinema";

    /// Everybody's name, the owner's first.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.people.iter().map(|(name, _)| *name)
    }

    /// A person, by name in any case.
    pub(crate) fn person(&self, name: &str) -> Option<(&'static str, &Member)> {
        let found = self
            .people
            .iter()
            .find(|(of, _)| of.eq_ignore_ascii_case(name.trim_start_matches('@')));
        found.map(|(name, member)| (*name, member))
    }

    /// What somebody or something of this id is called here.
    pub(crate) fn name_of(&self, id: Id) -> String {
        if id == self.discord.bot() {
            return "tarkovsky".into();
        }
        if id == self.channel.id() {
            return Self::CHANNEL.into();
        }
        let person = self.people.iter().find(|(_, member)| member.id() == id);
        person.map_or_else(|| id.to_string(), |(name, _)| (*name).to_owned())
    }
}
