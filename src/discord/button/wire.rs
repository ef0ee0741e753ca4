//! How small choices stand in the ids of buttons. Ids live in channels for years: what stands here for a variant
//! stays so, whatever is added to an enum or sorted in it, and another form of the ids is another version.

use crate::knowledge::claim::Spoiler;
use crate::knowledge::section::Section;
use crate::lookup::Listed;
use crate::request::command::Period;

/// A choice that stands in an id as a number.
pub trait Wire: Sized {
    /// Its number.
    fn wire(self) -> u8;
    /// The choice of a number; none where nothing has it.
    fn of_wire(wire: u8) -> Option<Self>;
}

/// Both ways from one list, in which the compiler misses every variant that is left out and finds every sign that is
/// taken.
macro_rules! wired {
    ($kind:ty { $($variant:ident = $wire:literal),+ $(,)? }) => {
        impl Wire for $kind {
            fn wire(self) -> u8 {
                match self { $(Self::$variant => $wire),+ }
            }

            fn of_wire(wire: u8) -> Option<Self> {
                match wire {
                    $($wire => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

wired!(Spoiler { None = 0, Plot = 1, Ending = 2 });
// 0 is the whole card.
wired!(Section { Credits = 1, Making = 2, Meaning = 3, Reception = 4, Trivia = 5 });
wired!(Listed {
    Films = 0,
    People = 1,
    Cast = 2,
    Crew = 3,
    Places = 4,
    Topics = 5,
    Disputes = 6,
    Unanswered = 7,
});
wired!(Period { All = 0, Month = 1, Week = 2, Day = 3 });

/// The same for what a press is, which stands there as a letter; with a list of all.
macro_rules! lettered {
    ($kind:ident { $($variant:ident = $letter:literal),+ $(,)? }) => {
        impl $kind {
            /// Every one of them.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),+];

            /// The letter it stands as.
            fn letter(self) -> char {
                match self { $(Self::$variant => $letter),+ }
            }

            /// What a letter stands for; none where it is nothing.
            fn of_letter(letter: char) -> Option<Self> {
                match letter {
                    $($letter => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}
pub(super) use lettered;
