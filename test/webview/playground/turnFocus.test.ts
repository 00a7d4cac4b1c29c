import assert from 'node:assert/strict';
import type { AnswerNode } from '../../../src/core/playground/session/sessionSchema';
import { FakePageHost } from '../../fakes/pageHost';
import { answerNode } from '../../fakes/scriptedTurn';
import { poll } from '../../support/poll';

describe('the focus in an answer', () => {
  const focused = (): string | null | undefined => document.activeElement?.getAttribute('data-testid');
  const stopped = { prompt: 'One', answer: 'Half an', end: { status: 'stopped' } } as const;

  it('comes back to its button when an edit of it is saved', async () => {
    let promptId = '';
    const host = new FakePageHost(undefined, (before) => ({ promptId } = before.addTurn(stopped)));
    await host.click('edit-answer');
    assert.equal(focused(), 'edited');
    const edited = { ...(answerNode('better', promptId, {}) as AnswerNode), status: 'done' } as const;
    host.apply({ type: 'nodeAdded', node: { ...edited, parts: [{ type: 'text', text: 'Better' }] } });
    host.changeDraft({ editing: '', edited: '' });
    host.apply({ type: 'columnSet', column: { id: 'first', leaf: 'better' } });
    await poll('the new text', () => host.text('answer') === 'Better');
    assert.equal(focused(), 'edit-answer');
  });

  it('stays in the turn while another one comes, and goes to its buttons then', async () => {
    let promptId = '';
    const host = new FakePageHost(undefined, (before) => ({ promptId } = before.addTurn(stopped)));
    (await host.element('edit-answer')).focus();
    host.startAnswer(promptId);
    await poll('the turn', () => document.activeElement?.matches('article'));
    host.grow('An');
    host.end();
    await poll('its button', () => focused() === 'edit-answer');
  });
});
