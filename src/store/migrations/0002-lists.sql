-- Lists shown to moderators, so that their pages can be turned after a restart. The leaves are JSON;
-- without any, the list is made anew each time, because it shows what people wrote and may have removed since.

CREATE TABLE lists (
    id TEXT PRIMARY KEY,
    guild INTEGER,
    leaves TEXT,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lists_by_time ON lists (at);

PRAGMA user_version = 2;
