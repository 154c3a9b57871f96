// Loads the program once for a page, and an index once for a folder. Whatever
// goes wrong is an error whose message a reader understands.

/** Main-thread time that a piece of opening may take, in milliseconds: half a frame. */
const SLICE = 8;
/** The smallest WebAssembly module there is, to ask whether the page may have any. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/** Something that a reader is told. */
class Trouble extends Error {}

/** Lets the browser draw and react before going on. */
const breathe = () => globalThis.scheduler?.yield?.() ?? new Promise((go) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { channel.port1.close(); go(); };
  channel.port2.postMessage(0);
});

const nameOf = (url) => new URL(url).pathname.split('/').pop();

/** @param {string} url @param {boolean} again Whether what the browser has stored may be what is wrong. */
async function get(url, again) {
  let response;
  try {
    response = await fetch(url, { cache: again ? 'reload' : 'default', credentials: 'same-origin' });
  } catch {
    throw new Trouble(`${nameOf(url)} could not be fetched. Check the connection and try again.`);
  }
  if (response.ok) return response;
  response.body?.cancel();
  throw new Trouble(`${nameOf(url)} could not be fetched: the server answered ${response.status}. Try again later.`);
}

/** Counts what is fetched together: `came` of `total` bytes. */
class Meter {
  came = 0;
  total = 0;
  #tell;

  constructor(tell) { this.#tell = tell; }

  /** Reads an answer to its end. `size` is what it should have, if that is known. */
  async read(response, size) {
    // A length is that of the packed bytes if the host packs, and these unpack to about three times as many.
    const packed = response.headers.has('content-encoding');
    const expected = size ?? Number(response.headers.get('content-length') ?? 0) * (packed ? 3 : 1);
    this.total += expected;
    const parts = [];
    let came = 0;
    try {
      const reader = response.body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        parts.push(part.value);
        this.came += Math.min(part.value.length, Math.max(0, expected - came));
        came += part.value.length;
        this.#tell();
      }
    } catch {
      throw new Trouble(`The connection was lost while ${nameOf(response.url)} was being fetched. Check it and try again.`);
    }
    this.came += Math.max(0, expected - came);
    const all = new Uint8Array(came);
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** Throws if this page may not run WebAssembly. */
async function allowed() {
  if (typeof WebAssembly !== 'object') {
    throw new Trouble('This browser has no WebAssembly (or has it turned off), which the code reference needs. Use a current browser.');
  }
  await WebAssembly.instantiate(EMPTY).catch(() => {
    throw new Trouble('This site’s security policy forbids WebAssembly, which the code reference needs. The site’s editor can allow it by adding ‘wasm-unsafe-eval’ to script-src.');
  });
}

/** One running instance of the program. After a failure it is never called again; a new one takes its place. */
class Program {
  static #count = 0;
  dead = false;
  libraries = new Set();
  meter = new Meter(() => this.libraries.forEach((one) => one.tell()));

  constructor(home, again) {
    // A second instance needs modules of its own, which another address gives.
    const suffix = Program.#count ? `?instance=${Program.#count}` : '';
    Program.#count += 1;
    this.ready = this.#start(home, suffix, again);
    this.ready.catch(() => this.#over());
  }

  async #start(home, suffix, again) {
    const glue = import(`${home}medcode-web.js${suffix}`).catch(() => {
      throw new Trouble('medcode-web.js could not be loaded. Check the connection and try again.');
    });
    const code = this.#compile(`${home}medcode-web_bg.wasm`, again);
    const [module, compiled] = await Promise.all([glue, code]);
    try {
      await module.default({ module_or_path: compiled });
    } catch {
      throw new Trouble('medcode-web.js and medcode-web_bg.wasm are not of one release. Try again.');
    }
    return module;
  }

  /** Compiles while the bytes come, where the host names their type rightly. */
  async #compile(url, again) {
    await allowed();
    const response = await get(url, again);
    const typed = response.headers.get('content-type')?.startsWith('application/wasm');
    const streaming = typed && WebAssembly.compileStreaming?.(response.clone());
    streaming?.catch?.(() => {});
    const bytes = await this.meter.read(response);
    try {
      return await (streaming || WebAssembly.compile(bytes));
    } catch {
      throw new Trouble('The program of the code reference arrived damaged (medcode-web_bg.wasm). Try again.');
    }
  }

  /** The program failed within: nobody may call it any more. */
  panicked(message) {
    if (this.dead) return;
    this.dead = true;
    this.#over();
    console.error(`medical-codes: ${message}`);
    for (const one of this.libraries) one.died();
  }

  #over() { if (program === this) program = undefined; }
}

/** The program that new libraries use. */
let program;

/** One index in one program, shared by all elements that use the same folder. */
class Library {
  #base;
  #files = [];
  #opened = 0;
  #rest;
  /** How many of the files are open. */
  #came = 1;
  #program;
  #meter = new Meter(() => this.tell());
  views = new Set();
  /** `loading`, `ready`, or why what comes later could not be had. */
  rest = 'loading';

  constructor(home, base, again) {
    /** The folder of the program, and of the standalone page. */
    this.home = home;
    this.#base = base;
    program ??= new Program(home, again);
    this.#program = program;
    this.#program.libraries.add(this);
    this.ready = this.#load(again);
    this.ready.catch(() => this.#program.libraries.delete(this));
  }

  get dead() { return this.#program.dead; }

  /** How much of the way to the first search is done: nine tenths are bytes, the rest is opening them. */
  get done() {
    const [one, other] = [this.#program.meter, this.#meter];
    const total = one.total && other.total ? one.total + other.total : 0;
    return (total && 0.9 * (one.came + other.came) / total) + 0.1 * this.#opened;
  }

  async #load(again) {
    const starting = this.#program.ready;
    starting.catch(() => {});
    this.#files = await this.#manifest(again);
    const [first] = this.#files;
    if (first?.part !== 'codes') throw new Trouble('index/manifest.json names no file of codes. Build the index again.');
    const fetched = this.#fetch(first, again);
    fetched.catch(() => {});
    const { Engine } = await starting;
    const engine = new Engine((message) => this.#program.panicked(message));
    await this.#open(first, engine.openCodes.bind(engine), await fetched, (part) => {
      this.#opened = part;
      this.tell();
    });
    this.engine = engine;
  }

  async #manifest(again) {
    const bytes = await new Meter(() => {}).read(await get(`${this.#base}index/manifest.json`, again));
    try {
      const { files } = JSON.parse(new TextDecoder().decode(bytes));
      if (Array.isArray(files)) return files;
    } catch { /* said below */ }
    throw new Trouble('index/manifest.json is no list of index files (perhaps an error page was sent in its place). Try again later.');
  }

  async #fetch(file, again) {
    // Only the name: a manifest never reaches outside its folder.
    const name = String(file.name).split(/[\\/]/).pop();
    return this.#meter.read(await get(`${this.#base}index/${name}`, again), file.bytes);
  }

  /** Opens a file in slices, so that no frame waits. */
  async #open(file, begin, bytes, tell = () => {}) {
    let loading;
    try {
      loading = begin(bytes);
      await breathe();
      for (;;) {
        const until = performance.now() + SLICE;
        do {
          if (loading.step()) {
            loading.free();
            return;
          }
        } while (performance.now() < until);
        tell(loading.progress());
        await breathe();
      }
    } catch (error) {
      if (this.failed(error)) throw broken();
      loading?.free();
      throw new Trouble(`${file.name} cannot be used: ${error.message}.`);
    }
  }

  /** What may come later: the other sets, then notes and facts. Its failure leaves usable what is there. */
  async loadRest(again = false) {
    if (this.rest === 'ready') return;
    if (!this.#rest) {
      this.#rest = this.#loadRest(again);
      this.rest = 'loading';
      this.#update();
    }
    await this.#rest;
  }

  async #loadRest(again) {
    try {
      while (this.#came < this.#files.length) {
        const file = this.#files[this.#came];
        const begin = file.part === 'codes' ? this.engine.openCodes : this.engine.openMore;
        await this.#open(file, begin.bind(this.engine), await this.#fetch(file, again));
        this.#came += 1;
        if (this.#came === this.#files.findLastIndex((one) => one.part === 'codes' && !one.former) + 1) this.#update();
      }
      this.rest = 'ready';
    } catch (error) {
      this.rest = error.message;
      this.#rest = undefined;
    }
    this.#update();
  }

  /** Whether every set can be searched. */
  get whole() { return !this.#files.slice(this.#came).some((file) => file.part === 'codes' && !file.former); }

  #update() {
    if (!this.dead) for (const view of this.views) view.update();
  }

  /** Whether an error came from a program that broke: a trap leaves it unusable, even where it could not say so. */
  failed(error) {
    if (error?.constructor !== Error && !(error instanceof Trouble)) this.#program.panicked(`${error} ${error?.stack ?? ''}`);
    return this.dead;
  }

  tell() {
    for (const view of this.views) view.progress(this.done);
  }

  died() {
    for (const view of [...this.views]) view.failed(broken());
  }
}

/** What is said when the program itself failed. */
const broken = () => new Trouble('Something went wrong in the code reference. What you typed is kept; try again.');

/** Libraries by the folder that holds their index. */
const libraries = new Map();

/**
 * The library of a folder: the one that works or is on its way, or else a new one.
 * @param {string} home The folder of the program. @param {string} base The folder that holds `index/`.
 * @param {boolean} again Whether this is another try.
 */
export function library(home, base, again = false) {
  const folder = new URL('.', base).href;
  let known = libraries.get(folder);
  if (!known || known.dead) {
    known = new Library(home, folder, again);
    libraries.set(folder, known);
    known.ready.catch(() => libraries.get(folder) === known && libraries.delete(folder));
  }
  return known;
}

/** What hits are narrowed to, as the engine has it: `side=right`; of several values of a kind any will do. */
const choices = (refine) => Object.entries(refine).flatMap(([by, values]) => [values].flat().filter(Boolean).map((value) => `${by}=${value}`));

/** The engine without a view, with all that there is. */
export async function book(home, base, sets) {
  const one = library(home, base);
  await one.ready;
  await one.loadRest();
  if (one.rest !== 'ready') throw new Trouble(one.rest);
  const engine = () => {
    if (one.dead) throw broken();
    return one.engine;
  };
  return {
    search: (query, { limit, sets: only = sets, refine = {}, exact = false } = {}) => engine().search(String(query), limit, only, choices(refine), exact),
    show: (code, options = {}) => engine().show(String(code), options.date),
    check: (text, options = {}) => engine().check(String(text), options.date),
    about: () => engine().about(),
  };
}
