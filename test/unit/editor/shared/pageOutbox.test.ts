import assert from 'node:assert/strict';
import { PageOutbox } from '../../../../src/editor/shared/pageOutbox';

type ToPage = { readonly type: 'start' } | { readonly type: 'show'; readonly id: string } | { readonly type: 'focus' };

function open() {
  const page = { isVisible: true };
  const sent: string[] = [];
  const outbox = new PageOutbox<ToPage>(
    (message) => sent.push(message.type === 'show' ? `show ${message.id}` : message.type),
    () => page.isVisible,
  );
  const begin = (): void => {
    outbox.ready();
    outbox.begin({ type: 'start' });
  };
  return { page, sent, outbox, begin };
}

describe('what a page is told', () => {
  it('waits until the page has begun, and comes after that with which it begins', () => {
    const { sent, outbox, begin } = open();
    outbox.tell({ type: 'focus' });
    assert.deepEqual([outbox.hears, sent], [false, []]);
    begin();
    assert.deepEqual([outbox.hears, sent], [true, ['start', 'focus']]);
    begin();
    assert.deepEqual(sent, ['start', 'focus', 'start']);
  });

  it('is the last of each kind', () => {
    const { sent, outbox, begin } = open();
    for (const id of ['a', 'b']) outbox.tell({ type: 'show', id });
    begin();
    assert.deepEqual(sent, ['start', 'show b']);
  });

  it('can be taken back, to be a part of the beginning', () => {
    const { sent, outbox, begin } = open();
    outbox.tell({ type: 'show', id: 'a' });
    assert.deepEqual(outbox.take('show'), { type: 'show', id: 'a' });
    assert.equal(outbox.take('show'), undefined);
    begin();
    assert.deepEqual(sent, ['start']);
  });

  it('waits again while the page is hidden, until it is made anew', () => {
    const { page, sent, outbox, begin } = open();
    begin();
    page.isVisible = false;
    outbox.look();
    outbox.tell({ type: 'focus' });
    page.isVisible = true;
    // It is shown again, and not ready yet.
    outbox.begin({ type: 'show', id: 'a' });
    assert.deepEqual(sent, ['start', 'show a']);
    begin();
    assert.deepEqual(sent, ['start', 'show a', 'start', 'focus']);
  });

  it('comes at once where the page hears', () => {
    const { sent, outbox, begin } = open();
    begin();
    outbox.tell({ type: 'focus' });
    assert.deepEqual(sent, ['start', 'focus']);
  });
});
