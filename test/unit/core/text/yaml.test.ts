import assert from 'node:assert/strict';
import { YamlText, parseToEdit, rangeOf } from '../../../../src/core/text/yaml';

describe('a YAML text', () => {
  const read = (text: string, maxLength = 1_000_000) => new YamlText(text, { maxLength });

  it('tells where its nodes stand', () => {
    const yaml = read('a: 1\nb:\n  - two\n');
    const node = yaml.document?.getIn(['b', 0], true);
    assert.deepEqual(yaml.place(...(rangeOf(node) ?? [0, 0])), { line: 2, column: 4, endLine: 2, endColumn: 7 });
    assert.equal(yaml.failure, undefined);
  });

  it('that is none tells the first slip, and all that the library says', () => {
    const { document, failure } = read('a: "b" c\nd: "e" f\n');
    assert.equal(document, undefined);
    assert.ok(failure?.kind === 'noYaml');
    assert.deepEqual(failure.slip, { slip: { kind: 'afterQuote' }, from: 7, to: 8 });
    assert.equal(failure.errors.length, 2);
  });

  it('is not read where it is too long, or was made to be slow', () => {
    assert.deepEqual(read('a: 1', 3).failure, { kind: 'tooLong', most: 3 });
    for (const text of ['['.repeat(20_001), '\n'.repeat(50_001), '&a '.repeat(40_001)]) {
      assert.deepEqual(read(text).failure, { kind: 'unreadable' });
    }
  });

  it('is edited only where it is one', () => {
    assert.ok(parseToEdit('a: 1'));
    for (const text of ['a: "b" c', '['.repeat(8_000)]) assert.equal(parseToEdit(text), undefined);
  });
});
