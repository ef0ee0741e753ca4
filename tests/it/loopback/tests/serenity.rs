//! The library the bot is built on: it finds everything here that it finds at Discord.

use std::time::Duration;

use serenity::all::{
    ActionRowComponent, AutocompleteChoice, ClientBuilder, CommandInteraction, CommandOptionType,
    Context, CreateActionRow, CreateAllowedMentions, CreateAutocompleteResponse, CreateButton,
    CreateCommand, CreateCommandOption, CreateInputText, CreateInteractionResponse,
    CreateInteractionResponseMessage, CreateMessage, CreateModal, EventHandler, GatewayIntents,
    HttpBuilder, InputTextStyle, Interaction, Message, ModalInteraction, Ready,
};
use tokio::task::JoinHandle;

use crate::loopback::{Discord, Fault, Options};

struct Echo;

fn said(content: impl Into<String>) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .content(content)
        .allowed_mentions(CreateAllowedMentions::new())
}

/// What was asked, with two buttons.
fn echoed(command: &CommandInteraction) -> CreateInteractionResponse {
    let asked = command.data.options[0].value.as_str().expect("a text");
    let buttons = vec![
        CreateButton::new("more").label("More"),
        CreateButton::new("why").label("Why"),
    ];
    let message = said(asked).components(vec![CreateActionRow::Buttons(buttons)]);
    CreateInteractionResponse::Message(message)
}

fn form() -> CreateInteractionResponse {
    let input = CreateInputText::new(InputTextStyle::Short, "Why?", "why");
    let rows = vec![CreateActionRow::InputText(input)];
    CreateInteractionResponse::Modal(CreateModal::new("form", "Tell us").components(rows))
}

fn filled_in(modal: &ModalInteraction) -> CreateInteractionResponse {
    let ActionRowComponent::InputText(input) = &modal.data.components[0].components[0] else {
        panic!("a form has inputs");
    };
    let text = input.value.clone().expect("it was filled in");
    CreateInteractionResponse::Message(said(text).ephemeral(true))
}

#[serenity::async_trait]
impl EventHandler for Echo {
    async fn ready(&self, context: Context, _: Ready) {
        let question = CreateCommandOption::new(CommandOptionType::String, "question", "What?")
            .required(true)
            .set_autocomplete(true);
        let ask = CreateCommand::new("ask")
            .description("Asks")
            .add_option(question);
        let set = context.http.create_global_commands(&vec![ask]).await;
        set.expect("commands are registered");
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let http = &context.http;
        let done = match interaction {
            Interaction::Command(command) => command.create_response(http, echoed(&command)).await,
            Interaction::Component(pressed) if pressed.data.custom_id == "why" => {
                pressed.create_response(http, form()).await
            }
            Interaction::Component(pressed) => {
                let update = CreateInteractionResponse::UpdateMessage(said("more"));
                pressed.create_response(http, update).await
            }
            Interaction::Modal(modal) => modal.create_response(http, filled_in(&modal)).await,
            Interaction::Autocomplete(typing) => {
                let choices = vec![AutocompleteChoice::new("Stalker (1979)", "stalker")];
                let choices = CreateAutocompleteResponse::new().set_choices(choices);
                let choices = CreateInteractionResponse::Autocomplete(choices);
                typing.create_response(http, choices).await
            }
            other => panic!("nobody sent {other:?}"),
        };
        done.expect("it is answered");
    }

    async fn message(&self, context: Context, message: Message) {
        if message.author.bot {
            return;
        }
        let reply = CreateMessage::new()
            .content(format!("heard: {}", message.content))
            .allowed_mentions(CreateAllowedMentions::new())
            .reference_message(&message);
        let sent = message.channel_id.send_message(&context.http, reply).await;
        sent.expect("it is sent");
    }
}

async fn echo(discord: &Discord) -> JoinHandle<()> {
    let http = HttpBuilder::new(Options::default().token)
        .proxy(discord.address())
        .ratelimiter_disabled(true)
        .build();
    let intents = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES;
    let client = ClientBuilder::new_with_http(http, intents).event_handler(Echo);
    let mut client = client.await.expect("the gateway's address is found");
    let running = tokio::spawn(async move {
        client.start_autosharded().await.expect("it runs");
    });
    discord.ready().await;
    running
}

#[tokio::test(flavor = "multi_thread")]
async fn serenity_answers_everything_a_member_can_do() {
    let discord = Discord::start().await;
    let guild = discord.guild("film club");
    let general = guild.channel("general");
    let running = echo(&discord).await;
    let alice = guild.member("alice");
    let offered = alice
        .command("ask")
        .offers("question", "sta", &general)
        .await;
    assert_eq!(offered, ["Stalker (1979)"]);
    let reply = alice
        .command("ask")
        .option("question", "why?")
        .in_(&general)
        .await;
    assert_eq!((reply.content.as_str(), reply.callback), ("why?", 4));
    assert!(reply.after < Duration::from_secs(1), "{:?}", reply.after);
    let form = alice.presses(&reply, "Why").modal().await;
    let thanks = alice.submits(&form, &[("Why?", "because")]).reply().await;
    assert_eq!(
        (thanks.content.as_str(), thanks.is_ephemeral()),
        ("because", true)
    );
    assert_eq!(alice.press(&reply, "More").await.content, "more");
    let heard = alice.says(&general, "@bot hello").reply().await;
    assert_eq!(heard.content, format!("heard: <@{}> hello", discord.bot()));
    discord.expect_no_violations();
    running.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn serenity_resumes_after_each_cut_and_answers_what_it_missed() {
    let discord = Discord::start().await;
    let guild = discord.guild("film club");
    let general = guild.channel("general");
    let running = echo(&discord).await;
    let cuts = [
        Fault::Fin,
        Fault::Rst,
        Fault::Close(4000),
        Fault::Reconnect,
        Fault::InvalidSession { resumable: true },
    ];
    for (number, cut) in cuts.into_iter().enumerate() {
        discord.fault(cut);
        let ask = guild
            .member("alice")
            .command("ask")
            .option("question", "still there?");
        assert_eq!(
            ask.in_(&general).await.content,
            "still there?",
            "after {cut:?}"
        );
        assert_eq!(discord.resumes(), number + 1, "after {cut:?}");
    }
    assert_eq!(discord.identifies().len(), 1);
    discord.expect_no_violations();
    running.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn serenity_identifies_anew_when_the_gateway_refused() {
    let discord = Discord::start().await;
    discord.guild("film club");
    let running = echo(&discord).await;
    let before = discord.sessions();
    discord.fault(Fault::Refuse(Duration::from_millis(300)));
    discord
        .connected_again(before, Duration::from_secs(10))
        .await;
    assert_eq!((discord.identifies().len(), discord.resumes()), (2, 0));
    running.abort();
}
