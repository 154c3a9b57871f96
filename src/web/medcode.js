// The script that a page includes: defines <medical-codes> and exports open().
//
// It is all that a page pays for until an element comes near the viewport or is
// touched: a skeleton with a search box that already takes text. Then it loads
// medcode-load.js, which does the rest. Made for strict hosts: no inline style
// or script, no innerHTML, no eval, no worker, no request of its own.

/** The folder that this script came from: everything else lies beside it. */
const HERE = new URL('.', import.meta.url).href;
/** How near the viewport an element loads, so that it is ready when seen. */
const NEAR = '400px';

const SKELETON = `
:host { all: initial; display: block; box-sizing: border-box; color-scheme: light dark;
  block-size: var(--medical-codes-height, min(44rem, 85vh)); min-block-size: 20rem;
  font: 16px/1.5 system-ui, sans-serif; font: var(--medical-codes-font, 400 1rem/1.5 system-ui, sans-serif); }
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
.mc-wait { padding: 1rem; }
.mc-wait label { display: block; margin-block-end: .375rem; font-weight: 600; }
.mc-wait input { box-sizing: border-box; inline-size: 100%; block-size: 3rem; padding-inline: .875rem;
  font: inherit; border: 1px solid GrayText; border-radius: var(--medical-codes-radius, .5rem); }
.mc-wait progress { inline-size: 100%; block-size: .25rem; margin-block-start: .75rem; accent-color: var(--medical-codes-accent, #0b5c8a); }
.mc-wait p { margin-block: .75rem; }
.mc-wait button { min-block-size: 2.75rem; padding-inline: 1rem; font: inherit; cursor: pointer; }`;

let skeleton;
/** The skeleton's style sheet, one for all elements. */
function sheet() {
  if (!skeleton) {
    skeleton = new CSSStyleSheet();
    skeleton.replaceSync(SKELETON);
  }
  return skeleton;
}

const load = () => import(new URL('medcode-load.js', HERE).href);

/** <medical-codes>: see README.md for its attributes and events. */
class MedicalCodes extends HTMLElement {
  static observedAttributes = ['code', 'query', 'limit', 'compact', 'heading-level', 'notes'];

  #view;
  #wanted = false;
  #near;

  connectedCallback() {
    if (!this.shadowRoot) {
      this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet()];
      this.#draw();
    }
    if (this.#wanted) return;
    this.#near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#start(), { rootMargin: NEAR });
    this.#near.observe(this);
    for (const kind of ['focusin', 'pointerenter']) this.addEventListener(kind, () => this.#start(), { once: true });
  }

  /** Moving a node disconnects and connects it at once: wait to see which it was. */
  disconnectedCallback() {
    this.#near?.disconnect();
    setTimeout(() => {
      if (this.isConnected) return;
      this.#view?.then((view) => !this.isConnected && view.destroy()).catch(() => {});
      this.#view = undefined;
      this.#wanted = false;
      this.#draw();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before !== now) this.#view?.then((view) => view.changed(name)).catch(() => {});
  }

  /** The search box before the program is there: what is typed here is kept. */
  #draw() {
    const make = (name, attributes) => {
      const node = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    };
    const box = make('div', { class: 'mc-wait', part: 'loading' });
    const label = make('label', { for: 'mc-input' });
    label.textContent = 'Search codes or diagnoses';
    const input = make('input', { id: 'mc-input', part: 'input', type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' });
    input.value = this.getAttribute('query') ?? '';
    box.append(label, input);
    this.shadowRoot.replaceChildren(box);
  }

  #start() {
    if (this.#wanted || !this.isConnected) return;
    this.#wanted = true;
    this.#near.disconnect();
    this.#view = load().then((module) => module.attach(this, HERE));
    this.#view.catch((error) => {
      // Only the loader itself can fail here; it says everything else in place.
      const note = document.createElement('p');
      note.setAttribute('role', 'alert');
      note.textContent = `The code reference could not be loaded (${error.message}). Check the connection and reload the page.`;
      this.shadowRoot.firstChild?.append(note);
      this.#wanted = false;
    });
  }
}

// Including the script twice is harmless.
if (!customElements.get('medical-codes')) customElements.define('medical-codes', MedicalCodes);

/**
 * The engine alone, without any view.
 * @param {{sets?: string[], base?: string}} options `sets` to search by default; `base`: the folder of these files.
 * @returns {Promise<{search(query: string, options?: {limit?: number, sets?: string[]}): object, show(code: string): object|null, about(): object[]}>}
 */
export async function open({ sets = [], base = HERE } = {}) {
  return (await load()).book(new URL(base, HERE).href, sets);
}
