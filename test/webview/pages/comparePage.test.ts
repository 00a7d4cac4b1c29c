import assert from 'node:assert/strict';
import { poll } from '../../support/poll';
import { Opened } from './opened';

const place = { folder: 'compare', id: 'gpt-4o+gpt-4.1+claude-opus-5-5' } as const;
const compared = 'GPT-4o, GPT-4.1 and Claude Opus 5.5';

/** The cells of a column, from 1. */
const cellsOf = (opened: Opened, label: string): HTMLElement[] => {
  const headers = [...opened.root.querySelectorAll('.comparison thead th')];
  const at = headers.findIndex(({ textContent }) => textContent.trim().startsWith(label));
  assert.ok(at >= 0, label);
  return [...opened.root.querySelectorAll<HTMLElement>(`.comparison tbody tr > :nth-child(${at + 1})`)];
};
const bestIn = (opened: Opened, label: string): string[] =>
  cellsOf(opened, label)
    .filter((cell) => cell.querySelector('.best'))
    .map(({ textContent }) => textContent.trim());

describe('the page that compares a few models', () => {
  it('marks the best by a shape with a name, and goes on doing so when it is sorted', async () => {
    const opened = new Opened(place);
    await opened.at(compared);
    assert.deepEqual(bestIn(opened, 'Context window'), ['1,047,576']);
    const [mark] = opened.root.querySelectorAll('.best');
    assert.equal(mark?.getAttribute('role'), 'img');
    assert.equal(mark.getAttribute('aria-label'), 'best');
    const prices = cellsOf(opened, 'Input price').length;
    const button = [...opened.root.querySelectorAll<HTMLElement>('.comparison th button')].find(({ textContent }) =>
      textContent.includes('Input price'),
    );
    opened.click(button!);
    assert.equal(cellsOf(opened, 'Input price').length, prices);
    assert.deepEqual(bestIn(opened, 'Input price'), [cellsOf(opened, 'Input price')[0]?.textContent.trim()]);
  });

  it('marks nothing in the table of a family', async () => {
    const opened = new Opened({ folder: 'families', id: 'claude' });
    await opened.at('Claude');
    assert.equal(opened.root.querySelector('.best'), null);
  });

  it('leads to each model, here and on the page of its family, and back', async () => {
    const opened = new Opened(place);
    await opened.at(compared);
    opened.click(opened.link('GPT-4.1'));
    assert.equal(document.activeElement?.textContent, 'GPT-4.1');
    opened.click(opened.link('All facts and sources'));
    await opened.at('GPT');
    opened.click(opened.find('back'));
    await opened.at(compared);
  });
});

describe('the pages of the chooser', () => {
  const question = (opened: Opened): string => opened.root.querySelector('h2')?.textContent ?? '';
  const answer = async (opened: Opened, label: string): Promise<void> => {
    const before = opened.host.answered;
    const choice = [...opened.root.querySelectorAll<HTMLAnchorElement>('.choices a')].find(({ textContent }) =>
      textContent.startsWith(label),
    );
    assert.ok(choice, label);
    opened.click(choice);
    await poll('the next page', () => opened.host.answered > before);
  };

  it('go on with each answer, take one back by Back, and end in families', async () => {
    const opened = new Opened({ folder: 'choose', id: 'start' });
    await opened.at('Open or closed?');
    assert.equal(question(opened), 'May your texts leave your machines?');
    await answer(opened, 'Only under a contract');
    assert.equal(question(opened), 'What matters about the cost?');
    await answer(opened, 'The best answer');
    opened.click(opened.find('back'));
    await poll('the question before', () => question(opened) === 'What matters about the cost?');
    await answer(opened, 'Light or uneven use');
    await answer(opened, 'Nothing');
    await answer(opened, 'Images');
    await answer(opened, 'Up to 128,000 tokens');
    const said = opened.root.querySelector('main')?.textContent ?? '';
    assert.match(said, /A closed model fits/);
    assert.match(said, /Budget: Light or uneven use/);
    assert.match(said, /Claude.*closed · window [\d,]+ tokens/s);
    opened.click(opened.link('Change hardware'));
    await poll('the question', () => question(opened) === 'What could you run a model on?');
    await answer(opened, 'Servers with several');
    assert.match(opened.root.querySelector('main')?.textContent ?? '', /Hardware: Servers with several/);
  });
});
