-- Ids of Discord are 64 bits without a sign; they are kept as the same bits with one.

CREATE TABLE answers (
    id TEXT PRIMARY KEY,
    user INTEGER NOT NULL,
    guild INTEGER,
    channel INTEGER NOT NULL,
    message INTEGER,
    edition TEXT NOT NULL,
    question TEXT,
    plan TEXT NOT NULL,
    claims TEXT NOT NULL,
    private INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_user ON answers (user, at);
CREATE INDEX answers_by_guild ON answers (guild) WHERE guild IS NOT NULL;
CREATE INDEX answers_by_message ON answers (message, channel) WHERE message IS NOT NULL;
CREATE INDEX answers_by_time ON answers (at);

CREATE TABLE feedback (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    user INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (answer, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_by_user ON feedback (user, at);

-- Reports outlive the answer they were sent from, so that nothing refers to answers here.
CREATE TABLE reports (
    answer TEXT NOT NULL,
    user INTEGER NOT NULL,
    guild INTEGER,
    question TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (answer, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX reports_by_user ON reports (user, at);
CREATE INDEX reports_by_guild ON reports (guild, at);
CREATE INDEX reports_by_time ON reports (at);

CREATE TABLE history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who INTEGER,
    what TEXT NOT NULL,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
