import assert from 'node:assert/strict';
import { timeWords } from '../../../scripts/tables/timeWords';
import { DataCopy } from './dataCopy';

describe('the tables stop at a sentence that time makes false', () => {
  const copy = new DataCopy();

  for (const [file, after, from, to, found] of [
    [
      'glossary/basics.yml',
      '- id: token\n',
      /why: .*/,
      'why: Prices of current models are counted in tokens.',
      'current models',
    ],
    ['families.yml', '- id: llama\n', /strengths: .*/, 'strengths: The newest open weights.', 'newest'],
    ['families.yml', '- id: qwen\n', /opennessNote: .*/, 'opennessNote: The latest are closed.', 'latest'],
    ['models/gpt.yml', '- id: gpt-6-luna\n', /notes: .*/, 'notes: Input is now at most 922,000 tokens.', 'now'],
    [
      'lifecycle-changes.yml',
      '- id: pro-mode\n',
      /text: .*/,
      'text: It is currently asked for otherwise.',
      'currently',
    ],
  ] as const) {
    it(`in ${file}`, () => {
      const line = copy.change(file, after, from, to);
      copy.failsAt(file, line, new RegExp(`"${found}" will be false one day: name the day`));
    });
  }

  it('in a page of the guide, also where a line of it ends in between', () => {
    const line = copy.append('guide/8-limits.md', '\nThis is true of all current\nmodels that we know.');
    copy.failsAt('guide/8-limits.md', line + 1, /"current models" will be false one day/);
  });

  it('in a row of a table of the guide', () => {
    const line = copy.append('guide/8-limits.md', '\n| Limit |\n| --- |\n| The newest models have none |');
    copy.failsAt('guide/8-limits.md', line + 3, /"newest" will be false one day/);
  });
});

describe('a sentence that time makes false', () => {
  it('is one with a word of the day on which it is read', () => {
    for (const word of ['today', 'Nowadays', 'currently', 'now', 'newest', 'latest', 'recent', 'recently', 'lately'])
      assert.equal(timeWords(`It is ${word} so.`), word);
    for (const what of ['current model', 'current Qwen models', 'current generation', 'current versions'])
      assert.equal(timeWords(`The ${what} can.`), what);
  });

  it('is one that announces an end, whatever day it names', () => {
    for (const month of 'January February March April May June July August September October November December'.split(
      ' ',
    ))
      assert.equal(timeWords(`It retires in ${month}.`), `retires in ${month}`);
    assert.equal(timeWords('The platform shuts down on 30 November 2026.'), 'shuts down on 3');
    assert.equal(timeWords('OpenAI gave the platform an end, 30 November 2026.'), undefined);
  });

  it('is none where it names its year, and the year of another sentence does not count', () => {
    assert.equal(timeWords('In November 2026 the newest models could reason.'), undefined);
    assert.equal(timeWords('It began in 2026. The newest models can reason.'), 'newest');
  });

  it('is none for the day of the reader, an id, code, or "now and then"', () => {
    for (const text of [
      "Put today's date into the prompt.",
      'It knows nothing of recent events.',
      'The name mistral-large-latest moves.',
      'Some move, such as `latest`.',
      'It misses one now and then.',
    ]) {
      assert.equal(timeWords(text), undefined, text);
    }
  });
});
