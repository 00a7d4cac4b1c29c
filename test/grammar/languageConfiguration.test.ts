import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { array, object, parse, string, tuple, unknown } from 'valibot';

const configurationShape = object({
  comments: object({ blockComment: tuple([string(), string()]) }),
  autoClosingPairs: array(object({ open: string(), close: string() })),
  wordPattern: object({ pattern: string(), flags: string() }),
  folding: unknown(),
  onEnterRules: array(object({ beforeText: string(), action: object({ appendText: string() }) })),
});

const file = new URL('../../syntaxes/ai-prompt.language-configuration.json', import.meta.url);
const configuration = parse(configurationShape, JSON.parse(readFileSync(file, 'utf8')));

/** Returns the text that Enter at the end of `line` puts before the cursor. VS Code takes the first rule that matches. */
function afterEnter(line: string): string {
  return (
    configuration.onEnterRules.find(({ beforeText }) => new RegExp(beforeText).test(line))?.action.appendText ?? ''
  );
}

describe('prompt language configuration', () => {
  it('comments with the form that may hold other tags', () => {
    assert.deepEqual(configuration.comments.blockComment, ['{{!--', '--}}']);
  });

  it('closes a brace, a tag and a comment, each within the other', () => {
    const pairs = new Map(configuration.autoClosingPairs.map(({ open, close }) => [open, close]));
    for (const [outer, inner] of [
      ['{{', '{'],
      ['{{!--', '{{'],
    ] as const) {
      assert.ok(pairs.get(outer)?.endsWith(pairs.get(inner) ?? 'missing'), `${outer} ends like ${inner}`);
    }
  });

  it('takes a name with hyphens and letters of any script for one word', () => {
    const { pattern, flags } = configuration.wordPattern;
    const words = '{{user-name}} größe, 上下文 - a_b'.match(new RegExp(pattern, flags));
    assert.deepEqual(words, ['user-name', 'größe', '上下文', 'a_b']);
  });

  it('has no markers of regions, whose names VS Code would write over the minimap: blocks are folded by what they are', () => {
    assert.deepEqual(configuration.folding, { offSide: true });
  });

  it('goes on with a list and a quotation on Enter', () => {
    assert.equal(afterEnter('- item'), '- ');
    assert.equal(afterEnter('  * item'), '* ');
    assert.equal(afterEnter('> quoted'), '> ');
  });

  it('ends a list on Enter after an empty item, and never starts one after a rule', () => {
    for (const line of ['- ', '* ', '---', '***', 'text - more', '**bold**']) assert.equal(afterEnter(line), '');
  });
});
