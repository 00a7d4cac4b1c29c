import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromPage, parseMessage } from '../../../src/core/playground/protocol';
import type { FromPage, ToPage } from '../../../src/core/playground/protocol';
import { emptySession, reduceSession } from '../../../src/core/playground/session';
import type { Session, SessionEvent } from '../../../src/core/playground/session';
import { PageHost } from '../../../src/webview/host';
import { MessagePair } from '../../fakes/messagePair';
import { drafts, events, sessions } from './sessions';

/** The host's end, as far as the protocol goes: the session, its numbers, a snapshot on request. */
class HostEnd {
  seq = 0;
  readonly heard: FromPage[] = [];
  readonly refused: string[] = [];

  constructor(
    private readonly pair: MessagePair,
    public session: Session,
  ) {
    pair.host.onMessage = (data) => this.receive(data);
  }

  apply(event: SessionEvent): void {
    this.session = reduceSession(this.session, event);
    this.pair.host.post({ type: 'event', seq: ++this.seq, event });
  }

  private receive(data: unknown): void {
    const message = parseMessage(fromPage, data, (why) => this.refused.push(why));
    if (!message) return;
    this.heard.push(message);
    const { seq, session } = this;
    if (message.type === 'ready') this.pair.host.post({ type: 'snapshot', seq, session, providers: [], presets: [] });
  }
}

/** The page's end: the real one, with a reducer behind it. */
class PageEnd {
  session: Session | undefined;
  readonly heard: ToPage[] = [];
  readonly host: PageHost;

  constructor(pair: MessagePair) {
    const window = new EventTarget();
    pair.page.onMessage = (data) => window.dispatchEvent(new MessageEvent('message', { data }));
    const api = { postMessage: pair.page.post, getState: () => undefined, setState: () => undefined };
    this.host = new PageHost(api, () => 0);
    this.host.connect(window, (message) => this.receive(message));
  }

  private receive(message: ToPage): void {
    this.heard.push(message);
    if (message.type === 'snapshot') this.session = message.session;
    if (message.type === 'event' && this.session) this.session = reduceSession(this.session, message.event);
  }
}

function join(session = emptySession): { pair: MessagePair; host: HostEnd; page: PageEnd } {
  const pair = new MessagePair();
  const host = new HostEnd(pair, session);
  return { pair, host, page: new PageEnd(pair) };
}

describe('the two ends of the playground', () => {
  it('have the same session after a snapshot and any events, also of events that come before the snapshot', () => {
    const steps = fc.array(fc.tuple(events, fc.nat(3)), { maxLength: 20 });
    fc.assert(
      fc.property(sessions, steps, (session, all) => {
        const { pair, host, page } = join(session);
        for (const [event, delivered] of all) {
          host.apply(event);
          pair.deliver(delivered);
        }
        pair.deliver();
        assert.deepEqual(page.session, host.session);
        assert.deepEqual(host.refused, []);
        assert.equal(host.heard.length, 1, 'one snapshot is enough');
      }),
    );
  }).timeout(20_000);

  it('have the same session again after events got lost, as soon as one arrives', () => {
    const steps = fc.array(fc.tuple(events, fc.boolean(), fc.nat(3)), { maxLength: 12 });
    fc.assert(
      fc.property(steps, events, (all, last) => {
        const { pair, host, page } = join();
        pair.deliver();
        for (const [event, isLost, delivered] of all) {
          pair.losing = isLost ? 1 : 0;
          host.apply(event);
          pair.deliver(delivered);
        }
        host.apply(last);
        pair.deliver();
        assert.deepEqual(page.session, host.session);
      }),
    );
  }).timeout(20_000);

  it('ask for a snapshot when there is a gap in the numbers, and apply an event once', () => {
    const { pair, host, page } = join();
    pair.deliver();
    const draft = { ...emptySession.draft, message: 'one' };
    const event: SessionEvent = { type: 'draftChanged', draft };
    host.apply(event);
    pair.host.post({ type: 'event', seq: 1, event: { type: 'draftChanged', draft: { ...draft, message: 'again' } } });
    pair.deliver();
    assert.equal(page.session?.draft.message, 'one');
    pair.losing = 1;
    host.apply({ type: 'draftChanged', draft: { ...draft, message: 'two' } });
    host.apply({ type: 'draftChanged', draft: { ...draft, message: 'three' } });
    pair.deliver();
    assert.deepEqual(
      host.heard.map(({ type }) => type),
      ['ready', 'ready'],
    );
    assert.equal(page.session.draft.message, 'three');
  });

  it('take drafts from the page as it posts them', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const { pair, host, page } = join();
        page.host.post({ type: 'send', draft });
        pair.deliver();
        assert.deepEqual(host.heard.at(-1), { type: 'send', draft });
      }),
    );
  });

  it('refuse a malformed message to the page: it is reported, and nothing else happens', () => {
    const { pair, host, page } = join();
    pair.deliver();
    const heard = page.heard.length;
    const before = page.session;
    for (const message of [null, 'x', { type: 'event', seq: 1, event: { type: 'x' } }, { type: 'snapshot', seq: 0 }]) {
      pair.host.post(message);
    }
    pair.deliver();
    assert.equal(page.heard.length, heard);
    assert.equal(page.session, before);
    const reports = host.heard.slice(1);
    assert.equal(reports.length, 4);
    for (const report of reports) {
      assert.ok(report.type === 'pageError');
      assert.match(report.message, /does not understand: ./);
    }
    host.apply({ type: 'draftChanged', draft: { ...emptySession.draft, message: 'after' } });
    pair.deliver();
    assert.equal(page.session?.draft.message, 'after');
  });

  it('refuse a malformed message from the page with a reason, and nothing else happens', () => {
    const { pair, host } = join();
    pair.deliver();
    for (const message of [null, [], { type: 'send', draft: {} }, { type: 'run' }]) pair.page.post(message);
    pair.deliver();
    assert.equal(host.heard.length, 1);
    assert.equal(host.refused.length, 4);
    for (const why of host.refused) assert.notEqual(why, '');
  });
});
