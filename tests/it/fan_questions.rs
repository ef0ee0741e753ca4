//! What film fans ask in forums, where the texts answer it: each by a question or a look-up, with the place it
//! must be told from.

use tarkovsky_bot::bot;
use tarkovsky_bot::reply::Reply;
use tarkovsky_bot::reply::sheet::Line;
use tarkovsky_bot::request::Request;

use crate::world::World;

/// The essay with the interview and the memoir, by the words its id begins with; and so the others.
const C: &str = "cinephilia-stalker";
const N: &str = "illg-neuger-1985";
const A: &str = "artaura-stalker";
const I: &str = "imdb-zerkalo";
const B: &str = "zerkalo-blog";

/// What is typed, what must be told, and where that stands.
type Case = (&'static str, &'static str, (&'static str, u32));

const CASES: [Case; 40] = [
    (
        "/film stalker section:meaning",
        "a kind of catharsis",
        (C, 3),
    ),
    (
        "Why can't they go back the same way in the Zone?",
        "paths change",
        (C, 9),
    ),
    ("What are the metal nuts for?", "left unexplained", (C, 76)),
    (
        "Why does it switch between sepia and colour?",
        "sepia",
        (C, 16),
    ),
    (
        "/search roadside picnic novel",
        "only two words, two names",
        (C, 32),
    ),
    ("Was Stalker shot in Chernobyl?", "Estonia", (C, 12)),
    ("/list places of:stalker", "Estonia", (C, 12)),
    (
        "Was Stalker filmed in Ukraine?",
        "No parts of Stalker were shot in Ukraine",
        (A, 10),
    ),
    (
        "Why was the first Stalker footage ruined?",
        "disagree",
        (C, 12),
    ),
    (
        "/list disputes of:stalker",
        "Who made Rerberg leave Stalker",
        (C, 84),
    ),
    (
        "Is any of Rerberg's Stalker footage in the final film?",
        "Only one sequence",
        (C, 15),
    ),
    (
        "Is any of Rerberg's Stalker footage in the final film?",
        "two shots",
        (C, 78),
    ),
    (
        "Did the location kill Tarkovsky, Solonitsyn and Larisa?",
        "disagree",
        (C, 15),
    ),
    (
        "/person Solonitsyn",
        "cancer of the right bronchial tube",
        (C, 15),
    ),
    (
        "How long is Stalker and how many shots has it?",
        "142 shots",
        (C, 16),
    ),
    (
        "What does the word stalker mean?",
        "approaching furtively",
        (C, 26),
    ),
    (
        "What happens with the three glasses?",
        "does not break",
        (C, 54),
    ),
    (
        "What poem does the Stalker recite?",
        "So the summer is over",
        (C, 110),
    ),
    ("Did Tarkovsky plan a Stalker 2?", "sequel", (N, 30)),
    ("/search sequel", "turns into a fascist", (N, 30)),
    (
        "What does AT on the helmets stand for?",
        "director's initials",
        (C, 105),
    ),
    (
        "Is Mirror autobiographical, and what is invented?",
        "narrator's illness",
        (N, 5),
    ),
    (
        "Is the woman with the Pushkin letter in Mirror Akhmatova?",
        "Why Akhmatova?",
        (N, 18),
    ),
    (
        "Why doesn't the grandmother know the boy?",
        "unclear even for Tarkovsky",
        (N, 15),
    ),
    ("/search poetry of:mirror", "Original poetry", (I, 103)),
    ("/film mirror section:credits page:2", "1975", (I, 4)),
    ("When did Mirror come out?", "18 January 1978", (I, 117)),
    (
        "/compare mirror, Panahi's The Mirror",
        "Jafar Panahi",
        (B, 11),
    ),
    ("Where was Nostalghia shot?", "Italy", (C, 16)),
    ("/timeline Nostalghia", "release year", (I, 21)),
    (
        "/search prize of:Andrei Tarkovsky",
        "Jury Prize of the Cannes",
        (C, 128),
    ),
    (
        "Why did he leave the USSR and when?",
        "intentional exile",
        (C, 11),
    ),
    (
        "/person Andrei Tarkovsky section:credits",
        "Sainte-Geneviève-des-Bois",
        (C, 121),
    ),
    (
        "Where is Tarkovsky buried?",
        "Sainte-Geneviève-des-Bois",
        (C, 121),
    ),
    (
        "What is sculpting in time?",
        "a book by Andrei Tarkovsky",
        (A, 21),
    ),
    ("Which films did he never make?", "Hoffmanniana", (C, 11)),
    ("/search british film institute", "fifty", (C, 4)),
    ("/search actors both mirror", "share two actors", (I, 90)),
    ("/compare mirror, stalker", "Eduard Artemyev", (C, 125)),
    (
        "/list films of:Andrei Tarkovsky",
        "The Steamroller and the Violin",
        (I, 65),
    ),
];

/// What a line tells, and whether it stands at this place.
fn tells(line: &Line, words: &str, (source, paragraph): (&str, u32)) -> bool {
    line.said().any(|said| {
        let here = |place: &&tarkovsky_bot::reply::sheet::SourcePlace| {
            place.source == source && place.paragraphs.contains(&paragraph)
        };
        said.text().contains(words) && said.places().iter().any(|place| here(&place))
    })
}

#[test]
fn what_fans_ask_is_told_from_where_it_stands() {
    let world = World::shipped();
    let mut wrong = Vec::new();
    for (typed, words, place) in CASES {
        let request = Request::parse(typed, 0).expect("it is understood");
        let reply = bot::respond(&request, &world.edition, &world.limits);
        let told = match &reply {
            Reply::Answer(answer) => {
                let cited = answer.citations.iter();
                let mut here =
                    cited.filter(|c| c.source == place.0 && c.paragraphs.contains(&place.1));
                answer.answer.contains(words) && here.next().is_some()
            }
            Reply::Sheet(sheet) => sheet.lines.iter().any(|line| tells(line, words, place)),
            _ => false,
        };
        if !told {
            wrong.push(format!("{typed}: {reply:#?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n")
    );
}
