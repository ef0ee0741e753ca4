//! Which edition answers first: the one that was rolled back to, else that of the
//! folder or the binary, else, where the folder cannot be used, the last one.

use crate::clock;
use crate::edition::Edition;

use super::archive::{Archive, Manifest};
use super::ground::{Ground, Material};
use super::live::shrinks;
use super::outcome::{EditionsError, Origin, StartRefusal};
use super::state::State;

/// What the start came to, before it is stored.
#[derive(Debug)]
pub(super) struct Started {
    pub(super) edition: Edition,
    pub(super) state: State,
    pub(super) origin: Origin,
    pub(super) refused: Option<StartRefusal>,
    pub(super) lost: Option<EditionsError>,
}

/// Chooses, builds and archives the first edition; blocking.
pub(super) fn start(
    ground: &Ground,
    archive: &Archive,
    before: Option<&State>,
) -> Result<Started, EditionsError> {
    archive.clean(before.map(|state| state.last))?;
    let mut lost = None;
    if let Some(state) = before.filter(|state| state.rolled_back) {
        match from_archive(ground, archive, state.live.number) {
            Ok((edition, _)) => return Ok(kept(edition, state.clone(), None)),
            Err(error) => lost = Some(error),
        }
    }
    let refused = match from_ground(ground, before) {
        Ok(fresh) => {
            let refused = shrinking(ground, &fresh.0, before);
            if refused.is_none() {
                return taken_up(ground, archive, fresh, before, lost);
            }
            refused
        }
        Err(error) => Some(StartRefusal::Build(error)),
    };
    // Better the last edition than none: a folder half edited must not keep the bot from answering.
    if let Some(state) = before
        && let Ok((edition, live)) = newest_usable(ground, archive, state.live.number)
    {
        let state = State {
            live,
            ..state.clone()
        };
        return Ok(Started {
            lost,
            ..kept(edition, state, refused)
        });
    }
    if let Some(StartRefusal::Build(error)) = refused {
        return Err(error.into());
    }
    // Nothing is left that it could be measured by; what was given of numbers still counts.
    let fresh = from_ground(ground, before)?;
    taken_up(ground, archive, fresh, before, lost)
}

fn kept(edition: Edition, state: State, refused: Option<StartRefusal>) -> Started {
    Started {
        edition,
        state,
        origin: Origin::Archive,
        refused,
        lost: None,
    }
}

/// An archived edition with the library as it is now.
pub(super) fn from_archive(
    ground: &Ground,
    archive: &Archive,
    number: u32,
) -> Result<(Edition, Manifest), EditionsError> {
    let (manifest, files) = archive.read(number)?;
    let material = ground.material_of(files).map_err(EditionsError::Content)?;
    Ok((ground.build(number, &material)?, manifest))
}

/// The edition of this number, or the newest that can be used.
fn newest_usable(
    ground: &Ground,
    archive: &Archive,
    number: u32,
) -> Result<(Edition, Manifest), EditionsError> {
    let first = from_archive(ground, archive, number);
    if first.is_ok() {
        return first;
    }
    let others = archive.list()?;
    others
        .into_iter()
        .find_map(|(other, _)| from_archive(ground, archive, other).ok())
        .map_or(first, Ok)
}

type Fresh = (Edition, Material);

fn from_ground(
    ground: &Ground,
    before: Option<&State>,
) -> Result<Fresh, super::ground::BuildError> {
    let material = ground.material()?;
    let number = before.map_or(0, |state| state.live.number);
    // What is embedded was checked before it was built in, and what answered last when it was taken up.
    let is_known = before.is_some_and(|state| state.live.hash == material.hash);
    let edition = if ground.knowledge.is_none() || is_known {
        ground.build(number, &material)?
    } else {
        ground.build_sound(number, &material)?
    };
    Ok((edition, material))
}

/// The binary may carry less than it did; a folder that lost much may be half copied.
fn shrinking(ground: &Ground, edition: &Edition, before: Option<&State>) -> Option<StartRefusal> {
    ground.knowledge.as_ref()?;
    let counts = (before?.live.claims, edition.knowledge.claims.len());
    shrinks(counts, ground.max_shrink_percent).then_some(StartRefusal::Shrinks {
        before: counts.0,
        after: counts.1,
    })
}

/// Gives the edition its number, which is the old one where nothing changed, and archives it.
fn taken_up(
    ground: &Ground,
    archive: &Archive,
    (mut edition, material): Fresh,
    before: Option<&State>,
    lost: Option<EditionsError>,
) -> Result<Started, EditionsError> {
    let mut manifest = Manifest {
        number: 0,
        hash: material.hash.clone(),
        at: clock::seconds(),
        claims: edition.knowledge.claims.len(),
        texts: material.texts(&edition.knowledge.sources),
    };
    let same =
        |state: &&State| state.live.hash == manifest.hash && state.live.texts == manifest.texts;
    let (number, highest) = match (before, before.filter(same)) {
        (_, Some(state)) => {
            manifest.at = state.live.at;
            (state.live.number, state.last)
        }
        (Some(state), None) => (state.last + 1, state.last + 1),
        (None, None) => {
            // No state, and perhaps an archive: numbers are not given twice.
            let kept = archive.list()?.first().map_or(0, |(number, _)| *number);
            (kept + 1, kept + 1)
        }
    };
    manifest.number = number;
    edition.number = number;
    if !archive.has(&manifest.label()) {
        archive.write(&manifest, &material.files)?;
    }
    Ok(Started {
        edition,
        state: State {
            live: manifest,
            last: highest,
            rolled_back: false,
        },
        origin: match ground.knowledge {
            Some(_) => Origin::Folder,
            None => Origin::Embedded,
        },
        refused: None,
        lost,
    })
}
