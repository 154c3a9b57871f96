// What is kept on the device, if the reader wants that: favourites, and the codes that
// were looked at. It goes to nobody.

/** The name in the browser's storage. */
const NAME = 'medical-codes';
/** How many of the codes that were looked at are kept. */
const MOST = 20;

/** Where the browser refuses to store, as in some frames, it is kept as long as the page. */
let here = null;

const list = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** Two lists of addresses, the latest first; null if nothing is to be kept. */
export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME));
    if (!found) return here;
    return { favourites: list(found.favourites), recent: list(found.recent) };
  } catch { return here; }
}

function store(lists) {
  here = lists;
  try {
    if (lists) localStorage.setItem(NAME, JSON.stringify(lists));
    else localStorage.removeItem(NAME);
    here = null;
  } catch { /* Kept here only. */ }
}

/** @param {'begin' | 'erase' | 'favourite'} how */
export function keep(how, address) {
  const lists = kept() ?? { favourites: [], recent: [] };
  if (how === 'erase') return store(null);
  if (how === 'favourite') {
    const rest = lists.favourites.filter((one) => one !== address);
    lists.favourites = rest.length < lists.favourites.length ? rest : [address, ...rest];
  }
  return store(lists);
}

/** A code was looked at; whether that is kept. */
export function looked({ set, code }) {
  const lists = kept();
  if (!lists) return false;
  const address = `${set}:${code}`;
  lists.recent = [address, ...lists.recent.filter((one) => one !== address)].slice(0, MOST);
  store(lists);
  return true;
}

/** Gives the lists to the reader as a file. */
export function download() {
  const file = new Blob([JSON.stringify(kept(), null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'medical-codes.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
