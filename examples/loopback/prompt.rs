//! From a line somebody types to what a member of the server does, and from what the bot does to text.
//!
//! Nothing here panics over what is typed; what a client would not let pass is told in a sentence.

mod club;
mod form;
mod line;
mod markup;
mod page;
mod screen;
mod slash;

use std::time::Duration;

use tokio::time::timeout;

pub(crate) use club::Club;

use crate::loopback::{Channel, Member, Outcome, Pending};
use form::OpenForm;
use line::Line;
use page::page;
use screen::Screen;
use slash::Slash;

/// How long a reply to a message is waited for.
const REPLY: Duration = Duration::from_secs(10);
/// How long the bot is given to say something to a message that asks nothing of it.
const REMARK: Duration = Duration::from_millis(500);
/// How long `wait` waits if nothing else is said.
const WAIT: u64 = 60;
/// The longest that `wait` waits.
const LONGEST_WAIT: u64 = 3_600;
/// How many messages `look` shows.
const LOOK: usize = 5;
/// How wide the left column of `help` is.
const COLUMN: usize = 20;

/// What becomes of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// This is to be said; nothing if it is empty.
    Say(String),
    /// The bot is to be started again.
    Restart,
    /// It is over.
    Quit,
}

/// Somebody at the prompt.
#[derive(Debug)]
pub(crate) struct Prompt {
    pub(crate) club: Club,
    who: &'static str,
    member: Member,
    in_direct: bool,
    screen: Screen,
    form: Option<OpenForm>,
    /// How many broken rules have been told.
    told: usize,
    bot_runs: bool,
}

impl Prompt {
    /// In the server's channel, as its owner.
    pub(crate) fn new(club: Club) -> Self {
        let member = club.server.owner();
        let who = club.names().next().unwrap_or_default();
        Self {
            club,
            who,
            member,
            in_direct: false,
            screen: Screen::default(),
            form: None,
            told: 0,
            bot_runs: true,
        }
    }

    /// Says whether there is a bot.
    pub(crate) fn bot_runs(&mut self, runs: bool) {
        self.bot_runs = runs;
    }

    /// True unless it was said that there is none.
    pub(crate) fn has_bot(&self) -> bool {
        self.bot_runs
    }

    /// What stands before the line: who acts, and where.
    pub(crate) fn label(&self) -> String {
        let place = if self.in_direct { "dm" } else { Club::CHANNEL };
        format!("{}@{place}> ", self.who)
    }

    /// Does what the line says, and tells what came of it.
    pub(crate) async fn take(&mut self, line: &str) -> Turn {
        let done = match Line::read(line) {
            Line::Quit => return Turn::Quit,
            Line::Restart => return Turn::Restart,
            line if line.needs_bot() && !self.bot_runs => {
                Err("The bot does not run: type restart to start it again, or quit.".into())
            }
            line => self.does(line).await,
        };
        let mut told = self.news();
        match done {
            Ok(text) if text.is_empty() => {}
            Ok(text) | Err(text) => told.push(text),
        }
        Turn::Say(told.join("\n\n"))
    }

    /// What the bot has said or changed since it was last told, and what rules it broke.
    pub(crate) fn news(&mut self) -> Vec<String> {
        let mut news = self.screen.news(&self.club, &self.member);
        let broken = self.club.discord.violations();
        for violation in broken.iter().skip(self.told) {
            news.push(format!("The bot broke a rule of Discord:\n{violation}"));
        }
        self.told = broken.len();
        let secret = self.club.discord.told_secret();
        news.extend(secret.map(|told| format!("The bot told a token: {told}")));
        news
    }

    /// The text to say after the news, or why nothing was done.
    async fn does(&mut self, line: Line<'_>) -> Result<String, String> {
        match line {
            Line::Command(text) => {
                let pending = self.command(text)?;
                self.outcome(pending).await
            }
            Line::Typing(text) => {
                let pending = self.typing(text)?;
                self.outcome(pending).await
            }
            Line::Use(what) => {
                let (message, part) = self.screen.part(&self.member, what)?;
                let refused = |why| format!("“{}” cannot be used: {why}.", part.label);
                let custom_id = part.custom_id.as_deref();
                let custom_id = custom_id.ok_or_else(|| refused("it is a link".to_owned()))?;
                let pending = self
                    .member
                    .would_use(message, custom_id, part.value.clone())
                    .map_err(refused)?;
                self.outcome(pending).await
            }
            Line::Pick(command) => {
                let seen = self.member.sees(&self.channel());
                let last = seen.last().ok_or("There is no message here yet.")?;
                let pending = self.member.would_pick(command, last.id);
                let pending = pending.map_err(|why| format!("“{command}”: {why}."))?;
                self.outcome(pending).await
            }
            Line::Fill(text) => self.fill(text).await,
            Line::Cancel => Ok(match self.form.take() {
                Some(_) => "The form is closed.".into(),
                None => "No form is open.".into(),
            }),
            Line::Say(text) => self.say(text).await,
            Line::Reply(text) => self.reply(text).await,
            Line::Look => Ok(self.look()),
            Line::Wait(seconds) => self.wait(seconds).await,
            Line::As(name) => self.act_as(name),
            Line::In(place) => self.go(place),
            Line::Help => Ok(self.help()),
            Line::Blank | Line::Restart | Line::Quit => Ok(String::new()),
        }
    }

    fn channel(&self) -> Channel {
        if self.in_direct {
            self.member.direct()
        } else {
            self.club.channel.clone()
        }
    }

    fn command(&self, text: &str) -> Result<Pending, String> {
        let commands = self.club.discord.commands();
        let slash = Slash::read(text, &commands)?;
        let invocation = self.invocation(&slash)?;
        let sent = invocation.would_send_in(&self.channel());
        sent.map_err(|why| format!("/{} was not sent: {why}.", slash.path.join(" ")))
    }

    fn typing(&self, text: &str) -> Result<Pending, String> {
        let commands = self.club.discord.commands();
        let (slash, option, typed) = Slash::read(text, &commands)?.last()?;
        let invocation = self.invocation(&slash)?;
        let sent = invocation.would_type_in(option, &typed, &self.channel());
        sent.map_err(|why| format!("Nothing is offered: {why}."))
    }

    fn invocation(&self, slash: &Slash<'_>) -> Result<crate::loopback::Invocation, String> {
        let person = |name: &str| self.club.person(name).map(|(_, member)| member.id());
        let mut invocation = self.member.command(&slash.path.join(" "));
        for (option, value) in slash.values(person)? {
            invocation = invocation.option(option, value);
        }
        Ok(invocation)
    }

    async fn outcome(&mut self, pending: Pending) -> Result<String, String> {
        match pending.outcome().await {
            Outcome::Seen => Ok(String::new()),
            Outcome::Nothing => Ok("(The bot took note; there is nothing to see.)".into()),
            Outcome::Unanswered => Err(
                "The bot did not answer in the three seconds Discord gives it. Its log may tell why."
                    .into(),
            ),
            Outcome::Offered(names) if names.is_empty() => Ok("Nothing is offered.".into()),
            Outcome::Offered(names) => {
                let line = |(name, value): &(String, String)| {
                    if name == value {
                        format!("  {name}")
                    } else {
                        format!("  {name} (sent as {value})")
                    }
                };
                let lines: Vec<String> = names.iter().map(line).collect();
                Ok(format!("Offered:\n{}", lines.join("\n")))
            }
            Outcome::Form(modal) => {
                let form = OpenForm::new(modal);
                let question = form.question();
                self.form = Some(form);
                Ok(question)
            }
        }
    }

    async fn fill(&mut self, text: &str) -> Result<String, String> {
        let form = self.form.as_mut().ok_or("No form is open.")?;
        if !form.fill(text) {
            return Ok(form.question());
        }
        let submitted = self.member.would_submit(&form.modal, &form.filled());
        match submitted {
            Ok(pending) => {
                self.form = None;
                self.outcome(pending).await
            }
            Err(why) => {
                form.clear();
                Err(format!("It was not sent: {why}.\n{}", form.question()))
            }
        }
    }

    async fn say(&mut self, text: &str) -> Result<String, String> {
        let said = self.member.says(&self.channel(), text);
        if self.in_direct || text.contains("@bot") {
            return match said.heard(REPLY).await {
                Some(_) => Ok(String::new()),
                None => Err(format!("The bot said nothing to that in {REPLY:?}.")),
            };
        }
        if self.something_new(REMARK).await {
            return Ok(String::new());
        }
        Ok(
            "(Written in the channel. The bot answers commands, messages with @bot, and replies.)"
                .into(),
        )
    }

    async fn reply(&mut self, text: &str) -> Result<String, String> {
        if text.is_empty() {
            return Err("Say what to reply.".into());
        }
        let last = self.screen.last(&self.member, &self.channel());
        let last = last.filter(|message| message.only_for.is_none());
        let last = last.ok_or("There is no message of the bot that could be replied to here.")?;
        let said = self.member.would_reply(last, text, true);
        let said = said.ok_or("That message is gone.")?;
        match said.heard(REPLY).await {
            Some(_) => Ok(String::new()),
            None => Err(format!("The bot said nothing to that in {REPLY:?}.")),
        }
    }

    fn look(&self) -> String {
        let mut seen = self.member.sees(&self.channel());
        let seen = seen.split_off(seen.len().saturating_sub(LOOK));
        if seen.is_empty() {
            return "There is no message here yet.".into();
        }
        let pages: Vec<String> = seen
            .iter()
            .map(|message| page(message, &self.club, true))
            .collect();
        pages.join("\n\n")
    }

    async fn wait(&mut self, seconds: &str) -> Result<String, String> {
        let seconds = seconds.parse().unwrap_or(WAIT).min(LONGEST_WAIT);
        if self.something_new(Duration::from_secs(seconds)).await {
            return Ok(String::new());
        }
        Ok(format!("Nothing new came in {seconds} seconds."))
    }

    /// Waits for something to be told.
    async fn something_new(&mut self, time: Duration) -> bool {
        let mut changes = self.club.discord.changes();
        let came = timeout(time, async {
            while !self.screen.has_news(&self.club, &self.member) {
                // The sender lives as long as Discord, which is here.
                let _ = changes.changed().await;
            }
        });
        came.await.is_ok()
    }

    fn act_as(&mut self, name: &str) -> Result<String, String> {
        let Some((who, member)) = self.club.person(name) else {
            let names: Vec<&str> = self.club.names().collect();
            return Err(format!("You can act as {}.", names.join(", ")));
        };
        (self.who, self.member) = (who, member.clone());
        Ok(String::new())
    }

    fn go(&mut self, place: &str) -> Result<String, String> {
        self.in_direct = match place.trim_start_matches('#') {
            Club::CHANNEL => false,
            "dm" => true,
            _ => return Err(format!("You can be in {} or in dm.", Club::CHANNEL)),
        };
        Ok(String::new())
    }

    fn help(&self) -> String {
        let here = self.member.commands_in(&self.channel());
        let mut commands = self.club.discord.commands();
        commands.retain(|command| here.iter().any(|name| command["name"] == name.as_str()));
        let words = line::WORDS.iter().map(|(word, takes, does)| {
            let gap = if *word == "/" { "" } else { " " };
            (format!("{word}{gap}{takes}"), (*does).to_owned())
        });
        let table = |rows: Vec<(String, String)>| {
            let line = |(usage, does): (String, String)| {
                // What is too long for its column has a line of its own.
                let gap = if usage.len() > COLUMN { "\n  " } else { "" };
                let usage_column = if gap.is_empty() { COLUMN } else { 0 };
                let does_column = if gap.is_empty() { 0 } else { COLUMN };
                format!("  {usage:<usage_column$}{gap}{:does_column$} {does}", "")
            };
            rows.into_iter().map(line).collect::<Vec<_>>().join("\n")
        };
        let names: Vec<&str> = self.club.names().collect();
        format!(
            "You are {} in the server “{}”. People: {}; the owner may change the knowledge.\n\
             {}\nThe bot's commands (options are typed as option:value):\n{}",
            self.who,
            Club::NAME,
            names.join(", "),
            table(words.collect()),
            table(slash::summary(&commands)),
        )
    }
}
