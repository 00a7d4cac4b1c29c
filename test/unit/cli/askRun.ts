import path from 'node:path';
import { catalog } from '../../../generated/catalog';
import { hostIds } from '../../../generated/hostIds';
import { lifecycle } from '../../../generated/lifecycle';
import { parameters } from '../../../generated/parameters';
import { schemaSupport } from '../../../generated/schemaSupport';
import type { AskReport } from '../../../src/cli/ask/askReport';
import { EncodingCounter } from '../../../src/core/tokens/engine/encodingCounter';
import type { FetchLike } from '../../../src/core/chat/messages/transport';
import { engine } from '../../support/engines';
import { guideWith } from '../../support/fieldGuides';
import { pocketBytes } from '../../support/pocket';

interface Surroundings {
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  readonly fetch?: FetchLike;
  readonly signal?: AbortSignal;
  readonly isTerminal?: boolean;
  readonly rewrite?: (line: string) => void;
  /** Hears of each piece of the answer. */
  readonly onPiece?: (piece: string) => void;
}

const files = {
  catalog: () => Promise.resolve(catalog),
  lifecycle: () => Promise.resolve(lifecycle),
  parameters: () => Promise.resolve(parameters),
  hostIds: () => Promise.resolve(hostIds),
  schemaSupport: () => Promise.resolve(schemaSupport),
};
const guide = guideWith({
  files,
  counter: new EncodingCounter((name) => Promise.resolve(engine(name))),
  day: '2026-11-30',
});

interface Asked {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
  /** Pieces of the answer as they were printed. */
  readonly pieces: readonly string[];
}

const never = new AbortController().signal;

/** Runs `ask`, or another command that asks, in this process. */
export async function ask(args: readonly string[], surroundings: Surroundings = {}, command = 'ask'): Promise<Asked> {
  const { input = 'Hi', environment = {}, signal = never, isTerminal = false, rewrite, onPiece } = surroundings;
  const output: string[] = [];
  const errors: string[] = [];
  const pieces: string[] = [];
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const write = (text: string): void => {
    pieces.push(text);
    output.push(text);
    onPiece?.(text);
  };
  // Loaded as `ask` is, which is imported when it is run: else the errors of both would be of two classes.
  const { run } = await import('../../../src/cli/run');
  const { readUpTo } = await import('../../../src/cli/shared/readUpTo');
  const code = await run([command, ...args], {
    console: {
      readStandardInput: (maxBytes) => readUpTo(inOnePiece(bytes), maxBytes),
      print: (line) => output.push(`${line}\n`),
      printError: (line) => errors.push(line),
    },
    guide,
    caller: {
      ...{ environment, write, isTerminal, ...(rewrite && { rewrite }) },
      fetch: surroundings.fetch ?? fetch,
      readOwn: () => Promise.resolve(pocketBytes()),
      // Run as it is written, with what compiles it.
      script: (name) => path.resolve('src', name.replace(/\.js$/, '.ts')),
      untilCancelled: (work) => work(signal),
    },
  });
  return { code, output: output.join(''), errors: errors.join('\n'), pieces };
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Runs `ask --json`, and reads what it prints. */
export async function askJson(
  args: readonly string[],
  surroundings?: Surroundings,
): Promise<Asked & { readonly report: AskReport }> {
  const asked = await ask(['--json', ...args], surroundings);
  return { ...asked, report: JSON.parse(asked.output) as AskReport };
}

/** The arguments that ask a model at an address. */
export const at = (baseUrl: string, model: string, provider = 'custom'): string[] => [
  ...['--provider', provider, '--base-url', baseUrl, '--model', model],
];
