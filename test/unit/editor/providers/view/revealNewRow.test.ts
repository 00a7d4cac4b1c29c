import assert from 'node:assert/strict';
import { revealNewRow } from '../../../../../src/editor/providers/view/revealNewRow';

/** A view that draws the row after so many refusals, in the words of VS Code. */
function viewThatRefuses(times: number): { reveal: () => Promise<void>; asked: () => number } {
  let asked = 0;
  const reveal = (): Promise<void> =>
    ++asked > times
      ? Promise.resolve()
      : Promise.reject(new Error('Cannot resolve tree item for element 1/provider/custom/'));
  return { reveal, asked: () => asked };
}

describe('the row of a provider that was just added', () => {
  it('is shown once VS Code has drawn it, after 2 refusals', async () => {
    const view = viewThatRefuses(2);
    await revealNewRow(view.reveal);
    assert.equal(view.asked(), 3);
  });

  it('is asked for once where it is drawn', async () => {
    const view = viewThatRefuses(0);
    await revealNewRow(view.reveal);
    assert.equal(view.asked(), 1);
  });

  it('is no failure of the command where it never comes @deep', async () => {
    const view = viewThatRefuses(Infinity);
    await revealNewRow(view.reveal);
    assert.ok(view.asked() > 1);
  }).timeout(20_000);
});
