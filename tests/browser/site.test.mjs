// The built site as files: how much a page pays, and what must not be in it.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

const DIST = new URL('../../dist/', import.meta.url);
const file = (name) => readFileSync(new URL(name, DIST));
const packed = (...names) => names.reduce((sum, name) => sum + brotliCompressSync(file(name)).length, 0);

/** Bytes with brotli. The script that every page pays for may have 5,000; what comes with the first element is to go down to 110,000. */
const BUDGETS = [
  [5_000, 'medcode.js'],
  [322_000, 'medcode-load.js', 'medcode-view.js', 'medcode-web.js', 'medcode-web_bg.wasm'],
];

test('the program is no larger than its budget', () => {
  for (const [budget, ...names] of BUDGETS) {
    const bytes = packed(...names);
    assert.ok(bytes <= budget, `${names.join(', ')}: ${bytes} bytes with brotli, the budget is ${budget}`);
  }
});

test('nothing in the site says where it was built', () => {
  const root = new URL('../../', import.meta.url).pathname;
  const names = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const { parentPath, path, name } of names) {
    const text = readFileSync(`${parentPath ?? path}/${name}`, 'latin1');
    for (const place of [root, `${homedir()}/`, '/registry/src/']) {
      assert.ok(!text.includes(place), `${name} has ${place}`);
    }
  }
});
