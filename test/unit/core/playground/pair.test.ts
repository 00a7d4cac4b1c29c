import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromPage } from '../../../../src/core/playground/playgroundProtocol';
import { parseMessage } from '../../../../src/core/base/rpc/parseMessage';
import type { FromPage } from '../../../../src/core/playground/playgroundProtocol';
import { firstColumnId } from '../../../../src/core/playground/session/sessionSchema';
import { turnBodies, turnHeads } from '../../../../src/core/playground/session/turnHeads';
import { HostConnection } from '../../../../src/webview/playground/connection';
import { PageStore } from '../../../../src/webview/playground/pageStore';
import { MessagePair } from '../../../fakes/messagePair';
import { ScriptedHost } from '../../../fakes/scriptedHost';
import { deeds, drafts, eventsOf } from '../../../support/sessionEvents';
import type { Deed } from '../../../support/sessionEvents';

/** A page without a screen, and its host: what one says arrives when the pair delivers it, or is lost. */
function join() {
  const pair = new MessagePair();
  const host = new ScriptedHost(pair.host.post);
  const refused: string[] = [];
  pair.host.onMessage = (data) => {
    if (parseMessage(fromPage, data, (why) => refused.push(why)) !== undefined) host.receive(data);
  };
  const window = new EventTarget();
  pair.page.onMessage = (data) => window.dispatchEvent(new MessageEvent('message', { data }));
  const api = { postMessage: pair.page.post, getState: () => undefined, setState: () => undefined };
  const connection = new HostConnection(api);
  const store = new PageStore(connection);
  connection.connect(window, store.receive);
  return { pair, host, store, refused, connection };
}

type Joined = ReturnType<typeof join>;

function act({ host }: Joined, deed: Deed, column: string = firstColumnId): void {
  const own = host.session.columns.filter(({ id }) => id === column);
  for (const event of eventsOf({ ...host.session, columns: own }, deed)) {
    host.apply(event.type === 'columnSet' ? { ...event, column: { ...event.column, id: column } } : event);
  }
}

/** The page has the same heads as the host, and for whatever it looks at the same texts. */
async function assertSame({ pair, host, store }: Joined): Promise<void> {
  for (const { columnId, turns, bodies } of store.columns) {
    const heads = turnHeads(host.session, columnId);
    assert.deepEqual([...turns.values()], heads);
    for (let round = 0; round < 4; round++) {
      for (const head of heads) bodies.get(head);
      await Promise.resolve();
      pair.deliver();
    }
    const ids = heads.map(({ promptId }) => promptId);
    assert.deepEqual(
      heads.map((head) => bodies.get(head)).filter((body) => body !== undefined),
      turnBodies(host.session, columnId, ids).slice(-heads.length),
    );
  }
}

describe('the two ends of the playground', () => {
  it('have the same turns and texts after a snapshot and any events, also of events before the snapshot', async () => {
    const steps = fc.array(fc.tuple(deeds, fc.nat(3), fc.boolean()), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const joined = join();
        const { pair, store } = joined;
        for (const [some, delivered, looks] of all) {
          for (const deed of some) act(joined, deed);
          pair.deliver(delivered);
          if (looks) for (const head of store.main.turns.values()) store.main.bodies.get(head);
          await Promise.resolve();
        }
        pair.deliver();
        await assertSame(joined);
        assert.deepEqual(joined.refused, []);
      }),
      { numRuns: 60 },
    );
  });

  it('have the same turns and texts in every column, of which some are added and taken out, and share answers', async () => {
    const columns = fc.constantFrom(firstColumnId, 'second', 'third');
    const step = fc.tuple(deeds, columns, fc.constantFrom('act', 'act', 'add', 'remove', 'lead', 'best'), fc.nat(3));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (all) => {
        const joined = join();
        const { pair, host, refused } = joined;
        pair.deliver();
        for (const [some, column, what, delivered] of all) {
          const leaf = host.session.columns[0]?.leaf ?? null;
          const has = host.session.columns.some(({ id }) => id === column);
          if (what === 'add' || what === 'lead') host.apply({ type: 'columnSet', column: { id: column, leaf } });
          else if (what === 'best' && leaf !== null) host.apply({ type: 'bestMarked', node: leaf, isBest: true });
          else if (what === 'remove' && host.session.columns.length > 1)
            host.apply({ type: 'columnRemoved', id: column });
          else if (has) for (const deed of some) act(joined, deed, column);
          pair.deliver(delivered);
        }
        pair.deliver();
        const ids = host.session.columns.map(({ id }) => id);
        assert.deepEqual(
          joined.store.columns.map(({ columnId }) => columnId),
          ids,
        );
        await assertSame(joined);
        assert.deepEqual(refused, []);
      }),
      { numRuns: 80 },
    );
  });

  it('have the same turns and texts again after events got lost, as soon as one arrives', async () => {
    const steps = fc.array(fc.tuple(deeds, fc.boolean(), fc.nat(3)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const joined = join();
        const { pair, host } = joined;
        pair.deliver();
        for (const [some, isLost, delivered] of all) {
          pair.losing = isLost ? 2 : 0;
          for (const deed of some) act(joined, deed);
          pair.losing = 0;
          pair.deliver(delivered);
        }
        host.changeDraft({ message: 'the one that arrives' });
        pair.deliver();
        await assertSame(joined);
        assert.equal(joined.store.main.draft.message, 'the one that arrives');
      }),
      { numRuns: 60 },
    );
  });

  it('ask for a snapshot when there is a gap in the numbers, and apply an event once', () => {
    const { pair, host, store } = join();
    pair.deliver();
    host.changeDraft({ message: 'one' });
    host.event(
      {
        type: 'draft',
        session: host.session.id,
        column: firstColumnId,
        edit: 0,
        draft: { ...host.draft, message: 'again' },
      },
      1,
    );
    pair.deliver();
    assert.equal(store.main.draft.message, 'one');
    pair.losing = 1;
    host.changeDraft({ message: 'two' });
    host.changeDraft({ message: 'three' });
    pair.deliver();
    assert.deepEqual(
      host.received.map(({ type }) => type),
      ['ready', 'ready'],
    );
    assert.equal(store.main.draft.message, 'three');
  });

  it('take drafts from the page as it posts them', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const { pair, host, store } = join();
        pair.deliver();
        store.main.edit(draft);
        store.flush();
        pair.deliver();
        assert.deepEqual(host.draft, draft);
      }),
    );
  });

  it('refuse a malformed message to the page: it is reported, and nothing else happens', () => {
    const { pair, host, store } = join();
    pair.deliver();
    for (const message of [null, 'x', { type: 'event', seq: 1, event: { type: 'x' } }, { type: 'snapshot', seq: 0 }]) {
      pair.host.post(message);
    }
    pair.deliver();
    const reports = host.received.slice(1) as Extract<FromPage, { type: 'pageError' }>[];
    assert.equal(reports.length, 4);
    for (const report of reports) assert.match(report.message, /does not understand: ./);
    host.changeDraft({ message: 'after' });
    pair.deliver();
    assert.equal(store.main.draft.message, 'after');
  });

  it('refuse a malformed message from the page with a reason, and nothing else happens', () => {
    const { pair, host, refused } = join();
    pair.deliver();
    for (const message of [null, [], { type: 'send', draft: {} }, { type: 'run' }]) pair.page.post(message);
    pair.deliver();
    assert.equal(host.received.length, 1);
    assert.equal(refused.length, 4);
    for (const why of refused) assert.notEqual(why, '');
  });
});
