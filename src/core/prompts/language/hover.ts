import type { Say } from '../../base/say';
import type { Span } from '../../text/span';
import { isWithin } from './promptSource';
import type { PromptSource } from './promptSource';
import { isDeclaring, variableAt } from './variables';
import type { DeclaredVariable } from './variables';
import { helperText, keyText } from './helpTexts';

/** Content of the hover at a place. `title` is code, and `lines` are plain texts. */
interface PromptHover {
  readonly span: Span;
  readonly title: string;
  readonly lines: readonly string[];
}

/** UTF-16 code units of a type, a description or a default that a hover shows. */
const maxShown = 500;
const shortened = (text: string): string => (text.length > maxShown ? `${text.slice(0, maxShown)}…` : text);

export function hoverAt(source: PromptSource, offset: number, say: Say): PromptHover | undefined {
  const variable = variableAt(source, offset);
  if (variable) {
    const { name, span, declared } = variable;
    return {
      span,
      title: declared ? `${name}: ${shortened(typeOf(declared))}` : name,
      lines: aboutVariable(source, declared, say),
    };
  }
  for (const { parts } of source.templates) {
    for (const { call, nameSpan } of parts.calls) {
      if (!isWithin(nameSpan, offset)) continue;
      const text = helperText(call.helper, say);
      if (text !== undefined) return { span: nameSpan, title: call.helper, lines: [text] };
    }
  }
  // Only the keys of Dotprompt have known meanings.
  for (const [pointer, span] of source.prompt.form === 'dotprompt' ? source.prompt.keys : []) {
    if (!isWithin(span, offset)) continue;
    const text = keyText(pointer, say);
    if (text !== undefined) return { span, title: pointer.slice(1).replaceAll('/', '.'), lines: [text] };
  }
  return undefined;
}

/** Describes the type of a variable, without the `null` of an optional one. */
function typeOf({ schema, isRequired }: DeclaredVariable): string {
  if (!schema) return 'any';
  const isSaid = (value: unknown): boolean => isRequired || (value !== null && value !== 'null');
  if (Array.isArray(schema['enum']))
    return schema['enum']
      .filter(isSaid)
      .map((value) => JSON.stringify(value))
      .join(' | ');
  const type = schema['type'];
  return Array.isArray(type) ? type.filter(isSaid).join(' | ') : typeof type === 'string' ? type : 'any';
}

function aboutVariable({ prompt }: PromptSource, declared: DeclaredVariable | undefined, say: Say): string[] {
  if (!isDeclaring(prompt)) return [say('A variable of the input.')];
  if (!declared) return [say('A variable of the input, which the front matter does not declare.')];
  const about = declared.schema?.['description'];
  return [
    ...(typeof about === 'string' ? [shortened(about)] : []),
    ...(declared.default === undefined
      ? [declared.isRequired ? say('The input has to have it.') : say('The input may leave it out.')]
      : [say('Default: {0}', shortened(JSON.stringify(declared.default)))]),
  ];
}
