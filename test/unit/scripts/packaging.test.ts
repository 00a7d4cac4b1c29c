import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import JSZip from 'jszip';
import { anchorOf } from '../../../src/core/base/anchors';
import { lexer, walkTokens } from 'marked';
import { removeStale } from '../../../scripts/buildExtension';
import { packagePage, packageReadme } from '../../../scripts/packaging/packageReadme';
import { START_SCRIPT, checkPage, checkStart, loadedAtStart } from '../../../scripts/packaging/startScripts';
import { stageExtension } from '../../../scripts/packaging/stage';
import { docsPages } from '../../../src/editor/start/docsPages';
import { writeVsix } from '../../../scripts/packaging/writeVsix';
import { buildVocabularies } from '../../../scripts/vocabularies';
import { VOCABULARY_SOURCES } from '../../../scripts/vocabularies/sources';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'packaging-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text = name): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const section = '## Contribute\n\nnpm ci\n\n[Contribute](CONTRIBUTING.md)\n\n';

describe('the README of the package', () => {
  const readme = (markdown: string, ...packaged: string[]): string =>
    packageReadme(`${section}## End\n\n${markdown}`, new Set(packaged)).replace('## End\n\n', '');

  it('has no pictures', () => {
    assert.equal(readme('a\n\n![A tree](media/screenshots/families.png)\n\nb'), 'a\n\nb');
  });

  it('makes a link to a file that is not packaged text', () => {
    assert.equal(readme('See [the `API`](src/api.ts).'), 'See the `API`.');
  });

  it('makes a link to a file of the package text too, which follows the file to its place there', () => {
    assert.equal(readme('[MIT](LICENSE) [a](docs/a.md#b)', 'LICENSE.txt', 'docs/a.md'), 'MIT a');
    const terms = 'dist/vocabularies/LICENCES.md';
    assert.equal(readme('[vocabularies/LICENCES.md](vocabularies/LICENCES.md)', terms), terms);
  });

  it('leaves the pages of docs their links to files of the package', () => {
    assert.equal(
      packagePage('[b](b.md#c) [MIT](../LICENSE) [d](../d.ts)', new Set(['docs/b.md', 'LICENSE.txt']), 'docs'),
      '[b](b.md#c) [MIT](../LICENSE.txt) d',
    );
  });

  it('keeps links to the web and code as they are', () => {
    const same = '[a](https://example.com) [b](#end)\n\n```md\n![x](y.png) [z](z.md)\n```\n';
    assert.equal(readme(same), same);
  });

  it('leaves out what only the repository can do, and notices when that section is renamed', () => {
    assert.equal(readme('b'), 'b');
    assert.throws(() => packageReadme('## Try it\n\na', new Set()), /no section "Contribute" to leave out/);
  });
});

/** A repository with what a package takes, and one thing that it does not. */
function makeRepository(): string {
  const manifest = {
    name: 'x',
    publisher: 'y',
    version: '1.0.0',
    engines: { vscode: '^1.101.0' },
    main: 'dist/x.js',
    activationEvents: [],
  };
  write('repository/package.json', JSON.stringify(manifest));
  const readme = '# X\n\n![p](media/screenshots/p.png) [l](LICENSE) [c](CONTRIBUTING.md) [m](media/icon.svg)\n\n';
  write('repository/README.md', readme + section);
  write('repository/.vscodeignore', readFileSync('.vscodeignore', 'utf8'));
  for (const name of [
    'CHANGELOG.md',
    'LICENSE',
    'media/icon.svg',
    'media/screenshots/p.png',
    'package.nls.json',
    'package-lock.json',
    'src/x.ts',
    '.editorconfig',
  ]) {
    write(`repository/${name}`);
  }
  return path.join(folder, 'repository');
}

async function pack(stage: string, name: string): Promise<Buffer> {
  const file = path.join(folder, name);
  await writeVsix(stage, file);
  return readFileSync(file);
}

describe('a package', () => {
  it('holds the built files and what the editor needs, and nothing of an earlier one', async () => {
    write('stage/dist/x.js', 'export const x = 1;');
    write('stage/media/gone.svg');
    stageExtension(makeRepository(), path.join(folder, 'stage'));
    const zip = await JSZip.loadAsync(await pack(path.join(folder, 'stage'), 'x.vsix'));
    const names = Object.keys(zip.files).filter((name) => name.startsWith('extension/'));
    assert.deepEqual(
      names.map((name) => name.slice('extension/'.length)).sort(),
      [
        'LICENSE.txt',
        'changelog.md',
        'dist/x.js',
        'media/icon.svg',
        'package.json',
        'package.nls.json',
        'readme.md',
      ].sort(),
    );
  });

  /** The package with our own README and pages, and what they say there. */
  async function packOurPages(): Promise<{ zip: JSZip; pages: Map<string, string> }> {
    write('stage/dist/x.js', 'export const x = 1;');
    const repository = makeRepository();
    cpSync('README.md', path.join(repository, 'README.md'));
    cpSync('docs', path.join(repository, 'docs'), { recursive: true });
    cpSync('vocabularies', path.join(folder, 'stage/dist/vocabularies'), { recursive: true });
    stageExtension(repository, path.join(folder, 'stage'));
    const zip = await JSZip.loadAsync(await pack(path.join(folder, 'stage'), 'x.vsix'));
    const pages = new Map<string, string>();
    for (const name of Object.keys(zip.files)) {
      const page = /^extension\/(readme\.md|docs\/.+\.md)$/.exec(name)?.[1];
      if (page !== undefined) pages.set(page, await zip.files[name]!.async('string'));
    }
    return { zip, pages };
  }

  it('has a README with links to the web and to its headings alone, and pages whose links lead to its own files too', async () => {
    const { zip, pages } = await packOurPages();
    assert.ok(pages.size > 5, [...pages.keys()].join());
    const headings = new Set<string>();
    const links: string[] = [];
    for (const [page, markdown] of pages) {
      void walkTokens(lexer(markdown), (token) => {
        if (token.type === 'heading') headings.add(`${page}#${anchorOf(String(token.text))}`);
        if (token.type !== 'link' && token.type !== 'image') return;
        const [file = '', heading] = String(token.href).split('#');
        if (page === 'readme.md' && file !== '') assert.match(file, /^https:/);
        const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
        links.push(file.startsWith('https:') ? file : heading === undefined ? target : `${target}#${heading}`);
      });
    }
    const leads = (link: string): boolean =>
      link.startsWith('https:') || headings.has(link) || zip.file(`extension/${link}`) !== null;
    assert.deepEqual(
      links.filter((link) => !leads(link)),
      [],
    );
    assert.ok(links.includes('docs/models.md#ignoring-model-ids'), 'a link from page to page');
  });

  it('has the pages that Open Documentation lists, each with a heading, in the order of the README', async () => {
    const { pages } = await packOurPages();
    const listed = docsPages.map((name) => `docs/${name}.md`);
    assert.deepEqual(listed.toSorted(), [...pages.keys()].filter((page) => page !== 'readme.md').sort());
    const named = readFileSync('README.md', 'utf8').matchAll(/\]\((docs\/[\w-]+\.md)/g);
    const ofTheRepository = 'docs/figures.md';
    const inOrder = new Set([...named].map(([, page = '']) => page).filter((page) => page !== ofTheRepository));
    assert.deepEqual(listed, [...inOrder]);
    for (const page of listed) assert.match(pages.get(page) ?? '', /^# \S/, page);
  });

  it('has a README and pages without pictures, HTML, and addresses or commands of the repository', async () => {
    const ours = ['README.md', ...globSync('docs/*.md')].map((file) => readFileSync(file, 'utf8')).join('\n');
    const { pages } = await packOurPages();
    for (const [page, markdown] of pages) {
      const pictures: string[] = [];
      void walkTokens(lexer(markdown), (token) => {
        if (token.type === 'image' || token.type === 'html') pictures.push(token.raw);
      });
      assert.deepEqual(pictures, [], page);
      for (const address of markdown.match(/https?:\/\/[^)\s]+/g) ?? []) assert.ok(ours.includes(address), address);
      const ofTheRepository = /.*(?:\bnpm (?:ci|run|start|test)\b|\bsrc\/|\bthis repository\b).*/g;
      assert.deepEqual(markdown.match(ofTheRepository) ?? [], [], page);
      // A picture that is gone leaves no hole, and nobody speaks of it.
      assert.deepEqual(
        markdown.match(/\n{3,}|.*\b(?:picture|image|screenshot|shown) (?:above|below)\b.*/g) ?? [],
        [],
        page,
      );
    }
    for (const part of ['- Glossary: ', '- Token counter: ', '**Open Documentation**', '\n\n## Privacy']) {
      assert.ok(pages.get('readme.md')?.includes(part), part);
    }
  });

  it('has the same bytes at another time and in another time zone', async () => {
    const script = write('stage/dist/x.js', 'export const x = 1;');
    stageExtension(makeRepository(), path.join(folder, 'stage'));
    const first = await pack(path.join(folder, 'stage'), 'first.vsix');
    utimesSync(script, 1_000_000_000, 1_000_000_000);
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    try {
      assert.ok(first.equals(await pack(path.join(folder, 'stage'), 'second.vsix')));
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});

describe('dist/', () => {
  it('loses the files of an earlier build, with their folders, and keeps the new ones', () => {
    const current = write('dist/chunks/new.js');
    for (const old of ['dist/chunks/old.js', 'dist/old/deep/old.js', 'dist/.hidden']) write(old);
    removeStale(path.join(folder, 'dist'), new Set([current]));
    assert.ok(existsSync(current));
    for (const old of ['chunks/old.js', 'old', '.hidden']) assert.ok(!existsSync(path.join(folder, 'dist', old)), old);
  });

  describe('vocabularies', function () {
    const sources = VOCABULARY_SOURCES.filter(({ name }) => name === 'claude_legacy');
    const file = (name: string): string => path.join(folder, name);

    it('loses a vocabulary that no source stands for', () => {
      write('tekken.bin');
      buildVocabularies(folder, sources);
      assert.ok(!existsSync(file('tekken.bin')));
      assert.ok(existsSync(file('claude_legacy.bin')));
      assert.ok(existsSync(file('licences/MIT.txt')));
    });

    it('is made again when the converter has changed, and only then', () => {
      const made = buildVocabularies(folder, sources, 'the old code');
      const whole = readFileSync(file('claude_legacy.bin'));
      utimesSync(file('claude_legacy.bin'), 1_000_000_000, 1_000_000_000);
      const madeAt = (): number => Math.round(statSync(file('claude_legacy.bin')).mtimeMs / 1000);
      assert.deepEqual(buildVocabularies(folder, sources, 'the old code'), made);
      assert.equal(madeAt(), 1_000_000_000);
      buildVocabularies(folder, sources, 'the new code');
      assert.notEqual(madeAt(), 1_000_000_000);
      assert.ok(readFileSync(file('claude_legacy.bin')).equals(whole));
    });
  });
});

describe('what loads when the extension starts', () => {
  beforeEach(() => {
    write(
      'extension.cjs',
      `var v=require("vscode"),a=require("./chunks/a.js");const b=()=>import("./chunks/late.js");`,
    );
    write('chunks/a.js', `import"./b.js";export{c as a}from"./c.js";`);
    write('chunks/b.js', `import"./a.js";`);
    write('chunks/c.js', 'export const c=1;');
    write('chunks/late.js', ' '.repeat(10_000));
  });

  it('is what is imported, and what that imports, but nothing that waits for its first use', () => {
    const loaded = [...loadedAtStart(path.join(folder, START_SCRIPT))].map((file) => path.relative(folder, file));
    assert.deepEqual(
      loaded.map((file) => file.replaceAll(path.sep, '/')),
      ['extension.cjs', 'chunks/a.js', 'chunks/b.js', 'chunks/c.js'],
    );
  });

  it('may not be larger than is agreed', () => {
    assert.doesNotThrow(() => checkStart(folder, 1_000));
    write('chunks/c.js', `export const c="${'x'.repeat(1_000)}";`);
    assert.throws(() => checkStart(folder, 1_000), /load at start have 1\d{3} bytes, and 1000 at most.*import\(\)/);
  });

  it('of the page may not be larger than is agreed, either', () => {
    write('webview/playground.js', 'import"./a.js";import("./late.js");'.padEnd(600));
    write('webview/a.js', ' '.repeat(400));
    write('webview/late.js', ' '.repeat(400));
    assert.doesNotThrow(() => checkPage(folder, 1_000));
    assert.throws(() => checkPage(folder, 999), /loads 1000 bytes at first, and 999 at most/);
  });
});
