//! The source reader: what an answer cites, paragraph by paragraph, from what is kept of it.

use super::citation;
use super::recorded::{KeptPlace, Recorded};
use crate::answer::evidence::{Cited, Evidence, Piece, Reference};
use crate::edition::Edition;
use crate::knowledge::citation::Citation;
use crate::knowledge::claim::{Claim, ClaimId};
use crate::knowledge::sentence::to_sentence_ends;
use crate::reply::CitationReply;

/// Most claims shown of one paragraph.
const CLAIMS: usize = 8;
/// Most claims of one page of further evidence.
const FURTHER: usize = 2;

/// One paragraph of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Title of the source, or of the part the paragraph is in.
    pub title: String,
    /// Who speaks in it, as far as the source tells.
    pub speaker: Option<String>,
    /// When it was said or printed.
    pub date: Option<String>,
    /// Id of the source.
    pub source: String,
    /// The paragraph.
    pub paragraph: u32,
    /// How many the source has.
    pub paragraphs: u32,
    /// What is shown of it.
    pub shown: Shown,
    /// Link.
    pub url: Option<String>,
    /// A reference in one line.
    pub reference: String,
    /// The same for BibTeX.
    pub bibtex: String,
}

/// What is shown of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Its text, from the library; what is cited stands between the rest.
    Paragraph {
        /// What comes before the cited words.
        before: String,
        /// The cited words; empty where the paragraph is not cited.
        cited: String,
        /// What comes after them.
        after: String,
    },
    /// What is drawn from it, where the library does not have it.
    Claims(Vec<String>),
}

/// The citations of an answer, numbered as its marks; a source that is gone leaves its number out.
pub fn citations(recorded: &Recorded, edition: &Edition) -> Vec<CitationReply> {
    (1..)
        .zip(&recorded.references)
        .filter_map(|(n, places)| {
            let places: Vec<_> = places.iter().filter_map(|p| p.find(edition)).collect();
            (!places.is_empty()).then(|| citation(n, &Reference { places }, edition))
        })
        .collect()
}

/// The page of a citation, from 1, so many paragraphs away from the cited one; none where it is gone.
pub fn page(recorded: &Recorded, n: usize, step: i16, edition: &Edition) -> Option<Page> {
    let places = recorded.references.get(n.checked_sub(1)?)?;
    let first = places.iter().find_map(|place| place.find(edition))?;
    let source = edition.knowledge.source(first.source);
    let paragraph = first
        .paragraph
        .saturating_add_signed(i32::from(step))
        .clamp(1, source.paragraphs.max(1));
    let here = Citation {
        source: first.source,
        paragraph,
        words: None,
    };
    let cited = places
        .iter()
        .filter_map(|place: &KeptPlace| place.find(edition))
        .find(|place| place.source == first.source && place.paragraph == paragraph);
    let shown = match edition.library.paragraph(here) {
        Some(text) => marked(text, cited),
        None => Shown::Claims(drawn_from(here, &recorded.claims, edition)),
    };
    let part = source.part(paragraph);
    let speaker = source
        .speaker(paragraph)
        .map(|id| edition.knowledge.entity(id).name.clone());
    let title = part.map_or(&source.title, |part| &part.title).clone();
    let date = part
        .and_then(|part| part.date.clone())
        .or_else(|| source.date.clone());
    let named = [
        speaker.clone(),
        Some(title.clone()),
        (title != source.title).then(|| format!("In: {}", source.title)),
        source.publisher.clone(),
        date.clone(),
        Some(format!("¶ {paragraph}")),
        source.url.clone(),
    ];
    let reference = named.into_iter().flatten().collect::<Vec<_>>().join(". ");
    Some(Page {
        bibtex: bibtex(
            source,
            &title,
            speaker.as_deref(),
            date.as_deref(),
            paragraph,
        ),
        title,
        speaker,
        date,
        source: source.id.clone(),
        paragraph,
        paragraphs: source.paragraphs,
        shown,
        url: source.url.clone(),
        reference,
    })
}

/// The claims kept as further evidence, as a text with marks; none where nothing is left.
pub fn further(
    recorded: &Recorded,
    from: usize,
    edition: &Edition,
) -> Option<(String, Vec<CitationReply>, usize)> {
    // A claim that is gone takes up a place all the same, and one that does not fit comes next time.
    let found: Vec<(usize, ClaimId)> = (from..)
        .zip(recorded.further.get(from..)?)
        .filter_map(|(at, id)| Some((at, claim(id, edition)?)))
        .take(FURTHER)
        .collect();
    let evidence = found
        .iter()
        .map(|(_, id)| Evidence::claim(&edition.knowledge, *id, ""));
    let cited = Cited::new(&evidence.map(Piece::from).collect::<Vec<_>>())?;
    let citations = super::citations(&cited, edition);
    let (last, _) = found[cited.claims().len() - 1];
    Some((cited.text().to_owned(), citations, last + 1))
}

/// The claim of this id.
pub fn claim(id: &str, edition: &Edition) -> Option<ClaimId> {
    let at = edition.knowledge.claims.iter().position(|c| c.id == id)?;
    u32::try_from(at).ok().map(ClaimId)
}

/// A paragraph parted at the cited words, out to sentence ends.
fn marked(text: &str, cited: Option<Citation>) -> Shown {
    let whole = |cited: bool| Shown::Paragraph {
        before: if cited {
            String::new()
        } else {
            text.to_owned()
        },
        cited: if cited {
            text.to_owned()
        } else {
            String::new()
        },
        after: String::new(),
    };
    let Some(place) = cited else {
        return whole(false);
    };
    let Some(words) = place.words else {
        return whole(true);
    };
    let range = to_sentence_ends(text, words);
    let all: Vec<&str> = text.split_whitespace().collect();
    let (from, to) = (
        (range.from as usize).saturating_sub(1).min(all.len()),
        (range.to as usize).min(all.len()),
    );
    Shown::Paragraph {
        before: all[..from].join(" "),
        cited: all[from..to.max(from)].join(" "),
        after: all[to.max(from)..].join(" "),
    }
}

/// What is drawn from a paragraph, in words of the knowledge; what the answer told of it comes first.
fn drawn_from(here: Citation, told: &[String], edition: &Edition) -> Vec<String> {
    let of_here = |claim: &&Claim| claim.citations.iter().any(|c| c.same_paragraph(&here));
    let mut drawn: Vec<&Claim> = edition.knowledge.claims.iter().filter(of_here).collect();
    drawn.sort_by_key(|claim| !told.contains(&claim.id));
    let texts = drawn.into_iter().take(CLAIMS);
    texts.map(|claim| claim.text.clone()).collect()
}

fn bibtex(
    source: &crate::knowledge::source::Source,
    title: &str,
    author: Option<&str>,
    date: Option<&str>,
    paragraph: u32,
) -> String {
    // Braces and backslashes mean something in BibTeX.
    let value = |text: &str| text.replace(['{', '}', '\\'], "");
    let mut fields = vec![format!("  title = {{{}}}", value(title))];
    let mut field = |name: &str, text: Option<&str>| {
        if let Some(text) = text {
            fields.push(format!("  {name} = {{{}}}", value(text)));
        }
    };
    field("author", author);
    if title != source.title {
        field("booktitle", Some(&source.title));
    }
    field("publisher", source.publisher.as_deref());
    field("date", date);
    field("url", source.url.as_deref());
    field("note", Some(&format!("paragraph {paragraph}")));
    format!("@misc{{{},\n{}\n}}", source.id, fields.join(",\n"))
}
