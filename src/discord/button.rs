//! What a button means, in the 100 characters Discord keeps with it
//! (<https://docs.discord.com/developers/components/reference#custom-id>).
//!
//! Everything an old button needs is in its id, so that it works after a
//! restart. A seal shows whether the id is one the bot gave out; the key is
//! drawn from the token, so there is nothing to keep.

pub mod turn;
pub mod wire;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::store::records::AnswerId;
use wire::lettered;

/// Form of the ids; a button of another form is not understood.
const VERSION: char = '1';
/// Bytes of the seal: one in 2^64 guesses is right.
const SEAL_BYTES: usize = 8;
/// Longest id Discord keeps.
const MAX_ID: usize = 100;

/// What a press asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Show all sources of an answer.
    Sources,
    /// Open one source beside the list of them; `at` is the citation's number.
    Open,
    /// Turn the source that is open; `at` is the citation's number, `step` the paragraphs away from the cited one.
    Page,
    /// Show a reference of a source that can be copied.
    Reference,
    /// Answer the question offered at this place.
    Offer,
    /// Show the next best evidence.
    More,
    /// Say that the answer helped.
    Helpful,
    /// Say that it is wrong: asks for the reason.
    Wrong,
    /// The reason it is wrong.
    Reason,
    /// Show a private answer to all.
    Share,
    /// Show what is masked to one person.
    Unmask,
    /// Take the answer away.
    Delete,
    /// Tell the moderators of a question without an answer.
    Tell,
    /// Turn to a leaf of a long list; `at` is the leaf.
    Leaf,
    /// In a round: choose an option; `at` is the question, `step` the option.
    Choose,
    /// In a round: open the form for a typed answer; `at` is the question.
    Type,
    /// In a round: take a hint; `at` is the question.
    Hint,
    /// Of a round: show what proves the answer to a question; `at` is the question.
    Proof,
    /// Of a round: hold a question to be wrong; `at` is the question.
    Challenge,
    /// Of a round: withdraw a question; `at` is the question.
    Uphold,
    /// Of a round: let a question stand; `at` is the question.
    Reject,
    /// Begin the round that was previewed.
    Begin,
    /// Answer the question of the day; `at` is the day, `step` the option.
    Daily,
    /// Open the form for a typed answer to the question of the day; `at` is the day.
    DailyType,
    /// Turn to a page of a board; `at` is the page, `step` which board.
    Board,
}

impl Action {
    /// True if a press opens a form, which Discord takes as the first answer to it and not later.
    pub fn opens_form(self) -> bool {
        match self {
            Self::Type | Self::DailyType => true,
            Self::Sources
            | Self::Open
            | Self::Page
            | Self::Reference
            | Self::Offer
            | Self::More
            | Self::Helpful
            | Self::Wrong
            | Self::Reason
            | Self::Share
            | Self::Unmask
            | Self::Delete
            | Self::Tell
            | Self::Leaf
            | Self::Choose
            | Self::Hint
            | Self::Proof
            | Self::Challenge
            | Self::Uphold
            | Self::Reject
            | Self::Begin
            | Self::Daily
            | Self::Board => false,
        }
    }
}

lettered!(Action {
    Sources = 's',
    // Lists of before have this letter, and pages of before too: those open another page.
    Open = 'p',
    Page = 'e',
    Reference = 'c',
    Offer = 'o',
    More = 'm',
    Helpful = 'h',
    Wrong = 'w',
    Reason = 'r',
    Share = 'x',
    Unmask = 'v',
    Delete = 'd',
    Tell = 't',
    Leaf = 'l',
    Choose = 'a',
    Type = 'y',
    Hint = 'i',
    Proof = 'f',
    Challenge = 'g',
    Uphold = 'u',
    Reject = 'j',
    Begin = 'n',
    Board = 'b',
    Daily = 'q',
    DailyType = 'k',
});

/// A press, decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    /// What is asked for.
    pub action: Action,
    /// Of which answer.
    pub answer: AnswerId,
    /// Which of several.
    pub at: u16,
    /// How far from it.
    pub step: i16,
}

impl Press {
    /// An action on an answer.
    pub fn new(action: Action, answer: AnswerId) -> Self {
        Self {
            action,
            answer,
            at: 0,
            step: 0,
        }
    }

    /// The same for one of several.
    #[must_use]
    pub fn at(self, at: usize) -> Self {
        Self {
            at: u16::try_from(at).unwrap_or(u16::MAX),
            ..self
        }
    }

    /// The same so many steps away.
    #[must_use]
    pub fn step(self, step: i16) -> Self {
        Self { step, ..self }
    }
}

/// Why an id is not obeyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ButtonError {
    /// It has another form: of an older bot, or not ours.
    #[error("the id of the button has another form")]
    Form,
    /// Its seal does not fit it.
    #[error("the seal of the button does not fit")]
    Seal,
}

/// Makes and reads the ids of buttons.
#[derive(Clone)]
pub struct Seal(Hmac<Sha256>);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

impl Seal {
    /// With a key drawn from the bot's token; a new token makes old buttons unreadable.
    ///
    /// # Errors
    /// Never: HMAC takes a key of any length; its interface has an error all the same.
    pub fn new(token: &str) -> Result<Self, hmac::digest::InvalidLength> {
        let mut mac = Hmac::<Sha256>::new_from_slice(token.as_bytes())?;
        mac.update(b"tarkovsky-bot buttons\0");
        Ok(Self(mac))
    }

    /// The id of the answer to an interaction: the same each time, and nobody's guess.
    pub fn answer_id(&self, interaction: u64) -> AnswerId {
        AnswerId::from_bits(self.number(b"answer\0", interaction))
    }

    /// What the round of an interaction is drawn with: the same each time, and nobody's guess.
    pub fn seed(&self, interaction: u64) -> u64 {
        self.number(b"seed\0", interaction)
    }

    fn number(&self, what: &[u8], interaction: u64) -> u64 {
        let mut mac = self.0.clone();
        mac.update(what);
        mac.update(&interaction.to_le_bytes());
        let bytes = mac.finalize().into_bytes();
        bytes[..8]
            .iter()
            .fold(0_u64, |id, byte| (id << 8) | u64::from(*byte))
    }

    /// The id of a press.
    pub fn id(&self, press: Press) -> String {
        let letter = press.action.letter();
        let body = format!(
            "{VERSION}{letter}.{}.{}.{}",
            press.answer, press.at, press.step
        );
        let seal = self.seal(&body);
        format!("{body}.{seal}")
    }

    /// The press of an id.
    ///
    /// # Errors
    /// Where it is not one the bot gave out.
    pub fn press(&self, id: &str) -> Result<Press, ButtonError> {
        if id.len() > MAX_ID {
            return Err(ButtonError::Form);
        }
        let (body, seal) = id.rsplit_once('.').ok_or(ButtonError::Form)?;
        let press = read(body).ok_or(ButtonError::Form)?;
        if self.fits(body, seal) {
            Ok(press)
        } else {
            Err(ButtonError::Seal)
        }
    }

    /// True where a seal is that of a body.
    fn fits(&self, body: &str, seal: &str) -> bool {
        let Ok(given) = URL_SAFE_NO_PAD.decode(seal) else {
            return false;
        };
        let mut mac = self.0.clone();
        mac.update(body.as_bytes());
        given.len() == SEAL_BYTES && mac.verify_truncated_left(&given).is_ok()
    }

    fn seal(&self, body: &str) -> String {
        let mut mac = self.0.clone();
        mac.update(body.as_bytes());
        let bytes = mac.finalize().into_bytes();
        URL_SAFE_NO_PAD.encode(&bytes[..SEAL_BYTES])
    }
}

fn read(body: &str) -> Option<Press> {
    let mut parts = body.split('.');
    let mut head = parts.next()?.chars();
    let version = head.next()?;
    let letter = head.next()?;
    let action = Action::of_letter(letter)?;
    let press = Press {
        action,
        answer: AnswerId::parse(parts.next()?)?,
        at: parts.next()?.parse().ok()?,
        step: parts.next()?.parse().ok()?,
    };
    (version == VERSION && head.next().is_none() && parts.next().is_none()).then_some(press)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal() -> Seal {
        Seal::new("a token").expect("any key will do")
    }

    #[test]
    fn a_press_comes_back_as_it_was_given_out() {
        for action in Action::ALL {
            for bits in [0, 1, 1_234_567_890_123_456_789, u64::MAX] {
                let press = Press::new(*action, AnswerId::from_bits(bits))
                    .at(usize::MAX)
                    .step(i16::MIN);
                let id = seal().id(press);
                assert!(id.len() <= MAX_ID, "{id}");
                assert_eq!(seal().press(&id), Ok(press));
            }
        }
    }

    /// Whoever has to change one of these changes [`VERSION`] too, or leaves the buttons of before in the lurch.
    #[test]
    fn ids_given_out_before_mean_what_they_did() {
        let letters: String = Action::ALL.iter().map(|action| action.letter()).collect();
        assert_eq!(letters, "specomhwrxvdtlayifgujnbqk");
        let press = Press::new(Action::Choose, AnswerId::from_bits(77)).at(3);
        assert_eq!(seal().id(press.step(-2)), "1a.000000002D.3.-2.Ih34NaNYJr8");
    }

    #[test]
    fn an_altered_id_is_refused() {
        let id = seal().id(Press::new(Action::Delete, AnswerId::from_bits(77)));
        for at in 0..id.len() {
            let mut bytes = id.clone().into_bytes();
            bytes[at] = if bytes[at] == b'3' { b'4' } else { b'3' };
            let altered = String::from_utf8(bytes).expect("digits are ASCII");
            assert!(seal().press(&altered).is_err(), "{altered}");
        }
        for other in [
            "",
            ".",
            "1d",
            "1d.1.0.0",
            "1d.1.0.0.",
            "2d.1.0.0.AAAAAAAAAAA",
        ] {
            assert!(seal().press(other).is_err(), "{other}");
        }
        assert!(seal().press(&"x".repeat(200)).is_err());
        let foreign = Seal::new("another token").expect("any key will do");
        assert_eq!(foreign.press(&id), Err(ButtonError::Seal));
    }
}
