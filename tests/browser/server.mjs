// A static host for the tests: serves dist/ under the strict policy, and fails
// on purpose where a test asks it to.
import http from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const DIST = new URL('../../dist/', import.meta.url).pathname;

/** The policy that Medcode promises to run under. */
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

/** What can go wrong with a file, by name: each takes the answer over. */
const FAULTS = {
  missing: (bytes, response) => { response.writeHead(404); response.end('not here'); },
  html: (bytes, response) => { response.writeHead(200, { 'content-type': 'text/html' }); response.end('<!doctype html><title>Sign in</title>'); },
  truncated: (bytes, response) => { response.writeHead(200); response.end(bytes.subarray(0, bytes.length / 2)); },
  flipped: (bytes, response) => { const bad = Buffer.from(bytes); bad[bad.length >> 1] ^= 4; response.writeHead(200); response.end(bad); },
  version: (bytes, response) => { const bad = Buffer.from(bytes); bad[8] += 1; response.writeHead(200); response.end(bad); },
  dropped: (bytes, response) => {
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => response.destroy(), 50));
  },
};

/** Starts the host; `faults` maps a file's name to a fault, `pages` a path to HTML, and `policy` may be changed. */
export async function serve() {
  const host = { faults: new Map(), pages: new Map(), policy: POLICY, requests: [] };
  const server = http.createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    host.requests.push(name);
    response.setHeader('content-security-policy', host.policy);
    response.setHeader('cache-control', 'no-store');
    if (host.pages.has(name)) {
      response.setHeader('content-type', TYPES[path.extname(name)] ?? TYPES['.html']);
      return response.end(host.pages.get(name));
    }
    const file = path.join(DIST, name.endsWith('/') ? `${name}index.html` : name);
    if (!file.startsWith(DIST)) { response.writeHead(403); return response.end(); }
    const bytes = await readFile(file).catch(() => null);
    if (!bytes) { response.writeHead(404); return response.end('not here'); }
    const fault = FAULTS[host.faults.get(path.basename(file))];
    if (fault) return fault(bytes, response);
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
    response.end(bytes);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  host.url = `http://127.0.0.1:${server.address().port}/`;
  host.close = () => { server.closeAllConnections(); server.close(); };
  return host;
}
