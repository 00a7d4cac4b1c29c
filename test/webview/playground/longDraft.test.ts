import assert from 'node:assert/strict';
import { maxTextLength } from '../../../src/core/chat/messages/chatTypes';
import { pasteLong } from '../../../src/webview/playground/longMessage';
import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';

describe('a long draft', () => {
  it('is kept when it is told, or the page is left, and not with each key', async () => {
    const host = new FakePageHost();
    const kept = (): unknown => (host.state as { columns: { draft: { system: string } }[] }).columns[0]?.draft.system;
    const long = 'x'.repeat(60_000);
    await host.type('system', long);
    assert.equal(kept(), '');
    await poll('the draft to be posted', () => host.of('draft').length > 0);
    assert.equal(kept(), long);
    await host.type('system', `${long}y`);
    host.store.flush();
    assert.equal(kept(), `${long}y`);
  });

  it('takes a paste that fits because it replaces what is selected, and none that is too long', () => {
    const message = 'x'.repeat(1_000);
    const pasted = 'y'.repeat(maxTextLength - 500);
    assert.equal(pasteLong(message, pasted, [1_000, 1_000]), 'tooLong');
    const taken = pasteLong(message, pasted, [0, 500]);
    assert.ok(typeof taken === 'object' && taken.message.length === maxTextLength);
  });
});
