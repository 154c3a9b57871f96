// Loads the program and the index, once for all elements of a page, and puts a
// view into each. Whatever goes wrong is said in the element, with a way to try
// again; other elements and the page are never harmed.

/** Main-thread time that a piece of opening may take, in milliseconds: half a frame. */
const SLICE = 8;

/** After this pause in typing, in milliseconds, the address follows: browsers refuse many changes a second. */
const TYPING = 300;

/** Something that a reader is told. */
class Trouble extends Error {}

/** Libraries by the folder that they are loaded from. */
const libraries = new Map();
/** How often a program was loaded: a failed one is never used again. */
let instances = 0;

/** Lets the browser draw before going on. */
const breathe = () => globalThis.scheduler?.yield?.() ?? new Promise((go) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { channel.port1.close(); go(); };
  channel.port2.postMessage(0);
});

/**
 * Fetches a file and tells how many bytes came.
 * @param {string} url @param {{again: boolean, bytes?: number, came?: (bytes: number) => void}} options
 */
async function fetchBytes(url, { again, bytes, came = () => {} }) {
  const name = new URL(url).pathname.split('/').pop();
  let response;
  try {
    response = await fetch(url, { cache: again ? 'reload' : 'default', credentials: 'same-origin' });
  } catch {
    throw new Trouble(`${name} could not be fetched. Check the connection and try again.`);
  }
  if (!response.ok) throw new Trouble(`${name} could not be fetched: the server answered ${response.status}. Try again later.`);
  const parts = [];
  let size = 0;
  try {
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      size += part.value.length;
      came(part.value.length);
    }
  } catch {
    throw new Trouble(`The connection was lost while ${name} was being fetched. Check it and try again.`);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  // Only a hint: the program checks every file to the last byte.
  if (bytes && size < bytes) throw new Trouble(`${name} arrived with ${size} of ${bytes} bytes. Try again.`);
  return all;
}

/** The list of index files. */
async function manifest(base, again) {
  const bytes = await fetchBytes(new URL('index/manifest.json', base).href, { again });
  try {
    const { files } = JSON.parse(new TextDecoder().decode(bytes));
    if (Array.isArray(files)) return files;
  } catch { /* said below */ }
  throw new Trouble('index/manifest.json is no list of index files (perhaps an error page was sent in its place). Try again later.');
}

/** Starts the program. A fresh instance after a failure, because a failed one cannot be trusted. */
async function program(base, again, came) {
  if (typeof WebAssembly !== 'object') throw new Trouble('This browser has no WebAssembly, which the code reference needs. Use a current browser.');
  const glue = new URL('medcode-web.js', base);
  if (instances++) glue.search = `instance=${instances}`;
  const bytes = fetchBytes(new URL('medcode-web_bg.wasm', base).href, { again, came });
  let module;
  try {
    module = await import(glue.href);
  } catch {
    bytes.catch(() => {});
    throw new Trouble('medcode-web.js could not be loaded. Check the connection and try again.');
  }
  const code = await bytes;
  try {
    await module.default({ module_or_path: code });
  } catch (error) {
    const forbidden = /Content Security Policy|unsafe-eval|disallowed/i.test(String(error));
    throw new Trouble(forbidden
      ? 'This site’s security policy forbids WebAssembly, which the code reference needs. The site’s editor can allow it with ‘wasm-unsafe-eval’.'
      : `The program of the code reference could not be started (${error.message}). Try again.`);
  }
  return module;
}

/** Lets a file be opened in slices, so that no frame waits. */
async function opened(loading, tell = () => {}) {
  try {
    for (;;) {
      const until = performance.now() + SLICE;
      do if (loading.step()) return; while (performance.now() < until);
      tell(loading.progress());
      await breathe();
    }
  } finally {
    loading.free();
  }
}

/** One program with one index, shared by all elements that use the same folder. */
class Library {
  #base;
  #files;
  #views = new Set();
  notes = 'loading';
  done = 0;
  dead = false;

  constructor(base, again) {
    this.#base = base;
    this.ready = this.#load(again);
    this.ready.catch(() => {});
  }

  async #load(again) {
    let known = 0;
    let came = 0;
    const arrived = (bytes) => { came += bytes; this.#tell(known ? 0.8 * Math.min(1, came / known) : 0); };
    const starting = program(this.#base, again, arrived);
    starting.catch(() => {});
    this.#files = await manifest(this.#base, again);
    const codes = this.#files.filter((file) => file.part === 'codes');
    // The program is about as large as the codes; the bar need not be exact.
    known = 2 * codes.reduce((sum, file) => sum + file.bytes, 0);
    const fetched = codes.map((file) => this.#file(file, again, arrived));
    for (const one of fetched) one.catch(() => {});
    const { Engine } = await starting;
    this.engine = new Engine((message) => this.#fail(message));
    for (const bytes of fetched) {
      await opened(this.engine.openCodes(await bytes), (part) => this.#tell(0.8 + 0.2 * part));
    }
    this.#tell(1);
  }

  #file(file, again, came) {
    // Only the name: a manifest never reaches outside its folder.
    const name = String(file.name).split(/[\\/]/).pop();
    return fetchBytes(new URL(`index/${name}`, this.#base).href, { again, bytes: file.bytes, came });
  }

  /** What may come later. Its failure leaves codes and titles usable. */
  async loadNotes(again = false) {
    if (this.loadingNotes) return this.loadingNotes;
    this.notes = 'loading';
    this.loadingNotes = (async () => {
      for (const file of this.#files.filter((one) => one.part === 'notes')) {
        await opened(this.engine.openNotes(await this.#file(file, again)));
      }
      this.notes = 'ready';
    })();
    this.#update();
    try {
      await this.loadingNotes;
    } catch (error) {
      this.notes = error.message || 'unknown reason';
      this.loadingNotes = undefined;
    }
    this.#update();
  }

  /** The program failed: every view is taken down, and none calls it again. */
  #fail(message) {
    this.dead = true;
    libraries.delete(this.#base);
    console.error(`medical-codes: ${message}`);
    for (const view of this.#views) view.failed(new Trouble('Something went wrong in the code reference. What you typed is kept; try again.'));
  }

  #tell(done) {
    this.done = done;
    for (const view of this.#views) view.progress(done);
  }

  #update() {
    for (const view of this.#views) view.update();
  }

  add(view) { this.#views.add(view); }
  remove(view) { this.#views.delete(view); }
}

/** The library of a folder; after a failure a new one. */
function library(base, again = false) {
  let known = libraries.get(base);
  if (!known) {
    known = new Library(base, again);
    libraries.set(base, known);
    known.ready.catch(() => libraries.get(base) === known && libraries.delete(base));
  }
  return known;
}

/** The place that the page's address names. */
function addressed() {
  const hash = location.hash.slice(1);
  try {
    return hash.startsWith('q=')
      ? { code: '', query: decodeURIComponent(hash.slice(2).replaceAll('+', ' ')) }
      : { code: decodeURIComponent(hash), query: '' };
  } catch {
    return { code: '', query: '' };
  }
}

/** Today in the reader's own time zone, YYYY-MM-DD. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without permission or a secure context there is nothing better to do.
  }
}

/** The view in one element. */
class View {
  #host;
  #base;
  #library;
  #mounted;
  #writing;
  #follow = () => this.#mounted?.go(addressed());

  constructor(host, base) {
    this.#host = host;
    this.#base = new URL(host.getAttribute('src') ?? '.', base).href;
  }

  get #addressed() { return this.#host.getAttribute('address') === 'hash'; }

  async start(again = false) {
    const root = this.#host.shadowRoot;
    this.#library = library(this.#base, again);
    this.#library.add(this);
    this.#say(null);
    this.progress(this.#library.done);
    try {
      await this.#library.ready;
      if (!this.#host.isConnected || this.#library.dead) return;
      const input = root.querySelector('input');
      const options = { ...this.#options(), focused: root.activeElement === input };
      if (input?.value && input.value !== this.#host.getAttribute('query')) Object.assign(options, { query: input.value, code: '' });
      root.replaceChildren();
      this.#mounted = this.#library.engine.mount(root, options, (name, detail) => this.#event(name, detail));
      if (this.#addressed) window.addEventListener('popstate', this.#follow);
      this.#dispatch('ready', {});
      this.#library.loadNotes();
    } catch (error) {
      this.failed(error);
    }
  }

  #options() {
    const attribute = (name) => this.#host.getAttribute(name) ?? '';
    const place = this.#addressed && location.hash.length > 1 ? addressed() : { code: attribute('code'), query: attribute('query') };
    return {
      ...place,
      limit: Number(attribute('limit')) || undefined,
      compact: this.#host.hasAttribute('compact'),
      headingLevel: Number(attribute('heading-level')) || undefined,
      notes: this.#library.notes,
      today: today(),
    };
  }

  #event(name, detail) {
    if (name === 'copy') copy(detail.text);
    else if (name === 'retry-notes') this.#library.loadNotes(true);
    else if (name === 'navigate') this.#navigated(detail);
    else this.#dispatch(name, detail);
  }

  #navigated({ code, query, replace }) {
    if (!this.#addressed) return;
    const hash = code ? `#${encodeURIComponent(code)}` : query ? `#q=${encodeURIComponent(query)}` : '#';
    clearTimeout(this.#writing);
    if (replace) this.#writing = setTimeout(() => this.#write('replaceState', hash), TYPING);
    else this.#write('pushState', hash);
  }

  #write(how, hash) {
    try {
      history[how](history.state, '', hash);
    } catch { /* Too many changes for this browser: the address stays behind, nothing else does. */ }
  }

  #dispatch(name, detail) {
    this.#host.dispatchEvent(new CustomEvent(`medical-codes:${name}`, { detail, bubbles: true, composed: true }));
  }

  progress(done) {
    const box = this.#mounted ? null : this.#host.shadowRoot.querySelector('.mc-wait');
    if (!box) return;
    let bar = box.querySelector('progress');
    if (!bar) {
      bar = document.createElement('progress');
      bar.setAttribute('aria-label', 'Loading the code index');
      bar.max = 1;
      box.append(bar);
    }
    bar.value = done;
  }

  update() { this.#mounted?.update(this.#options()); }

  changed(name) {
    if (name === 'code' || name === 'query') this.#mounted?.go({ [name]: this.#host.getAttribute(name) ?? '' });
    else this.update();
  }

  /** Says what went wrong, in the skeleton, with a button to try again. */
  failed(error) {
    const root = this.#host.shadowRoot;
    const typed = root.querySelector('input')?.value ?? '';
    this.#library.remove(this);
    this.#left();
    if (!root.querySelector('.mc-wait')) {
      const box = document.createElement('div');
      box.className = 'mc-wait';
      const input = document.createElement('input');
      input.setAttribute('aria-label', 'Search codes or diagnoses');
      input.value = typed;
      box.append(input);
      root.replaceChildren(box);
    }
    const message = error instanceof Error ? error.message : String(error);
    this.#say(message);
    this.#dispatch('error', { message });
  }

  #say(message) {
    const box = this.#host.shadowRoot.querySelector('.mc-wait');
    for (const old of box?.querySelectorAll('[role=alert], progress') ?? []) old.remove();
    if (message === null || !box) return;
    const alert = document.createElement('div');
    alert.setAttribute('role', 'alert');
    const text = document.createElement('p');
    text.textContent = message;
    const again = document.createElement('button');
    again.type = 'button';
    again.textContent = 'Try again';
    again.addEventListener('click', () => this.start(true));
    alert.append(text, again);
    box.append(alert);
  }

  #left() {
    this.#mounted = undefined;
    clearTimeout(this.#writing);
    window.removeEventListener('popstate', this.#follow);
  }

  destroy() {
    this.#library?.remove(this);
    const mounted = this.#mounted;
    this.#left();
    if (mounted && !this.#library.dead) {
      mounted.destroy();
      mounted.free();
    }
  }
}

/** Puts a view into an element. */
export async function attach(host, base) {
  const view = new View(host, base);
  await view.start();
  return view;
}

/** The engine without a view, with its notes. */
export async function book(base, sets) {
  const one = library(base);
  await one.ready;
  await one.loadNotes();
  if (one.notes !== 'ready') throw new Trouble(one.notes);
  return {
    search: (query, options = {}) => one.engine.search(String(query), options.limit, options.sets ?? sets),
    show: (code) => one.engine.show(String(code)),
    about: () => one.engine.about(),
  };
}
