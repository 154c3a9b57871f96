// Measures Medcode's engine beside other search engines over the same ICD-10-CM
// rows, in one headless Chromium, and writes the table that the README shows.
//
// Every engine gets a fresh page. Bytes are what a host sends: programs with
// brotli, Medcode's index as it is stored, the peers' rows with brotli (more
// than many hosts do for them). Times differ between machines: read the ratios.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { BROWSERS } from '../browser/browsers.mjs';
import { searched } from './engines.js';
import { starts } from './start.mjs';

const ROOT = new URL('../../', import.meta.url).pathname;
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };
/** Each keystroke is answered so often, and their mean counts: the clock of a page is coarse. */
const REPEATS = 5;
/** Typed letter by letter. */
const PHRASES = [
  'type 2 diabetes with neuropathy', 'fracture neck of right femur', 'acute myocardial infarction', 'asthma exacerbation',
  'E11.40', 's72.001a', 'chronic kidney disease stage 3', 'pneumonia due to streptococcus', 'migraine without aura',
  'malignant neoplasm of breast', 'low back pain', 'panic attack', 'diabtes mellitus', 'pnuemonia', 'hypertensive heart failure',
  'sprain of left ankle', 'burn of second degree of hand', 'poisoning by aspirin', 'urinary tract infection', 'depressive episode',
];

const rows = execFileSync(`${process.env.CARGO_TARGET_DIR ?? `${ROOT}target`}/release/medcode`, ['list', '--index', `${ROOT}assets/index`], { maxBuffer: 1 << 28 });
const server = http.createServer((request, response) => {
  const name = new URL(request.url, 'http://x').pathname;
  const file = name.startsWith('/dist/') ? path.join(ROOT, name)
    : name.startsWith('/modules/') ? path.join(ROOT, 'tests/node_modules', name.slice(9))
      : name === '/engines.js' ? path.join(ROOT, 'tests/benches/engines.js') : undefined;
  if (name === '/rows.jsonl') return response.end(rows);
  if (!file) { response.setHeader('content-type', 'text/html'); return response.end('<!doctype html><title>bench</title>'); }
  response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
  response.end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const url = `http://127.0.0.1:${server.address().port}/`;

const packed = (bytes) => brotliCompressSync(bytes).length;
const module = (name) => packed(readFileSync(`${ROOT}tests/node_modules/${name}`));
const dist = (name) => readFileSync(`${ROOT}dist/${name}`);
const BYTES = {
  Medcode: [packed(dist('medcode-web.js')) + packed(dist('medcode-web_bg.wasm')), searched(JSON.parse(dist('index/manifest.json')).files).reduce((sum, { bytes }) => sum + bytes, 0)],
  minisearch: [module('minisearch/dist/es/index.js'), packed(rows)],
  flexsearch: [module('flexsearch/dist/flexsearch.bundle.module.min.mjs'), packed(rows)],
  ufuzzy: [module('@leeoniya/ufuzzy/dist/uFuzzy.mjs'), packed(rows)],
  fuzzysort: [module('fuzzysort/fuzzysort.min.js'), packed(rows)],
};

const measure = `
  const [name, phrases, repeats, done] = arguments;
  (async () => {
    const { ENGINES } = await import('/engines.js');
    const begin = performance.now();
    const engine = await ENGINES[name]();
    engine.search('a');
    const ready = performance.now() - begin;
    const times = [];
    let empty = 0;
    for (const phrase of phrases) {
      for (let end = 1; end <= phrase.length; end += 1) {
        const typed = phrase.slice(0, end);
        const start = performance.now();
        let answer;
        for (let n = 0; n < repeats; n += 1) answer = engine.search(typed);
        times.push((performance.now() - start) / repeats);
        if (end === phrase.length) {
          const found = answer.results ?? answer;
          if (found.length === 0) empty += 1;
        }
      }
    }
    times.sort((a, b) => a - b);
    const at = (part) => times[Math.min(times.length - 1, Math.floor(part * times.length))];
    globalThis.kept = engine;
    done({ ready, p50: at(0.5), p99: at(0.99), keys: times.length, empty, wasm: engine.memory?.() ?? 0 });
  })().catch((error) => done({ error: String(error.stack ?? error) }));`;

const driver = await BROWSERS[0].start();
const lines = [];
let opened = [];
try {
  await driver.manage().setTimeouts({ script: 600_000 });
  for (const [name, [program, data]] of Object.entries(BYTES)) {
    await driver.get(url);
    const repeats = name === 'Medcode' ? REPEATS : 1;
    const found = await driver.executeAsyncScript(measure, name, PHRASES, repeats);
    if (found.error) throw new Error(`${name}: ${found.error}`);
    await driver.sendDevToolsCommand('HeapProfiler.collectGarbage', {});
    const heap = await driver.sendAndGetDevToolsCommand('Runtime.getHeapUsage', {});
    const memory = heap.usedSize + found.wasm;
    const kb = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
    lines.push(`| ${name} | ${kb(program)} | ${kb(data)} | ${found.ready.toFixed(0)} ms | ${found.p50.toFixed(2)} ms | ${found.p99.toFixed(2)} ms | ${(memory / 1e6).toFixed(1)} MB | ${found.empty} |`);
    console.log(`${name.padEnd(12)} ready ${found.ready.toFixed(0)} ms, ${found.keys} keystrokes p50 ${found.p50.toFixed(3)} ms p99 ${found.p99.toFixed(3)} ms, ${(memory / 1e6).toFixed(1)} MB`);
  }
  opened = await starts(driver);
} finally {
  await driver.quit();
  server.close();
}

const table = [
  '| engine | program, brotli | data on the wire | ready | keystroke p50 | p99 | memory | phrases without an answer |',
  '|---|---|---|---|---|---|---|---|',
  ...lines,
  '',
  '| the page | to the first result | longest task |',
  '|---|---|---|',
  ...opened.map(({ name, first, longest }) => `| ${name} | ${first.toFixed(0)} ms | ${longest ? `${longest.toFixed(0)} ms` : 'under 50 ms'} |`),
].join('\n');
const [before, after] = ['<!-- bench -->', '<!-- /bench -->'];
const readme = readFileSync(`${ROOT}README.md`, 'utf8');
const start = readme.indexOf(before);
const end = readme.indexOf(after);
if (start < 0 || end < start) throw new Error('README.md has no place for the table');
writeFileSync(`${ROOT}README.md`, `${readme.slice(0, start + before.length)}\n${table}\n${readme.slice(end)}`);
console.log(`\n${table}\n\nWritten to README.md (${PHRASES.length} phrases, letter by letter, ${rows.toString().split('\n').length - 1} rows).`);
