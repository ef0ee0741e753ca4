//! What can happen to a round, as random histories are made of it.

use proptest::prelude::*;

/// One step of a history.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// What is due is done, after waiting for it where `due` says so.
    Run,
    /// Time goes on.
    Advance(i64),
    /// The clock of the machine is set back.
    Jump(i64),
    /// A person presses; the question is so many back, the press so long ago.
    Press {
        user: u64,
        back: usize,
        option: usize,
        ago: i64,
    },
    /// A press that was taken in before comes again.
    Again(usize),
    Type {
        user: u64,
        text: usize,
    },
    /// A person says something in the channel, so long ago.
    Say {
        user: u64,
        text: usize,
        ago: i64,
    },
    Hint(u64),
    Pause(u64),
    Resume(u64),
    Want {
        user: u64,
        stop: bool,
        moderates: bool,
    },
    /// The process is killed and started again; the knowledge may be another by then.
    Restart,
    Withdraw(usize),
}

pub(crate) const TEXTS: [&str; 5] = ["Solonitsyn", "Anatoly", "Grinko", "b", "Anatoly Solonitsin"];

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let user = 1_u64..8;
    prop_oneof![
        8 => Just(Step::Run),
        3 => (0_i64..40_000).prop_map(Step::Advance),
        1 => (0_i64..60_000).prop_map(Step::Jump),
        12 => (user.clone(), 0_usize..2, 0_usize..5, 0_i64..3_000)
            .prop_map(|(user, back, option, ago)| Step::Press { user, back, option, ago }),
        2 => (0_usize..20).prop_map(Step::Again),
        3 => (user.clone(), 0..TEXTS.len()).prop_map(|(user, text)| Step::Type { user, text }),
        2 => (user.clone(), 0..TEXTS.len(), 0_i64..3_000)
            .prop_map(|(user, text, ago)| Step::Say { user, text, ago }),
        2 => user.clone().prop_map(Step::Hint),
        1 => user.clone().prop_map(Step::Pause),
        2 => user.clone().prop_map(Step::Resume),
        2 => (user, prop::bool::weighted(0.2), prop::bool::weighted(0.2))
            .prop_map(|(user, stop, moderates)| Step::Want { user, stop, moderates }),
        2 => Just(Step::Restart),
        1 => (0_usize..5).prop_map(Step::Withdraw),
    ]
}
