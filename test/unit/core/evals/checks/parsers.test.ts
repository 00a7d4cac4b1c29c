import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonObjectsIn } from '../../../../../src/core/evals/checks/json/jsonInText';
import { xmlStretches } from '../../../../../src/core/evals/checks/markup/xmlInText';
import { commaList } from '../../../../../src/core/evals/checks/text/commaList';
import { toolNames } from '../../../../../src/core/evals/checks/tools/toolNames';
import { tries } from '../../../../support/tries';

describe('JSON objects in a text', () => {
  it('are found one after the other, none inside another', () => {
    assert.deepEqual(jsonObjectsIn('first {"a": {"b": 1}} then {"c": 2}.'), [{ a: { b: 1 } }, { c: 2 }]);
  });

  it('may have no end, comments, single quotes and a comma too many', () => {
    assert.deepEqual(jsonObjectsIn('{"a": {"b": 1'), [{ a: { b: 1 } }]);
    assert.deepEqual(jsonObjectsIn("{'a': 1, // one\n b: 'https://example.org//x',}"), [
      { a: 1, b: 'https://example.org//x' },
    ]);
  });

  it('are counted by their braces, also where those are in strings, as promptfoo does', () => {
    assert.deepEqual(jsonObjectsIn('{"a": "}"}'), []);
    assert.deepEqual(jsonObjectsIn('{'), []);
  });
});

describe('XML in a text', () => {
  it('is tried as neighbours together, then each alone', () => {
    const text = 'x <a><b/></a> y <c>1</c>';
    assert.deepEqual(
      xmlStretches(text).map(({ start, end }) => text.slice(start, end)),
      ['<a><b/></a> y <c>1</c>', '<a><b/></a>', '<c>1</c>'],
    );
  });

  it('is what is left where tags do not fit', () => {
    const text = '<p><b>1</b><i>2</p>';
    assert.deepEqual(
      xmlStretches(text).map(({ start, end }) => text.slice(start, end)),
      ['<b>1</b>'],
    );
    assert.deepEqual(xmlStretches('1 < 2 > 0, <a "> <!-- <b/>'), []);
  });
});

describe('a list with commas', () => {
  it('has parts in quotes, with commas and quotes in them', () => {
    assert.deepEqual(commaList(' a,, "b, c" ,"d ""e"" \\"f\\"",g h '), ['a', 'b, c', 'd "e" "f"', 'g h']);
    for (const list of ['"a', '"a" b', '"a\\"']) assert.throws(() => commaList(list), { name: 'CheckFault' });
  });
});

describe('names of tools in an answer', () => {
  const names = (output: unknown): string[] => [...toolNames(output)];

  it('are found in each wire format', () => {
    assert.deepEqual(names({ tool_calls: [{ function: { name: 'a' } }, { name: 'b' }] }), ['a', 'b']);
    assert.deepEqual(names([{ type: 'tool_use', name: 'a' }, { functionCall: { name: 'b' } }]), ['a', 'b']);
    assert.deepEqual(names({ toolCall: { functionCalls: [{ name: 'a' }] } }), ['a']);
    assert.deepEqual(names('{"type": "function_call", "name": "a"}'), ['a']);
    assert.deepEqual(names('[{"name": "a"}]'), ['a']);
  });

  it('are found in JSON that has lines of its own, and not in examples', () => {
    assert.deepEqual(names('Calling:\n[{"name": "a"}]\nDone {x.\n'), ['a']);
    assert.deepEqual(names('As in [{"name": "a"}]'), []);
    assert.deepEqual(names('[{"name": "a"}] is it'), []);
    assert.deepEqual(names('```json\n[{"name": "a"}]\n```'), []);
    assert.deepEqual(names('{ note\n[{"name": "a"}]\n}'), ['a']);
  });

  it('are none where brackets have no end, and soon', () => {
    assert.throws(() => names('{'.repeat(70_000)), { name: 'CheckFault' });
    assert.deepEqual(names('[1,'.repeat(5_000)), []);
  });
});

describe('what looks for something in an answer', () => {
  const pieces = [
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<?',
    '<![CDATA[',
    '<a',
    '</a>',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '\\',
  ];
  const others = ['//', ',', ':', '\n', '\r\n', '- ', '1. ', '```', '~~~', '\t', ' ', 'a', 'name', '\uD800', '🙂', '#'];
  const text = fc.array(fc.constantFrom(...pieces, ...others), { maxLength: 60 }).map((parts) => parts.join(''));

  it('ends with any text, and finds only what is in it', () => {
    fc.assert(
      fc.property(text, (answer) => {
        for (const { start, end } of xmlStretches(answer)) assert.match(answer.slice(start, end), /^<[^]*>$/);
        for (const object of jsonObjectsIn(answer)) assert.equal(typeof object, 'object');
        for (const read of [commaList, toolNames]) {
          try {
            read(answer);
          } catch (error) {
            assert.equal((error as Error).name, 'CheckFault');
          }
        }
      }),
      tries(300),
    );
  });
});
