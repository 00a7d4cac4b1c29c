import assert from 'node:assert/strict';
import { readOutputSchema } from '../../../../../src/core/chat/parameters/outputSchema';
import { readToolChoice, readTools } from '../../../../../src/core/chat/parameters/toolDefinitions';

const parameters = { type: 'object', properties: { city: { type: 'string' } } };
const find = { name: 'find', description: 'Finds a city.', parameters };

describe('the tools of a request', () => {
  it('are read as each of the three APIs writes them', () => {
    const written = [
      { ...find },
      { type: 'function', function: { ...find, strict: true } },
      { name: find.name, description: find.description, input_schema: parameters },
    ];
    for (const tool of written) {
      const read = readTools(JSON.stringify([tool]));
      assert.ok('tools' in read);
      const { strict, ...rest } = read.tools[0]!;
      assert.deepEqual(rest, find);
      assert.equal(strict, 'function' in tool ? true : undefined);
    }
  });

  it('take an object of nothing where no parameters are named', () => {
    const empty = { type: 'object', properties: {} };
    assert.deepEqual(readTools('[{"name":"now"}]'), { tools: [{ name: 'now', parameters: empty }] });
  });

  it('keep what else is written of one', () => {
    const [tool] = [{ name: 'now', parameters: {}, cache_control: { type: 'ephemeral' } }];
    assert.deepEqual(readTools(JSON.stringify([tool])), {
      tools: [{ name: 'now', parameters: {}, more: { cache_control: { type: 'ephemeral' } } }],
    });
  });

  it('are read once as long as the text stays', () => {
    const text = JSON.stringify([find]);
    assert.equal(readTools(text), readTools(text));
    // Each column has its own.
    const [one, other] = [readTools(text), readTools('[{"name":"b"}]')];
    assert.ok(readTools(text) === one && readTools('[{"name":"b"}]') === other);
    assert.notDeepEqual(readTools(text), readTools('[]'));
    assert.deepEqual(readTools(text), { tools: [find] });
  });

  it('are none in an empty text', () => assert.deepEqual(readTools(' \n'), { tools: [] }));

  const problems: [text: string, problem: object][] = [
    ['[{"name": "find",}]', { kind: 'syntax', line: 1, column: 18 }],
    ['{"name": "find"}', { kind: 'form' }],
    [JSON.stringify(Array.from({ length: 129 }, (_, i) => ({ name: `tool${i}` }))), { kind: 'size' }],
    ['[{"name":"a"}, 7]', { kind: 'entry', at: 2 }],
    ['[{"type":"web_search_20250305","name":"web_search"}]', { kind: 'entry', at: 1 }],
    ['[{"name":"find it"}]', { kind: 'name', at: 1, name: 'find it' }],
    ['[{"name":"a","parameters":[]}]', { kind: 'parameters', at: 1, name: 'a' }],
    ['[{"name":"a"},{"name":"a"}]', { kind: 'twice', at: 2, name: 'a' }],
  ];
  for (const [text, problem] of problems) {
    it(`say what is wrong with ${text.slice(0, 40)}`, () => assert.deepEqual(readTools(text), { problem }));
  }

  it('are chosen by a word or a name, and by a name that is gone not at all', () => {
    assert.equal(readToolChoice('', [find]), 'auto');
    assert.equal(readToolChoice('none', [find]), 'none');
    assert.equal(readToolChoice('required', [find]), 'required');
    assert.deepEqual(readToolChoice('find', [find]), { name: 'find' });
    assert.equal(readToolChoice('gone', [find]), 'auto');
  });
});

describe('the schema of an answer', () => {
  it('is an object of JSON, named by its title as APIs take names', () => {
    const nameOf = (text: string) => {
      const read = readOutputSchema(text);
      return 'schema' in read ? read.schema?.name : read.problem.kind;
    };
    assert.equal(nameOf('{"title": "Weather – today!"}'), 'Weather_today');
    assert.equal(nameOf('{"title": "日本"}'), 'answer');
    assert.equal(nameOf('{}'), 'answer');
    assert.equal(nameOf(''), undefined);
    assert.equal(nameOf('[]'), 'form');
    assert.equal(nameOf('{"a":}'), 'syntax');
  });
});
