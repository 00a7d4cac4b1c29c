import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// Each room has a README at its door: what it knows, its parts, and how to add to it. All that it names has to exist.

interface House {
  /** The rooms of a layer in their order. */
  readonly rooms: Readonly<Record<string, readonly string[]>>;
  /** The parts of a room in their order; a list stands for parts beside each other. */
  readonly parts: Readonly<Record<string, readonly (string | readonly string[])[]>>;
}

const { rooms, parts } = (await import(pathToFileURL('eslint.layers.mjs').href)) as House;

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);

/** Rooms that the house will have stand in its table before there is a folder. */
const inLayers = Object.entries(rooms).flatMap(([layer, names]) =>
  names.map((name) => `${layer}/${name}`).filter((room) => existsSync(room)),
);
const doors = [
  ...inLayers,
  ...['src/webview', ...foldersIn('src/webview')],
  ...['src/host', 'src/worker', 'src/cli', 'src/mcp', 'scripts', 'test', 'data'],
];
const signAt = (door: string): string => readFileSync(`${door}/README.md`, 'utf8');

/** Whether a path names something that is built and not in git, or a file of those who use the extension. */
const isElsewhere = (written: string): boolean =>
  /^(?:(?:dist|generated|\.tsbuild|\.vscode-test|test\/editor\/artifacts)\b|ai-field-guide\.yml|(?:settings|keybindings)\.json)/.test(
    written,
  );

/** Returns the paths in backticks: words with a slash, or with the ending of one of our files. Not those elsewhere. */
function pathsIn(sign: string): string[] {
  const prose = sign.replaceAll(/^```[^]*?^```$/gm, '');
  const words = [...prose.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.split(' '));
  const isPath = (word: string): boolean =>
    /^(?:[\w.*-]+\/)+[\w.*-]*$/.test(word) || /^[\w*-][\w.*-]*\.(?:ts|mjs|yml|md|json|css|svg|py|txt)$/.test(word);
  return words.filter((word) => isPath(word) && !isElsewhere(word));
}

/** Whether there is such a file or folder, seen from the door or from the root; NAME and its like stand for any name. */
function isThere(door: string, written: string): boolean {
  const pattern = written.replaceAll(/\b(?:NAME|NUMBER|FAMILY|MAKER|ID)\b/g, '*').replace(/\/$/, '');
  return [door, '.'].some((from) => {
    const place = path.posix.join(from, pattern);
    return pattern.includes('*') ? globSync(place).length > 0 : existsSync(place);
  });
}

/** The parts that a sign lists below its heading "Parts", as the table of the house writes them. */
function partsOf(sign: string): string[] {
  const [, list = ''] = /^## Parts\n([^]*?)(?=^## |$(?![^]))/m.exec(sign) ?? [];
  return [...list.matchAll(/^(?:\d+\.|-) `([^`]+)`/gm)].map(([, part = '']) => part.replace(/\/$/, ''));
}

interface Recipe {
  /** The numbers of its steps, in their order. */
  readonly steps: readonly string[];
  /** Items of its list in which another step stands. */
  readonly crowded: readonly string[];
  /** Numbers that "Fails when" or "Without" names, and that are no steps. */
  readonly unknown: readonly string[];
}

/**
 * How one thing is added: from a heading, or from bold words that begin a paragraph or an item, to the next. Its steps are
 * the items of a list, or they are counted in one paragraph. Prettier counts a list anew, so an item holds one step.
 */
function recipesIn(sign: string): Recipe[] {
  const texts = sign.replaceAll(/`[^`]*`/g, '``').split(/^(?=## |(?:- )?\*\*)/m);
  return texts.map((text) => {
    const [what = '', ...fails] = text.split(/_(?=Fails\s+when_)|(?=\bWithout\s+\d)/);
    const stepsOf = (part: string): string[] =>
      [...part.matchAll(/(?<=^|[^\w,]\s)(\d+)\.(?=\s)/gm)].map(([, step = '']) => step);
    const steps = stepsOf(what);
    const items = /^1\. /m.test(what) ? what.split(/^(?=\d+\. )/m).filter((item) => /^\d/.test(item)) : [];
    const named = [...fails.join(' ').matchAll(/(?<!\b(?:over|more\s+than)\s+)\b\d+\b/g)].map(([number]) => number);
    return {
      steps,
      crowded: items.filter((item) => stepsOf(item).length > 1),
      unknown: named.filter((number) => !steps.includes(number)),
    };
  });
}

describe('the sign at the door of a room', () => {
  for (const door of doors) {
    it(`is there, short, and true: ${door}`, () => {
      const sign = signAt(door);
      const lines = sign.trimEnd().split('\n');
      assert.ok(lines.length >= 10 && lines.length <= 40, `${door}/README.md has ${lines.length} lines, not 10 to 40`);
      const long = lines.filter((line) => line.length > 160);
      assert.deepEqual(long, [], `lines of more than 160 characters in ${door}/README.md`);
      const missing = pathsIn(sign).filter((written) => !isThere(door, written));
      assert.deepEqual(missing, [], `paths in ${door}/README.md that lead nowhere`);
    });
  }

  for (const door of doors) {
    it(`counts its steps from 1, each an item of its own, and fails at steps that are there: ${door}`, () => {
      for (const { steps, crowded, unknown } of recipesIn(signAt(door))) {
        assert.deepEqual(
          steps,
          steps.map((_, i) => String(i + 1)),
        );
        assert.deepEqual(crowded, [], 'items with more than one step');
        assert.deepEqual(unknown, [], 'steps that are not there');
      }
    });
  }

  it('lists the parts of its room in their order', () => {
    for (const door of inLayers) assert.deepEqual(partsOf(signAt(door)), parts[door]?.flat() ?? [], door);
  });

  it('stands at rooms alone that are there', () => {
    const gone = Object.keys(parts).filter((room) => !inLayers.includes(room));
    assert.deepEqual(gone, []);
  });
});

describe('a path in a sign', () => {
  it('is seen where it is one', () => {
    const sign =
      'See `npx tsx scripts/build.ts`, `find/`, `sense.ts`, not `tokens.model`, `a.b()`, `@scope/x` or `#host`.';
    assert.deepEqual(pathsIn(sign), ['scripts/build.ts', 'find/', 'sense.ts']);
  });

  it('leads somewhere, or is told', () => {
    assert.ok(isThere('src/core/base', 'say.ts'));
    assert.ok(isThere('src/core/base', 'data/models/FAMILY.yml'));
    assert.ok(!isThere('src/core/base', 'gone.ts'));
    assert.ok(!isThere('src/core/base', 'data/gone/FAMILY.yml'));
    assert.ok(!isThere('src/core/base', 'docs/README.md'));
  });
});

describe('CONTRIBUTING.md', () => {
  it('has at most 14 kB', () => assert.ok(statSync('CONTRIBUTING.md').size <= 14_000));

  it('names paths that are there', () => {
    const missing = pathsIn(readFileSync('CONTRIBUTING.md', 'utf8')).filter((written) => !isThere('.', written));
    assert.deepEqual(missing, []);
  });
});
