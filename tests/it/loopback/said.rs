//! What a member wrote, and what the bot replies to it.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use super::hub::Hub;
use super::state::Message;

/// A message of a member.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(super) shared: Arc<Hub>,
    pub(super) message: Message,
}

impl Deref for Said {
    type Target = Message;

    fn deref(&self) -> &Message {
        &self.message
    }
}

impl Said {
    /// The bot's reply.
    pub(crate) async fn reply(&self) -> Message {
        let patience = self.shared.options.patience;
        let reply = self.heard(patience).await;
        reply.unwrap_or_else(|| {
            let story = self.shared.look(|state| state.story());
            panic!("no reply to {:?} in {patience:?}; {story}", self.content)
        })
    }

    /// Fails if the bot says anything to it in this time.
    pub(crate) async fn stays_unanswered(&self, time: Duration) {
        if let Some(reply) = self.heard(time).await {
            panic!("{:?} was replied to with {reply:#?}", self.content);
        }
    }

    /// The first message of the bot after it that replies to it, or to nothing; none if there is none in this time.
    pub(crate) async fn heard(&self, time: Duration) -> Option<Message> {
        let reply = self.shared.wait_for(time, |state| {
            let later = state
                .messages
                .range(self.id + 1..)
                .map(|(_, message)| message);
            let mut own = later.filter(|m| m.author == state.bot && m.channel == self.channel);
            own.find(|m| {
                m.interaction.is_none() && m.reply_to.is_none_or(|to| to == self.message.id)
            })
            .cloned()
        });
        reply.await
    }
}
