//! What a look-up is called, and what others have to do with it. What the bot says of its own in them stands
//! in [`crate::words`].

use std::fmt;

use crate::lookup::Listed;
use crate::words::reply;

/// What a page of a look-up is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Title {
    /// A name, or words that are looked for.
    Name(String),
    /// Two that are compared.
    Both([String; 2]),
    /// What happened, of one thing or of all.
    InOrder(Option<String>),
    /// A quotation, on one thing or on any.
    Words(Option<String>),
    /// A list, of one thing or of all.
    List(Listed, Option<String>),
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = reply();
        f.write_str(&match self {
            Self::Name(name) => return f.write_str(name),
            Self::Both([first, second]) => {
                words.fill("sheet.title.both", &[("first", first), ("second", second)])
            }
            Self::InOrder(Some(name)) => words.fill("sheet.title.in-order-of", &[("name", name)]),
            Self::InOrder(None) => return f.write_str(words.say("sheet.title.in-order")),
            Self::Words(Some(name)) => words.fill("sheet.title.words-on", &[("name", name)]),
            Self::Words(None) => return f.write_str(words.say("sheet.title.words")),
            Self::List(what, Some(name)) => words.fill(
                "sheet.title.list-of",
                &[("list", &list(*what)), ("name", name)],
            ),
            Self::List(what, None) => return f.write_str(list(*what)),
        })
    }
}

fn list(what: Listed) -> &'static str {
    reply().say(match what {
        Listed::Films => "sheet.list.films",
        Listed::People => "sheet.list.people",
        Listed::Cast => "sheet.list.cast",
        Listed::Crew => "sheet.list.crew",
        Listed::Places => "sheet.list.places",
        Listed::Topics => "sheet.list.topics",
        Listed::Disputes => "sheet.list.disputes",
        Listed::Unanswered => "sheet.list.unanswered",
    })
}

/// What another look-up has to do with this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// It is the card of what this is about.
    Card,
    /// It is the card of one of those compared.
    OwnCard,
    /// It is who directed this.
    Director,
    /// It was directed by this one.
    DirectorOf,
    /// So many claims tell of both.
    Together(usize),
    /// It is stated, by the name of the attribute; empty where nothing more is.
    Stated(String),
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = reply();
        f.write_str(match self {
            Self::Card => words.say("sheet.relation.card"),
            Self::OwnCard => words.say("sheet.relation.own-card"),
            Self::Director => words.say("sheet.relation.director"),
            Self::DirectorOf => words.say("sheet.relation.director-of"),
            Self::Stated(label) => label,
            Self::Together(claims) => {
                let together = words.count("sheet.relation.together", *claims as u64, &[]);
                return f.write_str(&together);
            }
        })
    }
}
