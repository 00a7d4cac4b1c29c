import { literalPattern } from '../../base/searchPattern';
import type { CallText } from './callText';
import { onlyStringIn } from './callLiterals';
import type { CallBody } from './readCall';
import type { CallRule } from './callRule';
import { serviceOfWord } from '../../catalog/names/services';
import { plainName } from '../../catalog/parameters/parameters';

/** The id that a call names. Its offsets leave out the quotes. */
export interface ModelArgument {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Whether it stands where a constant gets its value, and not in the call. */
  readonly isConstant: boolean;
}

const usualNames = ['model'] as const;

/** Whether an argument of a call names its model. Only the outermost of that name does. */
export const isModelName = (rule: CallRule, path: readonly string[]): boolean =>
  path.length === 1 && (rule.model ?? usualNames).some((name) => name === plainName(path[0] ?? ''));

/** @throws TextChanged */
export async function modelArgument(
  text: CallText,
  rule: CallRule,
  body: CallBody,
): Promise<ModelArgument | undefined> {
  const named = body.arguments.find(({ path }) => isModelName(rule, path));
  const value = named ?? (rule.position === undefined ? undefined : body.positional[rule.position]);
  if (!value) return undefined;
  const { literal } = value;
  if (literal?.kind === 'string') return { ...pick(literal), isConstant: false };
  const code = body.masked.slice(value.valueStart - body.open, value.valueEnd - body.open);
  if (namesModel(code) || /^\u0001+\s+(?:as|satisfies)\s[\w\s.]*$/.test(code)) {
    const inner = onlyStringIn(text.text, body.masked, body.open, value.valueStart, value.valueEnd);
    return inner && { ...pick(inner), isConstant: false };
  }
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(code) ? constantNamed(text, code) : undefined;
}

const pick = ({ value, start, end }: { value: string; start: number; end: number }) => ({ value, start, end });

const callee = /^&?(?:new\s+)?([\p{L}_$][\p{L}\p{N}_$.]*)(?:<[^<>]{0,40}>)?\(/u;

/** Whether a value is a call that names a model: `openai('gpt-4o')`, `ChatModel.of("gpt-4o")`, not `getenv("MODEL")`. */
function namesModel(code: string): boolean {
  const parts = callee.exec(code)?.[1]?.split('.') ?? [];
  const last = parts.at(-1) ?? '';
  return parts.some((part) => serviceOfWord(part) !== undefined) || /^(?:of|String|NewOpt|Ptr|F|\w*Model)$/.test(last);
}

/** Finds the function that makes the model of the Vercel AI SDK: `openai` in `model: openai.responses('gpt-4o')`. */
export function providerCall(body: CallBody): string | undefined {
  const model = body.arguments.find(({ path }) => path.length === 1 && path[0] === 'model');
  return model && /^([\p{L}_$][\p{L}\p{N}_$]*)(?:\.\w+)?\(/u.exec(model.value)?.[1];
}

/** UTF-16 code units in which a constant is looked for. */
const constantWithin = 200_000;

/** Finds the value of a name that gets one in the file, and only once. @throws TextChanged */
async function constantNamed(text: CallText, name: string): Promise<ModelArgument | undefined> {
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_$.])${literalPattern(name)}(?:\\s{0,20}:[^=;\\n]{0,60}|\\s{1,20}string)?\\s{0,20}:?=(?![=>])\\s{0,20}(?:(["'\`])([\\w.:@/-]{2,160})\\1)?`,
    'gu',
  );
  const found: ModelArgument[] = [];
  for (const { index, 0: all, 1: quote, 2: value } of text.text.slice(0, constantWithin).matchAll(pattern)) {
    if ((await text.regionAt(index))?.kind !== 'code') continue;
    if (found.length > 0 || quote === undefined || value === undefined) return undefined;
    const end = index + all.length - quote.length;
    found.push({ value, start: end - value.length, end, isConstant: true });
  }
  return found[0];
}
