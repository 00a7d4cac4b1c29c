import assert from 'node:assert/strict';
import { takeRestored } from '../../../../src/editor/shared/restoredPanel';

/** A panel that says when it is closed, as VS Code's do. */
function fakePanel() {
  const listeners = new Set<() => unknown>();
  return {
    listeners,
    close: () => listeners.forEach((listener) => listener()),
    onDidDispose: (listener: () => unknown) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}

/** Code that has come once `arrive` is called. */
function codeUnderWay() {
  let arrive = (): void => undefined;
  const code = new Promise<string>((resolve) => (arrive = () => resolve('code')));
  return { load: () => code, arrive: () => arrive() };
}

describe('a tab that VS Code brings back after a reload', () => {
  it('is taken once the code for it is there, and is listened to no more', async () => {
    const panel = fakePanel();
    const code = codeUnderWay();
    const taken: string[] = [];
    const done = takeRestored(panel, code.load, (loaded) => taken.push(loaded));
    assert.deepEqual(taken, []);
    code.arrive();
    await done;
    assert.deepEqual(taken, ['code']);
    assert.equal(panel.listeners.size, 0);
  });

  it('is taken by nobody where the user closes it while the code loads', async () => {
    const panel = fakePanel();
    const code = codeUnderWay();
    const done = takeRestored(panel, code.load, () => assert.fail('a closed tab was taken'));
    panel.close();
    code.arrive();
    await done;
  });

  it('says what kept the code from loading', async () => {
    const panel = fakePanel();
    const broken = (): Promise<string> => Promise.reject(new Error('gone'));
    await assert.rejects(
      takeRestored(panel, broken, () => assert.fail('nothing was there')),
      /gone/,
    );
    assert.equal(panel.listeners.size, 0);
  });
});
