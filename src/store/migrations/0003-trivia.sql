-- A round is its events; every other table here follows from them and is kept for looking things up.

CREATE TABLE rounds (
    id TEXT PRIMARY KEY,
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    began INTEGER NOT NULL,
    -- When the channel was told how it came out; none while it goes on.
    over INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX rounds_going_on ON rounds (began) WHERE over IS NULL;
CREATE INDEX rounds_by_guild ON rounds (guild, began);

-- Who did it stands beside the event, so that a person can be forgotten and the round stay whole.
CREATE TABLE round_events (
    round TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    user INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (round, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_events_by_user ON round_events (user);

-- Of ranked rounds only. They outlive the events, so that boards reach back further.
CREATE TABLE round_scores (
    round TEXT NOT NULL,
    user INTEGER NOT NULL,
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    at INTEGER NOT NULL,
    points INTEGER NOT NULL,
    right INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    streak INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    PRIMARY KEY (round, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_scores_by_guild ON round_scores (guild, at);
CREATE INDEX round_scores_by_user ON round_scores (user, at);

CREATE TABLE asked_questions (
    guild INTEGER NOT NULL,
    question TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (guild, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE challenges (
    round TEXT NOT NULL,
    number INTEGER NOT NULL,
    user INTEGER NOT NULL,
    guild INTEGER NOT NULL,
    claim TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- open, upheld or rejected
    state TEXT NOT NULL,
    PRIMARY KEY (round, number, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX challenges_by_guild ON challenges (guild, at);
CREATE INDEX challenges_by_user ON challenges (user);

CREATE TABLE daily_questions (
    guild INTEGER NOT NULL,
    day INTEGER NOT NULL,
    question TEXT NOT NULL,
    PRIMARY KEY (guild, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE daily_answers (
    guild INTEGER NOT NULL,
    day INTEGER NOT NULL,
    user INTEGER NOT NULL,
    option INTEGER NOT NULL,
    right INTEGER NOT NULL,
    PRIMARY KEY (guild, day, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX daily_answers_by_user ON daily_answers (user);

-- When a server's day begins.
CREATE TABLE zones (
    guild INTEGER PRIMARY KEY,
    minutes INTEGER NOT NULL
) STRICT;

PRAGMA user_version = 3;
