import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createExcludes } from '../../../../../src/core/files/excludes';
import { StepBudget } from '../../../../../src/core/files/globProgram';
import { IgnoreRules, hasLongLine, readGitignore } from '../../../../../src/core/files/ignoreRules';
import { parseVsCodeGlob } from '../../../../../src/core/files/vsCodeGlob';

const matches = (glob: string, path: string): boolean =>
  parseVsCodeGlob(glob)?.matches(Uint16Array.from(path, (unit) => unit.charCodeAt(0))) ?? false;

/** A glob as a regular expression, as VS Code makes one (src/vs/base/common/glob.ts), for globs without groups. */
function asVsCode(glob: string): RegExp {
  const parts = glob.split('/');
  if (parts.every((part) => part === '**')) return /^.*$/;
  let source = '';
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '**') {
      if (parts[index - 1] !== '**') source += isLast ? '(?:/|[^/]+/|/[^/]+)*?' : '(?:/|[^/]+/)*?';
      continue;
    }
    for (const character of part) {
      if (character === '*') source += '[^/]*?';
      else source += character === '?' ? '[^/]' : character.replace(/[.[\]{}()+^$|\\]/, '\\$&');
    }
    if (!isLast && (parts[index + 1] !== '**' || index + 2 < parts.length)) source += '/';
  }
  return new RegExp(`^${source}$`);
}

describe('the globs of VS Code', () => {
  const cases: [string, string[], string[]][] = [
    ['**/*.js', ['a.js', 'x/a.js', '.a.js', 'x/.js'], ['a.jsx', 'a/js']],
    ['*.js', ['a.js'], ['x/a.js']],
    ['a/**', ['a', 'a/b', 'a/b/c'], ['ab', 'b/a']],
    ['**/a/**', ['a', 'x/a', 'x/a/b', 'a/b/c'], ['xa', 'x/ab/c']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb']],
    ['**', ['a', 'a/b'], []],
    ['**/**/a', ['a', 'x/y/a'], ['xa']],
    ['{a,b/**}/c', ['a/c', 'b/c', 'b/x/c'], ['c', 'a/x/c']],
    ['**/*.{ts,{js,map}}', ['x.ts', 'a/x.js', 'x.map'], ['x.css', 'x.{ts']],
    ['**/{node_modules,dist}', ['dist', 'x/node_modules'], ['distx']],
    ['[a-c]?.[!x]', ['a1.y', 'cz.z'], ['d1.y', 'a.y', 'a1.x', 'a1./']],
    ['[^a]b', ['cb'], ['ab']],
    ['a[', ['a['], ['a']],
    ['{a,b', ['{a,b'], ['a', 'b']],
    ['a.b', ['a.b'], ['axb']],
    ['{,x}a', ['a', 'xa'], ['x']],
    ['[]]', [']'], ['a']],
  ];
  for (const [glob, yes, no] of cases) {
    it(`${glob} match what they say`, () => {
      assert.deepEqual(
        [...yes, ...no].filter((path) => matches(glob, path)),
        yes,
      );
    });
  }

  it('match as the regular expressions that VS Code makes of them', () => {
    const piece = fc.constantFrom('a', 'b', 'ab', '*', '**', '?', 'a*', '*b', '**a', '.a', 'a?b*');
    const globs = fc
      .array(piece, { minLength: 1, maxLength: 5 })
      .map((pieces) => pieces.join('/'))
      // There VS Code asks for a slash that it does not ask for after a single `**`.
      .filter((glob) => !glob.endsWith('**/**') || /^\*\*(?:\/\*\*)*$/.test(glob));
    const name = fc.constantFrom('a', 'b', 'ab', 'aab', '.a', 'ba');
    const paths = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'));
    fc.assert(
      fc.property(globs, paths, (glob, path) => assert.equal(matches(glob, path), asVsCode(glob).test(path))),
      { numRuns: 2_000 },
    );
  });
});

// Counted steps, not milliseconds: what a repository can ship must not stop the extension host.
describe('adversarial patterns', () => {
  const rulesOf = (text: string) => new IgnoreRules(false).with('', [...readGitignore(Buffer.from(text), false)]);
  const folders = (count: number): string => Array<string>(count).fill('a').join('/');
  // All end in a class: at the end of most patterns there is a literal, and then one look tells paths apart.
  const hostile: [string, string][] = [
    [`${'**/a/'.repeat(9)}[b]`, folders(41)],
    [`${'**/a/'.repeat(60)}[b]`, folders(200)],
    [`${'*a'.repeat(8)}*[b]`, 'a'.repeat(60)],
    [`${'*a'.repeat(100)}*[b]`, 'a'.repeat(250)],
    [`${'a*'.repeat(100)}[b]`, 'a'.repeat(250)],
    [`${'*'.repeat(100)}[b]`, 'a'.repeat(250)],
    [`${'?*'.repeat(100)}[b]`, 'a'.repeat(250)],
    [`${'[ab]*'.repeat(100)}[c]`, 'ab'.repeat(120)],
  ];
  const inBraces: [string, string][] = [
    [`${'{a,*}'.repeat(60)}[b]`, 'a'.repeat(60)],
    [`${'{a,aa,**/}'.repeat(60)}[b]`, folders(60)],
    [`${'{*,'.repeat(20)}a${'}'.repeat(20)}[b]`, 'a'.repeat(60)],
  ];

  for (const [pattern, path] of hostile) {
    it(`${pattern.slice(0, 24)} (${pattern.length}) on ${path.length} characters takes few steps in a .gitignore`, () => {
      const rules = rulesOf(`${pattern}\n`);
      const budget = new StepBudget(Infinity);
      assert.equal(rules.ignores(path, true, budget), false);
      assert.ok(budget.steps <= 6 * pattern.length * (path.length + 2), `${budget.steps} steps`);
      assert.ok(budget.steps > path.length);
    });
  }
  for (const [pattern, path] of [...hostile, ...inBraces]) {
    it(`${pattern.slice(0, 24)} (${pattern.length}) on ${path.length} characters takes few steps in files.exclude`, () => {
      const budget = new StepBudget(Infinity);
      assert.equal(createExcludes({ [pattern]: true }).excludes(path, new Set(), budget), false);
      assert.ok(
        budget.steps > path.length && budget.steps <= 6 * pattern.length * (path.length + 2),
        `${budget.steps} steps`,
      );
    });
  }

  it('stop at the budget, which says that it is spent', () => {
    const budget = new StepBudget(1_000);
    const rules = rulesOf(`${'*a'.repeat(500)}*[b]\n`.repeat(500));
    rules.ignores('a'.repeat(250), false, budget);
    assert.equal(budget.isSpent, true);
    assert.ok(budget.steps < 5_000, `${budget.steps} steps`);
    const globs = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`${'*a'.repeat(500)}*[${index}]`, true]),
    );
    const another = new StepBudget(1_000);
    createExcludes(globs).excludes('a'.repeat(250), new Set(), another);
    assert.ok(another.isSpent && another.steps < 5_000, `${another.steps} steps`);
  });

  it('of 4,096 bytes are read in a .gitignore, and longer ones hide nothing', () => {
    const text = (length: number, end: string): string => `x\n${'*'.repeat(length - 1)}a${end}`;
    for (const end of ['', '\n', '\ny']) {
      for (const [length, isLong] of [
        [4_096, false],
        [4_097, true],
      ] as const) {
        assert.equal(rulesOf(text(length, end)).ignores('a', false), !isLong);
        assert.equal(hasLongLine(Buffer.from(text(length, end))), isLong);
      }
    }
  });

  it('of 2,000 characters are read, and longer ones hide nothing', () => {
    const long = (length: number) => `${'?'.repeat(length - 1)}*`;
    assert.equal(matches(long(2_000), 'a'.repeat(2_000)), true);
    assert.equal(matches(long(2_001), 'a'.repeat(2_001)), false);
  });

  it('of braces twenty deep are read, and deeper ones hide nothing', () => {
    const deep = (depth: number) => `${'{b,'.repeat(depth)}a${'}'.repeat(depth)}`;
    assert.equal(matches(deep(20), 'a'), true);
    assert.equal(matches(deep(21), 'a'), false);
    assert.equal(matches(deep(50_000), 'a'), false);
    assert.equal(matches('['.repeat(50_000), 'a'), false);
  });
});
