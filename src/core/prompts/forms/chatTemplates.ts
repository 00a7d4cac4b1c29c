import { distance } from 'fastest-levenshtein';
import { isRecord } from '../../base/json';
import type { Saying } from '../../base/say';
import type { Span } from '../../text/span';
import type { PromptProblem, PromptRole, TemplateText } from '../prompt';
import { ownMember } from '../template/nunjucksValues';
import { pointerPart } from './promptYaml';

/** A value of JSON or YAML, and where its parts are, by their JSON Pointer in the file. */
interface PlacedValue {
  readonly value: unknown;
  readonly pointer: string;
  readonly values: ReadonlyMap<string, Span>;
  /** The place that is used where no other is known. */
  readonly within: Span;
}

const spanOf = ({ pointer, values, within }: PlacedValue): Span => values.get(pointer) ?? within;

function below(of: PlacedValue, name: string | number): PlacedValue | undefined {
  const value = ownMember(of.value, name);
  return value === undefined ? undefined : { ...of, value, pointer: `${of.pointer}/${pointerPart(String(name))}` };
}

const itemsOf = (of: PlacedValue): readonly (PlacedValue | undefined)[] =>
  Array.isArray(of.value) ? of.value.map((_, i) => below(of, i)) : [of];

/** Roles by the names that they have elsewhere. */
const roles: Readonly<Record<string, PromptRole>> = {
  ...{ system: 'system', developer: 'system', user: 'user', human: 'user' },
  ...{ assistant: 'model', model: 'model', ai: 'model', tool: 'tool', function: 'tool' },
};

export const roleOf = (name: unknown): PromptRole | undefined =>
  typeof name === 'string' && Object.hasOwn(roles, name.toLowerCase()) ? roles[name.toLowerCase()] : undefined;

function noRole(written: unknown): Saying {
  const known = Object.keys(roles);
  const all = known.join(', ');
  if (typeof written !== 'string') return (say) => say('A message needs a role. Roles are {0}.', all);
  const name = written.slice(0, maxLength);
  const near = known.find((role) => distance(name.toLowerCase(), role) <= Math.max(1, Math.floor(role.length / 3)));
  return near === undefined
    ? (say) => say('There is no role "{0}". The roles are {1}.', name, all)
    : (say) => say('There is no role "{0}". Did you mean {1}?', name, near);
}

/** The most UTF-16 code units of a role that are compared and shown. */
const maxLength = 60;

/** Reads the templates of a list of messages, each with a role and a content: a text, or a list of parts. */
export function chatTemplates(list: PlacedValue): {
  readonly templates: readonly TemplateText[];
  readonly problems: readonly PromptProblem[];
} {
  const templates: TemplateText[] = [];
  const problems: PromptProblem[] = [];
  const problem = (at: PlacedValue, rule: string, message: PromptProblem['message']): void => {
    problems.push({ span: spanOf(at), severity: 'error', rule, message });
  };
  for (const [message, item = list] of itemsOf(list).entries()) {
    const named = below(item, 'role');
    const role = roleOf(named?.value);
    if (!role) problem(named ?? item, 'unknown-role', noRole(named?.value));
    problems.push(...unreadFields(item, ['role', 'content']));
    const content = below(item, 'content');
    const parts = content ? itemsOf(content) : [undefined];
    for (const part of parts) {
      const found = part && templateOf(part);
      if (found) {
        templates.push({ ...found, role: role ?? 'user', ...(parts.length > 1 && { message }) });
        problems.push(...unreadFields(part, ['type', 'text', 'image_url', 'source']));
        const image = below(part, 'image_url');
        if (image) problems.push(...unreadFields(image, ['url']));
      } else if (part?.value !== null) {
        problem(part ?? item, 'unread-part', (say) =>
          say('Only texts and images with an address are read of a message. This part is left out.'),
        );
      }
    }
  }
  return { templates, problems };
}

/** Reports the fields that are not read. */
export function unreadFields(of: PlacedValue, known: readonly string[]): PromptProblem[] {
  const names = isRecord(of.value) ? Object.keys(of.value).filter((name) => !known.includes(name)) : [];
  return names.map((name) => ({
    ...({ span: spanOf(below(of, name) ?? of), severity: 'warning', rule: 'unread-part' } as const),
    message: (say) => say('"{0}" is not read here, and is left out.', name),
  }));
}

function templateOf(part: PlacedValue): Omit<TemplateText, 'role'> | undefined {
  const text = typeof part.value === 'string' ? part : below(part, 'text');
  if (typeof text?.value === 'string') return { span: spanOf(text), source: text.value };
  const image = below(part, 'image_url');
  const source = below(part, 'source');
  const address = (image && below(image, 'url')) ?? image ?? (source && below(source, 'url'));
  return typeof address?.value === 'string'
    ? { span: spanOf(address), source: address.value, isMedia: true }
    : undefined;
}
