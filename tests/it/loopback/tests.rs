//! The stand-in itself: tested with a raw client, and with serenity.

mod bad_bodies;
mod client;
mod gateway;
mod good_bodies;
mod members;
mod messages;
mod rest;
mod serenity;
