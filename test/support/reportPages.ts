import { sayInEnglish } from '../../src/core/base/say';
import { Spending } from '../../src/core/chat/ledgerEntry';
import type { Page } from '../../src/core/pages/page';
import { connectionReport } from '../../src/core/pages/reports/connectionReport';
import { spendingReport } from '../../src/core/pages/reports/spendingReport';

// Reports of the playground and its providers, as the extension makes them.

function spending(): string {
  const all = new Spending((at) => new Date(at).toISOString().slice(0, 10));
  const day = 86_400_000;
  for (let before = 0; before < 20; before += 1) {
    const at = Date.UTC(2026, 10, 30) - before * day;
    all.add({ at, provider: 'OpenAI', model: 'gpt-6-sol', in: 12_000, out: 900, usd: 0.04 });
    all.add({ at, provider: 'A Provider with a Long Name', model: 'an-organization/a-model-with-a-long-name:70b' });
  }
  return spendingReport(all, '2026-11-30', sayInEnglish).markdown;
}

function connection(): string {
  const host = 'a-host-with-a-long-name.llm.example.com';
  const error = {
    kind: 'forbidden',
    message: `${host} refused the request.`,
    advice: 'Ask whoever runs it which models your key may use.',
    actions: [],
  } as const;
  const usage = { inputTokens: 1_200, outputTokens: 5 };
  return connectionReport(
    {
      endpoint: { id: 'maker', name: 'Maker', baseUrl: `https://${host}/v1`, preset: 'custom', dialect: 'responses' },
      model: 'an-organization/a-model-with-a-long-name:70b-instruct',
      list: { status: 'done', value: { count: 1_234, hasModel: false } },
      found: [
        { probe: 'answer', outcome: { status: 'done', value: { state: 'works', usage, firstTokenMs: 412 } } },
        { probe: 'tools', outcome: { status: 'done', value: { state: 'ignored' } } },
        {
          probe: 'images',
          outcome: { status: 'done', value: { state: 'refused', words: 'This model does not take pictures.' } },
        },
        { probe: 'logprobs', outcome: { status: 'failed', error } },
      ],
      cost: 0.0042,
    },
    sayInEnglish,
  ).markdown;
}

const pageOf = (title: string, markdown: string): Page => ({
  ...{ title, made: Date.UTC(2026, 10, 30) },
  blocks: [{ type: 'markdown', markdown }],
});

/** By their paths. */
export const reportPages: ReadonlyMap<string, Page> = new Map([
  ['/reports/spending.md', pageOf('Spending', spending())],
  ['/reports/connection.md', pageOf('Connection to Maker', connection())],
]);
