import type { TurnHead } from '../../core/playground/session/turnHeads';

/** Returns heads by the ids of their prompts, in their order. */
export const byPrompt = (turns: readonly TurnHead[]): Map<string, TurnHead> =>
  new Map(turns.map((head) => [head.promptId, sharing(head)]));

/** Names of providers and models, and words of the protocol. In a message, each head has its own copies. */
const names = new Map<string, string>();

function shared<T extends string>(name: T): T {
  if (!names.has(name)) names.set(name, name);
  return names.get(name) as T;
}

/** Returns the head with texts that it shares with other heads, as a page may have a thousand. */
const sharing = (head: TurnHead): TurnHead => ({
  ...head,
  providerId: shared(head.providerId),
  providerName: shared(head.providerName),
  host: shared(head.host),
  model: shared(head.model),
  status: head.status && shared(head.status),
  ...(head.finishReason && { finishReason: shared(head.finishReason) }),
});
