import { unlessChanged, CallText } from '../calls/callText';
import { readCalls } from '../calls/calls';
import type { CodeCall } from '../calls/calls';
import type { CallArgument } from '../calls/readCall';
import { mayHoldCalls } from '../calls/findAnchors';
import { plainName } from '../../catalog/parameters/parameters';
import type { RegionText } from '../../text/regions/regionText';
import { WrittenMessageReader } from './writtenMessages';
import type { WrittenMessage } from './writtenMessages';
import { TextReader } from './textReader';
import type { CodeValue } from './textReader';
import { bracketed } from './valueCode';
import type { MaskedCode } from './valueCode';

/** Messages that a call sends to a model. */
export interface CodePrompt {
  readonly call: CodeCall;
  /** The messages in their order, those of the system first. */
  readonly messages: readonly WrittenMessage[];
}

/** Prompts of a file that are read: more than people write. */
const maxPrompts = 200;

/**
 * Finds the prompts that the calls of a text are given: strings in the call, and strings that a name in it is given in
 * the same file. Calls without a string have none. Undefined: the text was changed meanwhile.
 */
export function codePromptsIn(source: RegionText): Promise<CodePrompt[] | undefined> {
  return unlessChanged(async () => {
    if (!mayHoldCalls(source.languageId)) return [];
    const text = await CallText.open(source);
    const calls = await readCalls(text, { start: 0, end: Infinity });
    const texts = new TextReader(text);
    const reader = new WrittenMessageReader(texts);
    const prompts: CodePrompt[] = [];
    for (const call of calls) {
      if (prompts.length >= maxPrompts) break;
      if (!asksWithText(call)) continue;
      const messages = await messagesOf(call, text, reader);
      const hasString = messages.some(({ parts }) => parts.some(({ kind }) => kind === 'string'));
      if (hasString) prompts.push({ call, messages });
    }
    return prompts;
  });
}

/** Calls that make vectors, images or speech have no prompt that a chat could have. */
const asksWithText = ({ api, method }: CodeCall): boolean =>
  api !== 'embeddings' && api !== 'media' && !/embed|videos|models\.get/i.test(method);

const systemNames = new Set(
  'system instructions systeminstruction systemprompt systemmessage addsystemmessage adddevelopermessage'.split(' '),
);
const userNames = new Set('prompt contents addusermessage'.split(' '));
const listNames = new Set('messages history'.split(' '));
/** Names of objects and functions that hold arguments of a request, and are no arguments themselves. */
const holders = /^(?:config|body|stringify|dumps|\w*config|options|params)$/i;

async function messagesOf(call: CodeCall, text: CallText, reader: WrittenMessageReader): Promise<WrittenMessage[]> {
  const code = { base: call.start, masked: await text.masked(call.start, call.end) };
  const valueOf = ({ valueStart: start, valueEnd: end }: { valueStart: number; valueEnd: number }): CodeValue => ({
    ...{ start, end, code, at: call.start },
  });
  const [system, others]: WrittenMessage[][] = [[], []];
  for (const argument of [...call.arguments, ...shorthandsOf(call, text.text, code)]) {
    const { path } = argument;
    const name = plainName(argument.name);
    if (!path.slice(0, -1).every((each) => holders.test(each))) continue;
    if (systemNames.has(name)) system?.push(...(await reader.said('system', valueOf(argument))));
    else if (userNames.has(name) || (name === 'input' && hasInput(call)))
      others?.push(...(await reader.messages(valueOf(argument))));
    else if (listNames.has(name)) others?.push(...(await reader.messages(valueOf(argument))));
    else if (name === 'addassistantmessage') others?.push(...(await reader.said('assistant', valueOf(argument))));
  }
  const positional = contentsOf(call);
  if (positional) others?.push(...(await reader.messages(valueOf(positional))));
  const all = [...(system ?? []), ...(others ?? [])];
  return [...all.filter(({ role }) => role === 'system'), ...all.filter(({ role }) => role !== 'system')];
}

/** Reads the shorthands of an object in JavaScript: in `{ system, prompt }` the names are values, too. */
function shorthandsOf(
  { language, positional: [first] }: CodeCall,
  source: string,
  code: MaskedCode,
): Pick<CallArgument, 'name' | 'path' | 'valueStart' | 'valueEnd'>[] {
  if (language !== 'script' || !first) return [];
  const object = bracketed(source, code, { start: first.valueStart, end: first.valueEnd });
  return (object?.bracket === '{' ? object.entries : []).flatMap(({ name, start: valueStart, end: valueEnd }) =>
    name !== undefined && source.slice(valueStart, valueEnd) === name
      ? [{ name, path: [name], valueStart, valueEnd }]
      : [],
  );
}

const hasInput = ({ api, method }: CodeCall): boolean => api === 'responses' || method.endsWith('responses');

/** Finds the contents of a call, which stand behind the model, without a name. */
function contentsOf({ api, rule, positional, method }: CodeCall): CodeCall['positional'][number] {
  if (api !== 'generateContent' || rule.position === undefined || !/generateContent/i.test(method)) return undefined;
  return positional[rule.position + 1];
}
