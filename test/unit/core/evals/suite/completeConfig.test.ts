import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { madeTypes } from '../../../../../src/core/evals/checks/checkOutput';
import { checkText } from '../../../../../src/core/evals/checks/checkTexts';
import { judgedTypes } from '../../../../../src/core/evals/suite/judgedTypes';
import { varWords } from '../../../../../src/core/evals/suite/varWords';
import { suiteOf } from './suiteOf';
import { completeConfig } from '../../../../../src/core/evals/suite/completeConfig';

/** Returns the completion at the `|` of a text. `names` has the words that are not marked as skipped. */
const at = (text: string) => {
  const [before = ''] = text.split('|');
  const lines = before.split('\n');
  const { kind, words } = completeConfig(lines.slice(0, -1), lines.at(-1) ?? '', sayInEnglish);
  return { kind, words, names: words.filter(({ isSkipped }) => !isSkipped).map(({ word }) => word) };
};

describe('completion in a config', () => {
  it('offers the keys of a config that are not there yet, with their type and what they mean', () => {
    const { kind, names, words } = at('prompts: [a]\nte|');
    assert.equal(kind, 'keys');
    assert.ok(names.includes('tests') && !names.includes('prompts'));
    assert.deepEqual(
      words.find(({ word }) => word === 'defaultTest'),
      {
        ...{ word: 'defaultTest', detail: 'object', about: 'What holds for each test.' },
      },
    );
  });

  it('offers what is not obeyed with the reason', () => {
    const about = (text: string, name: string) => at(text).words.find(({ word }) => word === name)?.about;
    assert.equal(about('ext|', 'extensions'), 'No code of a config is run.');
    assert.equal(about('tests:\n  - options:\n      tr|', 'transform'), 'No code of a config is run.');
    assert.equal(about('evaluateOptions:\n  ti|', 'timeoutMs'), 'This is not done here.');
  });

  it('offers the keys of what they are in', () => {
    assert.ok(at('tests:\n  - description: x\n    as|').names.includes('assert'));
    assert.ok(!at('tests:\n- description: x\n  |').names.includes('description'));
    const inCheck = at('tests:\n  - vars:\n      q: 1\n    assert:\n      - type: equals\n        value: 3\n        |');
    assert.deepEqual(inCheck.names, ['threshold', 'weight', 'metric', 'config', 'provider', 'rubricPrompt', 'assert']);
    assert.ok(at('providers:\n  - id: openai:gpt-4o\n    config:\n      |').names.includes('temperature'));
    assert.ok(at('providers:\n  - openai:gpt-4o:\n      config:\n        |').names.includes('temperature'));
    assert.ok(at('scenarios:\n  - config:\n      - |').names.includes('vars'));
    assert.ok(
      at('tests:\n  - assert:\n      - type: assert-set\n        assert:\n          - |').names.includes('type'),
    );
  });

  it('offers the names of variables that the prompts use, first those without a value', async () => {
    const config = `prompts: ['Say {{word}} in {{tone}} of {{place}}', file://a.prompt]
providers: [pocket]
defaultTest:
  vars:
    tone: kind
tests:
  - vars:
      place: here
      |
    assert:
      - type: contains
`;
    const { kind } = at(config);
    assert.equal(kind, 'vars');
    for (const other of ['tests:\n  - |', 'tests:\n  - vars:\n      a: |', 'tests:\n  - vars:\n      a:\n        |'])
      assert.notEqual(at(`prompts: [a]\n${other}`).kind, 'vars', other);
    assert.equal(at('scenarios:\n  - config:\n      - vars:\n          |').kind, 'vars');
    const prompt =
      '---\ninput: {schema: {word: string, size?: string}, default: {hue: red}}\n---\n{{word}} {{size}} {{hue}}';
    const suite = await suiteOf(config.replace('|', ''), { 'a.prompt': prompt });
    const words = varWords(suite, new Set(['place']), sayInEnglish);
    assert.deepEqual(
      words.map(({ word, detail }) => [word, detail]),
      [
        ['word', 'no value yet'],
        ['hue', 'has a value'],
        ['size', 'has a value'],
        ['tone', 'has a value'],
      ],
    );
    assert.equal(words[0]?.about, 'In: Say {{word}} in {{tone}} of {{place}}, evals/a.prompt');
  });

  it('offers the types of checks, each of which has its words', () => {
    assert.equal(at('defaultTest:\n  assert:\n    - type: con|').kind, 'types');
    assert.deepEqual(
      [...madeTypes, ...judgedTypes].filter((type) => checkText(type, sayInEnglish) === ''),
      [],
    );
    assert.equal(checkText('not-is-html', sayInEnglish), 'Not: The answer is HTML.');
  });

  it('offers the values of what is true or false', () => {
    const { kind, names } = at('tests:\n  - options:\n      disableVarExpansion: t|');
    assert.deepEqual([kind, names], ['values', ['true', 'false']]);
  });

  it('offers nothing among variables and in texts', () => {
    assert.deepEqual(at('tests:\n  - vars:\n      |').names, []);
    assert.equal(at('description: some |').kind, 'none');
    assert.equal(at('env:\n  |').kind, 'none');
    assert.equal(at('toString:\n  |').kind, 'none');
  });

  it('offers nothing in a text of several lines, and keys again behind it', () => {
    const inCheck = (...lines: readonly string[]) => {
      const above = ['tests:', '  - assert:', '      - type: equals', ...lines];
      return completeConfig(above, '        ', sayInEnglish).kind;
    };
    for (const sign of ['|', '>-', '|2+ # so', '&t |']) {
      assert.equal(
        completeConfig(['defaultTest:', `  description: ${sign}`, '    a'], '    as', sayInEnglish).kind,
        'none',
      );
      assert.equal(inCheck(`        value: ${sign}`, '          a text'), 'keys');
    }
    const prompt = completeConfig(['prompts:', '  - |', '    Say it', ''], '    ', sayInEnglish);
    assert.equal(prompt.kind, 'none');
    const behind = ['tests:', '  - vars:', '      q: |', '        a text', '    assert:', '      - type: equals'];
    assert.equal(completeConfig(behind, '        ', sayInEnglish).kind, 'keys');
  });

  it('offers keys below those with an anchor, a comment or quotes', () => {
    assert.ok(at('defaultTest: &d\n  as|').names.includes('assert'));
    assert.ok(at('"tests": &t # all\n# more\n  - as|').names.includes('assert'));
    assert.ok(!at('"prompts": [a]\nte|').names.includes('prompts'));
  });
});
