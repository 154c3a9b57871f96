// How long a reader waits for the standalone page: from the address to the first
// result, as a host that packs with brotli sends it, on a desktop and on a slow
// telephone; and the longest time for which the page could not react.
import http from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const DIST = new URL('../../dist/', import.meta.url).pathname;
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };
/** Starts measured; the median counts. */
const RUNS = 7;
/** The processor so many times slower; the connection, if not this machine's own. */
const PLACES = [
  { name: 'desktop, local host', slow: 1 },
  { name: '9 Mbit/s, 100 ms, processor 4 times slower', slow: 4, network: { offline: false, latency: 100, downloadThroughput: 9e6 / 8, uploadThroughput: 9e6 / 8 } },
  { name: 'the same, processor 6 times slower', slow: 6, network: { offline: false, latency: 100, downloadThroughput: 9e6 / 8, uploadThroughput: 9e6 / 8 } },
];

const packed = new Map();
const host = http.createServer((request, response) => {
  const name = new URL(request.url, 'http://x').pathname.replace(/\/$/, '/index.html');
  const type = TYPES[path.extname(name)];
  try {
    const file = path.join(DIST, name);
    if (!packed.has(name)) packed.set(name, type ? brotliCompressSync(readFileSync(file)) : readFileSync(file));
  } catch {
    response.statusCode = 404;
    return response.end();
  }
  if (type) response.setHeader('content-encoding', 'br');
  response.setHeader('content-type', type ?? 'application/octet-stream');
  return response.end(packed.get(name));
});

const WATCH = `
  globalThis.tasks = [];
  new PerformanceObserver((list) => list.getEntries().forEach((one) => tasks.push(one.duration))).observe({ type: 'longtask', buffered: true });
  const watch = () => {
    const root = document.querySelector('medical-codes')?.shadowRoot;
    if (root?.querySelector('[role=option]')) globalThis.first = performance.now();
    else requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);`;
const WAIT = `
  const done = arguments[0];
  const look = () => (globalThis.first ? setTimeout(() => done([first, Math.max(0, ...tasks)]), 1500) : setTimeout(look, 20));
  look();`;

/** @returns {Promise<{name: string, first: number, longest: number}[]>} Milliseconds to the first result, and of the longest task (0 if none took 50). */
export async function starts(driver) {
  await new Promise((ready) => host.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${host.address().port}/#q=asthma`;
  await driver.sendDevToolsCommand('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
  await driver.sendDevToolsCommand('Network.enable', {});
  await driver.sendDevToolsCommand('Network.setCacheDisabled', { cacheDisabled: true });
  const found = [];
  for (const { name, slow, network } of PLACES) {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      await driver.sendDevToolsCommand('Network.emulateNetworkConditions', network ?? { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
      await driver.sendDevToolsCommand('Emulation.setCPUThrottlingRate', { rate: 1 });
      await driver.get('about:blank');
      await driver.sendDevToolsCommand('Emulation.setCPUThrottlingRate', { rate: slow });
      await driver.get(url);
      runs.push(await driver.executeAsyncScript(WAIT));
    }
    const median = (at) => runs.map((run) => run[at]).sort((a, b) => a - b)[RUNS >> 1];
    found.push({ name, first: median(0), longest: median(1) });
  }
  await driver.sendDevToolsCommand('Emulation.setCPUThrottlingRate', { rate: 1 });
  host.close();
  return found;
}
