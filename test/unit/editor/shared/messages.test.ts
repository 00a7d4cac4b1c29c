import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import type * as Messages from '../../../../src/editor/shared/messages';

/** All that was handed to VS Code. */
const shown: unknown[] = [];
const take = (...given: unknown[]): Promise<undefined> => {
  shown.push(...given);
  return Promise.resolve(undefined);
};
const progress = { report: (step: unknown) => void shown.push(step) };
const platform = {
  window: {
    showInformationMessage: take,
    showWarningMessage: take,
    showErrorMessage: take,
    showInputBox: take,
    withProgress: (options: unknown, work: (...given: unknown[]) => unknown) => {
      shown.push(options);
      return work(progress, {});
    },
  },
  InputBoxValidationSeverity: { Info: 1 },
};

describe('what is shown where VS Code looks for links', () => {
  const outside = 'a.md [Update](command:workbench.action.quit) [Read](https://evil.example) [x]( y';
  const isInert = () => assert.doesNotMatch(JSON.stringify(shown), /\]\(/);
  let messages: typeof Messages;
  before(async () => {
    Object.assign(globalThis, { platform });
    const source = 'export const { window, InputBoxValidationSeverity } = globalThis.platform;';
    const url = `data:text/javascript,${encodeURIComponent(source)}`;
    const hooks = registerHooks({
      resolve: (name, context, next) => (name === 'vscode' ? { url, shortCircuit: true } : next(name, context)),
    });
    messages = await import('../../../../src/editor/shared/messages');
    hooks.deregister();
    Reflect.deleteProperty(globalThis, 'platform');
  });
  beforeEach(() => (shown.length = 0));

  for (const kind of ['Information', 'Warning', 'Error'] as const) {
    it(`has no link in a message: ${kind}`, async () => {
      await messages.showMessage(kind, outside, 'Retry');
      assert.match(String(shown[0]), /^a\.md \[Update\] \(command:workbench/);
      assert.equal(shown[1], 'Retry');
      isInert();
    });
  }

  it('has no link in a question', async () => {
    await messages.showModal(outside, outside, 'Delete');
    assert.equal(shown.length, 3);
    isInert();
  });

  it('has no link in a progress, its title and its steps', async () => {
    await messages.showProgress({ location: { viewId: 'x' }, title: outside }, (report) => {
      report({ message: outside, increment: 5 });
      return Promise.resolve();
    });
    assert.equal(shown.length, 2);
    isInert();
  });

  it('has no link below a line that is asked for', async () => {
    await messages.showInput({ prompt: outside, value: outside, problemOf: () => outside });
    const { value, validateInput, ...options } = shown[0] as Record<string, unknown>;
    assert.equal(value, outside); // The typed text stays as it is.
    shown.splice(0, 1, options, (validateInput as () => unknown)());
    assert.equal(shown.length, 2);
    isInert();
  });

  it('has no link below an input', () => {
    const box = {};
    for (const [problem, hint] of [[outside], [undefined, outside], []]) {
      messages.writeBelow(box as never, outside, problem, hint);
      shown.push({ ...box });
    }
    assert.equal((shown[2] as { validationMessage: unknown }).validationMessage, undefined);
    isInert();
  });
});
