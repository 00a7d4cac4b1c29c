import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  choiceParameters,
  maxSamplingLength,
  numberParameters,
  parseSampling,
  samplingOf,
  samplingValues,
} from '../../../../../src/core/chat/messages/sampling';
import { anyCharacter } from '../../../../support/anyCharacter';

const read = (text: string): unknown => {
  const parsed = parseSampling(text);
  return 'sampling' in parsed ? parsed.sampling : parsed.wrong;
};

describe('how tokens are drawn, as it is typed', () => {
  it('is read by the names that APIs use, with commas, spaces and line breaks between', () => {
    assert.deepEqual(read('top_k=40, top_p=0.9 min_p=.05\nseed = 7 repetition_penalty=1.1'), {
      topK: 40,
      topP: 0.9,
      minP: 0.05,
      seed: 7,
      repetitionPenalty: 1.1,
    });
    assert.deepEqual(read('logprobs=5'), { topLogprobs: 5 });
    assert.deepEqual(read('frequency_penalty=-0.5 presence_penalty=2'), { frequencyPenalty: -0.5, presencePenalty: 2 });
  });

  it('takes several stop sequences, in quotes where there are spaces or breaks in them', () => {
    assert.deepEqual(read(String.raw`stop=END stop="a b" stop="\n" stop="\"="`), { stop: ['END', 'a b', '\n', '"='] });
  });

  it('changes nothing where nothing is typed', () => assert.deepEqual(read('  \n '), {}));

  for (const [text, wrong] of [
    ['top_k=1.5', 'top_k=1.5'],
    ['top_p=1.1', 'top_p=1.1'],
    ['seed=-1', 'seed=-1'],
    ['logprobs=21', 'logprobs=21'],
    ['logprobs=1.5', 'logprobs=1.5'],
    ['seed=1 seed=2', 'seed=2'],
    ['top_k=40 temperature=1', 'temperature=1'],
    ['toString=1', 'toString=1'],
    ['__proto__=1', '__proto__=1'],
    ['top_k', 'top_k'],
    ['stop=""', 'stop=""'],
    ['top_k=0x10', 'top_k=0x10'],
    ['top_p=NaN', 'top_p=NaN'],
    ['stop="open', 'stop="open'],
  ] as const) {
    it(`says what is wrong in ${text}`, () => assert.equal(read(text), wrong));
  }

  it('names everything that it takes', () => {
    const valueOf = (name: string): string => choiceParameters[name]?.values[0] ?? '1';
    const names = [...Object.keys(numberParameters), ...Object.keys(choiceParameters), 'stop'];
    for (const name of names) assert.equal(typeof read(`${name}=${valueOf(name)}`), 'object', name);
  });

  it('reads any text in a moment, and every stop sequence back', () => {
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => void parseSampling(text)));
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: anyCharacter }), (end) => {
        assert.deepEqual(read(`top_k=1 stop=${JSON.stringify(end)}`), { topK: 1, stop: [end] });
      }),
    );
  });

  it('is made of parameters by their names, and is read back as them', () => {
    const values = { top_k: 40, top_p: 0.9, stop: ['END', 'a "b"\n'], reasoning_effort: 'low', presence_penalty: -0.5 };
    const { text, left } = samplingOf(values);
    assert.deepEqual(left, []);
    assert.deepEqual(read(text), {
      ...{ topK: 40, topP: 0.9, stop: values.stop, reasoningEffort: 'low', presencePenalty: -0.5 },
    });
    assert.deepEqual(samplingValues(text), values);
    assert.deepEqual(samplingOf({ stop: 'END' }).text, 'stop="END"');
  });

  it('leaves what it cannot say', () => {
    const values = {
      top_k: 1.5,
      top_p: [0.9],
      seed: '7 top_k=1',
      verbosity: 'loud',
      min_p: 0.1,
      model: 'x',
      stop: [7],
    };
    assert.deepEqual(samplingOf(values), {
      text: 'min_p=0.1',
      left: ['top_k', 'top_p', 'seed', 'verbosity', 'model', 'stop'],
    });
    assert.deepEqual(samplingOf({ seed: 1, stop: 'x'.repeat(maxSamplingLength) }), { text: 'seed=1', left: ['stop'] });
    assert.deepEqual(samplingValues('top_k=1.5 what top_p=0.5'), { top_p: 0.5 });
  });

  it('says whatever is said of stop sequences and numbers, or leaves it', () => {
    const values = fc.record(
      { stop: fc.array(fc.string({ unit: anyCharacter })), top_p: fc.double({ noNaN: true }), seed: fc.integer() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(values, (given) => {
        const { text, left } = samplingOf(given);
        const taken = Object.entries(given).filter(
          ([name, value]) => !left.includes(name) && !(Array.isArray(value) && value.length === 0),
        );
        assert.deepEqual(samplingValues(text), JSON.parse(JSON.stringify(Object.fromEntries(taken))));
      }),
    );
  });
});
