//! What a look-up shows: a page of lines, each cited by construction, and ways to go on.
//!
//! A [`Said`] is made of claims or of a place of the library and of nothing
//! else: its fields are private, and what it is made from cites its source.

use super::caption::{Relation, Title};
use super::note::Note;
use super::paragraphs_text;
use crate::edition::Edition;
use crate::knowledge::citation::Citation;
use crate::knowledge::claim::{ClaimId, Spoiler};
use crate::knowledge::section::Section;
use crate::lookup::LookUp;
use crate::words::reply;

/// A page of what is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called.
    pub title: Title,
    /// Other names of it.
    pub names: Vec<String>,
    /// The lines of this page.
    pub lines: Vec<Line>,
    /// Which page this is, from 0.
    pub page: usize,
    /// How many there are; at least one.
    pub pages: usize,
    /// Short sentences below the lines.
    pub notes: Vec<Note>,
    /// What was looked up, with keys in place of names.
    pub look_up: LookUp,
    /// Sections that hold something, with how many lines they hold; `None` is all of them.
    pub sections: Vec<(Option<Section>, usize)>,
    /// Other look-ups to go on with.
    pub related: Vec<Related>,
    /// Questions about it that are answered.
    pub questions: Vec<String>,
    /// Id of the film it is about, where it is about one.
    pub film: Option<String>,
}

/// A look-up to go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// What it is of.
    pub label: String,
    /// What it has to do with this one.
    pub note: Relation,
    /// The look-up.
    pub look_up: LookUp,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it tells of, in a word or two; empty where it speaks for itself.
    pub label: String,
    /// What is said of it, one part for each of those compared.
    pub parts: Vec<Part>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Of whom it is said, where several are compared.
    pub of: Option<String>,
    /// What is said.
    pub said: Words,
}

/// What is said, or that nothing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// The sources say it.
    Said(Said),
    /// They do not say.
    Unsaid,
    /// What they do not say, in a sentence of the knowledge that states nothing else.
    Silent(String),
}

/// Something said, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    text: String,
    citations: Vec<Citation>,
    places: Vec<SourcePlace>,
    against: Vec<SourcePlace>,
    claims: Vec<String>,
    spoiler: Spoiler,
}

/// Where something stands in one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePlace {
    /// Id of the source.
    pub source: String,
    /// The paragraphs, ascending, each once.
    pub paragraphs: Vec<u32>,
}

impl Said {
    /// A text that these claims bear out; none where there are none.
    pub fn of_claims(text: String, claims: &[ClaimId], edition: &Edition) -> Option<Self> {
        let knowledge = &edition.knowledge;
        let cited = |ids: &[ClaimId]| -> Vec<Citation> {
            let mut citations = Vec::new();
            for place in ids.iter().flat_map(|id| &knowledge.claim(*id).citations) {
                if !citations.contains(place) {
                    citations.push(*place);
                }
            }
            citations
        };
        let citations = cited(claims);
        if citations.is_empty() {
            return None;
        }
        let opposed: Vec<ClaimId> = claims
            .iter()
            .flat_map(|id| opposing(*id, edition))
            .filter(|id| !claims.contains(id))
            .collect();
        let spoiler = claims.iter().map(|id| knowledge.claim(*id).spoiler).max();
        Some(Self {
            text,
            places: places(&citations, edition),
            citations,
            against: places(&cited(&opposed), edition),
            claims: claims
                .iter()
                .map(|id| knowledge.claim(*id).id.clone())
                .collect(),
            spoiler: spoiler.unwrap_or(Spoiler::None),
        })
    }

    /// A claim's own text.
    pub fn of_claim(id: ClaimId, edition: &Edition) -> Option<Self> {
        let text = edition.knowledge.claim(id).text.clone();
        Self::of_claims(text, &[id], edition)
    }

    /// Words of the library, at the place they stand; they give away what the claims of that place do.
    pub fn quoted(text: String, place: Citation, edition: &Edition) -> Self {
        let claims = edition.claims_at(place);
        let told = |id: &ClaimId| edition.knowledge.claim(*id);
        Self {
            text,
            citations: vec![place],
            places: places(&[place], edition),
            against: Vec::new(),
            claims: claims.iter().map(|id| told(id).id.clone()).collect(),
            spoiler: claims
                .iter()
                .map(|id| told(id).spoiler)
                .max()
                .unwrap_or(Spoiler::None),
        }
    }

    /// The words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it stands, each source once; never empty.
    pub fn places(&self) -> &[SourcePlace] {
        &self.places
    }

    /// Where the sources say otherwise; empty where they agree.
    pub fn against(&self) -> &[SourcePlace] {
        &self.against
    }

    /// Ids of the claims that bear it out.
    pub fn claims(&self) -> &[String] {
        &self.claims
    }

    /// How much of a story it gives away.
    pub fn spoiler(&self) -> Spoiler {
        self.spoiler
    }
}

impl Line {
    /// A line that says one thing.
    pub fn of(label: impl Into<String>, said: Said) -> Self {
        Self {
            label: label.into(),
            parts: vec![Part {
                of: None,
                said: Words::Said(said),
            }],
        }
    }

    /// What is said in it.
    pub fn said(&self) -> impl Iterator<Item = &Said> {
        self.parts.iter().filter_map(|part| match &part.said {
            Words::Said(said) => Some(said),
            Words::Unsaid | Words::Silent(_) => None,
        })
    }

    /// About how long it is, in characters.
    pub fn length(&self) -> usize {
        let of_part = |part: &Part| {
            let of = part.of.as_ref().map_or(0, |of| of.chars().count());
            let said = match &part.said {
                Words::Said(said) => {
                    let cited = places_text(&said.places).chars().count();
                    let against = places_text(&said.against).chars().count();
                    said.text.chars().count() + cited + against
                }
                Words::Unsaid => 0,
                Words::Silent(text) => text.chars().count(),
            };
            of + said
        };
        self.label.chars().count() + self.parts.iter().map(of_part).sum::<usize>()
    }
}

impl Sheet {
    /// Ids of the claims the page is made of.
    pub fn claims(&self) -> Vec<String> {
        let said = self.lines.iter().flat_map(Line::said);
        said.flat_map(|said| said.claims.iter().cloned()).collect()
    }

    /// The places cited on the page, in their order: those of one source and line together.
    pub fn references(&self) -> Vec<Vec<Citation>> {
        let mut references: Vec<Vec<Citation>> = Vec::new();
        for said in self.lines.iter().flat_map(Line::said) {
            let mut own: Vec<Vec<Citation>> = Vec::new();
            for place in &said.citations {
                match own.iter_mut().find(|of| of[0].source == place.source) {
                    Some(of) => of.push(*place),
                    None => own.push(vec![*place]),
                }
            }
            own.retain(|places| !references.contains(places));
            references.extend(own);
        }
        references
    }

    /// The most that a line of the page gives away.
    pub fn spoiler(&self) -> Spoiler {
        let said = self.lines.iter().flat_map(Line::said);
        said.map(Said::spoiler).max().unwrap_or(Spoiler::None)
    }
}

/// What a section is called, and all of them together.
pub fn heading(section: Option<Section>) -> &'static str {
    reply().say(match section {
        None => "sheet.heading.all",
        Some(Section::Credits) => "sheet.heading.credits",
        Some(Section::Making) => "sheet.heading.making",
        Some(Section::Meaning) => "sheet.heading.meaning",
        Some(Section::Reception) => "sheet.heading.reception",
        Some(Section::Trivia) => "sheet.heading.trivia",
    })
}

/// Where something stands, as a person reads it.
pub fn places_text(places: &[SourcePlace]) -> String {
    let places: Vec<_> = places
        .iter()
        .map(|place| format!("{} ¶ {}", place.source, paragraphs_text(&place.paragraphs)))
        .collect();
    places.join("; ")
}

/// The claims on the other sides of a claim's dispute.
fn opposing(id: ClaimId, edition: &Edition) -> Vec<ClaimId> {
    let Some(at) = edition.dispute_of(id) else {
        return Vec::new();
    };
    let sides = edition.knowledge.disputes[at].sides.iter();
    sides
        .filter(|side| !side.claims.contains(&id))
        .filter_map(|side| side.claims.first().copied())
        .collect()
}

fn places(citations: &[Citation], edition: &Edition) -> Vec<SourcePlace> {
    let mut places: Vec<SourcePlace> = Vec::new();
    for citation in citations {
        let source = &edition.knowledge.source(citation.source).id;
        let at = places.iter().position(|place| place.source == *source);
        let at = at.unwrap_or_else(|| {
            places.push(SourcePlace {
                source: source.clone(),
                paragraphs: Vec::new(),
            });
            places.len() - 1
        });
        let paragraphs = &mut places[at].paragraphs;
        if let Err(missing) = paragraphs.binary_search(&citation.paragraph) {
            paragraphs.insert(missing, citation.paragraph);
        }
    }
    places
}
