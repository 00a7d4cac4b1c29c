import assert from 'node:assert/strict';
import { maxText } from '../../../src/core/lab/labPlace';
import { poll } from '../../support/poll';
import { OpenedLab } from './opened';

async function openedWith(text: string): Promise<OpenedLab> {
  const lab = new OpenedLab({ show: { station: 'tokens', text, settings: {} } });
  await lab.words(/Llama/);
  return lab;
}

const field = (lab: OpenedLab): Promise<HTMLTextAreaElement> => lab.find<HTMLTextAreaElement>('textarea');

/** Sends the event that the browser sends before it changes the field. @returns whether the page allows the change. */
async function put(lab: OpenedLab, inputType: string, data: string | null): Promise<boolean> {
  return (await field(lab)).dispatchEvent(
    new InputEvent('beforeinput', { inputType, data, bubbles: true, cancelable: true }),
  );
}

describe('the text field of the lab', () => {
  it('takes as many characters as the lab does, and cuts nothing by itself @deep', async () => {
    const lab = await openedWith('abc');
    assert.equal((await field(lab)).getAttribute('maxlength'), null);
    await lab.write('a'.repeat(maxText));
    await lab.words(/ 4,000 bytes /);
    assert.equal(lab.count('[role="alert"]'), 0);
  });

  it('refuses what is pasted where it would be too much, with both counts, and keeps text and picture', async () => {
    const lab = await openedWith('abc');
    const said = await lab.words();
    (await field(lab)).setSelectionRange(1, 3);
    assert.equal(await put(lab, 'insertFromPaste', 'x'.repeat(1_000_000)), false);
    // One character is left of the three.
    assert.match(
      (await lab.find('[data-testid="refused"][role="alert"]')).textContent,
      /4,000 characters at most.*1,000,001/,
    );
    assert.equal((await field(lab)).value, 'abc');
    assert.equal(await lab.words(), said);
    assert.deepEqual(lab.all('keep'), []);
  });

  it('lets in what just fits, with line ends as the field has them, and refuses a key more', async () => {
    const lab = await openedWith('a'.repeat(maxText - 2));
    const end = await field(lab);
    end.setSelectionRange(end.value.length, end.value.length);
    assert.equal(await put(lab, 'insertFromPaste', 'x\r\n'), true);
    assert.equal(await put(lab, 'insertFromPaste', 'xyz'), false);
    await lab.write('a'.repeat(maxText));
    await lab.words(/ 4,000 bytes /);
    end.setSelectionRange(maxText, maxText);
    assert.equal(await put(lab, 'insertText', 'x'), false);
    assert.equal(await put(lab, 'insertLineBreak', null), false);
    assert.match((await lab.find('[data-testid="refused"]')).textContent, /4,001/);
    assert.equal(await put(lab, 'deleteContentBackward', null), true);
  });

  it('goes back to what it had after an input method has written too much @deep', async () => {
    const lab = await openedWith('abc');
    await lab.write('字'.repeat(maxText + 1));
    assert.match((await lab.find('[data-testid="refused"]')).textContent, /4,000 characters at most.*4,001/);
    await poll('the text before', async () => (await field(lab)).value === 'abc');
  });

  it('says no more of it once something else is done', async () => {
    const lab = await openedWith('abc');
    await put(lab, 'insertFromPaste', 'x'.repeat(maxText));
    await lab.find('[data-testid="refused"]');
    await lab.set('step', 0);
    await poll('no refusal', () => lab.count('[data-testid="refused"]') === 0);
  });
});
