import assert from 'node:assert/strict';
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
});
