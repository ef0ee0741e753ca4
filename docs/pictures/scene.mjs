// In the page: turns a scene into Discord's components. A scene has steps; each
// says who did what, and the body the bot sent for it.

import '@fontsource/noto-sans/latin-400.css';
import '@fontsource/noto-sans/latin-400-italic.css';
import '@fontsource/noto-sans/latin-500.css';
import '@fontsource/noto-sans/latin-600.css';
import '@fontsource/noto-sans/latin-700.css';
import '@fontsource/noto-sans/cyrillic-400.css';
import '@fontsource/noto-sans/cyrillic-400-italic.css';
import '@fontsource/noto-sans/cyrillic-600.css';
import '@fontsource/noto-sans/cyrillic-700.css';
import '@fontsource/noto-sans-mono/latin-400.css';
import '@skyra/discord-components-core';

import { element } from './element.mjs';
import { markdown } from './markdown.mjs';
import './scene.css';

const BUTTON_STYLES = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'destructive', 5: 'secondary' };
const COLOURS = { anna: '#e67e22', boris: '#2ecc71', clara: '#e91e63', tarkovsky: '#5865f2' };
/** Signs of a message that are shown above an answer to it. */
const ABOVE = 75;
/** The clock of the scenes; what is shown does not depend on the day it is drawn. */
const CLOCK = 'Today at 20:15';

/** A round picture with the first letter of a name; the avatars of Discord are fetched, these are not. */
function avatar(name) {
  const letter = name[0].toUpperCase();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect width="80" height="80" fill="${COLOURS[name] ?? '#7289da'}"/>`
    + `<text x="40" y="54" font-family="sans-serif" font-size="40" text-anchor="middle" fill="#fff">${letter}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** What stands above the bot's message: the command, or the message it is an answer to. */
function above(step) {
  if (step.used) {
    return element('discord-command', {
      slot: 'reply', author: step.who, avatar: avatar(step.who), 'role-color': COLOURS[step.who], command: step.used,
    });
  }
  if (step.said) {
    return element('discord-reply', {
      slot: 'reply', author: step.who, avatar: avatar(step.who), 'role-color': COLOURS[step.who],
      mentions: step.body.allowed_mentions?.replied_user ?? true,
    }, [step.said.replace('@bot', '@tarkovsky')]);
  }
  // A button of the bot's own message was pressed.
  return element('discord-reply', {
    slot: 'reply', author: 'tarkovsky', avatar: avatar('tarkovsky'), bot: true,
  }, [shortened(unescaped(step.on))]);
}

/** As much of a line as stands above a message. */
function shortened(line) {
  return line.length > ABOVE ? `${line.slice(0, ABOVE).trimEnd()}…` : line;
}

function embed(body) {
  const parts = [];
  if (body.description) {
    parts.push(element('discord-embed-description', { slot: 'description' }, markdown(body.description)));
  }
  if (body.fields?.length) {
    const fields = body.fields.map((field) => element('discord-embed-field', {
      'field-title': field.name, inline: field.inline ?? false,
    }, markdown(field.value)));
    parts.push(element('discord-embed-fields', { slot: 'fields' }, fields));
  }
  if (body.footer) {
    parts.push(element('discord-embed-footer', { slot: 'footer' }, [body.footer.text]));
  }
  const colour = body.color == null ? null : `#${body.color.toString(16).padStart(6, '0')}`;
  return element('discord-embed', { slot: 'embeds', 'embed-title': unescaped(body.title), color: colour }, parts);
}

/** The component takes a title as plain text; the bot sends it escaped. */
function unescaped(text) {
  return text?.replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
}

function component(body) {
  if (body.type === 2) {
    const emoji = body.emoji?.name ? `${body.emoji.name} ` : '';
    return element('discord-button', {
      type: BUTTON_STYLES[body.style], url: body.url, disabled: body.disabled ?? false,
    }, [`${emoji}${body.label ?? ''}`]);
  }
  if (body.type === 3) {
    return element('discord-string-select-menu', { placeholder: body.placeholder ?? 'Make a selection' });
  }
  throw new Error(`a component of type ${body.type} cannot be drawn yet`);
}

function message(step) {
  const { body } = step;
  const parts = [above(step), ...markdown(body.content ?? ''), ...(body.embeds ?? []).map(embed)];
  const rows = (body.components ?? []).map((row) => element('discord-action-row', {}, row.components.map(component)));
  if (rows.length) parts.push(element('discord-attachments', { slot: 'components' }, rows));
  return element('discord-message', {
    author: 'tarkovsky', avatar: avatar('tarkovsky'), bot: true, timestamp: CLOCK,
    ephemeral: step.private ?? false,
  }, parts);
}

/** What a member wrote, before the bot replies to it. */
function written(step) {
  const [before, after] = step.said.split('@bot');
  return element('discord-message', {
    author: step.who, avatar: avatar(step.who), 'role-color': COLOURS[step.who], timestamp: CLOCK,
  }, [before, element('discord-mention', {}, ['tarkovsky']), after]);
}

/** Shows a scene alone in the page; gives the height of it in pixels. */
export async function show(scene) {
  const messages = scene.steps.flatMap((step) => (step.said ? [written(step), message(step)] : [message(step)]));
  const shown = element('discord-messages', {}, messages);
  document.body.replaceChildren(shown);
  const all = [...document.querySelectorAll('*')].filter((node) => node.localName.startsWith('discord-'));
  await Promise.all(all.map((node) => node.updateComplete));
  await document.fonts.ready;
  // The fonts are laid out in the frame after they are there.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return Math.ceil(shown.getBoundingClientRect().height);
}
