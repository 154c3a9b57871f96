// A static host for the tests: serves dist/ under the strict policy of
// Trunk.toml, and fails on purpose where a test asks it to.
import assert from 'node:assert/strict';
import http from 'node:http';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const DIST = new URL('../../dist/', import.meta.url).pathname;

/** The policy that Medcode promises to run under, the same as `make serve` sends. */
export const POLICY = /^Content-Security-Policy = "(.*)"$/m.exec(readFileSync(new URL('../../Trunk.toml', import.meta.url), 'utf8'))?.[1];
assert.ok(POLICY?.includes("require-trusted-types-for 'script'"), 'Trunk.toml has the policy');

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** What can go wrong with a file: each takes the answer over. */
const FAULTS = {
  missing: (bytes, response) => { response.writeHead(404); response.end('not here'); },
  html: (bytes, response) => { response.writeHead(200, { 'content-type': 'text/html' }); response.end('<!doctype html><title>Sign in</title>'); },
  empty: (bytes, response) => { response.writeHead(200); response.end(); },
  truncated: (bytes, response) => { response.writeHead(200); response.end(bytes.subarray(0, bytes.length / 2)); },
  flipped: (bytes, response) => { const bad = Buffer.from(bytes); bad[bad.length >> 1] ^= 4; response.writeHead(200); response.end(bad); },
  version: (bytes, response) => { const bad = Buffer.from(bytes); bad[8] += 1; response.writeHead(200); response.end(bad); },
  dropped: (bytes, response) => {
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => response.destroy(), 50));
  },
  refused: (bytes, response) => response.destroy(),
  async slow(bytes, response) {
    response.writeHead(200, { 'content-length': bytes.length });
    for (let part = 0; part < 20; part += 1) {
      response.write(bytes.subarray(part * bytes.length / 20, (part + 1) * bytes.length / 20));
      await later(60);
    }
    response.end();
  },
};

/**
 * Starts the host. A test may set
 * `faults`: the end of a path to a fault's name or a function of the bytes that returns others;
 * `pages`: a path to a file of its own; `policy`; and read `requests`, the paths asked for.
 * /copy/ serves the same files under another address.
 */
export async function serve() {
  const host = { faults: new Map(), pages: new Map(), policy: POLICY, requests: [] };
  const server = http.createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    host.requests.push(asked);
    response.setHeader('content-security-policy', host.policy);
    response.setHeader('cache-control', 'no-store');
    const name = asked.replace(/^\/copy\//, '/').replace(/\/$/, '/index.html');
    const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
    let bytes = host.pages.get(asked);
    if (bytes === undefined) {
      const file = path.join(DIST, name);
      bytes = file.startsWith(DIST) ? await readFile(file).catch(() => undefined) : undefined;
    }
    if (bytes === undefined) return FAULTS.missing(bytes, response);
    const fault = [...host.faults].find(([end]) => asked.endsWith(end))?.[1];
    if (typeof fault === 'string') return FAULTS[fault](bytes, response);
    response.setHeader('content-type', type);
    response.end(fault ? fault(bytes) : bytes);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  host.url = `http://127.0.0.1:${server.address().port}/`;
  host.close = () => { server.closeAllConnections(); server.close(); };
  return host;
}
