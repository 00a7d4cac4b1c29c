import { isRecord } from '../../base/json';
import { toolTraits } from '../../chat/dialects/toolTraits';
import type { DialectId } from '../../chat/messages/chatTypes';
import { readTools } from '../../chat/parameters/toolDefinitions';
import type { ImportedRequest } from './importedRequest';

/** The tools of a body, as a draft has them. `left`: the fields that were not taken in full. */
interface TakenTools extends Pick<ImportedRequest, 'tools' | 'toolChoice'> {
  readonly left: readonly string[];
}

/** Words for a choice, in all three APIs and at servers that speak them. */
const words: ReadonlyMap<unknown, string> = new Map([
  ['auto', ''],
  ['none', 'none'],
  ['required', 'required'],
  ['any', 'required'],
]);

/** Takes the functions of a body, and the choice among them. Tools that run at the provider are left out. */
export function takenTools(body: Readonly<Record<string, unknown>>, dialect: DialectId): TakenTools {
  const [listed, chosen] = [fieldOf(body, 'tools', 'functions'), fieldOf(body, 'tool_choice', 'function_call')];
  const entries: unknown[] = Array.isArray(listed.value) ? listed.value : [];
  const readable = entries.filter((entry) => 'tools' in readTools(JSON.stringify([entry])));
  const taken = toolTraits[dialect].strictUnsaid ? readable.map(leftToApi) : readable;
  const text = taken.length === 0 ? '' : JSON.stringify(taken, null, 2);
  const read = readTools(text);
  const tools = 'tools' in read ? text : '';
  const choice = chosen.value === undefined ? '' : choiceOf(chosen.value);
  const isMissed = listed.value !== undefined && !(Array.isArray(listed.value) && entries.length === taken.length);
  return {
    tools,
    toolChoice: (tools && choice) ?? '',
    left: [
      ...(isMissed || (text !== '' && tools === '')
        ? missedIn(listed.name, entries, tools === '' ? [] : readable)
        : []),
      ...(choice === undefined || (choice !== '' && tools === '') ? [chosen.name] : []),
    ],
  };
}

/** Names each tool that was not taken, if others were, and else the whole field. */
function missedIn(field: string, entries: readonly unknown[], taken: readonly unknown[]): string[] {
  if (taken.length === 0) return [field];
  const missed = entries.filter((entry) => !taken.includes(entry));
  return missed.map((entry) => {
    const { name, type } = isRecord(entry) ? entry : {};
    return `${field}.${[name, type].find((word) => typeof word === 'string') ?? ''}`;
  });
}

/** Marks that a tool says nothing of strictness. In a draft, saying nothing would mean that the tool is not strict. */
const leftToApi = (tool: unknown): unknown =>
  isRecord(tool) && typeof tool['strict'] !== 'boolean' ? { ...tool, strict: null } : tool;

function fieldOf(body: Readonly<Record<string, unknown>>, ...names: readonly [string, string]) {
  const name = names.find((each) => body[each] !== undefined && body[each] !== null) ?? names[0];
  return { name, value: body[name] ?? undefined };
}

/** Returns the word for a choice, or the name of a tool; `undefined` for anything else. */
function choiceOf(value: unknown): string | undefined {
  if (!isRecord(value)) return words.get(value);
  const { type, name, function: made } = value;
  const of = isRecord(made) ? made['name'] : name;
  return typeof of === 'string' ? of : words.get(type);
}
