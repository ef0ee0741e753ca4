// Draws every scene of a folder, as JSON, into a folder, as WebP:
// node draw.mjs SCENES PICTURES

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { chromium } from 'playwright-core';

/** Most bytes of a picture; README is read on telephones too. */
const MOST = 80_000;
/** Qualities that are tried, the best first. */
const QUALITIES = [90, 80, 70, 60, 50];
const WIDTH = 800;
/** Points of the picture for one of the page: sharp on telephones. */
const SCALE = 2;

const here = dirname(fileURLToPath(import.meta.url));
const [scenes, pictures] = process.argv.slice(2);

/** The Chromium of the environment, or the first in the path. */
function browser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // The next one.
    }
  }
  throw new Error('no Chromium in the path; name one with CHROMIUM=/path/to/it');
}

/** One script and one style sheet, with the components and the fonts in them. */
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [join(here, 'scene.mjs')],
    bundle: true,
    write: false,
    outdir: here,
    format: 'iife',
    globalName: 'scene',
    // The script is taken into a page of Latin-1 or whatever; nothing in it may depend on that.
    charset: 'ascii',
    loader: { '.woff2': 'dataurl', '.woff': 'empty' },
    logLevel: 'warning',
  });
  const text = (ending) => outputFiles.find((file) => file.path.endsWith(ending)).text;
  return { script: text('.js'), style: text('.css') };
}

const { script, style } = await bundle();
// As root, as in a container, Chromium has no sandbox of its own; the page is ours alone.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const running = await chromium.launch({ executablePath: browser(), args });
try {
  const context = await running.newContext({
    viewport: { width: WIDTH, height: 600 },
    colorScheme: 'dark',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const fetched = [];
  await context.route('**/*', (route) => {
    fetched.push(route.request().url());
    return route.abort();
  });
  for (const file of readdirSync(scenes).filter((name) => name.endsWith('.json')).sort()) {
    // A page for each: the components can be defined once in a page.
    const page = await context.newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    const protocol = await context.newCDPSession(page);
    await page.setContent('<!doctype html><meta charset="utf-8"><body></body>');
    await page.addStyleTag({ content: style });
    await page.addScriptTag({ content: script });
    const height = await page.evaluate(
      (told) => scene.show(told),
      JSON.parse(readFileSync(join(scenes, file), 'utf8')),
    );
    const clip = { x: 0, y: 0, width: WIDTH, height, scale: SCALE };
    let bytes;
    for (const quality of QUALITIES) {
      const { data } = await protocol.send('Page.captureScreenshot', {
        format: 'webp', quality, clip, captureBeyondViewport: true,
      });
      bytes = Buffer.from(data, 'base64');
      if (bytes.length <= MOST) break;
    }
    const picture = `${basename(file, '.json')}.webp`;
    if (bytes.length > MOST) throw new Error(`${picture} has ${bytes.length} bytes`);
    await page.close();
    writeFileSync(join(pictures, picture), bytes);
    console.log(`${picture}: ${WIDTH} x ${height}, ${bytes.length} bytes`);
  }
  if (fetched.length) throw new Error(`a page wanted to fetch ${fetched}`);
} finally {
  await running.close();
}
