import type { Span } from '../../text/span';
import { promptyAgent } from '../forms/promptyAgent';
import type { JsonObject, Prompt, PromptRole, TemplateText } from '../prompt';
import { roleLine, withoutLineEnd } from '../render/promptyMessages';
import { handlebarsParts } from './handlebarsParts';
import { nunjucksParts } from './nunjucksParts';
import { mustacheParts, placeholderParts, variableParts } from './otherParts';
import { movedParts } from './templateParts';
import type { Lose, Part } from './templateParts';

/** A message before it is filled, whatever form it comes from. `history`: earlier messages are inserted here. */
export type ConvertedMessage =
  | { readonly role: PromptRole; readonly parts: readonly Part[] }
  | { readonly history: true; readonly span: Span };

/** Converts the messages of a prompt to parts. Spans are those of the file. @throws TemplateError */
export function convertedMessages(prompt: Prompt, lose: Lose): ConvertedMessage[] {
  const messages: ConvertedMessage[] = [];
  let number: number | undefined;
  for (const template of prompt.templates) {
    const move = placeIn(template);
    const parts = movedParts(
      partsOf(prompt, template, (span, message) => lose(move(span), message)),
      move,
    );
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

/** Maps a place in a template to the file. Where the file escapes the template, each place is all of it. */
const placeIn = ({ span, source }: TemplateText): ((at: Span) => Span) =>
  span.end - span.start === source.length
    ? ({ start, end }) => ({ start: span.start + start, end: span.start + end })
    : () => span;

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

/** Splits messages at their marks, as Dotprompt does. A text without a mark is what the user says. */
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

/** Splits messages at lines of the template, as Prompty does. */
function byLines({ metadata }: Prompt, parts: readonly Part[], lose: Lose): ConvertedMessage[] {
  const kinds = kindsOf(metadata.raw ?? {});
  const messages: ConvertedMessage[] = [];
  let [role, run, isPast]: [PromptRole, Part[], boolean] = ['system', [], false];
  const end = (): void => {
    const trimmed = withoutLineEnds(run);
    // Next to the history, an empty text makes no message.
    if (trimmed.length > 0 || (run.length > 0 && !isPast)) messages.push({ role, parts: trimmed });
    [run, isPast] = [[], false];
  };
  parts.forEach((part, i) => {
    if (part.kind === 'text') {
      const lines = part.text.split('\n');
      let from = part.span?.start ?? 0;
      lines.forEach((line, at) => {
        const isWhole = (at > 0 || i === 0) && (at < lines.length - 1 || i === parts.length - 1);
        const begun = isWhole ? roleLine(line) : undefined;
        if (begun) {
          end();
          role = begun.role;
          const span = { start: from, end: from + line.length };
          if (begun.metadata) lose(span, (say) => say('Text in brackets beside a role is left out.'));
        } else run.push({ kind: 'text', text: at < lines.length - 1 ? `${line}\n` : line });
        from += line.length + 1;
      });
    } else if (part.kind === 'value' && part.value.kind === 'path' && part.value.path.parts.length === 0) {
      const kind = kinds.get(part.value.path.root);
      if (kind === 'thread') {
        isPast = true;
        end();
        isPast = true;
        messages.push({ history: true, span: part.value.path.span });
      } else
        run.push(kind === 'image' || kind === 'file' || kind === 'audio' ? { kind: 'media', url: part.value } : part);
    } else run.push(part);
  });
  end();
  return messages;
}

const kindsOf = (raw: JsonObject): ReadonlyMap<string, string> =>
  new Map((promptyAgent(raw).inputs ?? []).map(({ name, kind }) => [name, kind]));

/** Removes line ends at the beginning and the end, and in the conditions there. */
const withoutLineEnds = (parts: readonly Part[]): Part[] => edge(edge(parts, 'start'), 'end');

function edge(parts: readonly Part[], at: 'start' | 'end'): Part[] {
  const isStart = at === 'start';
  const found = isStart ? parts[0] : parts.at(-1);
  const rest = isStart ? parts.slice(1) : parts.slice(0, -1);
  const beside = (kept: readonly Part[]): Part[] => (isStart ? [...kept, ...rest] : [...rest, ...kept]);
  if (found?.kind === 'if') {
    return beside([{ ...found, body: edge(found.body, at), otherwise: edge(found.otherwise, at) }]);
  }
  if (found?.kind !== 'text') return [...parts];
  const text = isStart ? found.text.replace(/^\n+/, '') : withoutLineEnd(found.text);
  return text === '' ? edge(rest, at) : beside([{ ...found, text }]);
}
