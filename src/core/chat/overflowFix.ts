import type { Served } from '../catalog/live/served';
import { codeBlock, codeSpan } from '../base/markdown';
import { formatCount } from '../base/numbers';
import type { Say } from '../base/say';
import { shellQuoted } from '../base/shell';

// How each server is told to give a model more context, looked up on 30 November 2026: docs/context-length.mdx, docs/faq.mdx,
// docs/modelfile.mdx and docs/api/openai-compatibility.mdx of ollama/ollama ("The OpenAI API does not have a way of setting the
// context size"); https://lmstudio.ai/docs/cli/local-models/load; tools/server/README.md of ggml-org/llama.cpp at
// 00dc8057ab28c9cb4c79a6dd6dfce07fe779f63b (`-c, --ctx-size N`); https://docs.vllm.ai/en/latest/configuration/engine_args.html.

interface Wanted extends Served {
  readonly model: string;
  /** Tokens of request and answer. */
  readonly wanted: number;
}

/**
 * Adds a tenth, because request and framing are estimated, and rounds up to a power of two, which servers are usually
 * given.
 */
const roomFor = (wanted: number): number => 2 ** Math.ceil(Math.log2(wanted * 1.1));

/** Says in Markdown how to give the model the context that is wanted, as far as it was trained for it. */
export function overflowFix({ server, model, wanted, trained }: Wanted, say: Say): string {
  const room = Math.min(roomFor(wanted), trained ?? Infinity);
  const title = `# ${say('More context for {0}', codeSpan(model))}`;
  const limit =
    trained !== undefined && trained < wanted
      ? [
          say(
            'The model was trained for {0} tokens, and this request and its answer have {1}: shorten the request as well.',
            ...[formatCount(trained), formatCount(wanted)],
          ),
        ]
      : [];
  const ways = { ollama, lmstudio, llamacpp, vllm }[server](model, room, say);
  const cost = say('More context takes more memory.');
  return `${[title, ...limit, ...ways, cost].join('\n\n')}\n`;
}

type Ways = (model: string, room: number, say: Say) => string[];

const block = (...lines: readonly string[]): string => codeBlock(lines.join('\n'));

/** Makes a name for a copy of a model: one that Ollama takes, and that says what is different about the copy. */
const copyOf = (model: string, room: number): string => `${model.replace(/[^\w.-]+/g, '-')}-${room}`;

const ollama: Ways = (model, room, say) => {
  const copy = copyOf(model, room);
  return [
    say('One of these is enough. The endpoint that is asked here takes no {0} with a request.', codeSpan('num_ctx')),
    `## ${say('For all models')}`,
    say(
      'Start Ollama with this variable in its environment, or move the slider of the context length in the settings of its app:',
    ),
    block(`OLLAMA_CONTEXT_LENGTH=${room}`),
    `## ${say('For this model')}`,
    say(
      'Run {0}, type these lines, and ask the model with the new name:',
      codeSpan(`ollama run ${shellQuoted(model)}`),
    ),
    block(`/set parameter num_ctx ${room}`, `/save ${copy}`),
    say(
      'Or write this into a file named {0} and run {1} beside it:',
      codeSpan('Modelfile'),
      codeSpan(`ollama create ${copy}`),
    ),
    block(`FROM ${model}`, `PARAMETER num_ctx ${room}`),
  ];
};

const lmstudio: Ways = (model, room, say) => [
  say('Load the model with more, in its settings in LM Studio, or with this command:'),
  block(`lms load ${shellQuoted(model)} --context-length ${room}`),
];

const llamacpp: Ways = (_model, room, say) => [
  say('Start the server with more. Where it answers several at once, they share it:'),
  block(`llama-server -c ${room}`),
];

const vllm: Ways = (model, room, say) => [
  say('Start the server with more:'),
  block(`vllm serve ${shellQuoted(model)} --max-model-len ${room}`),
];
