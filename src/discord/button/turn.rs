//! Buttons and menu entries of look-ups: the whole look-up is in the id, so
//! that it needs nothing kept, works after a restart and over another edition.
//!
//! `2`, a letter, the id of the message's record, the look-up in base64, and
//! the words that are searched for; a dot between two, and the seal at the end.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::wire::{Wire, lettered};
use super::{ButtonError, MAX_ID, Seal};
use crate::knowledge::claim::Spoiler;
use crate::knowledge::section::Section;
use crate::lookup::name::{Key, Name};
use crate::lookup::{ANY, Listed, LookUp, LookupKind};
use crate::store::records::AnswerId;

/// Form of these ids.
const VERSION: char = '2';
/// Bytes of a look-up before its keys.
const HEAD: usize = 5;
/// Bytes of a key and of a seed.
const KEY: usize = 8;

/// What is done with a look-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnAction {
    /// It is shown in place of the one the button is on.
    Turn,
    /// A menu's entry: shown in its place too.
    Choose,
    /// Its sources are listed.
    Sources,
    /// It is shown to one person with nothing masked.
    Unmask,
    /// It is shown to all.
    Share,
    /// The next quotation.
    Another,
}

lettered!(TurnAction {
    Turn = 't',
    Choose = 'c',
    Sources = 's',
    Unmask = 'u',
    Share = 'x',
    Another = 'n',
});

/// A press on a button of a look-up, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// What is to be done.
    pub deed: TurnAction,
    /// The record of the message it is on.
    pub answer: AnswerId,
    /// How much of a story is shown openly there.
    pub open: Spoiler,
    /// The look-up.
    pub look_up: LookUp,
}

impl Seal {
    /// The id of a turn. Words that find no room are cut; those of the command do.
    pub fn turn_id(&self, turn: &Turn) -> String {
        let (bytes, words) = packed(turn);
        let letter = turn.deed.letter();
        let packed = URL_SAFE_NO_PAD.encode(bytes);
        let mut body = format!("{VERSION}{letter}.{}.{packed}.", turn.answer);
        let room = MAX_ID.saturating_sub(body.len() + 1 + SEAL_DIGITS);
        let mut used = 0;
        for sign in words.chars() {
            used += sign.len_utf16();
            if used > room {
                break;
            }
            body.push(sign);
        }
        let seal = self.seal(&body);
        format!("{body}.{seal}")
    }

    /// The turn of an id; none where it is an id of another form.
    ///
    /// # Errors
    /// Where it has the form and the bot did not give it out.
    pub fn turn(&self, id: &str) -> Option<Result<Turn, ButtonError>> {
        let fits = id.starts_with(VERSION) && id.encode_utf16().count() <= MAX_ID;
        let (body, seal) = id.rsplit_once('.').filter(|_| fits)?;
        if !self.fits(body, seal) {
            return Some(Err(ButtonError::Seal));
        }
        Some(unpacked(body).ok_or(ButtonError::Form))
    }
}

/// Digits of a seal.
const SEAL_DIGITS: usize = 11;

fn packed(turn: &Turn) -> (Vec<u8>, &str) {
    let LookUp { what, page } = &turn.look_up;
    let (tag, choice, keys, words): (u8, u8, [Option<u64>; 2], &str) = match what {
        LookupKind::Card {
            name, section: of, ..
        } => (0, of.map_or(0, Wire::wire), [Some(key(name)), None], ""),
        LookupKind::Comparison { first, second } => {
            (1, 0, [Some(key(first)), Some(key(second))], "")
        }
        LookupKind::TimeLine { of } => (2, 0, [of.as_ref().map(key), None], ""),
        LookupKind::List { what, of } => (3, what.wire(), [of.as_ref().map(key), None], ""),
        LookupKind::Search { words, of, source } => {
            (4, 0, [of.as_ref().map(key), source.map(|key| key.0)], words)
        }
        LookupKind::Quote { of, seed } => (5, 0, [of.as_ref().map(key), Some(*seed)], ""),
    };
    let held = u8::from(keys[0].is_some()) | (u8::from(keys[1].is_some()) << 1);
    let page = u16::try_from(*page).unwrap_or(u16::MAX).to_be_bytes();
    let mut bytes = vec![
        (turn.open.wire() << 4) | tag,
        choice,
        page[0],
        page[1],
        held,
    ];
    for key in keys.into_iter().flatten() {
        bytes.extend(key.to_be_bytes());
    }
    (bytes, words)
}

/// The key of a name; one as typed is taken for an id.
fn key(name: &Name) -> u64 {
    match name {
        Name::Key(key) => key.0,
        Name::Typed(id) => Key::of(id).0,
    }
}

fn unpacked(body: &str) -> Option<Turn> {
    let mut parts = body.splitn(4, '.');
    let mut head = parts.next()?.chars().skip(1);
    let letter = head.next()?;
    let deed = TurnAction::of_letter(letter)?;
    let answer = AnswerId::parse(parts.next()?)?;
    let bytes = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
    let words = parts.next()?;
    let (fixed, mut rest) = bytes.split_at_checked(HEAD)?;
    let (level, tag, choice) = (fixed[0] >> 4, fixed[0] & 15, fixed[1]);
    let page = usize::from(u16::from_be_bytes([fixed[2], fixed[3]]));
    let mut next = |held: bool| -> Option<Option<u64>> {
        if !held {
            return Some(None);
        }
        let (key, after) = rest.split_at_checked(KEY)?;
        rest = after;
        Some(Some(u64::from_be_bytes(key.try_into().ok()?)))
    };
    let (first, second) = (next(fixed[4] & 1 != 0)?, next(fixed[4] & 2 != 0)?);
    let name = |key: u64| Name::Key(Key(key));
    let what = match tag {
        0 => LookupKind::Card {
            name: name(first?),
            kinds: ANY,
            section: match choice {
                0 => None,
                section => Some(Section::of_wire(section)?),
            },
        },
        1 => LookupKind::Comparison {
            first: name(first?),
            second: name(second?),
        },
        2 => LookupKind::TimeLine {
            of: first.map(name),
        },
        3 => LookupKind::List {
            what: Listed::of_wire(choice)?,
            of: first.map(name),
        },
        4 => LookupKind::Search {
            words: words.to_owned(),
            of: first.map(name),
            source: second.map(Key),
        },
        5 => LookupKind::Quote {
            of: first.map(name),
            seed: second?,
        },
        _ => return None,
    };
    Some(Turn {
        deed,
        answer,
        open: Spoiler::of_wire(level)?,
        look_up: LookUp { what, page },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::command::lookups::SEARCH_CHARS;

    fn turns() -> Vec<Turn> {
        let name = || Name::Key(Key(u64::MAX));
        let words = "ж".repeat(SEARCH_CHARS.into());
        let mut whats = vec![
            LookupKind::Comparison {
                first: name(),
                second: name(),
            },
            LookupKind::Search {
                words,
                of: Some(name()),
                source: Some(Key(7)),
            },
            LookupKind::Search {
                words: "a.b … c.".to_owned(),
                of: None,
                source: Some(Key(7)),
            },
            LookupKind::Quote {
                of: None,
                seed: u64::MAX,
            },
        ];
        for section in [None].into_iter().chain(Section::ALL.map(|(_, s)| Some(s))) {
            whats.push(LookupKind::Card {
                name: name(),
                kinds: ANY,
                section,
            });
        }
        for of in [None, Some(name())] {
            whats.push(LookupKind::TimeLine { of: of.clone() });
            for (_, what) in Listed::ALL {
                let of = of.clone();
                whats.push(LookupKind::List { what, of });
            }
        }
        let turn = |what: &LookupKind| {
            let what = what.clone();
            let deeds = TurnAction::ALL.iter();
            deeds.map(move |deed| Turn {
                deed: *deed,
                answer: AnswerId::from_bits(u64::MAX),
                open: Spoiler::Plot,
                look_up: LookUp {
                    what: what.clone(),
                    page: 513,
                },
            })
        };
        whats.iter().flat_map(turn).collect()
    }

    #[test]
    fn a_look_up_comes_back_as_it_was_given_out() {
        let seal = Seal::new("a token").expect("any key will do");
        for turn in turns() {
            let id = seal.turn_id(&turn);
            assert!(id.encode_utf16().count() <= MAX_ID, "{id}");
            assert_eq!(seal.turn(&id), Some(Ok(turn)), "{id}");
            assert!(seal.press(&id).is_err(), "it is no other button's");
        }
    }

    /// Whoever has to change one of these changes [`VERSION`] too, or leaves the buttons of before in the lurch.
    #[test]
    fn ids_given_out_before_mean_what_they_did() {
        let letters: String = TurnAction::ALL.iter().map(|deed| deed.letter()).collect();
        assert_eq!(letters, "tcsuxn");
        let seal = Seal::new("a token").expect("any key will do");
        let of = |what| {
            seal.turn_id(&Turn {
                deed: TurnAction::Turn,
                answer: AnswerId::from_bits(77),
                open: Spoiler::Plot,
                look_up: LookUp { what, page: 2 },
            })
        };
        let name = Name::Key(Key(77));
        let card = of(LookupKind::Card {
            name: name.clone(),
            kinds: ANY,
            section: Some(Section::Meaning),
        });
        assert_eq!(card, "2t.000000002D.EAMAAgEAAAAAAAAATQ..laUlGYaaNuw");
        let list = of(LookupKind::List {
            what: Listed::Crew,
            of: Some(name),
        });
        assert_eq!(list, "2t.000000002D.EwMAAgEAAAAAAAAATQ..5c4OZMecP04");
        let search = of(LookupKind::Search {
            words: "a horse".to_owned(),
            of: None,
            source: Some(Key(7)),
        });
        assert_eq!(
            search,
            "2t.000000002D.FAAAAgIAAAAAAAAABw.a horse.adsQ1Qtikc4"
        );
    }

    #[test]
    fn an_altered_look_up_is_refused() {
        let seal = Seal::new("a token").expect("any key will do");
        for turn in turns() {
            let id = seal.turn_id(&turn);
            for (at, sign) in id.char_indices() {
                let mut altered = id.clone();
                let other = if sign == '3' { "4" } else { "3" };
                altered.replace_range(at..at + sign.len_utf8(), other);
                assert!(!matches!(seal.turn(&altered), Some(Ok(_))), "{altered}");
            }
        }
        for none in [
            "",
            "2",
            "2.",
            "2t.",
            "2t.0000000000..",
            "1d.1.0.0.AAAAAAAAAAA",
        ] {
            assert!(!matches!(seal.turn(none), Some(Ok(_))), "{none}");
        }
    }
}
