import { readOutputSchema } from '../../chat/parameters/outputSchema';
import { readTools } from '../../chat/parameters/toolDefinitions';
import { samplingValues } from '../../chat/messages/sampling';
import type { Saying } from '../../base/say';
import { dotpromptFile } from '../../prompts/convert/toDotprompt';
import type { ConvertedMessage } from '../../prompts/convert/convertedMessages';
import type { Part } from '../../prompts/convert/templateParts';
import type { PromptMetadata } from '../../prompts/prompt';
import { textOf } from '../session/nodeText';
import type { Draft, Variables } from '../session/sessionSchema';
import type { ShownTurn } from '../session/sessionTree';
import { variablePlaces } from '../session/draftVariables';

/** The content of a prompt file: a path of a session, and the draft below it. */
export interface ExportedPrompt {
  readonly name?: string;
  readonly turns: readonly ShownTurn[];
  readonly draft: Draft;
}

/**
 * Writes the path and its draft as a Dotprompt file, with notes on what is left out. Values of variables are its
 * defaults.
 */
export function promptFile({ name, turns, draft }: ExportedPrompt): {
  readonly text: string;
  readonly notes: readonly Saying[];
} {
  const notes: Saying[] = [];
  const messages: ConvertedMessage[] = [];
  const add = (role: 'system' | 'user' | 'model', parts: readonly Part[]): void => {
    if (parts.some((part) => part.kind !== 'text' || part.text.trim() !== '')) messages.push({ role, parts });
  };
  add('system', partsOf(draft.system));
  for (const { prompt, answer } of turns) {
    add('user', [{ kind: 'text', text: textOf(prompt) }]);
    add('model', [{ kind: 'text', text: answer ? textOf(answer) : '' }]);
  }
  add('user', partsOf(draft.message));
  const files = [...turns.flatMap(({ prompt }) => prompt.parts), ...(draft.attachments ?? [])];
  if (files.some((part) => !('type' in part) || part.type !== 'text')) {
    notes.push((say) => say('Files and results of tools are left out.'));
  }
  if ((draft.bodyFields ?? '').trim() !== '') notes.push((say) => say('The other fields of the request are left out.'));
  const text = dotpromptFile(metadataOf(name, draft, notes), messages, (_, message) => notes.push(message));
  return { text, notes };
}

/** Splits a text into plain texts and variables. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { index, written, name } of variablePlaces(text)) {
    const span = { start: index, end: index + written.length };
    parts.push({ kind: 'text', text: text.slice(at, index) });
    parts.push({ kind: 'value', value: { kind: 'path', path: { root: name, parts: [], span } } });
    at = span.end;
  }
  return [...parts, { kind: 'text', text: text.slice(at) }];
}

function metadataOf(name: string | undefined, draft: Draft, notes: Saying[]): PromptMetadata {
  const { model, temperature, maxOutputTokens, sampling = '', tools = '', schema = '' } = draft;
  const config = {
    ...(temperature !== null && { temperature }),
    ...(maxOutputTokens !== null && { maxOutputTokens }),
    ...Object.fromEntries(Object.entries(samplingValues(sampling)).map(([each, value]) => [configName(each), value])),
  };
  const read = readTools(tools);
  if ('problem' in read) notes.push((say) => say('The tools cannot be read, and are left out.'));
  const output = readOutputSchema(schema);
  if ('problem' in output) notes.push((say) => say('The schema of the answer cannot be read, and is left out.'));
  const definitions = 'tools' in read ? read.tools : [];
  const form = 'schema' in output ? output.schema?.schema : undefined;
  return {
    ...(name !== undefined && name !== '' && { name }),
    ...(model !== '' && { model }),
    ...(Object.keys(config).length > 0 && { config }),
    ...inputOf(draft),
    ...(form && { output: { format: 'json', schema: form } }),
    ...(definitions.length > 0 && {
      toolDefs: definitions.map(({ name: tool, description, parameters }) => ({
        ...{ name: tool, ...(description !== undefined && { description }), inputSchema: parameters },
      })),
    }),
  };
}

/** Returns the name that prompts have for a parameter: `topP` for `top_p`. */
const configName = (name: string): string =>
  name === 'stop' ? 'stopSequences' : name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function inputOf({ system, message, variables }: Draft): Pick<PromptMetadata, 'input'> {
  const names = [...new Set([system, message].flatMap((text) => variablePlaces(text).map(({ name }) => name)))];
  if (names.length === 0) return {};
  const values = new Map(chosen(variables)?.values.map(({ name, value }) => [name, value]));
  const defaults = names.filter((name) => values.has(name)).map((name) => [name, values.get(name)]);
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  return {
    input: {
      schema: { type: 'object', properties },
      ...(defaults.length > 0 && { defaults: Object.fromEntries(defaults) as Record<string, unknown> }),
    },
  };
}

const chosen = (variables: Variables | undefined): Variables['sets'][number] | undefined =>
  variables?.sets[variables.chosen];
