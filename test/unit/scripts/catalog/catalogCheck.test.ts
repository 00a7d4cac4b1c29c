import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { differencesName } from '../../../../scripts/catalog/compare';
import { catalogProblems } from '../../../../scripts/catalog/dataFiles';
import { gatherFacts, newModels } from '../../../../scripts/catalog/gather';
import { lockName, lockText, parseLock } from '../../../../scripts/catalog/lockFile';
import { readOurs } from '../../../../scripts/catalog/ours';
import type { OurModel } from '../../../../scripts/catalog/ours';
import type { Reading } from '../../../../scripts/catalog/packages';
import { parseProposal, proposalText, proposedLines } from '../../../../scripts/catalog/proposal';
import { DataCopy } from '../dataCopy';

describe('the catalog, beside what independent packages say', () => {
  it('differs nowhere without a written reason', () => {
    assert.deepEqual(catalogProblems('data'), []);
  });
});

describe('the comparison with the lock file', () => {
  const data = new DataCopy();
  const problems = (): string[] => catalogProblems(data.folder);

  it('says which number another package has', () => {
    data.change('models/claude.yml', '- id: claude-opus-5-5', 'maxOutput: 128000', 'maxOutput: 127000');
    const found = problems();
    assert.ok(found.length > 0);
    for (const each of found) {
      assert.match(
        each,
        /^claude-opus-5-5: maxOutput is 127000 here and 128000 in \S+ [\d.]+\. Mend it, or write in data\/catalog-dif/,
      );
    }
  });

  it('says which date of an end another package has', () => {
    data.change('lifecycle/openai.yml', '- { id: chatgpt-4o-latest', "retires: '2026-02-17'", "retires: '2026-02-18'");
    assert.match(
      problems().join('\n'),
      /^chatgpt-4o-latest: retires is 2026-02-18 here and 2026-02-17 in openai-sdk [\d.]+\. /,
    );
  });

  it('wants a reason for each difference, and holds a reason only while they say exactly that', () => {
    data.change(differencesName, 'models: [gemini-2.5-pro]', 'theirs: 0.31', 'theirs: 0.32');
    const [wrong = '', unused = '', ...more] = problems();
    assert.match(wrong, /^gemini-2\.5-pro: cachedInput is [\d.]+ here and 0\.31 in model-bank /);
    assert.match(
      unused,
      /^\S+catalog-differences\.yml:\d+: gemini-2\.5-pro: model-bank does not say cachedInput 0\.32/,
    );
    assert.deepEqual(more, []);
  });

  it('has no reasons that nobody needs', () => {
    const unused = `- models: [gpt-4o]\n  field: output\n  theirs: 11\n  who: [pi-ai]\n  reason: Nobody says that.\n`;
    data.write(differencesName, `${data.read(differencesName)}${unused}`);
    assert.match(
      problems().join('\n'),
      /^\S+:\d+: gpt-4o: pi-ai does not say output 11, or we say it too: take it out\.$/,
    );
  });

  it('says which models were not asked for yet, and which are gone', () => {
    data.write(
      lockName,
      data
        .read(lockName)
        .replace(/\n {2}grok-1: .*/, '')
        .replace('\n  gpt-4o:\n', '\n  gpt-4oo:\n'),
    );
    assert.deepEqual(
      problems()
        .map((each) => each.replace(/: npm.*/, ''))
        .sort(),
      [
        'gpt-4o was not there when the packages were read',
        'gpt-4oo is in the lock file and not in data/',
        'grok-1 was not there when the packages were read',
      ],
    );
  });

  for (const [what, from, to] of [
    ['another release than the one that was compared', /pi-ai\/v\/[\d.]+/, 'pi-ai/v/1.0.0'],
    ['the day of reading for the day of the release', /^ {2}checked: .*/m, "  checked: '2026-10-01'"],
    ['another day for a price than that of its release', /^ {4}checked: .*/m, "    checked: '2026-11-29'"],
  ] as const) {
    it(`says where an entry cites ${what}`, () => {
      data.change('models/gpt.yml', '- id: chat-latest', from, to);
      assert.match(problems().join('\n'), /^data\/models\/gpt\.yml cites other releases .*, or other days/);
    });
  }

  it('fails where it compares nothing', () => {
    const lock = parseLock(data.read(lockName));
    data.write(lockName, lockText({ ...lock, models: {} }));
    assert.equal(problems().at(-1), 'No model was compared.');
  });

  it('stops at a lock file that is not one, and says where', () => {
    for (const [from, to, at] of [
      ["read: '20", "read: '30", 'read'],
      ['integrity: sha512-', 'integrity: md5-', 'packages.pi-ai.integrity'],
      ['contextWindow: 1000000', 'contextWindow: lots', String.raw`models\.claude-\S+\.contextWindow`],
    ] as const) {
      data.restore(lockName);
      data.write(lockName, data.read(lockName).replace(from, to));
      assert.throws(
        problems,
        new RegExp(`^Error: data/catalog-sources\\.lock\\.yml, ${at}: .*update:catalog writes it anew`),
        at,
      );
    }
  });

  it('writes the lock file as it reads it', () => {
    const text = data.read(lockName);
    assert.equal(lockText(parseLock(text)), text);
  });
});

const ours: readonly OurModel[] = [
  {
    id: 'gpt-a',
    names: ['gpt-a', 'gpt-a-0101'],
    family: 'gpt',
    isRich: true,
    facts: { contextWindow: 8, released: '2026-09' },
  },
  { id: 'gpt-b', names: ['gpt-b'], family: 'gpt', isRich: true, facts: {} },
  { id: 'gpt-old', names: ['gpt-old'], family: 'gpt', isRich: false, facts: {} },
];
const readings = new Map<string, Reading>([
  [
    'one',
    {
      models: new Map([
        [
          'gpt',
          [
            { ids: ['gpt-a-0101'], facts: { contextWindow: 9, released: '2026-09-03' } },
            { ids: ['gpt-old'], facts: { contextWindow: 5 } },
            { ids: ['gpt-new'], facts: { input: 2 } },
          ],
        ],
        ['claude', [{ ids: ['gpt-b'], facts: { input: 7 } }]],
      ]),
    },
  ],
  [
    'two',
    {
      models: new Map([['', [{ ids: ['gpt-a'], facts: { contextWindow: 9 } }]]]),
      ids: ['openai/gpt-new', 'openai/gpt-new-batch', 'x/y'],
    },
  ],
]);

describe('what packages say of our models', () => {
  const models = gatherFacts(ours, readings);
  const lock = { read: '2026-11-27', packages: {}, models };

  it('is found by every name, in their family only, and for models of which only the end is known that alone', () => {
    assert.deepEqual(models, {
      'gpt-a': { one: { contextWindow: 9, released: '2026-09-03' }, two: { contextWindow: 9 } },
      'gpt-b': {},
    });
  });

  it('becomes a proposal: other numbers, then more exact ones, those who agree in one line', () => {
    const lines = proposedLines(ours, lock, []);
    assert.deepEqual(lines, [
      { line: 1, model: 'gpt-a', field: 'contextWindow', ours: 8, theirs: 9, who: ['one', 'two'] },
      { line: 2, model: 'gpt-a', field: 'released', ours: '2026-09', theirs: '2026-09-03', who: ['one'] },
    ]);
    const added = newModels(ours, readings);
    assert.deepEqual(added, [{ id: 'gpt-new', family: 'gpt', byWho: { one: { input: 2 }, two: {} } }]);
    const text = proposalText(lines, added, lock);
    assert.deepEqual(parseProposal(text), { read: '2026-11-27', lines });
    assert.deepEqual((parse(text) as { new: unknown }).new, [{ id: 'gpt-new', one: { input: 2 }, two: {} }]);
  });

  it('is no proposal where a reason is written', () => {
    const explained = [
      { models: ['gpt-*'], field: 'contextWindow', theirs: 9, who: ['one', 'two'], reason: 'Rounded.' },
    ] as const;
    assert.deepEqual(
      proposedLines(ours, lock, explained).map(({ field }) => field),
      ['released'],
    );
  });
});

describe('our numbers of a day', () => {
  it('are the prices of that day', () => {
    const inputOf = (day: string): unknown =>
      readOurs('data', day).find(({ id }) => id === 'gemini-4-argon')?.facts.input;
    assert.ok(inputOf('2026-11-27') !== undefined);
    assert.notEqual(inputOf('2026-11-27'), inputOf('2026-12-01'));
  });
});
