//! Messages that ask two things at once, or one thing of two films.

use tarkovsky_bot::answer::answer;

use crate::world::World;

#[test]
fn two_questions_in_one_message_are_both_answered() {
    for question in [
        "Who played the writer in Stalker? What is the aspect ratio of Mirror?",
        "Who played the writer in Stalker and what is the aspect ratio of Mirror?",
    ] {
        let told = World::shipped().ask(question).expect_answered();
        told.saying("Solonitsyn")
            .citing("cinephilia-stalker", 5)
            .saying("1.37")
            .citing("imdb-zerkalo", 142);
    }
}

#[test]
fn what_two_questions_share_is_asked_of_each() {
    let world = World::shipped();
    for question in [
        "Who plays the Professor and the Writer in Stalker?",
        "who plays the professor and writer in stalker",
    ] {
        let told = world.ask(question).expect_answered();
        told.saying("Grinko").saying("Solonitsyn");
    }
    let told = world.ask("when and where was Stalker shot");
    told.expect_disagreement()
        .saying("The sources disagree about where")
        .saying("1977")
        .saying("Estonia");
    let told = world.ask("who plays the guide, the writer and the scientist");
    let told = told.expect_answered().saying("Kaidanovsky");
    told.saying("Solonitsyn").saying("Grinko");
    // One part may be open, and no claim is said twice.
    let told = world.ask("who wrote Solaris and Stalker").expect_answered();
    told.beginning("The sources do not name the screenwriters of Solaris.")
        .saying("Strugatsky");
    // What is asked of both together is not asked of each, nor is a yes to each a yes to both.
    for question in [
        "what is the difference between the Writer and the Professor",
        "is there music by Bach and Pergolesi in Mirror",
    ] {
        let (_, parts) = answer(question, &world.edition, &world.limits);
        assert_eq!(parts.len(), 1, "{question}");
    }
}

#[test]
fn two_films_are_compared_by_what_is_stated_of_both() {
    let world = World::shipped();
    let told = world
        .ask("Is Mirror or Andrei Rublev rated higher on IMDb?")
        .expect_answered();
    told.saying("8.2 against 8.1")
        .citing_only(&["imdb-zerkalo"]);
    // The sources give two figures for one of them: which is higher, nobody can say.
    let disputed = world.ask("Is Mirror or Stalker rated higher on IMDb?");
    disputed
        .expect_disagreement()
        .saying("8.1")
        .saying("8.2")
        .citing("zerkalo-blog", 9)
        .not_saying(" against ");
    world
        .ask("Compare the IMDb ratings of Mirror and Solaris")
        .expect_answered()
        .citing_only(&["imdb-zerkalo"]);
}
