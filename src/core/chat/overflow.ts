import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import type { LocalServer, Served } from '../catalog/live/served';
import { formatCount } from '../base/numbers';
import type { Say, Saying } from '../base/say';
import type { Backend } from './backend';
import { shortText, text } from './messages/chatTypes';
import { overflowFix } from './overflowFix';

interface Habits {
  /** A sentence on what happens to a request that is longer than the context. */
  readonly longer: Saying;
  /** A sentence on what happens to a request that leaves too little for the answer that it allows. */
  readonly fuller: Saying;
  /** Whether it may answer a part of a request without mentioning the rest. */
  readonly cutsInSilence: boolean;
  /** Tokens of context that the server gives at least where nothing is set. */
  readonly least?: number;
}

const refused: Saying = (say) => say('A longer request is refused.');

/** Habits of local servers with requests that exceed the context of the model, looked up on 30 November 2026. */
const habits: Readonly<Record<LocalServer, Habits>> = {
  // Leaves out the oldest messages until the rest fits, and says nothing. Of a last message that is too long by itself
  // it sends the end, or it answers 400, depending on the model: server/routes.go, server/prompt.go and
  // llm/llama_server.go at v0.33.0-rc2 (21 August 2026), https://github.com/ollama/ollama/issues/17889. It gives 4,096
  // tokens with less than 24 GiB of graphics memory, 32,768 with less than 48 GiB, and otherwise 262,144:
  // https://docs.ollama.com/context-length.
  ollama: {
    longer: (say) =>
      say(
        'Of a longer request it leaves out the oldest messages without a word. A last message that is too long by itself is cut or refused.',
      ),
    fuller: (say) =>
      say('When request and answer fill it, the oldest half is dropped without a word, and the answer goes on.'),
    cutsInSilence: true,
    least: 4_096,
  },
  // Depends on the version, the engine and the settings of the model:
  // https://github.com/lmstudio-ai/lmstudio-js/pull/47; lmstudio-ai/lmstudio-bug-tracker, issues 546, 1620, 2256 and
  // 2339.
  lmstudio: {
    longer: (say) => say('A longer request is refused, cut in its middle, or answered with nothing.'),
    fuller: (say) =>
      say('When request and answer fill it, the answer ends, or goes on without the middle of the conversation.'),
    cutsInSilence: true,
  },
  // Answers 400 `exceed_context_size_error`: tools/server/server-context.cpp.
  llamacpp: {
    longer: refused,
    fuller: (say) =>
      say(
        'When request and answer fill it, the answer ends; with --context-shift the oldest half is dropped, and it goes on.',
      ),
    cutsInSilence: false,
  },
  // Answers 400, also where the limit of the answer does not fit beside the request: vllm/entrypoints/openai.
  vllm: {
    longer: refused,
    fuller: (say) => say('A request that leaves too little of it for the limit of the answer is refused.'),
    cutsInSilence: false,
  },
};

/** A request that is going to be sent, with the room that its answer may need. */
interface Asked {
  readonly model: string;
  /** Tokens of the request. */
  readonly tokens: number;
  /** Tokens that the answer may have, where a limit is set. */
  readonly answerTokens?: number;
}

/** Words on a request that may be longer than the context that it gets. */
export const overflow = v.object({
  /** A note on what happens to the request, in words for people. */
  note: shortText,
  /** How to give the model more context, in Markdown. */
  fix: text,
});
type Overflow = Frozen<v.InferOutput<typeof overflow>>;

/** Returns how a model is run at a backend; `undefined` where no known local server runs it. */
export const servedAt = ({ server, says }: Pick<Backend, 'server' | 'says'>, model: string): Served | undefined =>
  says?.(model)?.served ?? (server && { server, isLoaded: false });

/** Returns the context that a request gets at most, or at least; `undefined` where nothing is known of it. */
export const contextOf = ({ server, context }: Served): number | undefined => context ?? habits[server].least;

/** Whether a server may answer a part of a request without mentioning the rest. */
export const cutsInSilence = ({ server }: Served): boolean => habits[server].cutsInSilence;

/** Describes the overflow of a request; `undefined` where it fits, or where its context is not known. */
export function overflowOf(
  backend: Pick<Backend, 'name' | 'server' | 'says'>,
  asked: Asked,
  say: Say,
): Overflow | undefined {
  const { model, tokens, answerTokens = 0 } = asked;
  const served = servedAt(backend, model);
  if (!served) return undefined;
  const context = contextOf(served);
  if (context === undefined || tokens + answerTokens <= context) return undefined;
  const { longer, fuller } = habits[served.server];
  const does = (tokens > context ? longer : fuller)(say);
  const fix = overflowFix({ ...served, model, wanted: tokens + answerTokens }, say);
  return { note: `${hasWords(served, backend.name, model, formatCount(context), say)} ${does}`, fix };
}

function hasWords(served: Served, name: string, model: string, context: string, say: Say): string {
  if (served.context === undefined) {
    return say(
      '{0} tells how much context {1} has once it is loaded; where nothing is set, it may be no more than {2} tokens.',
      ...[name, model, context],
    );
  }
  return served.isLoaded
    ? say('{0} has loaded {1} with a context of {2} tokens.', name, model, context)
    : say('{0} loads {1} with a context of {2} tokens.', name, model, context);
}
