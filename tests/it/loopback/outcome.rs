//! What came of an interaction, whatever it is: for whoever cannot know beforehand what to expect.

use super::modal::Modal;
use super::reply::{MARGIN, Pending};
use super::state::{Interaction, State};

/// What a member gets for what they did.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// A message is there, or the one that was used has changed or gone.
    Seen,
    /// A form was opened.
    Form(Modal),
    /// What is offered while they type: names and values.
    Offered(Vec<(String, String)>),
    /// It was acknowledged, and nothing is to be seen yet.
    Nothing,
    /// No answer in the time that Discord gives.
    Unanswered,
}

impl Pending {
    /// Waits for what comes of it.
    pub(crate) async fn outcome(&self) -> Outcome {
        let window = self.shared.options.callback_window + MARGIN;
        let answered = self.shared.wait_for(window, |state| {
            state.interactions.get(&self.id)?.callback.clone()
        });
        let Some(callback) = answered.await else {
            return Outcome::Unanswered;
        };
        match callback.kind {
            8 => Outcome::Offered(self.choices().await),
            9 => Outcome::Form(self.modal().await),
            kind => {
                let patience = self.shared.options.patience;
                let seen = self.shared.wait_for(patience, |state| {
                    let of = state.interactions.get(&self.id)?;
                    let seen = self.visible(of, state, kind).is_some() || is_gone(of, state);
                    seen.then_some(())
                });
                seen.await.map_or(Outcome::Nothing, |()| Outcome::Seen)
            }
        }
    }
}

/// True if the message that was used is no longer there.
fn is_gone(of: &Interaction, state: &State) -> bool {
    of.message
        .is_some_and(|message| !state.messages.contains_key(&message))
}
