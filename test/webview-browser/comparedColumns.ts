import type { RecordedEnd } from '../../src/core/chat/messages/recordedEnd';
import type { PageWindow } from './browserPage';

// Sessions with several columns. The functions run in the browser, before the page: they take nothing from around them.

/** Four columns with a turn each: one that was best, one that came to its limit, one that failed, one that comes. */
export const comparedColumns = ({ host }: PageWindow): void => {
  host.providers = [...host.providers, { ...host.providers[0]!, id: 'far', name: 'Far Away', host: 'llm.example.com' }];
  const models = ['gpt-5.1', 'llama3.2', 'an-organization/a-model-with-a-long-name:70b-instruct', 'gpt-5-mini'];
  const providers = ['openai', 'ollama', 'far', 'openai'];
  const ids = ['first', 'two', 'three', 'four'];
  host.changeDraft({ providerId: 'openai', model: models[0]! });
  ids.slice(1).forEach((id, i) => host.addColumn(id, { providerId: providers[i + 1]!, model: models[i + 1]! }));
  const ends: readonly RecordedEnd[] = [
    {
      ...{ status: 'done', finishReason: 'stop', firstTokenMs: 320, durationMs: 2_400 },
      usage: { inputTokens: 12, outputTokens: 180 },
      cost: { known: true, usd: 0.0021, lines: [], checked: '2026-11-01' },
    },
    {
      ...{ status: 'done', finishReason: 'length', firstTokenMs: 90, durationMs: 5_100 },
      usage: { inputTokens: 12, outputTokens: 600 },
      cost: { known: true, usd: 0, lines: [], checked: '' },
    },
    {
      status: 'failed',
      error: {
        kind: 'wrong-key',
        message: 'llm.example.com did not accept the API key.',
        advice: 'Set another key, and try again.',
        actions: ['set-key', 'choose-model', 'retry'],
      },
    },
  ];
  const answer =
    'Blue light is scattered **most**, because its waves are short.\n\n- In the evening the way is longer.\n- So red is left.\n\n```ts\nconst sky = scatter(light, 4);\n```\n';
  ids.forEach((id, i) => {
    const target = { model: models[i]!, providerId: providers[i]!, providerName: providers[i]! };
    const end = ends[i];
    if (end) host.addTurn({ prompt: 'Why is the sky blue?', ...(i < 2 && { answer }), target, end }, id);
    else host.startTurn({ prompt: 'Why is the sky blue?', target }, id);
  });
  host.grow('Because of ');
  host.apply({ type: 'bestMarked', node: 'answer-2', isBest: true });
};

/** Three columns, in each of which a long answer comes. */
export const streamingColumns = ({ host }: PageWindow): void => {
  host.addColumn('two', { providerId: 'openai', model: 'gpt-5.1' });
  host.addColumn('three', { providerId: 'ollama', model: 'llama3.2' });
  for (const id of ['first', 'two', 'three']) {
    const { answerId } = host.startTurn({ prompt: 'A long answer, please.' }, id);
    host.grow('A paragraph with some words in it.\n\n'.repeat(120), 'text', answerId);
  }
};
