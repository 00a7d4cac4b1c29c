import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ownWords } from '../../../src/cli/shared/sayHere';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { faults } from '../../fakes/faults';
import { holdTimers } from '../../support/heldTimers';
import { poll } from '../../support/poll';
import { ask, askJson, at } from './askRun';

/** One of each kind: what they are like is tried where they are told apart. */
const kinds = new Map(faults.toReversed().map((fault) => [fault[1], fault]));

describe('the faults of ask', function () {
  this.timeout(600_000); // The first run builds the vocabularies.
  let server: FaultServer;
  before(async () => (server = await startFaultServer()));
  after(() => server.close());
  beforeEach(() => server.reset());

  for (const [model, kind, , kept = ''] of kinds.values()) {
    it(`tells ${model} as ${kind}, with what had come`, async () => {
      const { code, report, errors } = await askJson(at(server.baseUrl, model));
      // Without a key there is none that could be wrong.
      const expected = kind === 'wrong-key' && report.error?.code === 'missing-key' ? 'missing-key' : kind;
      assert.deepEqual([code, report.error?.code, report.text, report.finish], [3, expected, kept, null]);
      assert.equal(errors, report.error?.message);
      assert.deepEqual([report.costUsd, report.schema], [null, 1]);
      assert.equal(Object.keys(report).length, 13);
    });
  }

  it('prints what had come of an answer that breaks off, and says why', async () => {
    const { code, output, errors } = await ask(at(server.baseUrl, 'malformed'));
    assert.deepEqual([code, output], [3, 'Hello']);
    assert.match(errors, /could not be read/u);
  });

  it('waits and asks once more where that helps, and not where it takes long', async () => {
    assert.equal((await ask(at(server.baseUrl, 'rate-limit-short'))).output, 'Hello');
    const { code, report } = await askJson(at(server.baseUrl, 'rate-limit-long'));
    assert.deepEqual([code, report.error?.code], [3, 'rate-limited']);
    assert.match(report.error?.message ?? '', /too many requests/u);
  });

  it('says that nobody is there', async () => {
    const { code, report } = await askJson(at('http://127.0.0.1:9/v1', 'm'));
    assert.deepEqual([code, report.error?.code, report.firstTokenMs], [3, 'unreachable', null]);
    assert.equal(report.usage.source, 'counted');
  });

  describe('of a provider that falls silent', () => {
    const timers = holdTimers(60_000, 300_000);

    it('ends the answer after a minute, and closes the connection', async () => {
      const asked = askJson(at(server.baseUrl, 'stall'));
      await timers.runOut(60_000);
      const { code, report } = await asked;
      assert.deepEqual([code, report.error?.code, report.text], [3, 'stalled', 'Hello']);
      await poll('the closed connection', () => server.requests[0]?.closedEarly === true);
    });
  });

  it('ends an answer that does not end, and says so', async () => {
    let chunks = 0;
    const chunk = Buffer.from(
      `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'word '.repeat(10_000) } }] })}\n\n`,
    );
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks++;
        controller.enqueue(chunk);
      },
    });
    const fetch = () => Promise.resolve(new Response(body));
    const { code, report } = await askJson(at('http://localhost/v1', 'm'), { fetch });
    assert.deepEqual([code, report.finish, report.error?.code], [5, 'answer-limit', 'answer-limit']);
    assert.equal(report.text.length, 2_000_000);
    assert.ok(chunks < 100);
  });

  it('closes the connection when it is cancelled, and keeps what had come', async () => {
    const cancelled = new AbortController();
    const asked = askJson(at(server.baseUrl, 'slow'), { signal: cancelled.signal });
    await poll('the request', () => server.requests.length > 0);
    setTimeout(() => cancelled.abort(), 300);
    const { code, report } = await asked;
    assert.deepEqual([code, report.error?.code, report.finish], [130, 'cancelled', null]);
    assert.match(report.text, /^(?:word )+$/u);
    await poll('the closed connection', () => server.requests[0]?.closedEarly === true);
  });

  it('replaces sentences of the editor that are there', () => {
    const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as object;
    for (const sentence of Object.keys(ownWords)) assert.ok(Object.hasOwn(bundle, sentence), sentence);
  });
});
