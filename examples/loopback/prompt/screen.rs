//! What the person at the prompt has been shown, and what is new since.

use std::collections::BTreeMap;

use super::club::Club;
use super::page::{Part, page, parts};
use crate::loopback::{Channel, Discord, Id, Member, Message};

/// The messages that were shown, as they were then.
#[derive(Debug, Default)]
pub(crate) struct Screen {
    shown: BTreeMap<Id, Message>,
    /// Their ids, the one that was shown last at the end.
    order: Vec<Id>,
}

impl Screen {
    /// The bot's messages that are new or have changed for the person, as text; from now on they are shown.
    pub(crate) fn news(&mut self, club: &Club, who: &Member) -> Vec<String> {
        let mut news = Vec::new();
        for message in self.unshown(club, who) {
            news.push(page(&message, club, !self.shown.contains_key(&message.id)));
            self.show(message);
        }
        news.extend(self.gone(&club.discord));
        news
    }

    /// True if there is something of that kind.
    pub(crate) fn has_news(&self, club: &Club, who: &Member) -> bool {
        !self.unshown(club, who).is_empty()
    }

    fn unshown(&self, club: &Club, who: &Member) -> Vec<Message> {
        let bot = club.discord.bot();
        let seen = [&club.channel, &who.direct()].map(|channel| who.sees(channel));
        let mut seen = seen.concat();
        seen.retain(|message| {
            let is_whole = message.author == bot && !message.is_loading();
            is_whole && self.shown.get(&message.id) != Some(message)
        });
        seen
    }

    fn show(&mut self, message: Message) {
        self.order.retain(|id| *id != message.id);
        self.order.push(message.id);
        self.shown.insert(message.id, message);
    }

    /// Forgets what has been deleted, and tells of it.
    fn gone(&mut self, discord: &Discord) -> Vec<String> {
        let gone: Vec<Id> = self
            .order
            .iter()
            .copied()
            .filter(|id| discord.message(*id).is_none())
            .collect();
        self.order.retain(|id| !gone.contains(id));
        let told = gone.iter().filter_map(|id| self.shown.remove(id));
        told.map(|message| {
            let line = message.content.lines().next().unwrap_or_default();
            format!("(A message is gone: {line})")
        })
        .collect()
    }

    /// The bot's message that was shown last to this person in this channel.
    pub(crate) fn last(&self, who: &Member, channel: &Channel) -> Option<&Message> {
        self.seen_by(who)
            .find(|message| message.channel == channel.id())
    }

    fn seen_by(&self, who: &Member) -> impl Iterator<Item = &Message> {
        let newest = self.order.iter().rev().filter_map(|id| self.shown.get(id));
        newest.filter(|message| message.only_for.is_none_or(|only| only == who.id()))
    }

    /// The button or entry of this number on the last message that has any, or of this label on the last message
    /// that has it; or what there is instead.
    pub(crate) fn part(&self, who: &Member, what: &str) -> Result<(Id, Part), String> {
        let with_parts = || {
            self.seen_by(who)
                .map(|message| (message.id, parts(message)))
                .filter(|(_, parts)| !parts.is_empty())
        };
        let Some((last, last_parts)) = with_parts().next() else {
            return Err("There is nothing to press or to choose yet. Ask something first.".into());
        };
        let numbered = what.parse::<usize>().ok();
        let numbered = numbered.and_then(|number| last_parts.get(number.checked_sub(1)?));
        if let Some(part) = numbered {
            return Ok((last, part.clone()));
        }
        let wanted = what.to_lowercase();
        let is = |part: &Part| part.label.to_lowercase() == wanted;
        let begins = |part: &Part| part.label.to_lowercase().starts_with(&wanted);
        let matching: [&dyn Fn(&Part) -> bool; 2] = [&is, &begins];
        if !wanted.is_empty() {
            for fits in matching {
                for (message, parts) in with_parts() {
                    if let Some(part) = parts.into_iter().find(|part| fits(part)) {
                        return Ok((message, part));
                    }
                }
            }
        }
        let there: Vec<String> = last_parts
            .iter()
            .enumerate()
            .map(|(at, part)| format!("{} {}", at + 1, part.label))
            .collect();
        let asked = if what.is_empty() {
            "Say which one".to_owned()
        } else {
            format!("There is no “{what}”")
        };
        Err(format!(
            "{asked}. The last message has: {}.",
            there.join(", ")
        ))
    }
}
