// Discord's markup as Discord's components. Lines that begin a block (quotes,
// lists, small letters, headings, code) are told apart here; what stands in a
// line is read by discord-markdown-parser.

import { parse } from 'discord-markdown-parser';

import { element } from './element.mjs';

const WRAPPED = {
  strong: 'discord-bold',
  em: 'discord-italic',
  underline: 'discord-underlined',
  strikethrough: 's',
  spoiler: 'discord-spoiler',
};

/** The nodes of a text. */
export function markdown(text) {
  const nodes = [];
  const lines = text.split('\n');
  let broken = false;
  while (lines.length) {
    const block = take(lines);
    if (block.nodes.length === 0 && block.isBlock) continue;
    // A block stands alone; between two lines of text there is a break.
    if (broken && !block.isBlock) nodes.push(element('br'));
    nodes.push(...block.nodes);
    broken = !block.isBlock;
  }
  return nodes;
}

/** Takes the block at the beginning away from the lines. */
function take(lines) {
  const while_ = (pattern) => {
    const taken = [];
    while (lines.length && pattern.test(lines[0])) taken.push(lines.shift().replace(pattern, ''));
    return taken;
  };
  const [first] = lines;
  if (first.startsWith('```')) {
    const language = lines.shift().slice(3);
    const code = [];
    while (lines.length && !lines[0].startsWith('```')) code.push(lines.shift());
    lines.shift();
    return block(element('discord-code', { multiline: true, language: language || null }, [code.join('\n')]));
  }
  if (/^> /.test(first)) {
    return block(element('discord-quote', {}, markdown(while_(/^> /).join('\n'))));
  }
  if (/^[-*] /.test(first)) {
    const items = while_(/^[-*] /).map((line) => element('discord-list-item', {}, inline(line)));
    return block(element('discord-unordered-list', {}, items));
  }
  if (/^-# /.test(first)) {
    return block(...while_(/^-# /).map((line) => element('discord-subscript', {}, inline(line))));
  }
  const heading = /^(#{1,3}) (.*)/.exec(first);
  if (heading) {
    lines.shift();
    return block(element('discord-header', { level: heading[1].length }, inline(heading[2])));
  }
  return { isBlock: false, nodes: inline(lines.shift()) };
}

function block(...nodes) {
  return { isBlock: true, nodes };
}

/** The nodes of a line. */
function inline(line) {
  // The parser ends a text before any letter that may begin an emoticon; neighbours are joined again.
  return parse(line, 'extended').map(node);
}

function node(parsed) {
  const inside = () => [].concat(parsed.content).map((part) => (typeof part === 'string' ? part : node(part)));
  if (parsed.type in WRAPPED) return element(WRAPPED[parsed.type], {}, inside());
  switch (parsed.type) {
    case 'text':
    case 'emoticon':
    case 'twemoji':
      return parsed.content ?? parsed.name;
    case 'inlineCode':
      return element('discord-code', {}, [parsed.content]);
    case 'link':
    case 'url':
    case 'autolink':
      return element('discord-link', { href: parsed.target }, inside());
    case 'user':
      return element('discord-mention', {}, ['clara']);
    case 'timestamp':
      return element('discord-time', {}, ['21 November 2026']);
    case 'br':
    case 'newline':
      return element('br');
    default:
      throw new Error(`markup of type ${parsed.type} cannot be drawn yet`);
  }
}
