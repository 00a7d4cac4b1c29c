import assert from 'node:assert/strict';
import { probeIds, probes } from '../../../../../src/core/chat/discovery/probes';
import type { ProbeId } from '../../../../../src/core/chat/discovery/probes';
import { abilityWords, mostCost, mostUsage } from '../../../../../src/core/chat/discovery/probeWords';
import { abilitiesFound, runProbe, runProbes } from '../../../../../src/core/chat/discovery/runProbe';
import type { ProbeFinding } from '../../../../../src/core/chat/discovery/runProbe';
import { RequestVariants } from '../../../../../src/core/chat/exchange/openAnswer';
import { ChatService } from '../../../../../src/core/chat/service';
import { sayInEnglish } from '../../../../../src/core/base/say';
import type { Outcome } from '../../../../../src/core/chat/messages/errors';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import type { DialectId } from '../../../../../src/core/chat/messages/chatTypes';
import { startAbilityServer } from '../../../../fakes/abilityServer';
import type { AbilityServer } from '../../../../fakes/abilityServer';
import { endpointAt, hostWith, keyState, testKey } from '../ask';

let server: AbilityServer;
before(async () => (server = await startAbilityServer()));
after(() => server.close());

const deps = () => ({
  host: hostWith(),
  key: keyState(testKey),
  signal: new AbortController().signal,
  memory: new RequestVariants(() => 0),
  limits: { idleMs: 5_000, firstOutputMs: 5_000, answerCharacters: 10_000 },
});
const find = (id: ProbeId, model: string, dialect: DialectId) =>
  runProbe(id, endpointAt(server.baseUrl, 'custom', dialect), model, deps());

describe('a probe of what a model does', () => {
  for (const dialect of dialectIds) {
    const hasField = (id: ProbeId): boolean => probes[id].amend[dialect] !== undefined;

    it(`finds all of it at a model that does it, by ${dialect}, with usage and the time of the first token`, async () => {
      for (const id of probeIds) {
        const found = await find(id, 'able', dialect);
        assert.equal(found.state, hasField(id) ? 'works' : 'no-field', id);
        if (!hasField(id)) continue;
        assert.deepEqual([found.usage?.inputTokens, found.usage?.outputTokens], [1_000, 100], id);
        assert.ok((found.firstTokenMs ?? -1) >= 0, id);
      }
    });

    it(`finds nothing at one that takes everything and does nothing of it, by ${dialect}`, async () => {
      for (const id of probeIds.filter((each) => each !== 'answer' && hasField(each))) {
        assert.equal((await find(id, 'plain', dialect)).state, 'ignored', id);
      }
      assert.equal((await find('answer', 'plain', dialect)).state, 'works');
    });

    it(`asks for no more tokens than it says, by ${dialect}`, async () => {
      for (const id of probeIds.filter(hasField)) {
        const before = server.bodies.length;
        await find(id, 'able', dialect);
        const body = server.bodies.at(-1)!;
        assert.equal(server.bodies.length, before + 1, id);
        const limit = body['max_tokens'] ?? body['max_completion_tokens'] ?? body['max_output_tokens'];
        assert.equal(limit, probes[id].maxOutputTokens);
        // A picture has its own tokens; of other text four characters are one at least.
        const { length } = JSON.stringify(body).replace(/[\w+/=]{100,}/g, '');
        assert.ok(length / 3 < probes[id].inputTokens + 200, `${id}: ${length}`);
      }
    });
  }

  it('says in the words of the provider what it refuses', async () => {
    for (const [id, words] of [
      ['tools', /does not support tools/],
      ['structured', /json_schema/],
      ['images', /only supported by certain models/],
      ['logprobs', /unsupported/],
      ['reasoning', /reasoning_effort/],
    ] as const) {
      const found = await find(id, 'strict', 'chat-completions');
      assert.ok(found.state === 'refused', id);
      assert.match(found.words, words);
    }
  });

  it('is an error where the key is, and in words without the key', async () => {
    const fetch = () =>
      Promise.resolve(Response.json({ error: { message: `No key ${testKey} here` } }, { status: 401 }));
    const service = new ChatService(hostWith(fetch), sayInEnglish);
    const outcome = await service.probe(
      endpointAt('https://example.com/v1'),
      { id: 'tools', model: 'm' },
      {
        key: () => Promise.resolve(keyState(testKey)),
        signal: new AbortController().signal,
      },
    );
    assert.ok(outcome.status === 'failed');
    assert.equal(outcome.error.kind, 'wrong-key');
    assert.doesNotMatch(JSON.stringify(outcome), new RegExp(testKey));
  });

  it('learns nothing for the requests of the playground from what it is refused', async () => {
    const memory = new RequestVariants(() => 0);
    const endpoint = endpointAt(server.baseUrl);
    await runProbe('answer', endpoint, 'strict', { ...deps(), memory });
    await runProbe('tools', endpoint, 'strict', { ...deps(), memory });
    await runProbe('answer', endpoint, 'strict', { ...deps(), memory });
    assert.deepEqual(server.bodies.at(-1)!['stream_options'], { include_usage: true });
  });
});

describe('a test of several probes', () => {
  const works: Outcome<ProbeFinding> = { status: 'done', value: { state: 'works' } };
  const failed = (kind: 'wrong-key' | 'server-error'): Outcome<ProbeFinding> => ({
    status: 'failed',
    error: { kind, message: 'No.', advice: 'Do.', actions: [] },
  });
  const run = async (ids: readonly ProbeId[], answers: Partial<Record<ProbeId, Outcome<ProbeFinding>>>) => {
    const told: ProbeId[] = [];
    const all = await runProbes(
      ids,
      (id) => Promise.resolve(answers[id] ?? works),
      ({ probe }) => told.push(probe),
    );
    assert.deepEqual(
      all.map(({ probe }) => probe),
      told,
    );
    return { told, all };
  };

  it('asks for an answer first, and where there is none asks nothing more', async () => {
    assert.deepEqual((await run(['tools', 'images'], {})).told, ['answer', 'tools', 'images']);
    assert.deepEqual((await run(['tools'], { answer: failed('server-error') })).told, ['answer']);
    assert.deepEqual((await run([], {})).told, []);
  });

  it('says for which tokens it asks at most, with those of the answer that is asked for first', async () => {
    for (const chosen of [['reasoning'], ['answer', 'tools'], [], [...probeIds]] as const) {
      const { told } = await run(chosen, {});
      const most = mostUsage(chosen);
      assert.equal(
        most.outputTokens,
        told.reduce((sum, id) => sum + probes[id].maxOutputTokens, 0),
        chosen.join(),
      );
      assert.equal(
        most.inputTokens,
        told.reduce((sum, id) => sum + probes[id].inputTokens, 0),
        chosen.join(),
      );
    }
  });

  it('counts a picture as the model does that counts the most for one', () => {
    // One tile by GPT-4o mini: 2,833 and 5,667 tokens.
    assert.ok(probes.images.inputTokens >= 2_833 + 5_667);
  });

  it('goes on after an error of one, but not where all others would have it', async () => {
    assert.deepEqual((await run(['tools', 'images'], { tools: failed('server-error') })).told.length, 3);
    assert.deepEqual((await run(['tools', 'images'], { tools: failed('wrong-key') })).told.length, 2);
    assert.deepEqual((await run(['tools', 'images'], { tools: { status: 'stopped' } })).told.length, 2);
  });

  it('keeps what was found out, and nothing of what was not', async () => {
    const { all } = await run(['reasoning', 'tools', 'images', 'logprobs'], {
      reasoning: { status: 'done', value: { state: 'ignored' } },
      answer: { status: 'done', value: { state: 'works', usage: { inputTokens: 1, outputTokens: 1 } } },
      images: { status: 'done', value: { state: 'refused', words: 'No.' } },
      logprobs: failed('server-error'),
    });
    const can = abilitiesFound(all);
    assert.deepEqual(can, { streaming: true, usage: true, tools: true, images: false });
    assert.equal(abilityWords(can, sayInEnglish), 'tools, no images');
  });
});

describe('the cost of a test', () => {
  it('is said before, at most, or in tokens where the price is not known', () => {
    assert.deepEqual(mostUsage(['answer', 'tools']), { inputTokens: 740, outputTokens: 576 });
    const known = { known: true, usd: 0.0042, lines: [{ label: 'input', tokens: 1, rate: 1 }], checked: '' } as const;
    assert.equal(mostCost(['tools'], known, sayInEnglish), 'at most $0.0042');
    assert.equal(mostCost(['answer'], { known: false, reason: '' }, sayInEnglish), 'at most 104 tokens, price unknown');
    const partly = { ...known, unknown: ['the flex price is not published'] };
    assert.equal(mostCost(['answer'], partly, sayInEnglish), 'at most 104 tokens, price unknown');
    assert.equal(mostCost(['answer'], undefined, sayInEnglish), 'free');
    assert.equal(mostCost([], known, sayInEnglish), 'free');
  });
});
