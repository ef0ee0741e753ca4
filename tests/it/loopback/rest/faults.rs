//! What can go wrong with a request, on demand.

use std::time::Duration;

use super::super::state::State;
use super::answer::Answer;
use super::route::Route;

/// A fault of REST.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RestFault {
    /// Answered with this status; nothing is done.
    Status(u16),
    /// Answered with 429 and this time to wait; nothing is done.
    RateLimited(Duration),
    /// The connection is cut; nothing is done.
    Cut,
    /// It is done, and the connection cut before the answer.
    CutAnswer,
    /// It is done and answered, so much later.
    Delay(Duration),
}

/// What a fault does to a request.
pub(super) enum Effect {
    Answer(Answer),
    Cut,
    CutAfterwards,
    Delay(Duration),
}

/// A fault that waits for its requests.
#[derive(Debug)]
pub(crate) struct PlannedFault {
    route: Route,
    fault: RestFault,
    times: u32,
}

impl RestFault {
    pub(super) fn effect(&self) -> Effect {
        match *self {
            Self::Status(status) => Effect::Answer(Answer::down(status)),
            Self::RateLimited(wait) => Effect::Answer(Answer::too_many(wait)),
            Self::Cut => Effect::Cut,
            Self::CutAnswer => Effect::CutAfterwards,
            Self::Delay(time) => Effect::Delay(time),
        }
    }
}

impl State {
    pub(crate) fn plan_fault(&mut self, route: Route, fault: RestFault, times: u32) {
        self.faults.push(PlannedFault {
            route,
            fault,
            times,
        });
    }

    /// The first planned fault for a request of this kind.
    pub(super) fn take_fault(&mut self, route: Route) -> Option<RestFault> {
        let hit = |planned: &&mut PlannedFault| {
            planned.times > 0 && (planned.route == route || planned.route == Route::Any)
        };
        let planned = self.faults.iter_mut().find(hit)?;
        planned.times -= 1;
        Some(planned.fault)
    }
}
