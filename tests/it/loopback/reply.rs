//! Waiting for what the bot answers to an interaction.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::hub::Hub;
use super::modal::Modal;
use super::state::{Callback, Id, Interaction, Message, State};

/// An interaction the bot may not have answered yet.
#[must_use = "say what is expected of it"]
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(super) shared: Arc<Hub>,
    pub(super) id: Id,
    /// How often the message it was used on had been edited by then.
    pub(super) edits: u32,
}

/// What a member sees as the answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) message: Message,
    /// From the interaction to its callback.
    pub(crate) after: Duration,
    /// The type of the callback.
    pub(crate) callback: u64,
}

impl Deref for Reply {
    type Target = Message;

    fn deref(&self) -> &Message {
        &self.message
    }
}

/// The window closes for what has arrived, not for what is on its way back.
pub(super) const MARGIN: Duration = Duration::from_millis(500);

impl Pending {
    /// The interaction's id.
    pub(crate) fn id(&self) -> Id {
        self.id
    }

    /// The message the member sees: once it no longer says that the bot is thinking.
    pub(crate) async fn reply(&self) -> Reply {
        let (callback, after) = self.answered().await;
        let patience = self.shared.options.patience;
        let seen = self.shared.wait_for(patience, |state| {
            self.visible(state.interactions.get(&self.id)?, state, callback.kind)
        });
        match seen.await {
            Some(message) => Reply {
                message,
                after,
                callback: callback.kind,
            },
            None => panic!(
                "nothing was to be seen {patience:?} after callback type {}; {}",
                callback.kind,
                self.story()
            ),
        }
    }

    pub(super) fn visible(
        &self,
        of: &Interaction,
        state: &State,
        callback: u64,
    ) -> Option<Message> {
        let original = of.original.and_then(|id| state.messages.get(&id));
        let shown = match callback {
            5 => original.filter(|message| !message.is_loading()),
            6 => {
                let further = of.follow_ups.first().and_then(|id| state.messages.get(id));
                further.or(original.filter(|message| message.edits > self.edits))
            }
            _ => original,
        };
        shown.cloned()
    }

    /// From the interaction to its callback.
    pub(crate) async fn after(&self) -> Duration {
        self.answered().await.1
    }

    /// The callback and when it came; fails if there was none in time.
    async fn answered(&self) -> (Callback, Duration) {
        let time = self.shared.options.callback_window + MARGIN;
        let answered = self.shared.wait_for(time, |state| {
            let of = state.interactions.get(&self.id)?;
            let callback = of.callback.clone()?;
            let after = callback.at.saturating_duration_since(of.dispatched);
            Some((callback, after))
        });
        match answered.await {
            Some(answered) => answered,
            None => panic!("the bot did not answer in {time:?}; {}", self.story()),
        }
    }

    /// The message the member sees, where the bot answers with one within this time; nobody minds if it does not.
    pub(crate) async fn heard(&self, within: Duration) -> Option<Reply> {
        let heard = self.shared.wait_for(within, |state| {
            let of = state.interactions.get(&self.id)?;
            let callback = of.callback.as_ref()?;
            let message = self.visible(of, state, callback.kind)?;
            Some(Reply {
                message,
                after: callback.at.saturating_duration_since(of.dispatched),
                callback: callback.kind,
            })
        });
        heard.await
    }

    /// The type of the callback, for what shows nothing.
    pub(crate) async fn acknowledged(&self) -> u64 {
        self.answered().await.0.kind
    }

    /// The form that was opened.
    pub(crate) async fn modal(&self) -> Modal {
        let (callback, _) = self.answered().await;
        assert_eq!(callback.kind, 9, "no form was opened; {}", self.story());
        self.shared.look(|state| {
            let of = &state.interactions[&self.id];
            let (user, channel, message) = (of.user, of.channel, of.message);
            Modal {
                user,
                channel,
                message,
                data: callback.data,
            }
        })
    }

    /// What an autocompletion offers: names and values.
    pub(crate) async fn choices(&self) -> Vec<(String, String)> {
        let (callback, _) = self.answered().await;
        assert_eq!(callback.kind, 8, "nothing was offered; {}", self.story());
        let choices = callback.data["choices"].as_array().into_iter().flatten();
        choices
            .map(|choice| {
                let text = |key: &str| choice[key].as_str().unwrap_or_default().to_owned();
                (text("name"), text("value"))
            })
            .collect()
    }

    /// Fails if the bot answers in time after all.
    pub(crate) async fn unanswered(&self) {
        let time = self.shared.options.callback_window + MARGIN;
        let answer = self.shared.wait_for(time, |state| {
            state
                .interactions
                .get(&self.id)?
                .callback
                .as_ref()
                .map(drop)
        });
        assert!(answer.await.is_none(), "the bot answered; {}", self.story());
    }

    /// The further messages so far.
    pub(crate) fn follow_ups(&self) -> Vec<Message> {
        self.shared.look(|state| {
            let of = &state.interactions[&self.id];
            of.follow_ups
                .iter()
                .filter_map(|id| state.messages.get(id))
                .cloned()
                .collect()
        })
    }

    fn story(&self) -> String {
        self.shared
            .look(|state| match state.interactions.get(&self.id) {
                Some(of) => format!("{}: {}", of.deed, state.story_of(of)),
                None => format!("interaction {} is forgotten", self.id),
            })
    }
}

impl State {
    /// The requests of an interaction, for failed tests.
    fn story_of(&self, of: &Interaction) -> String {
        let own = self
            .requests
            .iter()
            .filter(|r| r.interaction.is_some_and(|(id, _)| id == of.id));
        let own: Vec<String> = own.map(|request| format!("\n  {request}")).collect();
        let callback = of
            .callback
            .as_ref()
            .map_or(&Value::Null, |callback| &callback.data);
        format!(
            "{callback:#}\nits requests:{}\n{}",
            own.concat(),
            self.story()
        )
    }

    /// How things stand, for failed tests.
    pub(super) fn story(&self) -> String {
        let gateway = &self.gateway;
        let broken: Vec<String> = self.violations.iter().map(|v| format!("\n{v}")).collect();
        let last: Vec<String> = self
            .requests
            .iter()
            .rev()
            .take(10)
            .map(|request| format!("\n  {request}"))
            .collect();
        format!(
            "the gateway: {} connections, {} identifies, {} resumes, {} heartbeats, {}; {} commands; \
             the last requests, newest first:{}\nrules broken: {}{}",
            gateway.accepted,
            gateway.identifies.len(),
            gateway.resumes,
            gateway.heartbeats,
            if gateway.is_heard() {
                "heard now"
            } else {
                "nobody hears"
            },
            self.commands.len(),
            last.concat(),
            broken.len(),
            broken.concat(),
        )
    }
}
