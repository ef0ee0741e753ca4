//! What kind of answer a question asks for, by its question word and the words around it.

use crate::language::MEASURES;
use crate::language::stopwords::is_stop_word;

/// What kind of thing is asked for, by the question word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Who,
    /// A time.
    When,
    /// A place.
    Where,
    /// A reason.
    Why,
    /// A manner.
    How,
    /// A number or measure.
    HowMuch,
    /// Anything else with a question word.
    What,
    /// Yes or no.
    YesNo,
    /// No question word.
    Unmarked,
}

impl Kind {
    /// True where a person, a time, a place or a measure is the whole answer.
    pub fn asks_for_one_value(self) -> bool {
        matches!(self, Self::Who | Self::When | Self::Where | Self::HowMuch)
    }

    /// The mark by which asks of this kind are indexed; none for kinds that take any answer.
    /// No folded token holds its sign.
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Self::Who => Some("?who"),
            Self::When => Some("?when"),
            Self::Where => Some("?where"),
            Self::Why => Some("?why"),
            Self::How => Some("?how"),
            Self::HowMuch => Some("?howmuch"),
            Self::What | Self::YesNo | Self::Unmarked => None,
        }
    }
}

/// Nouns that make "which …" ask for a time.
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "year", "date", "month", "day", "decade", "season",
];

/// Nouns that make "which …" ask for a place.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "city", "country", "place", "location", "town", "studio", "street", "cemetery",
];

/// Nouns that make "which …" ask for a person.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "actor", "actress", "director", "person", "guy", "man", "woman", "author", "poet", "painter",
    "member", "critic", "writer", "cinematographer", "cameraman", "filmmaker", "composer",
    "photographer", "people",
];

/// Verbs a yes-or-no question begins with.
#[rustfmt::skip]
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "did", "does", "do", "has", "have", "had", "can", "could", "would",
    "will", "should", "isnt", "wasnt", "didnt", "doesnt",
];

/// Words at the end of a statement that make a question of it.
const TAGS: &[&str] = &["huh", "right", "correct", "innit"];

/// Question words that may only join a clause to a noun.
const RELATIVES: &[&str] = &["who", "whose", "where", "when", "which"];

/// Words after which such a clause is what is asked for.
#[rustfmt::skip]
const ASKING_BEFORE: &[&str] = &[
    "know", "knows", "known", "tell", "tells", "told", "think", "remember", "explain", "say", "says", "said", "recommend",
    "clear", "sure", "reveal", "reveals", "mention", "mentions", "mentioned", "and", "or", "you", "understand", "ask", "asks",
];

/// Words that ask, with the Russian ones.
#[rustfmt::skip]
pub(super) const QUESTION_WORDS: &[&str] = &[
    "who", "whom", "whose", "whos", "whod", "when", "whens", "where", "wheres", "why", "whys", "what", "whats",
    "which", "wat", "wats", "how", "hows", "кто", "кого", "кому", "кем", "чей", "когда", "где", "куда", "почему", "зачем", "что",
    "какой", "какая", "какие", "какую", "каком", "сколько", "как",
];

/// Words of speech, thought and opinion after "who".
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "said", "says", "say", "thinks", "think", "thought", "believes", "believe", "believed",
    "claims", "claim", "claimed", "reckons", "reckon", "joked", "jokes", "argued", "argues",
    "called", "calls", "describes", "described", "mentions", "mentioned", "recalls", "recalled",
    "remembers", "remembered", "compares", "compared", "suggests", "suggested", "wrote", "writes",
    "stated", "states", "suspects", "suspected", "complains", "complained", "insists", "insisted",
    "admits", "admitted", "told", "tells", "talks", "asks", "asked", "notes", "noted", "considers",
    "considered", "doubts", "doubted", "finds", "found", "blames", "blamed", "swears", "swore",
    "feels", "felt", "sees", "saw", "regards", "praises", "praised", "criticises", "criticizes",
    "warns", "warned", "hints", "hinted", "denies", "denied", "accuses", "accused", "quipped",
    "quips", "moans", "moaned", "guesses", "guessed", "wonders", "wondered", "holds", "held",
    "recommends", "recommended", "rates", "reports", "reported", "puts", "attributes", "credits",
    "explains", "explained", "coined", "phrase", "words", "quote", "line", "view", "opinion",
];

/// Words after "what" that ask for a reason or a meaning.
#[rustfmt::skip]
const MEANINGS: &[&str] = &[
    "mean", "means", "meant", "meaning", "symbolise", "symbolize", "symbolizes", "symbolises", "stand",
    "stands", "represent", "represents", "reason", "point", "purpose", "significance", "trying", "idea",
];

/// Words that ask for several things where a plural follows: "which films"; after others it is a verb, "who plays".
const LISTING: &[&str] = &["what", "whats", "which", "whose"];

/// Words that ask for several things.
#[rustfmt::skip]
const CUES: &[&str] = &[
    "list", "all", "every", "everyone", "everybody", "names", "cast",
];

/// Words a question may begin with before it asks.
#[rustfmt::skip]
pub(super) const FILLERS: &[&str] = &[
    "so", "and", "but", "ok", "okay", "hey", "hi", "btw", "also", "like", "well", "um", "or", "then", "now",
    "just", "wait", "anyway", "anyways", "yo", "guys", "oh", "please",
];

/// Words between the beginning and the question word: "in what sense", "at which studio".
#[rustfmt::skip]
const PREPOSITIONS: &[&str] = &[
    "in", "on", "at", "from", "for", "by", "with", "to", "of", "about", "under", "since", "during", "after", "before",
];

/// True where these words begin like a question: with a question word or with a verb that asks for yes or no.
pub(super) fn opens_question(words: &[String]) -> bool {
    let mut words = words
        .iter()
        .map(String::as_str)
        .skip_while(|word| FILLERS.contains(word));
    let asks = |word: &str| QUESTION_WORDS.contains(&word) || is_measure(word);
    match words.next() {
        Some(first) if AUXILIARIES.contains(&first) || asks(first) => true,
        Some(first) if PREPOSITIONS.contains(&first) => words.next().is_some_and(asks),
        _ => false,
    }
}

/// True for "howlong" and its like: the two words are folded into one.
fn is_measure(word: &str) -> bool {
    let measure = word.strip_prefix("how");
    measure.is_some_and(|measure| MEASURES.contains(&measure))
}

/// The kind of answer the first question word asks for.
pub fn kind<'w>(mut words: impl Iterator<Item = &'w str> + Clone) -> Kind {
    let first = words.clone().next();
    // "he made seven films, right": whether it is so.
    let is_tagged = words
        .clone()
        .last()
        .is_some_and(|last| TAGS.contains(&last));
    let asks_whether = is_tagged || first.is_some_and(|first| AUXILIARIES.contains(&first));
    let mut before = "";
    while let Some(word) = words.next() {
        let last = std::mem::replace(&mut before, word);
        // "was there a point where he gave up" asks whether, "did he say where it was" where.
        if asks_whether && RELATIVES.contains(&word) && !ASKING_BEFORE.contains(&last) {
            continue;
        }
        if !word.starts_with(['w', 'h']) {
            continue;
        }
        let next = || words.clone().next();
        let next_in = |list: &[&str]| words.clone().take(2).any(|w| list.contains(&w));
        let found = match word {
            "who" | "whom" | "whose" | "whos" | "whod" => Kind::Who,
            "when" | "whens" => Kind::When,
            "where" | "wheres" => Kind::Where,
            "why" | "whys" => Kind::Why,
            word if is_measure(word) => Kind::HowMuch,
            "how" if next() == Some("come") => Kind::Why,
            "how" | "hows" => Kind::How,
            "what" | "which" | "whats" | "wat" | "wats" if next_in(TIMES) => Kind::When,
            "which" | "what" if next_in(PLACES) => Kind::Where,
            "which" | "what" if next_in(PEOPLE) => Kind::Who,
            "what" | "whats" | "wat" | "wats" if means(words.clone()) => Kind::Why,
            "what" | "which" | "whats" | "wat" | "wats" => Kind::What,
            _ => continue,
        };
        return found;
    }
    if asks_whether {
        Kind::YesNo
    } else {
        Kind::Unmarked
    }
}

/// True where "what" asks what something means: "what does it stand for", "what was the idea".
fn means<'w>(mut after: impl Iterator<Item = &'w str>) -> bool {
    after.any(|word| MEANINGS.contains(&word))
}

/// True for "who said …" and its like: a verb of speech or thought soon after the question word.
pub(super) fn asks_for_speaker(words: &[String]) -> bool {
    words
        .iter()
        .skip_while(|w| !w.starts_with("who") && *w != "which")
        .skip(1)
        .take(5)
        .any(|w| VERBS.contains(&w.as_str()))
}

/// True where several things are asked for: "list …", "all the …", "which films …".
pub(super) fn asks_for_list(words: &[String]) -> bool {
    let plural = |word: &String| {
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !is_stop_word(word)
    };
    let after_question = |at: usize| {
        // "who plays the doctor" asks for one, "who plays in it" for all.
        let in_it = words[at] == "who" && words.get(at + 2).is_some_and(|word| word == "in");
        (in_it || LISTING.contains(&words[at].as_str())) && words.get(at + 1).is_some_and(plural)
    };
    words.first().is_some_and(|w| w == "name")
        || words.iter().any(|w| CUES.contains(&w.as_str()))
        || (0..words.len()).any(after_question)
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind};
    use crate::language::tokens;

    #[test]
    fn a_clause_beside_a_noun_asks_for_nothing() {
        for (text, asked) in [
            ("was there a point where he gave up", Kind::YesNo),
            ("he made seven films when he was there, right?", Kind::YesNo),
            ("did he say where it was shot", Kind::Where),
            ("do you know who shot it", Kind::Who),
            ("is there a reason why he left", Kind::Why),
            ("the year when it was made", Kind::When),
        ] {
            let words = tokens(text, 32);
            assert_eq!(kind(words.iter().map(String::as_str)), asked, "{text}");
        }
    }
}
