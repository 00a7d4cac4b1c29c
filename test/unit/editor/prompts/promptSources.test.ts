import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import type { TextDocument } from 'vscode';
import type * as Sources from '../../../../src/editor/prompts/promptSources';
import { promptScheme } from '../../../../src/editor/shared/contributions';

describe('a document of the editor', () => {
  let sources: typeof Sources;
  before(async () => {
    const source = 'export class EventEmitter {} export class Range {} export class Uri {}';
    const url = `data:text/javascript,${encodeURIComponent(source)}`;
    const hooks = registerHooks({
      resolve: (name, context, next) => (name === 'vscode' ? { url, shortCircuit: true } : next(name, context)),
    });
    sources = await import('../../../../src/editor/prompts/promptSources');
    hooks.deregister();
  });

  it('is a prompt by its name, and its preview is none', () => {
    const formOf = (scheme: string, path: string): unknown =>
      sources.formOf({ languageId: 'markdown', uri: { scheme, path } } as unknown as TextDocument);
    for (const name of ['basic.prompty', 'git.prompt.yml', 'a.prompt.md']) {
      assert.notEqual(formOf('file', `/${name}`), undefined);
      assert.equal(formOf(promptScheme, `/Preview of ${name}`), undefined);
    }
  });
});
