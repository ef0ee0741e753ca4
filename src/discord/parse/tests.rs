//! Discord's own JSON, read.
