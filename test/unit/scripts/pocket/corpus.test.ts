import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { readPocketJson } from '../../../support/pocket';
import type { HeldQuestions } from '../../../support/pocket';

// Checks, without Python, the lists from which Python makes the questions. Nobody who changes them has to train to see a slip.

const folder = 'scripts/pocket';
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

/** The lists of shapes that stand a shape a line. */
const lists = new Map(
  Array.from(
    `${read('shapes_terms.py')}\n${read('shapes_families.py')}`.matchAll(
      /^([A-Z_]+) = """\n((?:(?!""").)+)\n"""\.strip\(\)\.split\('\\n'\)$/gms,
    ),
    ([, name = '', shapes = '']) => [name, shapes.split('\n')] as const,
  ),
);

/** The places that each kind of question fills, and those that it must have. */
const places: Readonly<Record<string, { readonly known: string; readonly needed: readonly string[] }>> = {
  MEANING: { known: 'tap', needed: ['t', 'a', 'p'] },
  WHY: { known: 'tap', needed: ['t', 'a', 'p'] },
  DIFFERENCE: { known: 'uv', needed: ['u', 'v'] },
  MAKER: { known: 'f', needed: ['f'] },
  OPENNESS: { known: 'f', needed: ['f'] },
  ABOUT: { known: 'f', needed: ['f'] },
  STRENGTHS: { known: 'f', needed: ['f'] },
  MAKES: { known: 'k', needed: ['k'] },
  NUMBERS: { known: 'mnf', needed: ['m', 'f'] },
};
/** All that tells two shapes apart for who reads them. */
const plain = (shape: string): string =>
  shape
    .toLowerCase()
    .replace(/[^\w{}]+/g, ' ')
    .trim();

describe('the shapes of the questions that the built-in model learns', () => {
  it('are found', () => {
    assert.deepEqual(
      [...lists.keys()].map((name) => name.replace(/_HELD$/, '')).filter((name) => !places[name]),
      [],
    );
    assert.equal(lists.size, Object.keys(places).length + 5);
  });

  for (const [name, shapes] of lists) {
    const { known, needed } = places[name.replace(/_HELD$/, '')]!;

    it(`of ${name} have the places that are filled, and no others`, () => {
      for (const shape of shapes) {
        const found = Array.from(shape.matchAll(/\{([^}]*)\}/g), ([, place = '']) => place);
        const wrong = found.filter((place) => place.length !== 1 || !known.includes(place));
        assert.deepEqual(wrong, [], `shapes: nobody fills {${wrong.join()}} in "${shape}"`);
        const has = name.startsWith('DIFFERENCE')
          ? needed.every((place) => found.includes(place))
          : needed.some((place) => found.includes(place));
        assert.ok(has, `shapes: "${shape}" of ${name} lacks {${needed.join('} or {')}}`);
      }
    });

    it(`of ${name} stand there once`, () => {
      const twice = shapes.filter((shape, i) => shapes.indexOf(shape) !== i);
      assert.deepEqual(twice, []);
    });
  }

  it('are not those that measure it', () => {
    const all = [...lists].filter(([name]) => !name.endsWith('_HELD')).flatMap(([, shapes]) => shapes.map(plain));
    const trained = new Set(all);
    for (const [name, shapes] of lists) {
      if (!name.endsWith('_HELD')) continue;
      for (const shape of shapes) assert.ok(!trained.has(plain(shape)), `shapes: "${shape}" of ${name} is trained too`);
    }
  });
});

describe('the prompts that measure what the built-in model refuses', () => {
  const held = read('held_outside.txt').trimEnd().split('\n');

  it('are in no list that it learns from', () => {
    const learned = globSync(`${folder}/outside*.py`).map((file) => readFileSync(file, 'utf8').toLowerCase());
    assert.ok(learned.length >= 4);
    const found = held.filter((line) => line.length > 20 && learned.some((text) => text.includes(line.toLowerCase())));
    assert.deepEqual(found, []);
  });

  it('are those of data/pocket/questions.json, which scripts/pocket/corpus.py writes', () => {
    const { inside, outside, outsideMark } = readPocketJson('questions.json') as HeldQuestions;
    assert.deepEqual(
      outside,
      held.map((line) => line.replaceAll('\\n', '\n')),
    );
    assert.deepEqual([inside.length, outside.length], [200, 100]);
    const text = read('answers.py');
    assert.ok(text.includes(`OUTSIDE_MARK = '${outsideMark}'`));
    // The sentence itself has it; what loss.py counts by it too.
    assert.ok(text.split('NUMBERS =')[0]!.includes(outsideMark));
    assert.ok(read('loss.py').includes(`'${outsideMark}' not in answer`));
  });
});

describe('what the corpus is made of', () => {
  it('is the same for who hashes it in Python and for npm run check:pocket', () => {
    const patternsIn = (text: string): string[] =>
      (/SOURCES = \[([^\]]+)\]/.exec(text)?.[1] ?? '').match(/[\w/.*-]+\.\w+/g) ?? [];
    const [python, script] = [read('corpus.py'), readFileSync('scripts/checkPocket.ts', 'utf8')].map(patternsIn);
    assert.ok(python!.length > 5);
    assert.deepEqual(script, python);
  });

  it('has a hash in the training record for each pattern', () => {
    const { sources } = readPocketJson('training.json') as { readonly sources: Readonly<Record<string, string>> };
    for (const start of ['data/glossary/', 'data/families.yml', 'data/models/', 'data/guide/', 'scripts/pocket/'])
      assert.ok(
        Object.keys(sources).some((file) => file.startsWith(start)),
        start,
      );
  });
});
