import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { atOnce } from '../../../../../src/core/base/work';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { glossary as terms } from '../../../../../generated/glossary';
import { senses } from '../../../../support/senses';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { createGlossary } from '../../../../../src/core/glossary/sense/createGlossary';
import { indexGlossary } from '../../../../../src/core/glossary/find/indexGlossary';
import { askedAbout } from '../../../../../src/core/playground/reference/askedAbout';
import { familyNames } from '../../../../../src/core/playground/reference/knownNames';
import { isOneSlip, slippedFamily } from '../../../../../src/core/playground/reference/nameSlip';

const glossary = createGlossary(indexGlossary(terms), senses);
const catalog = createCatalog(catalogTable, () => '2026-11-27');
const names = catalog.families.flatMap(familyNames);
const meantIn = (question: string): (string | undefined)[] =>
  atOnce(askedAbout(question, { glossary, catalog })).map((subject) =>
    subject.kind === 'family' ? subject.meant : subject.kind,
  );

/** Letters that must be changed, lost, put in or swapped with their neighbour, in a plain table. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => i + j));
  const at = (i: number, j: number): number => rows[i]![j]!;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : changed;
      rows[i]![j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, changed, swapped);
    }
  }
  return at(a.length, b.length);
}

describe('a name with a slip in a question', () => {
  for (const [question, meant] of [
    ['who made gemni?', 'Gemini'],
    ['Who makes Geminii?', 'Gemini'],
    ['Is Cluade open or closed?', 'Claude'],
    ['Is claued a model with open weights?', 'Claude'],
    ['Which company is behind Deepseak?', 'DeepSeek'],
    ['What are the strengths of Misrtal?', 'Mistral'],
    ['What is Mixtrral good at?', 'Mixtral'],
    ['Can I download llamma?', 'Llama'],
  ] as const) {
    it(`is taken for ${meant} in “${question}”`, () => assert.deepEqual(meantIn(question), [meant]));
  }

  for (const question of [
    'who made Gemina?',
    'who made lama curry?',
    'who made lama?',
    'Who made Clause?',
    'Who wrote this clause?',
    'Clause',
    'Mistrial',
    'who made the Mistrial?',
    'Who makes mitral valves?',
    'Who makes LLaVA?',
    'Who makes Gpt4all?',
    'Who makes Qwem?',
    'Who makes gork?',
    'gemni',
    'What is gemni?',
    'gemni horoscope for today',
    'Who made gemni cookies?',
    'Who made gemni and cluade?',
    'Translate: gemni is open',
    'Who makes Miztral?',
  ]) {
    it(`is taken for nothing in “${question}”`, () => assert.deepEqual(meantIn(question), []));
  }

  it('leaves the names that are written as they are', () => {
    for (const name of names) assert.deepEqual(meantIn(`Who makes ${name}?`), [undefined]);
  });

  it('is never an English word', () => {
    const list = readFileSync(path.resolve(import.meta.dirname, '../../../../../scripts/pocket/words.txt'), 'utf8');
    const words =
      list
        .toLowerCase()
        .match(/^[^#].*$/gm)
        ?.join(' ')
        .match(/[a-z]+/g) ?? [];
    assert.ok(words.length > 9_000);
    const taken = words.filter((word) => slippedFamily(`Who makes ${word}?`, [word], catalog) !== undefined);
    assert.deepEqual(taken, []);
  });

  it('is never two slips away, whatever the word', () => {
    const near = fc.constantFrom(...names.map((name) => name.toLowerCase())).chain((name) =>
      fc
        .array(fc.tuple(fc.nat(name.length), fc.nat(2), fc.constantFrom('a', 'e', 'i', 'l', 'm', 'n', 's', 't')), {
          maxLength: 3,
        })
        .map((changes) => ({
          name,
          word: changes.reduce((word, [at, cut, letter]) => word.slice(0, at) + letter + word.slice(at + cut), name),
        })),
    );
    fc.assert(
      fc.property(near, ({ name, word }) => {
        assert.ok(!isOneSlip(word, name) || distance(word, name) === 1, `${word} ${name}`);
      }),
    );
  });

  it('is every letter inside that is lost, replaced or swapped with the next, and every one doubled', () => {
    for (const name of names.map((one) => one.toLowerCase())) {
      for (let i = 0; i < name.length; i++) {
        assert.ok(isOneSlip(name.slice(0, i) + name.charAt(i) + name.slice(i), name), `${name} ${i}`);
        if (i === 0 || i === name.length - 1) continue;
        assert.ok(isOneSlip(name.slice(0, i) + name.slice(i + 1), name), `${name} ${i}`);
        assert.ok(isOneSlip(`${name.slice(0, i)}#${name.slice(i + 1)}`, name), `${name} ${i}`);
        const [one, next] = [name.charAt(i), name.charAt(i + 1)];
        if (one !== next) assert.ok(isOneSlip(name.slice(0, i) + next + one + name.slice(i + 2), name), `${name} ${i}`);
      }
    }
  });
});
