import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { groupedBy } from '../../base/grouped';
import { isRecord, parseJson } from '../../base/json';
import { shortText, text } from '../../chat/messages/chatTypes';
import type { MessagePart } from '../../chat/messages/chatTypes';
import { textOf } from './nodeText';
import type { AnswerNode, PromptNode, SessionNode, ToolResultDraft } from './sessionSchema';
import type { Session } from './sessionTree';
import { checksumOf } from './textEdit';

// Calls of tools in an answer, and their results in the prompt below it.

export const toolCallView = v.object({
  id: shortText,
  name: shortText,
  /** The input as it came: JSON, or what the model took for JSON. */
  input: text,
});
export type ToolCallView = Frozen<v.InferOutput<typeof toolCallView>>;

export const toolResultView = v.object({
  callId: shortText,
  /** Name of the tool; empty where the call is missing. */
  name: shortText,
  text,
  isError: v.exactOptional(v.literal(true)),
});
export type ToolResultView = Frozen<v.InferOutput<typeof toolResultView>>;

type Parts = Pick<SessionNode, 'parts'>;

export const callsOf = ({ parts }: Parts): ToolCallView[] =>
  parts.flatMap((part) => (part.type === 'tool-call' ? [{ id: part.id, name: part.name, input: part.input }] : []));

/**
 * Returns a checksum that tells a call from others of the same id, as some models number their calls anew in each
 * answer.
 */
export const checksumOfCall = ({ name, input }: Pick<ToolCallView, 'name' | 'input'>): number =>
  checksumOf(`${name} ${input}`);

/** Whether a result was typed for a call. A result that does not name its call answers each call of that id. */
export const isFor = ({ callId, call: sum }: ToolResultDraft, call: ToolCallView): boolean =>
  callId === call.id && (sum === undefined || sum === checksumOfCall(call));

/** Ties results to the calls that they answer, so that they answer no other calls of the same ids. */
export function resultsFor(calls: readonly ToolCallView[], results: readonly ToolResultDraft[]): ToolResultDraft[] {
  const byId = groupedBy(calls, ({ id }) => id);
  return results.map((result) => {
    const [call] = byId.get(result.callId) ?? [];
    return { ...result, ...(call && { call: checksumOfCall(call) }) };
  });
}

/** Returns the results in a prompt in the form in which the user types them. */
export const draftResults = ({ parts }: Parts): ToolResultDraft[] =>
  parts.flatMap((part) =>
    part.type === 'tool-result'
      ? [{ callId: part.callId, text: textIn(part.parts), ...(part.isError === true && { isError: true }) }]
      : [],
  );

const textIn = (parts: readonly MessagePart[]): string =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');

/** Returns the results in a prompt, with the names of the tools. */
export function resultsOf({ nodes }: Pick<Session, 'nodes'>, { parent, parts }: Pick<PromptNode, 'parent' | 'parts'>) {
  const results = draftResults({ parts });
  const answer = results.length === 0 || parent === null ? undefined : nodes.get(parent);
  const calls = groupedBy(answer ? callsOf(answer) : [], ({ id }) => id);
  return results.map(({ isError, ...result }): ToolResultView => ({
    ...result,
    name: calls.get(result.callId)?.[0]?.name ?? '',
    ...(isError === true && { isError }),
  }));
}

/** Returns the calls at the end of a path that wait for their results; none where their answer is not complete. */
export function openCalls({ nodes }: Pick<Session, 'nodes'>, leaf: string | null): ToolCallView[] {
  const answer = leaf === null ? undefined : nodes.get(leaf);
  return answer?.kind === 'answer' && answer.status === 'done' ? callsOf(answer) : [];
}

/** Returns the parts of a prompt that answers all of the calls; `undefined` where a call has no result. */
export function resultParts(
  calls: readonly ToolCallView[],
  results: readonly ToolResultDraft[],
): MessagePart[] | undefined {
  const byCall = groupedBy(results, ({ callId }) => callId);
  const parts = calls.flatMap(({ id }): MessagePart[] => {
    const [result] = byCall.get(id) ?? [];
    if (!result) return [];
    const { text: said, isError } = result;
    return [
      {
        ...{ type: 'tool-result', callId: id, parts: said === '' ? [] : [{ type: 'text', text: said }] },
        ...(isError === true && { isError }),
      },
    ];
  });
  return calls.length > 0 && parts.length === calls.length ? parts : undefined;
}

/** Returns the UTF-16 code units of all calls. Another length means an older state. */
export const lengthOfCalls = (calls: readonly Omit<ToolCallView, 'id'>[]): number =>
  calls.reduce((sum, { name, input }) => sum + name.length + input.length + 1, 0);
export const lengthOfResults = (results: readonly Pick<ToolResultDraft, 'text'>[]): number =>
  results.reduce((sum, result) => sum + result.text.length + 1, 0);

/** UTF-16 code units up to which JSON is indented, as that is done without a pause. */
const maxIndented = 100_000;

/** Indents JSON, as it is shown and searched. Returns any other text unchanged. */
export function indentedJson(json: string): string {
  const value = json.length > maxIndented ? undefined : parseJson(json);
  return isRecord(value) || Array.isArray(value) ? JSON.stringify(value, null, 2) : json;
}

/** Returns the words that name a turn of tools: the names of the tools. */
export const toolNames = (calls: readonly { readonly name: string }[]): string =>
  calls.map(({ name }) => name).join(', ');

/** Returns the text of an answer and its calls of tools as Markdown, as they are copied and compared. */
export const answerMarkdown = (answer: Pick<AnswerNode, 'parts'>): string =>
  [textOf(answer), ...callsMarkdown(answer)].filter((piece) => piece !== '').join('\n\n');

/** Writes calls or results as Markdown, one after the other. */
export const callsMarkdown = (answer: Pick<AnswerNode, 'parts'>): string[] =>
  callsOf(answer).map(({ name, input }) => `**Call of** \`${name}\`\n\n${fenced(indentedJson(input), 'json')}`);
export const resultsMarkdown = (session: Session, prompt: PromptNode): string[] =>
  resultsOf(session, prompt).map(
    ({ name, text: said, isError }) =>
      `**${isError ? 'Error' : 'Result'} of** \`${name}\`\n\n${fenced(indentedJson(said))}`,
  );

/** Puts a text in a fence that is longer than any in it. */
function fenced(content: string, language = ''): string {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${content}\n${fence}`;
}
