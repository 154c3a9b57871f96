// The engines whose answers `make relevance` compares. Each gets rows as
// `medcode list --terms` prints them, and queries, and gives for each query the
// hits as `set:code`, best first.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import MiniSearch from 'minisearch';

/** So many hits are looked at: what a reader sees without asking for more. */
export const LIMIT = 10;
const HERE = new URL('.', import.meta.url).pathname;
const ROOT = path.join(HERE, '../..');
const PROGRAM = path.join(process.env.CARGO_TARGET_DIR ?? path.join(ROOT, 'target'), 'release/medcode');

/** Runs the command line over the built index. */
export const medcode = (...words) => execFileSync(PROGRAM, [...words, '--index', path.join(ROOT, 'assets/index')], { maxBuffer: 1 << 30 }).toString();

const named = (row) => `${row.set}:${row.code}`;

/** A row as the peers get it: a code is typed with its dots or without, and of rows of many sets each is found by the name of its set too. */
const texts = (rows) => {
  const several = new Set(rows.map((row) => row.set)).size > 1;
  return rows.map((row, id) => {
    const compact = row.code.replace(/[^A-Za-z0-9]/g, '');
    const code = [several && row.set, row.code, compact !== row.code && compact].filter(Boolean).join(' ');
    return { id, code, title: row.title, terms: [...row.terms ?? [], ...row.names ?? []].join(' | ') };
  });
};

export const ENGINES = {
  Medcode: async (rows, queries, sets) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'medcode-relevance-'));
    try {
      const file = path.join(folder, 'queries.txt');
      writeFileSync(file, queries.map((query) => `${query}\n`).join(''));
      const lines = medcode('search', '--batch', file, '--limit', `${LIMIT}`, ...sets.flatMap((set) => ['--set', set]));
      return lines.trimEnd().split('\n').map((line) => JSON.parse(line).results.map(named));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  minisearch: async (rows, queries) => {
    const index = new MiniSearch({ fields: ['code', 'title', 'terms'] });
    index.addAll(texts(rows));
    // A slip in a short word makes another word of it.
    const options = { prefix: true, fuzzy: (word) => (word.length > 3 ? 0.2 : false), boost: { title: 2 } };
    const search = (query, combineWith) => index.search(query, { ...options, combineWith }).slice(0, LIMIT);
    return queries.map((query) => {
      const all = search(query, 'AND');
      return (all.length > 0 ? all : search(query, 'OR')).map(({ id }) => named(rows[id]));
    });
  },
  'SQLite FTS5': async (rows, queries) => {
    const python = spawn('python3', [path.join(HERE, 'fts5.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((done, failed) => { python.on('error', failed).on('close', done); });
    python.stdin.on('error', () => {}).end(JSON.stringify({ rows: texts(rows), queries, limit: LIMIT }));
    let text = '';
    for await (const part of python.stdout.setEncoding('utf8')) text += part;
    const code = await ended;
    if (code !== 0) throw new Error(`fts5.py ended with exit code ${code}; it needs Python 3 with an SQLite that has FTS5`);
    return JSON.parse(text).map((found) => found.map((at) => named(rows[at])));
  },
};
