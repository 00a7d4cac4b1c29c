import { parseJson } from '../../core/base/json';
import { maxModelIdLength } from '../../core/chat/messages/chatTypes';
import { UsageError, inOneLine, parseOptions } from '../shared/commandLine';
import { standardInput } from '../shared/inputs';
import { parseUsd } from '../shared/spend';

export interface AskArguments {
  /** Id of a preset, or `pocket`. */
  readonly provider: string;
  readonly model: string;
  readonly baseUrl?: string;
  /** Name of the environment variable that holds the key. */
  readonly keyEnv?: string;
  /** File of the system prompt. */
  readonly system?: string;
  /** Parsed JSON values, by parameter name. */
  readonly params: ReadonlyMap<string, unknown>;
  readonly images: readonly string[];
  readonly schema?: string;
  /** US dollars. */
  readonly maxCost?: number;
  readonly format: 'text' | 'json';
  /** File of the prompt; `-` for standard input. */
  readonly prompt: string;
}

export const ASK_USAGE = `Usage: node dist/cli.js ask --provider ID --model ID [--param NAME=JSON]... [--json] [FILE | -]

Asks a model once, and prints its answer as it comes. FILE is the prompt, without one standard input.
  --provider ID      openai, anthropic, ollama and the others of the editor, or pocket, which runs here
  --model ID         as the provider calls it; pocket of Pocket
  --base-url URL     another address of that API; of custom, its address
  --key-env NAME     the environment variable that holds the key. Without it the usual one is read, as OPENAI_API_KEY, for
                     the provider's own address alone; another address gets no key. No .env file is read, and no
                     variable changes an address
  --system FILE      the system prompt
  --param NAME=JSON  temperature=0.2, max_output_tokens=500, reasoning_effort='"low"', stop='["END"]' and the others of the
                     playground; another name is sent as a field of the body. What the model does not take is refused
  --image FILE       an image in PNG, JPEG, GIF or WebP, or a PDF document; several times for several
  --schema FILE      a JSON Schema that the answer is to fit, and is checked against here
  --max-cost USD     sends nothing that may cost more, or of which that cannot be said
  --json             prints one object at the end: {schema, provider, model, host, text, reasoning, toolCalls, finish,
                     usage: {input, output, reasoning, cacheRead, cacheWrite, source}, costUsd, firstTokenMs, totalMs,
                     error}; what is not known is null

Exit codes
    0  the answer is whole
    1  the answer does not fit the schema, and nothing else
    2  the command was wrong, or something could not be read: nothing was sent
    3  the provider failed, or its answer is not whole, as at the output limit; what came of it is printed
    4  asking failed here
    5  the answer may cost more than --max-cost, and nothing was sent; or it has more characters than are read
  130  ended by Ctrl+C, or because nobody reads what is printed`;

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const options = {
  ...{ provider: text, model: text, system: text, param: texts, image: texts, schema: text },
  ...{ 'base-url': text, 'key-env': text, 'max-cost': text, json: flag },
} as const;

/** @throws UsageError */
export function parseAskArguments(args: readonly string[]): AskArguments | 'help' {
  const { values, positionals } = parseOptions(args, options, ASK_USAGE);
  if (values.help) return 'help';
  const { provider, model, system, schema, image: images = [] } = values;
  if (provider === undefined || model === undefined) {
    throw new UsageError('Give --provider and --model.', ASK_USAGE);
  }
  if (positionals.length > 1) throw new UsageError('Give one file as the prompt, or standard input (-).');
  const [prompt = standardInput] = positionals;
  if ([prompt, system, schema, ...images].filter((file) => file === standardInput).length > 1) {
    throw new UsageError('Standard input (-) can be read once.');
  }
  const [baseUrl, keyEnv, maxCost] = [values['base-url'], values['key-env'], values['max-cost']];
  return {
    ...{ provider, model: checkedModel(model), prompt, images, params: parseParams(values.param ?? []) },
    format: values.json ? 'json' : 'text',
    ...(baseUrl !== undefined && { baseUrl }),
    ...(keyEnv !== undefined && { keyEnv }),
    ...(system !== undefined && { system }),
    ...(schema !== undefined && { schema }),
    ...(maxCost !== undefined && { maxCost: parseUsd(maxCost) }),
  };
}

function checkedModel(model: string): string {
  const id = model.trim();
  if (id === '') throw new UsageError('--model is empty.');
  if (id.length > maxModelIdLength || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(id)) {
    throw new UsageError(`--model takes one line of at most ${maxModelIdLength} characters.`);
  }
  return id;
}

/**
 * Parses names and JSON values, and leaves their meaning to the model. Errors never repeat a value, as it may be a key.
 */
function parseParams(written: readonly string[]): Map<string, unknown> {
  const params = new Map<string, unknown>();
  for (const each of written) {
    const at = each.indexOf('=');
    if (at < 1) throw new UsageError('--param takes NAME=JSON, as temperature=0.2.');
    const name = inOneLine(each.slice(0, at));
    if (params.has(name)) throw new UsageError(`--param ${name} is given twice.`);
    const value = parseJson(each.slice(at + 1));
    if (value === undefined) {
      throw new UsageError(`--param ${name}: what follows the = is not JSON. A text is in quotes: '${name}="text"'.`);
    }
    params.set(name, value);
  }
  return params;
}
