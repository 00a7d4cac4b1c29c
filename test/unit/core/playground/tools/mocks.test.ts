import assert from 'node:assert/strict';
import { mockOf, readMocks } from '../../../../../src/core/playground/tools/mocks';
import { openResults, wholeResults } from '../../../../../src/core/playground/tools/openResults';

const call = (name: string, input: string, id = 'c') => ({ id, name, input });
const mocks = {
  weather: [
    { arguments: { city: 'Rome', days: [1, { hour: 2 }] }, result: { sun: true } },
    { arguments: { city: 'Oslo' }, result: 'no such city', isError: true },
    { result: 7 },
  ],
  time: '12:00',
  list: [1, 2],
};

describe('mocks of tools', () => {
  it('answer with the first case whose arguments the call has, and maybe more', () => {
    const text = (input: string) => mockOf(mocks, call('weather', input))?.text;
    assert.equal(text('{"city":"Rome","days":[1,{"hour":2,"minute":3}],"unit":"C"}'), '{"sun":true}');
    assert.equal(text('{"city":"Rome","days":[1]}'), '7');
    assert.equal(text('{"city":'), '7');
    assert.deepEqual(mockOf(mocks, call('weather', '{"city":"Oslo"}')), {
      ...{ callId: 'c', text: 'no such city', isError: true },
    });
  });

  it('answer with a plain value whatever the arguments are, and with nothing for another tool', () => {
    assert.equal(mockOf(mocks, call('time', '{"zone":"UTC"}'))?.text, '12:00');
    assert.equal(mockOf(mocks, call('list', ''))?.text, '[1,2]');
    for (const name of ['other', 'toString', '__proto__']) assert.equal(mockOf(mocks, call(name, '{}')), undefined);
    assert.equal(mockOf({ a: [{ arguments: { x: 1 }, result: 2 }] }, call('a', '')), undefined);
  });

  it('are read from JSON, or say why not', () => {
    assert.deepEqual(readMocks(' '), { mocks: {} });
    assert.deepEqual(readMocks('{"a": 1}'), { mocks: { a: 1 } });
    assert.deepEqual(readMocks('[]'), { problem: { kind: 'form' } });
    assert.deepEqual(readMocks('{"a": }'), { problem: { kind: 'syntax', line: 1, column: 7 } });
  });

  it('give way to what is typed, and are whole only with a result for each call', () => {
    const calls = [call('time', '{}', 'a'), call('other', '{}', 'b')];
    const open = openResults(calls, { toolResults: [] }, mocks);
    assert.deepEqual(
      open.map(({ result, isMocked }) => [result?.text, isMocked]),
      [
        ['12:00', true],
        [undefined, false],
      ],
    );
    assert.equal(wholeResults(open), undefined);
    const typed = openResults(
      calls,
      {
        toolResults: [
          { callId: 'a', text: 'now' },
          { callId: 'b', text: '' },
        ],
      },
      mocks,
    );
    assert.deepEqual(
      wholeResults(typed)?.map(({ text }) => text),
      ['now', ''],
    );
    assert.equal(wholeResults([]), undefined);
  });
});
