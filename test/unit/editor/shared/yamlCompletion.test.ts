import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import type { Position, Range, TextDocument } from 'vscode';
import type * as Completion from '../../../../src/editor/shared/yamlCompletion';

describe('the text before a place of a YAML file', () => {
  let completion: typeof Completion;
  before(async () => {
    const range = 'class Range { constructor(...at) { this.at = at; } }';
    const source = `export ${range} export const CompletionItem = {}, CompletionItemKind = {}, extensions = {};`;
    const url = `data:text/javascript,${encodeURIComponent(source)}`;
    const hooks = registerHooks({
      resolve: (name, context, next) => (name === 'vscode' ? { url, shortCircuit: true } : next(name, context)),
    });
    completion = await import('../../../../src/editor/shared/yamlCompletion');
    hooks.deregister();
  });

  it('is all of it, also far below the key that says where it is', () => {
    const lines = ['tests:', ...Array.from({ length: 6_000 }, (_, at) => `  - description: ${at}`), '    as'];
    const document = {
      lineAt: (line: number) => ({ text: lines[line] }),
      getText: (range: Range & { at: readonly number[] }) =>
        `${lines.slice(range.at[0], range.at[2]).join('\r\n')}\r\n`,
    } as unknown as TextDocument;
    const at = { line: lines.length - 1, character: 5 } as unknown as Position;
    assert.deepEqual(completion.textBefore(document, at), { above: lines.slice(0, -1), before: '    a' });
  });
});
