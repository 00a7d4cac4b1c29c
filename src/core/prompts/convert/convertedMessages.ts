import type { Span } from '../../text/span';
import { promptyAgent } from '../forms/promptyAgent';
import type { JsonObject, Prompt, PromptRole, TemplateText } from '../prompt';
import { roleLine } from '../render/promptyMessages';
import { handlebarsParts } from './handlebarsParts';
import { nunjucksParts } from './nunjucksParts';
import { mustacheParts, placeholderParts, variableParts } from './otherParts';
import type { Lose, Part } from './templateParts';

/** A message before it is filled, whatever form it comes from. `history`: those of before stand here. */
export type ConvertedMessage =
  { readonly role: PromptRole; readonly parts: readonly Part[] } | { readonly history: true; readonly span: Span };

/** The messages of a prompt as parts. Spans are of the file. @throws TemplateError */
export function convertedMessages(prompt: Prompt, lose: Lose): ConvertedMessage[] {
  const messages: ConvertedMessage[] = [];
  let number: number | undefined;
  for (const template of prompt.templates) {
    const parts = partsOf(prompt, template, placedIn(template, lose));
    const last = messages.at(-1);
    if (template.role === undefined)
      messages.push(...(prompt.form === 'prompty' ? byLines(prompt, parts, lose) : byMarks(parts)));
    else if (last && 'role' in last && template.message !== undefined && number === template.message) {
      messages[messages.length - 1] = { ...last, parts: [...last.parts, ...parts] };
    } else messages.push({ role: template.role, parts });
    number = template.message;
  }
  return messages;
}

/** Loses what stands in a template at its place in the file; where that is escaped, all of it is the place. */
const placedIn =
  ({ span, source }: TemplateText, lose: Lose): Lose =>
  (at, message) => {
    const isAsWritten = span.end - span.start === source.length;
    lose(isAsWritten ? { start: span.start + at.start, end: span.start + at.end } : span, message);
  };

function partsOf({ syntax }: Prompt, template: TemplateText, lose: Lose): readonly Part[] {
  const parts = readers[syntax](template.source, lose);
  if (!template.isMedia) return parts;
  const [only, ...more] = parts.filter((part) => part.kind !== 'text' || part.text !== '');
  const whole = { start: 0, end: template.source.length };
  if (only?.kind === 'text' && more.length === 0) {
    return [{ kind: 'media', url: { kind: 'literal', value: only.text, span: whole } }];
  }
  if (only?.kind === 'value' && more.length === 0) return [{ kind: 'media', url: only.value }];
  lose(whole, (say) => say('The address of an image is one name or a text, and no mixture: it is left out.'));
  return [];
}

const readers: Readonly<Record<Prompt['syntax'], (source: string, lose: Lose) => Part[]>> = {
  handlebars: handlebarsParts,
  nunjucks: nunjucksParts,
  mustache: mustacheParts,
  placeholders: placeholderParts,
  variables: variableParts,
  none: (text) => [{ kind: 'text', text }],
};

/** In Dotprompt, marks begin the messages, and a text without one is what the user says. */
function byMarks(parts: readonly Part[]): ConvertedMessage[] {
  const messages: ConvertedMessage[] = [];
  let [role, run]: [PromptRole, Part[]] = ['user', []];
  const end = (): void => {
    if (!run.every((part) => part.kind === 'text' && part.text.trim() === '')) messages.push({ role, parts: run });
    run = [];
  };
  for (const part of parts) {
    if (part.kind === 'role') {
      end();
      role = part.role;
    } else if (part.kind === 'history') {
      end();
      messages.push({ history: true, span: part.span });
      role = 'model';
    } else run.push(part);
  }
  end();
  return messages;
}

/** In Prompty, lines of the template itself do. */
function byLines({ metadata }: Prompt, parts: readonly Part[], lose: Lose): ConvertedMessage[] {
  const kinds = kindsOf(metadata.raw ?? {});
  const messages: ConvertedMessage[] = [];
  let [role, run, hasBegun]: [PromptRole, Part[], boolean] = ['system', [], false];
  const end = (): void => {
    const trimmed = withoutLineEnds(run);
    if (hasBegun || trimmed.length > 0) messages.push({ role, parts: trimmed });
    [run, hasBegun] = [[], false];
  };
  parts.forEach((part, i) => {
    if (part.kind === 'text') {
      const lines = part.text.split('\n');
      lines.forEach((line, at) => {
        const isWhole = (at > 0 || i === 0) && (at < lines.length - 1 || i === parts.length - 1);
        const begun = isWhole ? roleLine(line) : undefined;
        if (begun) {
          end();
          [role, hasBegun] = [begun.role, true];
          const span = metadataSpan(parts, i);
          if (begun.metadata && span) lose(span, (say) => say('Text in brackets beside a role is left out.'));
        } else run.push({ kind: 'text', text: at < lines.length - 1 ? `${line}\n` : line });
      });
    } else if (part.kind === 'value' && part.value.kind === 'path' && part.value.path.parts.length === 0) {
      const kind = kinds.get(part.value.path.root);
      if (kind === 'thread') {
        end();
        messages.push({ history: true, span: part.value.path.span });
      } else
        run.push(kind === 'image' || kind === 'file' || kind === 'audio' ? { kind: 'media', url: part.value } : part);
    } else run.push(part);
  });
  end();
  return messages;
}

/** Where something near a part of the template stands, of which nothing else is known. */
function metadataSpan(parts: readonly Part[], from: number): Span | undefined {
  const next = parts.slice(from).find((part) => part.kind === 'value');
  return next?.kind === 'value' && next.value.kind === 'path' ? next.value.path.span : { start: 0, end: 0 };
}

const kindsOf = (raw: JsonObject): ReadonlyMap<string, string> =>
  new Map((promptyAgent(raw).inputs ?? []).map(({ name, kind }) => [name, kind]));

function withoutLineEnds(parts: readonly Part[]): Part[] {
  const out = parts.filter((part) => part.kind !== 'text' || part.text !== '');
  for (let first = out[0]; first?.kind === 'text'; first = out[0]) {
    const text = first.text.replace(/^\n+/, '');
    if (text === first.text) break;
    out.splice(0, 1, ...(text === '' ? [] : [{ kind: 'text', text } as const]));
  }
  for (let last = out.at(-1); last?.kind === 'text'; last = out.at(-1)) {
    const text = last.text.replace(/\n+$/, '');
    if (text === last.text) break;
    out.splice(-1, 1, ...(text === '' ? [] : [{ kind: 'text', text } as const]));
  }
  return out;
}
