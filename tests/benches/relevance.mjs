// Measures how good the search's answers are, beside other engines over the same
// rows: of each query of tests/data/truth.toml, whether one of its best codes is
// the first hit, among the first five or ten. Writes the table that the README
// shows, and prints our worst failures. tests/relevance.rs holds our figures.
//
// Queries that mean ICD-10-CM are asked of it alone; all others of all sets, and
// a hit of another set than the one meant is none. Of the half that is kept
// aside only figures are printed: who has seen its failures tunes for it.
import { readFileSync, writeFileSync } from 'node:fs';
import { ENGINES, LIMIT, medcode } from './peers.mjs';

const ROOT = new URL('../../', import.meta.url).pathname;
const CM = 'icd10cm';
/** How many failures are printed. */
const FAILURES = Number(process.env.FAILURES || 10);
const KINDS = ['lay', 'clinical', 'ontology', 'index', 'abbreviation', 'typo', 'code', 'spanish', 'bill'];

/** The queries in the file's order; its lines are written as JSON is. */
function truth() {
  const queries = [];
  for (const line of readFileSync(`${ROOT}tests/data/truth.toml`, 'utf8').split('\n')) {
    const [, key, value] = /^(\w+) = (.*)$/.exec(line) ?? [];
    if (line === '[[query]]') queries.push({ set: CM, also: [], aside: false });
    else if (key) queries.at(-1)[key] = JSON.parse(value);
    else if (line && !line.startsWith('#')) throw new Error(`truth.toml: \`${line}\` is no line of a query`);
  }
  return queries;
}

const all = truth();
const rows = medcode('list', '--terms').trimEnd().split('\n').map((line) => JSON.parse(line));
const sets = new Set(rows.map((row) => row.set));
const queries = all.filter((query) => sets.has(query.set));
const answers = (codes) => (query) => (hit) => query[codes].some((code) => hit === `${query.set}:${code}`);
const [isBest, isAlso] = [answers('best'), answers('also')];

/** Of each engine, by query, the hits. */
const found = {};
for (const name of Object.keys(ENGINES)) found[name] = new Map();
for (const [of, narrow] of [[(set) => set === CM, [CM]], [(set) => set !== CM, []]]) {
  const asked = queries.filter((query) => of(query.set));
  const these = rows.filter((row) => narrow.length === 0 || narrow.includes(row.set));
  const start = performance.now();
  // Side by side: SQLite runs in a program of its own.
  await Promise.all(Object.entries(ENGINES).map(async ([name, engine]) => {
    const hits = await engine(these, asked.map((query) => query.text), narrow);
    if (hits.length !== asked.length) throw new Error(`${name} answered ${hits.length} of ${asked.length} queries`);
    asked.forEach((query, at) => found[name].set(query, hits[at]));
  }));
  console.log(`    ${asked.length} queries over ${these.length} rows: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

/** The place of the first hit that is one of the best codes, from 1; Infinity if none is. */
const rank = (name, query) => found[name].get(query).findIndex(isBest(query)) + 1 || Infinity;

function cell(name, some) {
  const ranks = some.map((query) => rank(name, query));
  const share = (most) => ((100 * ranks.filter((place) => place <= most).length) / some.length).toFixed(1);
  const mean = ranks.reduce((sum, place) => sum + 1 / place, 0) / some.length;
  return `${share(1)} / ${share(5)} / ${share(LIMIT)} / ${mean.toFixed(3)}`;
}

const groups = [
  ...KINDS.map((kind) => [kind, (query) => query.kind === kind]),
  ['**tuned**', (query) => !query.aside],
  ['**aside**', (query) => query.aside],
];
const lines = groups.flatMap(([title, holds]) => {
  const some = queries.filter(holds);
  return some.length > 0 ? [`| ${title} | ${some.length} | ${Object.keys(ENGINES).map((name) => cell(name, some)).join(' | ')} |`] : [];
});
const count = (number) => number.toLocaleString('en-US');
const caption = `${count(queries.length)} queries of \`tests/data/truth.toml\`; ${count(all.length - queries.length)} more were left out, because their set is not
in the index. Each cell: percent of the queries with a right code as the first hit /
among the first five / among the first ten / mean reciprocal rank within ten. The
${count(queries.filter((query) => query.set === CM).length)} queries about diagnoses are asked of ICD-10-CM alone, all others of all
${count(rows.length)} rows. The peers search each row's code, title, inclusion terms and Medcode's
other names for it; Medcode also its tree, and its lists of what people say for what
official texts say. The peers answer with rows that have all words, or else any:
minisearch by prefixes, with slips (0.2) and titles counting twice; SQLite by bm25,
with English endings cut and the last word as a beginning.`;
const table = [
  `| queries | n | ${Object.keys(ENGINES).join(' | ')} |`,
  `|---|---|${'---|'.repeat(Object.keys(ENGINES).length)}`,
  ...lines,
  '',
  caption,
].join('\n');

const [before, after] = ['<!-- relevance -->', '<!-- /relevance -->'];
const readme = readFileSync(`${ROOT}README.md`, 'utf8');
const start = readme.indexOf(before);
const end = readme.indexOf(after);
if (start < 0 || end < start) throw new Error('README.md has no place for the table');
writeFileSync(`${ROOT}README.md`, `${readme.slice(0, start + before.length)}\n${table}\n${readme.slice(end)}`);
console.log(`\n${table}\n\nWritten to README.md.`);

// The worst first: neither a best nor an acceptable code, then no best one, then
// the latest; what is equally bad in the file's order.
const [ours] = Object.keys(ENGINES);
const hits = (query) => found[ours].get(query);
const failed = queries.filter((query) => !query.aside && rank(ours, query) > 1);
const badness = (query) => (rank(ours, query) <= LIMIT ? rank(ours, query) : LIMIT + (hits(query).some(isAlso(query)) ? 1 : 2));
const worst = failed.sort((a, b) => badness(b) - badness(a)).slice(0, FAILURES);
console.log(`\nThe worst ${worst.length} of ${failed.length} tuned queries whose first hit is no best code (FAILURES=${FAILURES}):`);
for (const query of worst) {
  const place = rank(ours, query);
  const where = place <= LIMIT ? `place ${place}` : hits(query).some(isAlso(query)) ? 'only acceptable codes' : 'not found';
  const wanted = query.best.map((code) => `${query.set}:${code}`).join(' ');
  console.log(`  ${query.kind}: ${query.text}\n      wants ${wanted}: ${where}; has ${hits(query).slice(0, 3).join(' ') || 'nothing'}`);
}
