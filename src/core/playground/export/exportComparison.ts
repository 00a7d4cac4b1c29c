import { oneLine } from '../../base/oneLine';
import { formatCount, formatUsd } from '../../base/numbers';
import { readTools } from '../../chat/parameters/toolDefinitions';
import { reasoningOf, textOf } from '../session/nodeText';
import type { AnswerNode, PromptNode, Target } from '../session/sessionSchema';
import { turnsOf } from '../session/sessionTree';
import type { Session } from '../session/sessionTree';
import { callsMarkdown, resultsMarkdown, toolNames } from '../session/toolTurns';
import { titleOf } from '../session/turnHeads';
import { jsonWith, savedFacts, savedParts } from './savedSession';

// The columns of a session side by side: each message with all its answers. JSON is for other programs
// (docs/playground.md describes the form), and Markdown is for people. Both are written in pieces, none of which is
// longer than a message and its answers.

const format = 'ai-field-guide.comparison';
const version = 1;

/** A message and its answer in one column, or in several that have this part of the conversation in common. */
interface ComparedAnswer {
  /** The columns, counted from 1 and from the left. */
  readonly columns: number[];
  readonly prompt: PromptNode;
  readonly answer: AnswerNode | undefined;
}

interface ComparedMessage {
  readonly key: string;
  readonly answers: ComparedAnswer[];
}

export function* comparisonJson(session: Session): Generator<string> {
  const messages = comparedMessages(session);
  const fields = { format, version, title: titleOf(session), columns: session.columns.length, messages: [] } as const;
  yield* jsonWith(fields, savedMessages(messages));
}

function* savedMessages(messages: readonly ComparedMessage[]): Generator {
  for (const { answers } of messages) {
    yield {
      parts: answers.slice(0, 1).flatMap(({ prompt }) => savedParts(prompt)),
      answers: answers.map(({ columns, prompt, answer }) => ({
        columns,
        ...(prompt.system !== '' && { system: prompt.system }),
        ...(answer && { ...savedFacts(answer), characters: textOf(answer).length, parts: savedParts(answer) }),
      })),
    };
  }
}

export function* comparisonMarkdown(session: Session): Generator<string> {
  yield `# ${oneLine(titleOf(session))}\n`;
  const systems = new Map<number, string>();
  for (const [i, { answers }] of comparedMessages(session).entries()) {
    const [first] = answers;
    const message = first
      ? [textOf(first.prompt).trim(), ...resultsMarkdown(session, first.prompt)].join('\n\n').trim()
      : '';
    const below = answers.flatMap((each) => {
      const isNew = each.columns.some((column) => (systems.get(column) ?? '') !== each.prompt.system);
      for (const column of each.columns) systems.set(column, each.prompt.system);
      return answerPieces(each, isNew);
    });
    const pieces = [`## Message ${i + 1}`, ...(message === '' ? [] : [message]), factsTable(answers), ...below];
    yield `\n${pieces.join('\n\n')}\n`;
  }
}

/** Returns the messages in the order of the conversation. Those that were sent to several columns at once are one. */
function comparedMessages(session: Session): ComparedMessage[] {
  const messages: ComparedMessage[] = [];
  session.columns.forEach(({ id }, i) => {
    let next = 0;
    for (const { prompt, answer } of turnsOf(session, id)) {
      const key = prompt.group ?? prompt.id;
      const known = messages.findIndex((message) => message.key === key);
      const at = known < 0 ? next : known;
      if (known < 0) messages.splice(at, 0, { key, answers: [] });
      next = at + 1;
      const answers = messages[at]?.answers ?? [];
      const same = answers.find((other) => other.prompt === prompt && other.answer === answer);
      if (same) same.columns.push(i + 1);
      else answers.push({ columns: [i + 1], prompt, answer });
    }
  });
  return messages;
}

const nameOf = ({ columns, answer }: ComparedAnswer): string =>
  oneLine(`${columns.join(', ')} · ${answer?.target.model || answer?.target.providerName || 'No answer'}`);

const none = '–';

const facts: readonly (readonly [label: string, of: (answer: AnswerNode) => string])[] = [
  ['Provider', ({ target: { providerName, host } }) => [providerName, host].filter(Boolean).join(', ') || none],
  ['Parameters', ({ target }) => parametersOf(target)],
  [
    'Finish',
    ({ status, finishReason, error }) => error?.message ?? (status === 'done' ? (finishReason ?? status) : status),
  ],
  ['Cost', ({ cost }) => (cost === undefined ? none : costOf(cost))],
  ['First token', ({ firstTokenMs }) => secondsOf(firstTokenMs)],
  ['Time', ({ durationMs }) => secondsOf(durationMs)],
  ['Length', lengthOf],
  ['Best', ({ isBest }) => (isBest ? '★' : '')],
];

/** Returns a table of facts, with a column for each answer. */
function factsTable(answers: readonly ComparedAnswer[]): string {
  const rows = facts.map(([label, of]) => [label, ...answers.map(({ answer }) => (answer ? of(answer) : none))]);
  const lines = [['', ...answers.map(nameOf)], ['', ...answers].map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

const cell = (text: string): string => oneLine(text).replaceAll('|', '\\|');

function answerPieces(compared: ComparedAnswer, hasNewSystem: boolean): string[] {
  const { prompt, answer } = compared;
  const reasoning = answer ? reasoningOf(answer).trim() : '';
  const text = answer ? textOf(answer).trim() : '';
  return [
    `### ${nameOf(compared)}`,
    ...(hasNewSystem ? [folded('System prompt', prompt.system.trim() || 'None')] : []),
    ...(reasoning === '' ? [] : [folded('Reasoning', reasoning)]),
    ...(text === '' ? [] : [text]),
    ...(answer ? callsMarkdown(answer) : []),
  ];
}

const folded = (summary: string, text: string): string =>
  `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`;

function parametersOf({ temperature, maxOutputTokens, sampling = '', bodyFields = '', tools = '' }: Target): string {
  const read = readTools(tools);
  const named = 'tools' in read && read.tools.length > 0 ? `tools: ${toolNames(read.tools)}` : '';
  const parts = [
    ...(temperature === null ? [] : [`temperature ${temperature}`]),
    ...(maxOutputTokens === null ? [] : [`at most ${formatCount(maxOutputTokens)} tokens`]),
    ...[sampling, bodyFields, named].filter((written) => written !== ''),
  ];
  return parts.join(', ') || none;
}

function costOf(cost: NonNullable<AnswerNode['cost']>): string {
  if (!cost.known) return `unknown: ${cost.reason}`;
  return cost.unknown ? `at least ${formatUsd(cost.usd)}` : formatUsd(cost.usd);
}

const secondsOf = (ms: number | undefined): string => (ms === undefined ? none : `${(ms / 1_000).toFixed(1)} s`);

function lengthOf(answer: AnswerNode): string {
  const characters = `${formatCount(textOf(answer).length)} characters`;
  return answer.usage ? `${formatCount(answer.usage.outputTokens)} tokens, ${characters}` : characters;
}
