// The engines side by side, in the page: each has `load`, which ends when the
// first query can be asked, and `search`, which answers one.
const rows = async () => (await (await fetch('/rows.jsonl')).text()).trimEnd().split('\n').map((line, id) => ({ id, ...JSON.parse(line) }));
const LIMIT = 10;
/** What a search needs of the index; notes and facts are for pages. */
export const searched = (files) => files.filter(({ part, former }) => !former && ['codes', 'thesaurus'].includes(part));

export const ENGINES = {
  Medcode: async () => {
    const glue = await import('/dist/medcode-web.js');
    const { memory } = await glue.default({ module_or_path: '/dist/medcode-web_bg.wasm' });
    const engine = new glue.Engine(console.error);
    const { files } = await (await fetch('/dist/index/manifest.json')).json();
    for (const { name, part } of searched(files)) {
      const begin = part === 'codes' ? engine.openCodes : engine.openMore;
      const loading = begin.call(engine, new Uint8Array(await (await fetch(`/dist/index/${name}`)).arrayBuffer()));
      while (!loading.step());
    }
    return { search: (query) => engine.search(query, LIMIT, [], [], false), memory: () => memory.buffer.byteLength };
  },
  minisearch: async () => {
    const { default: MiniSearch } = await import('/modules/minisearch/dist/es/index.js');
    const index = new MiniSearch({ fields: ['code', 'title'], storeFields: ['code', 'title'] });
    index.addAll(await rows());
    return { search: (query) => index.search(query, { prefix: true, fuzzy: 0.2, combineWith: 'AND' }).slice(0, LIMIT) };
  },
  flexsearch: async () => {
    const { Document } = await import('/modules/flexsearch/dist/flexsearch.bundle.module.min.mjs');
    const index = new Document({ tokenize: 'forward', document: { id: 'id', index: ['code', 'title'], store: ['code', 'title'] } });
    for (const row of await rows()) index.add(row);
    return { search: (query) => index.search(query, { limit: LIMIT, enrich: true, suggest: true }) };
  },
  ufuzzy: async () => {
    const { default: UFuzzy } = await import('/modules/@leeoniya/ufuzzy/dist/uFuzzy.mjs');
    const lines = (await rows()).map((row) => `${row.code} ${row.title}`);
    const fuzzy = new UFuzzy({ intraMode: 1 });
    return { search: (query) => { const [found, , order] = fuzzy.search(lines, query, 1, 1000); return (order ?? found ?? []).slice(0, LIMIT).map((at) => lines[at]); } };
  },
  fuzzysort: async () => {
    const { go, prepare } = await import('/modules/fuzzysort/fuzzysort.js');
    const lines = (await rows()).map((row) => prepare(`${row.code} ${row.title}`));
    return { search: (query) => go(query, lines, { limit: LIMIT }).map((hit) => hit.target) };
  },
};
