import type { Saying } from '../../base/say';
import { plainName } from '../../catalog/parameters/parameters';
import { numberParameters, samplingOf } from '../../chat/messages/sampling';
import type { CodePrompt } from '../../code/prompts/codePrompts';
import type { WrittenRole } from '../../code/prompts/writtenMessages';
import type { CodeCall } from '../../code/calls/calls';
import { textTokens } from '../../code/strings/rewriteText';
import type { WrittenPart } from '../../code/strings/rewriteText';
import { isSameToken } from '../../code/strings/stringTokens';
import { noVariables } from '../session/sessionSchema';
import { variablePlaces } from '../session/draftVariables';
import { nameValues, templateOf, templateTokens } from './codeVariables';
import type { CodeVariables } from './codeVariables';
import type { PromptRequest } from './promptRequest';

/** A text of a prompt in code, and where it stands in its session: the system prompt, or a message by its number from 0. */
export interface CodeText {
  readonly where: 'system' | number;
  readonly role: WrittenRole;
  readonly parts: readonly WrittenPart[];
  /** The text as the session has it. */
  readonly template: string;
  /** Names in its strings that look like variables, but are none of the code. */
  readonly known: ReadonlySet<string>;
}

/** A prompt of a call, as a session can hold it. */
export interface CodeSession {
  readonly request: PromptRequest;
  readonly texts: readonly CodeText[];
  readonly variables: CodeVariables;
}

/** The gap between two messages of one side that become one message. */
const between: WrittenPart = { kind: 'gap', text: '\n\n' };

/** Makes a session of a call's prompt, whose values become variables. `given`: names that values have already. */
export function codeSession({ call, messages }: CodePrompt, given?: CodeVariables): CodeSession {
  const sides = sidesOf(messages);
  const tokens = sides.map(({ parts }) => textTokens(parts));
  const plain = tokens.map((all) => all.map(({ text }) => text || '\0').join(''));
  const variables = nameValues(
    tokens.flatMap((all) => all.flatMap(({ hole }) => hole ?? [])),
    plain,
    given,
  );
  let message = 0;
  const texts = sides.map(({ role, parts }, i): CodeText => {
    const known = new Set(variablePlaces(plain[i] ?? '').map(({ name }) => name));
    const template = templateOf(tokens[i] ?? [], variables);
    return { where: role === 'system' ? 'system' : message++, role, parts, template, known };
  });
  const said = sides.filter(({ role }) => role !== 'system');
  const request: PromptRequest = {
    ...{ model: call.model?.value ?? '', system: texts.find(({ where }) => where === 'system')?.template ?? '' },
    messages: said.map(({ role }, i) => ({
      role: role === 'assistant' ? 'assistant' : 'user',
      parts: [{ type: 'text', text: texts.find(({ where }) => where === i)?.template ?? '' }],
    })),
    ...parametersOf(call),
    ...{ bodyFields: '', tools: '', toolChoice: '', schema: '', files: [], variables: noVariables },
    notes: notesOf(messages, texts, variables, said.length - 1),
  };
  return { request, texts, variables };
}

type Side = Pick<CodePrompt['messages'][number], 'role' | 'parts'>;

/** Joins messages of one side that follow each other, those of the system included. */
function sidesOf(messages: CodePrompt['messages']): Side[] {
  const sides: Side[] = [];
  for (const { role, parts } of messages) {
    const last = sides.at(-1);
    if (last?.role !== role) sides.push({ role, parts });
    else sides[sides.length - 1] = { role, parts: [...last.parts, between, ...parts] };
  }
  return sides;
}

/** @param last the number of the message that is still to be sent. */
function notesOf(
  messages: CodePrompt['messages'],
  texts: readonly CodeText[],
  variables: CodeVariables,
  last: number,
): Saying[] {
  const notes: Saying[] = [];
  if (messages.some(({ isCut }) => isCut)) notes.push((say) => say('All but the texts of the messages is left out.'));
  const lost = texts.filter((text) => !isKept(text, variables) || (text.where !== 'system' && text.where < last));
  if (lost.some(({ parts }) => textTokens(parts).some(({ hole }) => hole !== undefined)))
    notes.push((say) =>
      say('Some values of the code are no variables here: those of earlier messages, or beside a brace.'),
    );
  return notes;
}

/** Whether a text is read back as it was. A brace beside a variable hides the variable. */
export function isKept({ template, known, parts }: CodeText, variables: CodeVariables): boolean {
  const read = templateTokens(template, variables, known);
  const before = textTokens(parts);
  return (
    'tokens' in read &&
    read.tokens.length === before.length &&
    read.tokens.every((each, i) => isSameToken(each, before[i]!))
  );
}

const numberNames = new Map(Object.keys(numberParameters).map((name) => [plainName(name), name]));
const limits = new Set(['maxtokens', 'maxcompletiontokens', 'maxoutputtokens']);

/** Returns the parameters that are written out as numbers, and the reasoning effort. */
function parametersOf({
  arguments: all,
}: CodeCall): Pick<PromptRequest, 'temperature' | 'maxOutputTokens' | 'sampling'> {
  let [temperature, maxOutputTokens]: (number | null)[] = [null, null];
  const others: Record<string, unknown> = {};
  for (const { path, name, value, literal } of all) {
    const plain = plainName(name);
    const number = numberIn(value);
    if (plain === 'reasoningeffort' || (plain === 'effort' && plainName(path.at(-2) ?? '') === 'reasoning')) {
      if (literal?.kind === 'string') others['reasoning_effort'] = literal.value;
    } else if (number === undefined) continue;
    else if (plain === 'temperature' && number >= 0 && number <= 2) temperature = number;
    else if (limits.has(plain) && Number.isInteger(number) && number > 0) maxOutputTokens = number;
    else if (numberNames.has(plain)) others[numberNames.get(plain)!] = number;
  }
  return {
    temperature: temperature ?? null,
    maxOutputTokens: maxOutputTokens ?? null,
    sampling: samplingOf(others).text,
  };
}

/** Reads a number in code: `0.2`, `1_024`, `0.2f`, `openai.Float(0.2)`. */
function numberIn(value: string): number | undefined {
  const written = /^(?:[\w.]+(?:\[\w+\])?\(\s*)?(-?[\d_]*\.?\d+)[fFdDmMlL]?\s*\)?$/.exec(value)?.[1];
  return written === undefined ? undefined : Number(written.replaceAll('_', ''));
}
