//! Many people who ask: so many that nobody's cooldown decides.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde_json::Value;
use tarkovsky_bot::content;
use tarkovsky_bot::knowledge::entity::EntityKind;
use tarkovsky_bot::knowledge::load::load;

use crate::it::loopback::{Channel, Discord, Guild, Member, Message, Options, Pending, Reply};

/// A Discord with a server, its channel and its members.
pub(crate) struct Crowd {
    pub(crate) discord: Discord,
    pub(crate) channel: Channel,
    server: Guild,
    members: Vec<Member>,
    questions: Vec<String>,
    command: Used,
    next: usize,
}

/// What people use: the environment's `COMMAND`, which is `ask` where it is neither `film` nor `typing`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Used {
    Ask,
    Film,
    /// The title of a film is typed, and films are offered.
    Typing,
}

impl Used {
    fn chosen() -> Self {
        match std::env::var("COMMAND").as_deref() {
            Ok("film") => Self::Film,
            Ok("typing") => Self::Typing,
            _ => Self::Ask,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Ask => ("ask", "question"),
            Self::Film | Self::Typing => ("film", "title"),
        }
    }
}

impl Crowd {
    /// So many people, with questions as they stand in the knowledge.
    pub(crate) async fn of(people: usize) -> Self {
        let options = Options {
            // What is remembered is the bench's own memory and time.
            remembered: 4_000,
            // A bot that lags behind is measured, not refused.
            callback_window: Duration::from_mins(1),
            ..Options::default()
        };
        let discord = Discord::with(options).await;
        let server = discord.guild("Zona film club");
        let channel = server.channel("cinema");
        let members = (0..people)
            .map(|n| server.member(&format!("member-{n}")))
            .collect();
        Self {
            discord,
            channel,
            server,
            members,
            questions: match Used::chosen() {
                Used::Ask => questions(),
                Used::Film => titles(),
                Used::Typing => beginnings(),
            },
            command: Used::chosen(),
            next: 0,
        }
    }

    /// The next person asks the next question.
    pub(crate) fn ask(&mut self) -> Pending {
        let member = &self.members[self.next % self.members.len()];
        let question = self.questions[self.next % self.questions.len()].as_str();
        self.next += 1;
        let (command, option) = self.command.words();
        let command = member.command(command);
        if self.command == Used::Typing {
            return command.typed_in(option, question, &self.channel);
        }
        command.option(option, question).sent_in(&self.channel)
    }

    /// Who owns the server.
    pub(crate) fn owner(&self) -> Member {
        self.server.owner()
    }

    /// Everybody presses one of these on a message, evenly over a time. Milliseconds from dispatch to callback.
    pub(crate) async fn rush(&self, on: &Message, data: &[Value], time: Duration) -> Vec<f64> {
        let begun = tokio::time::Instant::now();
        let gap = time / u32::try_from(self.members.len()).unwrap_or(1);
        let mut sent = Vec::with_capacity(self.members.len());
        for ((member, data), n) in self.members.iter().zip(data.iter().cycle()).zip(0..) {
            tokio::time::sleep_until(begun + gap * n).await;
            sent.push(member.forges(3, &self.channel, Some(on), data.clone()));
        }
        let mut times = Vec::with_capacity(sent.len());
        for pending in sent {
            times.push(pending.reply().await.after.as_secs_f64() * 1e3);
        }
        times
    }

    /// The next person presses a button of an answer.
    pub(crate) fn press(&mut self, reply: &Reply, label: &str) -> Pending {
        let member = &self.members[self.next % self.members.len()];
        self.next += 1;
        member.presses(reply, label)
    }

    /// An open loop: whatever becomes of the others, the next is sent when its time has come.
    /// Milliseconds from dispatch to callback.
    pub(crate) async fn open_loop(&mut self, a_second: u32, time: Duration) -> Vec<f64> {
        let gap = Duration::from_secs(1) / a_second;
        let begun = tokio::time::Instant::now();
        let count = (time.as_secs_f64() * f64::from(a_second)) as u32;
        let mut sent = Vec::with_capacity(count as usize);
        for n in 0..count {
            tokio::time::sleep_until(begun + gap * n).await;
            sent.push(self.ask());
        }
        let mut times = Vec::with_capacity(sent.len());
        for pending in sent {
            times.push(pending.after().await.as_secs_f64() * 1e3);
        }
        times
    }

    /// A closed loop: so many are under way at any time. Answers a second, and the answers that show a message.
    pub(crate) async fn closed_loop(&mut self, count: usize, at_once: usize) -> (f64, Vec<Reply>) {
        let begun = Instant::now();
        let mut sent = VecDeque::with_capacity(at_once);
        let mut replies = Vec::with_capacity(count);
        for n in 0..count + at_once {
            if n >= at_once.min(count)
                && let Some(oldest) = sent.pop_front()
            {
                let oldest: Pending = oldest;
                match self.command {
                    Used::Typing => drop(oldest.after().await),
                    Used::Ask | Used::Film => replies.push(oldest.reply().await),
                }
            }
            if n < count {
                sent.push_back(self.ask());
            }
        }
        (count as f64 / begun.elapsed().as_secs_f64(), replies)
    }
}

/// Films by all the names they have.
fn titles() -> Vec<String> {
    let (knowledge, _) = load(&content::embedded());
    let films = knowledge
        .entities
        .iter()
        .filter(|e| e.kind == EntityKind::Film);
    films
        .flat_map(|film| film.all_names().map(str::to_owned))
        .collect()
}

/// What stands in the field after one to six letters of a title.
fn beginnings() -> Vec<String> {
    let typed = |(at, title): (usize, String)| title.chars().take(at % 6 + 1).collect();
    titles().into_iter().enumerate().map(typed).collect()
}

/// Questions as they stand in the knowledge, neighbours far apart.
pub(crate) fn questions() -> Vec<String> {
    let (knowledge, _) = load(&content::embedded());
    let asks = knowledge.claims.iter().flat_map(|claim| &claim.asks);
    let asks: Vec<&str> = asks.map(|ask| ask.text.as_str()).collect();
    // A prime that does not divide the count visits all of them.
    let stride = [1_009, 1_013]
        .into_iter()
        .find(|prime| !asks.len().is_multiple_of(*prime))
        .unwrap_or(1);
    (0..asks.len())
        .map(|n| asks[n * stride % asks.len()].to_owned())
        .collect()
}
