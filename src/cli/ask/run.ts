import { answerFrom } from '../../core/chat/answerFrom';
import type { Backend } from '../../core/chat/backend';
import type { RecordedEnd } from '../../core/chat/messages/recordedEnd';
import type { ChatRequest } from '../../core/chat/messages/types';
import { hostIn } from '../../core/chat/providers/location';
import type { FieldGuide } from '../../core/fieldGuide';
import { UsageError, askExitCodes, inOneLine } from '../shared/commandLine';
import type { Caller, CommandLine, Console, ExitCode } from '../shared/commandLine';
import { ASK_USAGE, parseAskArguments } from './arguments';
import type { AskArguments } from './arguments';
import { askedBackend, pocketHere } from './backend';
import { endpointOf } from './endpoint';
import { GatheredAnswer } from './gathered';
import { readPrompt, readText } from './inputs';
import { paramsOf } from './params';
import { endNotes, endedAs } from './report';
import type { AskReport, Ended } from './report';
import { usdOf, whyTooCostly } from './spend';
import { countedUsage, toldUsage } from './tokens';
import type { AskUsage } from './tokens';
import { forTerminal, jsonLine } from './words';

/** A question that is ready to be sent. */
interface Asked {
  readonly args: AskArguments;
  readonly backend: Backend;
  readonly request: ChatRequest;
  readonly console: Console;
  readonly caller: Caller;
  readonly guide: FieldGuide;
}

/** Runs `ask ...`. @throws UsageError, InputError */
export async function runAsk(words: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const args = parseAskArguments(words);
  if (args === 'help') {
    commandLine.console.print(ASK_USAGE);
    return askExitCodes.done;
  }
  const asked = await prepared(args, commandLine);
  const why =
    args.maxCost === undefined
      ? undefined
      : await whyTooCostly(asked.request, asked.backend, args.maxCost, asked.guide);
  const answer = new GatheredAnswer();
  if (why === undefined) return ask(asked, answer);
  const refused = { error: { code: 'max-cost', message: why }, code: askExitCodes.cap };
  return tell(asked, answer, { status: 'failed', durationMs: 0 }, refused);
}

/** Reads all that is to be sent, and checks it. */
async function prepared(args: AskArguments, { console, caller, guide }: CommandLine): Promise<Asked> {
  if (!caller) throw new Error('There is no process from which something could be sent.');
  if (args.images.length > 0) throw new UsageError('--image cannot be sent yet.');
  if (args.schema !== undefined) throw new UsageError('--schema cannot be sent yet.');
  const onBroken = (why: string): void => console.printError(inOneLine(why));
  const endpoint = endpointOf(args, caller.environment);
  const backend = endpoint ? askedBackend(endpoint, { guide, caller, onBroken }) : pocketHere({ caller, onBroken });
  const params = await paramsOf(args.params, args.model, backend);
  const system = args.system === undefined ? '' : await readText(args.system, console);
  const prompt = await readPrompt(args.prompt, console);
  const request: ChatRequest = {
    model: args.model,
    system: system.trim() === '' ? '' : system,
    messages: [{ role: 'user', parts: [{ type: 'text', text: prompt }] }],
    params,
  };
  return { args, backend, request, console, caller, guide };
}

async function ask(asked: Asked, answer: GatheredAnswer): Promise<ExitCode> {
  const { args, backend, request, caller, guide } = asked;
  const end = await caller.untilCancelled((signal) =>
    answerFrom(
      backend,
      request,
      {
        signal,
        onEvents(events) {
          const text = answer.take(events);
          if (args.format === 'text' && text !== '') caller.write(caller.isTerminal ? forTerminal(text) : text);
        },
      },
      guide.catalog,
    ),
  );
  return tell(asked, answer, end, endedAs(end, answer));
}

/** Prints the answer as an object, or says what is to be said behind its text. */
async function tell(asked: Asked, answer: GatheredAnswer, end: RecordedEnd, ended: Ended): Promise<ExitCode> {
  const { args, console, caller } = asked;
  const note = ended.error?.message ?? (end.finishReason && endNotes[end.finishReason]);
  if (args.format === 'json') console.print(jsonLine(await reportOf(asked, answer, end, ended)));
  else if (caller.isTerminal && answer.text !== '' && !answer.text.endsWith('\n')) caller.write('\n');
  if (note !== undefined) console.printError(inOneLine(note));
  return ended.code;
}

async function reportOf(asked: Asked, answer: GatheredAnswer, end: RecordedEnd, { error }: Ended): Promise<AskReport> {
  const { args, backend } = asked;
  const { text, reasoning, toolCalls } = answer;
  return {
    ...{ schema: 1, provider: args.provider, model: args.model, host: hostIn(backend.location) || null },
    ...{ text, reasoning, toolCalls, finish: end.finishReason ?? null, usage: await usageOf(asked, answer, end) },
    costUsd: usdOf(end.cost, backend),
    firstTokenMs: end.firstTokenMs === undefined ? null : Math.round(end.firstTokenMs),
    totalMs: Math.round(end.durationMs ?? 0),
    error,
  };
}

/** Whatever cannot be counted is no reason to lose the answer. */
async function usageOf(
  { backend, request, guide, console }: Asked,
  answer: GatheredAnswer,
  { usage }: RecordedEnd,
): Promise<AskUsage> {
  if (usage) return toldUsage(usage, backend.location.kind === 'here' ? 'counted' : 'provider');
  try {
    return await countedUsage(request, answer, backend, guide);
  } catch (error) {
    console.printError(
      inOneLine(`Tokens cannot be counted: ${error instanceof Error ? error.message : String(error)}`),
    );
    return { input: null, output: null, reasoning: null, cacheRead: null, cacheWrite: null, source: 'counted' };
  }
}
