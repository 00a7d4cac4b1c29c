import * as v from 'valibot';

// Messages between pages with buttons for models and their host.

const modelId = v.pipe(v.string(), v.maxLength(8_000));

/** The id of the model that the token counter counts for. Sent with a page of models, and with every change. */
export const toModelPage = [v.object({ type: v.literal('counterModel'), modelId: v.string() })] as const;

export const fromModelPage = [
  v.object({ type: v.literal('useInCounter'), modelId }),
  v.object({ type: v.literal('openInPlayground'), modelId }),
] as const;
