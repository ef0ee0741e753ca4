-- Questions that turned out to be wrong: they are put no more in the server whose moderators said so,
-- however long ago that was. The claim stands where the question rests on one alone.

CREATE TABLE withdrawn_questions (
    guild INTEGER NOT NULL,
    question TEXT NOT NULL,
    claim TEXT,
    PRIMARY KEY (guild, question)
) STRICT, WITHOUT ROWID;

-- A day whose question was wrong counts for nobody and breaks no streak.
ALTER TABLE daily_questions ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 4;
