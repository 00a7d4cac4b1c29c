import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';

const sheets = readdirSync('media').filter((name) => name.endsWith('.css'));

/** Each rule of a style sheet, whatever it is nested in, with the number of its declarations. */
function rulesOf(name: string): { rule: string; size: number }[] {
  const text = readFileSync(`media/${name}`, 'utf8').replace(/\/\*[^]*?\*\//g, '');
  return Array.from(text.matchAll(/([^{};]+)\{([^{}]*)\}/g), ([, selector = '', body = '']) => {
    const declarations = body.split(';').filter((each) => each.trim() !== '');
    return { rule: `${selector}{${declarations.join(';')}}`.replace(/\s+/g, ' ').trim(), size: declarations.length };
  });
}

describe('the style sheets', () => {
  it('say nothing twice that is longer than three lines: it stands in one of its own', () => {
    const places = new Map<string, string[]>();
    for (const name of sheets) {
      for (const { rule, size } of rulesOf(name)) {
        if (size > 3) places.set(rule, [...(places.get(rule) ?? []), name]);
      }
    }
    assert.ok(places.size > 50);
    assert.deepEqual(
      [...places].filter(([, names]) => names.length > 1),
      [],
    );
  });

  it('import only what there is', () => {
    for (const name of sheets) {
      const imported = Array.from(
        readFileSync(`media/${name}`, 'utf8').matchAll(/@import url\('([^']+)'\)/g),
        ([, other]) => other,
      );
      for (const other of imported) assert.ok(other !== undefined && sheets.includes(other), `${name}: ${other}`);
    }
  });
});
