import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import type * as MissingKeys from '../../../../src/editor/evals/missingKeys';

/** The button that the user presses, and what a press does. */
interface User {
  button: string | undefined;
  setsKey: boolean;
}

describe('a run whose provider needs a key', () => {
  const user: User = { button: undefined, setsKey: false };
  const [asked, keys]: [string[], Set<string>] = [[], new Set()];
  let hasKeys: typeof MissingKeys.hasKeys;
  before(async () => {
    const platform = {
      l10n: { t: (text: string, ...args: unknown[]) => text.replace('{0}', String(args[0])) },
      window: { showWarningMessage: (text: string) => Promise.resolve((asked.push(text), user.button)) },
      commands: { executeCommand: (_: string, id: string) => Promise.resolve(user.setsKey && keys.add(id)) },
    };
    Object.assign(globalThis, { platform });
    const names = 'commands, l10n, window, Disposable = {}, InputBoxValidationSeverity = {}';
    const url = `data:text/javascript,${encodeURIComponent(`export const { ${names} } = globalThis.platform;`)}`;
    const hooks = registerHooks({
      resolve: (name, context, next) => (name === 'vscode' ? { url, shortCircuit: true } : next(name, context)),
    });
    ({ hasKeys } = await import('../../../../src/editor/evals/missingKeys'));
    hooks.deregister();
    Reflect.deleteProperty(globalThis, 'platform');
  });

  const backend = (id: string, needsKey = true) => ({
    ...{ id, name: id, needsKey },
    hasKey: () => Promise.resolve(keys.has(id)),
  });
  const looks = (button: string | undefined, setsKey = false): Promise<boolean> => {
    Object.assign(user, { button, setsKey });
    asked.length = 0;
    return hasKeys([backend('Local', false), backend('Acme'), backend('Other')]);
  };

  it('begins once each has one, for which it asks', async () => {
    assert.deepEqual([await looks(undefined), asked], [false, ['Acme needs an API key.']]);
    assert.deepEqual([await looks('Set API Key'), asked], [false, ['Acme needs an API key.']]);
    assert.deepEqual([await looks('Set API Key', true), asked.length], [true, 2]);
    assert.deepEqual([await looks(undefined), asked], [true, []]);
  });
});
