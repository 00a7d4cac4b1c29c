import type { UsageCost } from '../../catalog/priceUsage';
import type { Abilities } from '../../chat/messages/abilities';
import type { BuiltInBackend } from '../../chat/backend';
import { machineOf } from '../../chat/providers/location';
import type { AskPocketOptions, PocketPost } from './askPocket';
import { pocket } from './pocketIdentity';

interface PocketDeps extends Pick<AskPocketOptions, 'onBroken' | 'randomSeed' | 'say'> {
  readonly post: PocketPost;
  /** VS Code's name of the remote. */
  readonly remoteName: string | undefined;
}

/** There is no price that could change, so a date would say nothing. */
const nothing: UsageCost = { known: true, usd: 0, lines: [], checked: '' };

/** Its output is free text, and it has not learned to call tools. */
const can: Abilities = { tools: false, structured: false, images: false, logprobs: true, reasoning: false };

/** Makes the backend of the built-in model. It runs in the extension, so that nothing is contacted to ask it. */
export function pocketBackend({ post, onBroken, randomSeed, say, remoteName }: PocketDeps): BuiltInBackend {
  return {
    ...pocket,
    location: { kind: 'here', place: machineOf(remoteName) },
    can: { listsModels: false, referenceCard: true, bodyFields: false },
    isOwn: false,
    isStandIn: true,
    needsKey: false,
    hasKey: () => Promise.resolve(false),
    suggested: () => [pocket.model],
    knows: () => [{ by: 'itself', can }],
    parameters: async () => (await loadOffers()).pocketOffers(say),
    costOf: () => Promise.resolve(nothing),
    continues: () => true,
    async whyNot(request) {
      try {
        return await (await loadChat()).whyPocketCannot(post, request, say);
      } catch (error) {
        onBroken(error); // Asking it reports this in place of an answer.
        return undefined;
      }
    },
    ask: async (request, listener) =>
      (await loadChat()).askPocket(post, request, { ...listener, onBroken, randomSeed, say }),
    listModels: () => Promise.resolve({ status: 'done', value: [{ id: pocket.model, figures: {}, can: {} }] }),
    test: async (signal) => (await loadChat()).testPocket(post, { signal, onBroken, say }),
    async countHere(text, signal) {
      const { brokenView } = await import('./pocketMessages');
      try {
        return { status: 'done', value: await (await loadChat()).countForPocket(post, text, signal) };
      } catch (error) {
        if (signal.aborted) return { status: 'stopped' };
        onBroken(error);
        return { status: 'failed', error: brokenView(say) };
      }
    },
  };
}

const loadChat = () => import('./askPocket');
const loadOffers = () => import('./pocketOffers');
