import assert from 'node:assert/strict';
import { fillMustache } from '../../../../../src/core/prompts/template/mustache';
import { joinPieces } from '../../../../../src/core/prompts/template/pieces';
import { TemplateError } from '../../../../../src/core/prompts/template/templateError';

const fill = (source: string, values: Record<string, unknown> = {}): string =>
  joinPieces(fillMustache(source, values)).text;

function faultOf(source: string, values = {}): { at: number; message: string } {
  try {
    fill(source, values);
  } catch (error) {
    if (error instanceof TemplateError) return { at: error.offset, message: error.message };
    throw error;
  }
  throw new Error(`No fault in ${source}`);
}

describe('a Mustache template', () => {
  it('has names, sections and comments, and escapes nothing', () => {
    const values = {
      a: '<b> "x"',
      o: { n: 1, z: 0 },
      list: [{ n: 1 }, { n: 2 }],
      texts: ['p', 'q'],
      none: [],
      no: false,
    };
    assert.equal(
      fill('{{a}} {{{a}}} {{&a}} {{ o.n }} {{o.missing.x}} {{missing}}', values),
      '<b> "x" <b> "x" <b> "x" 1  ',
    );
    assert.equal(fill('{{#list}}{{n}}{{a}},{{/list}}{{#texts}}{{.}}{{/texts}}', { ...values, a: '!' }), '1!,2!,pq');
    assert.equal(
      fill('{{#none}}a{{/none}}{{^none}}b{{/none}}{{#no}}c{{/no}}{{^no}}d{{/no}}{{#o}}{{n}}{{/o}}', values),
      'bd1',
    );
    assert.equal(fill('a{{! {{b }}c'), 'ac');
  });

  it('takes the lines away in which only a section begins or ends', () => {
    assert.equal(fill('a\n {{#o}} \nb\n{{/o}}\nc {{#o}}d{{/o}}\n', { o: true }), 'a\nb\nc d\n');
  });

  it('reaches nothing but the values and their own parts', () =>
    assert.equal(fill('{{constructor}}{{o.__proto__}}{{o.toString}}{{o.length}}', { o: {} }), ''));

  it('says what is wrong with it, at its place', () => {
    assert.deepEqual(faultOf('a {{b'), { at: 2, message: 'The template ends within this tag.' });
    assert.deepEqual(faultOf('a {{#b}} c'), { at: 2, message: '"#b" is not closed by "/b".' });
    assert.deepEqual(faultOf('a {{/b}}'), { at: 2, message: 'Nothing that "/b" belongs to is open here.' });
    assert.match(faultOf('{{> part}}').message, /Partials/);
    assert.match(faultOf('{{=<% %>=}}').message, /delimiters/);
    assert.match(faultOf('{{#a}}'.repeat(1_000)).message, /nested/);
    const list = Array.from({ length: 1_000 }, (_, i) => i);
    assert.match(faultOf('{{#list}}{{#list}}{{/list}}{{/list}}', { list }).message, /steps/);
  });
});
