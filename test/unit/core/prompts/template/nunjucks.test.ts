import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { renderNunjucks } from '../../../../../src/core/prompts/template/nunjucks';
import { parseNunjucks } from '../../../../../src/core/prompts/template/nunjucksParser';
import { nunjucksLimits } from '../../../../../src/core/prompts/template/nunjucksBudget';
import { NunjucksError } from '../../../../../src/core/prompts/template/nunjucksError';
import { template, templateValues } from '../../../../support/nunjucksTemplates';
import { tries } from '../../../../support/tries';

interface Nunjucks {
  configure(options: { autoescape: boolean }): { renderString(source: string, values: object): string };
}
const engine = (createRequire(import.meta.url)('nunjucks') as Nunjucks).configure({ autoescape: false });

/** Returns the text that a template renders to. `undefined`: rendering fails. */
function resultOf(render: () => string): string | undefined {
  try {
    return render();
  } catch {
    return undefined;
  }
}

/** The part of the template that is to blame. */
function faultOf(source: string, values = {}, limits = {}): { at: string; message: string } {
  try {
    renderNunjucks(source, values, { ...nunjucksLimits, ...limits });
  } catch (error) {
    if (!(error instanceof NunjucksError)) throw error;
    return { at: source.slice(error.offset, error.end), message: error.message };
  }
  throw new Error(`No fault in ${source}`);
}

describe('a Nunjucks template', () => {
  it('is filled as Nunjucks itself fills it', () => {
    let filled = 0;
    fc.assert(
      fc.property(template, (source) => {
        const ours = resultOf(() => renderNunjucks(source, templateValues));
        assert.equal(
          ours,
          resultOf(() => engine.renderString(source, structuredClone(templateValues))),
        );
        if (ours !== undefined && ours !== source) filled++;
      }),
      tries(60),
    );
    assert.ok(filled > 10);
  });

  it('says what it does not do, at its place', () => {
    const places: readonly (readonly [source: string, at: string, message: RegExp])[] = [
      ['a {% set x = 1 %}', 'set', /"set" is not supported/],
      ['{% include "/etc/passwd" %}', 'include', /"include" is not supported/],
      ['{{ range(3) }}', '(', /Calls/],
      ['{{ a.b.constructor("x")() }}', '(', /Calls/],
      ['{{ a + b }}', '+', /Calculating/],
      ['{{ user-name }}', '-', /Calculating/],
      ['{{ a | safe }}', 'safe', /default, upper, lower, trim, join, length, replace, first, last, dump/],
      ['{% if a is defined %}{% endif %}', 'is', /Tests with "is"/],
      ['{{ {a: 1} }}', '{', /Objects/],
      ['{{ r/x/g }}', 'r/', /Regular expressions/],
      ['{{ a | default(value="x") }}', '=', /"=" is not expected/],
      ['{{ env.HOME }}', 'env', /environment/],
      ['{% for x in y %}{% endif %}{% endfor %}', 'endif', /Nothing that "endif" belongs to/],
      ['{% if x %} text', 'if', /not closed by "endif"/],
      ['{% raw %} text', 'raw', /not closed by "endraw"/],
      ['text {{ a', '{{ a', /ends within this tag/],
      ['{{ "a }}', '"a }}', /quotation mark/],
      ['{{ a }', '}', /"}" is not expected/],
      ['text #} text', '#}', /No comment/],
      ['{# text', '{# text', /no end/],
      ['{% for loop in x %}{% endfor %}', 'loop', /cannot name an item/],
    ];
    for (const [source, at, message] of places) {
      const fault = faultOf(source);
      assert.deepEqual([at, source], [fault.at, source]);
      assert.match(fault.message, message);
    }
  });

  it('reaches nothing but the values and their own parts', () => {
    const values = { text: 'x', list: [1], user: { name: 'Ada' }, key: '__proto__' };
    const reached = ['toString', '__proto__', 'constructor', 'user.constructor', 'list.map', 'text.constructor.name'];
    for (const path of [
      ...reached,
      'user[key]',
      'user["constructor"]["prototype"]',
      'hasOwnProperty',
      'this',
      'range',
    ]) {
      assert.equal(renderNunjucks(`<{{ ${path} }}>`, values), '<>', path);
    }
    assert.equal(renderNunjucks('{{ "constructor" in user }}{{ user | dump }}', values), 'false{"name":"Ada"}');
    // Fields of such names are data as any other.
    const data: unknown = JSON.parse('{"__proto__": "a", "toString": 1, "o": {"toString": 1, "length": 1}}');
    const all = '{{ __proto__ }}{{ toString }}{{ o }}{{ o == "x" }}{{ o < 1 }}{% for x in o %}-{% endfor %}';
    assert.equal(renderNunjucks(all, data as Record<string, unknown>), 'a1[object Object]falsefalse-');
  });

  it('that would go on for too long is ended', () => {
    const list = Array.from({ length: 1_000 }, (_, i) => i);
    const loop = '{% for x in list %}'.repeat(4) + '{% endfor %}'.repeat(4);
    assert.match(faultOf(loop, { list }).message, /more than 200000 steps/);
    assert.match(faultOf('{% for x in o %}{% endfor %}', { o: { length: 1e12 } }).message, /steps/);
    const long = { text: 'x'.repeat(1_000), list };
    assert.match(
      faultOf('{% for x in list %}{{ text }}{% endfor %}', long, { output: 99_999 }).message,
      /longer than 99999/,
    );
    const grown = `{{ text${'|replace("x", text)'.repeat(3)} }}`;
    assert.match(faultOf(grown, long).message, /longer than 4000000|steps/);
    assert.match(faultOf('{{ t | replace("", t) }}', { t: 'x'.repeat(9_999) }).message, /longer than/);
    let deep: unknown = [];
    for (let i = 0; i < 20_000; i++) deep = [deep];
    for (const source of ['{{ deep }}', '{{ deep | dump }}', '{{ deep == "x" }}']) {
      assert.match(faultOf(source, { deep }).message, /nested too deep/);
    }
  });

  it('is nested to a bound, whatever it is made of', () => {
    const times = 1_000;
    for (const source of [
      '{{ ' + '('.repeat(times) + 'x' + ')'.repeat(times) + ' }}',
      '{{ ' + '['.repeat(times) + ' }}',
      '{{ ' + 'not '.repeat(times) + 'x }}',
      '{{ x' + '.x'.repeat(times) + ' }}',
      '{{ x' + '["x"'.repeat(times) + ' }}',
      '{{ x' + '|default(x'.repeat(times) + ' }}',
      '{{ x' + '|default("")'.repeat(times) + ' }}',
      '{{ x' + ' in x'.repeat(times) + ' }}',
      '{% if x %}'.repeat(times),
      '{% for x in x %}'.repeat(times),
    ]) {
      assert.match(faultOf(source, { x: '' }).message, /levels are nested/, source.slice(0, 20));
    }
    const flat =
      '{{ x' + ' or x'.repeat(times) + ' }}{% if x %}' + '{% elif x %}'.repeat(times) + '{% else %}a{% endif %}';
    assert.equal(renderNunjucks(flat, { x: '' }), 'a');
  });

  it('ends where it makes the text of a long list again and again', () => {
    const l = Array<number>(3_000).fill(1);
    for (const body of ['{% if l == s %}{% endif %}', '{{ o[l] }}', '{% if l in o %}{% endif %}']) {
      const source = `{% for x in l %}${body}{% endfor %}`;
      assert.match(faultOf(source, { l, s: 'a', o: {} }).message, /steps/, body);
    }
  });

  it('that is no template never hangs, and has its fault within', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      '-',
      'if ',
      'for ',
      'x',
      ' in ',
      '|',
      '"',
      '\\',
      '(',
      '[',
      '.',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const source = parts.join('');
        try {
          parseNunjucks(source);
        } catch (error) {
          assert.ok(error instanceof NunjucksError, String(error));
          assert.ok(error.offset >= 0 && error.offset <= error.end && error.end <= source.length, source);
        }
      }),
      tries(1_000),
    );
  });
});
