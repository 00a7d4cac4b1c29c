import type { Span } from '../../text/span';
import type { PromptProblem, PromptRole, TemplateText } from '../prompt';

/** A value of JSON or YAML, and where it stands. */
export interface ChatNode {
  readonly span: Span;
  /** Of what is neither a list nor fields. */
  readonly value?: unknown;
  readonly items?: () => readonly ChatNode[];
  readonly field?: (name: string) => ChatNode | undefined;
}

/** The names that roles have elsewhere. */
const roles: Readonly<Record<string, PromptRole>> = {
  ...{ system: 'system', developer: 'system', user: 'user', human: 'user' },
  ...{ assistant: 'model', model: 'model', ai: 'model', tool: 'tool', function: 'tool' },
};

export const roleOf = (name: unknown): PromptRole | undefined =>
  typeof name === 'string' && Object.hasOwn(roles, name.toLowerCase()) ? roles[name.toLowerCase()] : undefined;

/** The templates of a list of messages, each with a role and a content: a text, or a list of parts. */
export function chatTemplates(list: ChatNode): {
  readonly templates: readonly TemplateText[];
  readonly problems: readonly PromptProblem[];
} {
  const templates: TemplateText[] = [];
  const problems: PromptProblem[] = [];
  const problem = (span: Span, rule: string, message: PromptProblem['message']): void => {
    problems.push({ span, severity: 'error', rule, message });
  };
  for (const [message, item] of (list.items?.() ?? []).entries()) {
    const named = item.field?.('role');
    const role = roleOf(named?.value);
    if (!role) {
      const known = Object.keys(roles).join(', ');
      problem(named?.span ?? item.span, 'unknown-role', (say) => say('A message needs a role. Roles are {0}.', known));
    }
    const content = item.field?.('content');
    const parts = content?.items?.() ?? [content];
    for (const part of parts) {
      const found = part && templateOf(part);
      if (found) templates.push({ ...found, role: role ?? 'user', ...(parts.length > 1 && { message }) });
      else if (part?.value !== null) {
        problem((part ?? item).span, 'unread-part', (say) =>
          say('Only texts and images with an address are read of a message. This part is left out.'),
        );
      }
    }
  }
  return { templates, problems };
}

function templateOf(part: ChatNode): Omit<TemplateText, 'role'> | undefined {
  const text = part.value === undefined ? part.field?.('text') : part;
  if (typeof text?.value === 'string') return { span: text.span, source: text.value };
  const image = part.field?.('image_url');
  const address = image?.field?.('url') ?? image ?? part.field?.('source')?.field?.('url');
  return typeof address?.value === 'string' ? { span: address.span, source: address.value, isMedia: true } : undefined;
}
