import { answerFrom } from '../../core/chat/answerFrom';
import type { RecordedEnd } from '../../core/chat/messages/recordedEnd';
import { hostIn } from '../../core/chat/providers/location';
import type { SchemaChecker } from '../../core/schema/schemaChecker';
import { askExitCodes, inOneLine } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { ASK_USAGE, parseAskArguments } from './askArguments';
import { GatheredAnswer } from '../../core/chat/gatheredAnswer';
import { askQuestionOf } from './askQuestion';
import type { AskQuestion } from './askQuestion';
import { endedAs } from './askReport';
import type { AskReport, AskExit } from './askReport';
import { checkerOf, endedBySchema, refuseUnsound } from './schema';
import { usdOf, whyTooCostly } from '../shared/spend';
import { countedUsage, toldUsage, unknownUsage } from '../shared/tokenUsage';
import type { ToldUsage } from '../shared/tokenUsage';
import { forTerminal, jsonLine } from '../shared/sayHere';

/** Runs `ask ...`. @throws UsageError, InputError */
export async function runAsk(words: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const args = parseAskArguments(words);
  if (args === 'help') {
    commandLine.console.print(ASK_USAGE);
    return askExitCodes.done;
  }
  const asked = await askQuestionOf(args, commandLine);
  const checker = asked.schema && checkerOf(asked.caller);
  try {
    if (asked.schema && checker) await refuseUnsound(asked.schema, checker);
    return await sent(asked, checker);
  } finally {
    checker?.dispose();
  }
}

async function sent(asked: AskQuestion, checker: SchemaChecker | undefined): Promise<ExitCode> {
  const { args, request, backend, guide } = asked;
  const why = args.maxCost === undefined ? undefined : await whyTooCostly(request, backend, args.maxCost, guide);
  const answer = new GatheredAnswer();
  if (why === undefined) return ask(asked, answer, checker);
  const refused = { error: { code: 'max-cost', message: why }, code: askExitCodes.cap };
  return tell(asked, answer, { status: 'failed', durationMs: 0 }, refused);
}

async function ask(asked: AskQuestion, answer: GatheredAnswer, checker: SchemaChecker | undefined): Promise<ExitCode> {
  const { args, backend, request, media, schema, caller, guide } = asked;
  const end = await caller.untilCancelled((signal) =>
    answerFrom(
      backend,
      request,
      {
        signal,
        media,
        onEvents(events) {
          const text = answer.take(events);
          if (args.format === 'text' && text !== '') caller.write(caller.isTerminal ? forTerminal(text) : text);
        },
      },
      guide.catalog,
    ),
  );
  const ended = endedAs(end, answer);
  // An answer that calls a tool is not the last one.
  const isWhole = ended.error === null && end.finishReason !== 'tool-calls';
  const held = schema && checker && isWhole ? await endedBySchema(schema, answer.text, checker) : ended;
  return tell(asked, answer, end, held);
}

/** Prints the answer as one object, or the note that follows its streamed text. */
async function tell(asked: AskQuestion, answer: GatheredAnswer, end: RecordedEnd, ended: AskExit): Promise<ExitCode> {
  const { args, console, caller } = asked;
  const called = end.finishReason === 'tool-calls' ? 'The model called a tool; --json tells which.' : undefined;
  const note = ended.error?.message ?? called;
  if (args.format === 'json') console.print(jsonLine(await reportOf(asked, answer, end, ended)));
  else if (caller.isTerminal && answer.text !== '' && !answer.text.endsWith('\n')) caller.write('\n');
  if (note !== undefined) console.printError(inOneLine(note));
  return ended.code;
}

async function reportOf(
  asked: AskQuestion,
  answer: GatheredAnswer,
  end: RecordedEnd,
  { error }: AskExit,
): Promise<AskReport> {
  const { args, backend } = asked;
  const { text, reasoning, toolCalls } = answer;
  return {
    ...{ schema: 1, provider: args.provider, model: args.model, host: hostIn(backend.location) || null },
    ...{ text, reasoning, toolCalls, finish: end.finishReason ?? null, usage: await usageOf(asked, answer, end) },
    costUsd: usdOf(end.cost, backend, args.model),
    firstTokenMs: end.firstTokenMs === undefined ? null : Math.round(end.firstTokenMs),
    totalMs: Math.round(end.durationMs ?? 0),
    error,
  };
}

/** Returns the usage of an answer. An error in counting is printed, so that the answer is not lost. */
async function usageOf(
  { backend, request, guide, console }: AskQuestion,
  answer: GatheredAnswer,
  { status, usage }: RecordedEnd,
): Promise<ToldUsage> {
  if (usage) return toldUsage(usage, backend.location.kind === 'here' ? 'counted' : 'provider');
  // Without an answer it is unknown whether the model began one. Perhaps nothing was sent.
  if (status !== 'done' && answer.isEmpty) return unknownUsage;
  try {
    return await countedUsage(request, answer, backend, guide);
  } catch (error) {
    console.printError(
      inOneLine(`Tokens cannot be counted: ${error instanceof Error ? error.message : String(error)}`),
    );
    return unknownUsage;
  }
}
