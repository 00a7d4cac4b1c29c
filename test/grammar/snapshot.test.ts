import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { IGrammar } from 'vscode-textmate';
import { loadPromptGrammar, tokenize } from './tokenizer';

const here = new URL('./', import.meta.url);
const fixtures = readdirSync(new URL('fixtures/', here)).filter((name) => name.endsWith('.prompt'));
const update = process.env['UPDATE_SNAPSHOTS'] === '1';
const howToAccept =
  'If this is what you want, run UPDATE_SNAPSHOTS=1 npm run test:grammar and read the diff of the snapshot.';

describe('prompt grammar: snapshots', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadPromptGrammar();
  });

  for (const fixture of fixtures) {
    it(`gives ${fixture} the scopes of its snapshot`, () => {
      const source = readFileSync(new URL(`fixtures/${fixture}`, here), 'utf8');
      const snapshot = new URL(`${basename(fixture, '.prompt')}.snap`, here);
      const actual = describeLines(grammar, source);
      if (update) writeFileSync(snapshot, `${actual.join('\n')}\n`);
      assert.ok(existsSync(snapshot), `${fixture} has no snapshot. ${howToAccept}`);
      assertSameLines(
        actual,
        readFileSync(snapshot, 'utf8')
          .trimEnd()
          .split(/\n(?=>)/),
      );
    });
  }

  it('has a fixture for every snapshot', () => {
    const orphans = readdirSync(here).filter(
      (name) => name.endsWith('.snap') && !fixtures.includes(`${basename(name, '.snap')}.prompt`),
    );
    assert.deepEqual(orphans, []);
  });
});

/** One entry a source line: `>the line`, and below it every token that is not blank, with its scopes. */
function describeLines(grammar: IGrammar, source: string): string[] {
  const lines = source.split('\n');
  return tokenize(grammar, source).map((tokens, index) =>
    [
      `>${lines[index] ?? ''}`,
      ...tokens
        .filter(({ text }) => text.trim() !== '')
        .map(({ text, scopes }) => `    ${JSON.stringify(text)}  ${scopes || '-'}`),
    ].join('\n'),
  );
}

/** Fails on the first line that differs, with only that line in the diff. */
function assertSameLines(actual: string[], expected: string[]): void {
  for (let line = 0; line < Math.max(actual.length, expected.length); line++) {
    assert.equal(actual[line], expected[line], `line ${line + 1} has other scopes than its snapshot. ${howToAccept}`);
  }
}
