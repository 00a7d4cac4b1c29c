import { stringify } from 'yaml';
import { isRecord } from '../../base/json';
import { formatCount } from '../../base/numbers';
import type { Saying } from '../../base/say';
import type { EncodingName } from '../../catalog/encodingName';
import { slipText } from '../../text/yamlSlipText';
import { fieldsOfFile, textField } from '../agents/fileFields';
import type { ContextProblem, FindingId } from '../contextReport';
import { split } from '../tree/treePaths';
import type { TreeFile } from '../tree/contextTree';
import { hasFields, placedFieldsOf, restOfLine, shownText } from './placedFields';

// The specification of SKILL.md: https://agentskills.io/specification, as it was on 30 November 2026.

const maxName = 64;
const maxDescription = 1_024;
const maxCompatibility = 500;
/** Maximum number of tokens of the body that the specification recommends. */
const maxBody = 5_000;

/** Counts the tokens of a text in an encoding. */
export type CountInEncoding = (text: string, encoding: EncodingName) => Promise<number>;

/** Whether a SKILL.md is really a skill. A piece or a template of one has no fields, and is not among skills. */
export const isSkillFile = (file: TreeFile): boolean =>
  hasFields(shownText(file)) || !file.path.includes('/') || /(?:^|\/)skills\//.test(file.path);

/** Finds the places where a SKILL.md departs from the specification. */
export async function skillProblems(file: TreeFile, count: CountInEncoding): Promise<ContextProblem[]> {
  const text = shownText(file);
  const { isInvalid, body } = fieldsOfFile(file);
  const problems = !hasFields(text) || isInvalid ? [noFields(file)] : fieldProblems(file, text);
  // A token has at least one byte, and a UTF-16 code unit at most three bytes.
  const tokens = body.length * 3 > maxBody ? await count(body, 'o200k_base') : 0;
  if (tokens > maxBody) {
    const span = restOfLine(text, text.length - body.trimStart().length);
    const message: Saying = (say) =>
      say(
        'The body has {0} tokens. The specification recommends fewer than {1}.',
        formatCount(tokens),
        formatCount(maxBody),
      );
    problems.push({ span, severity: 'warning', rule: 'skill-body', message });
  }
  return problems;
}

function noFields(file: TreeFile): ContextProblem {
  const text = shownText(file);
  const rule = { severity: 'error', rule: 'skill-front-matter' } as const;
  const slipped = hasFields(text) ? placedFieldsOf(file).slip : undefined;
  if (slipped) return { ...rule, span: slipped.span, message: (say) => slipText(slipped.slip, say) };
  return {
    ...{ ...rule, span: restOfLine(text) },
    message: (say) => say('A SKILL.md begins with lines of YAML between two of ---, with a name and a description.'),
  };
}

function fieldProblems(file: TreeFile, text: string): ContextProblem[] {
  const { fields } = fieldsOfFile(file);
  const found = [
    nameProblem(file, fields),
    descriptionProblem(fields),
    compatibilityProblem(fields),
    metadataProblem(fields['metadata']),
    toolsProblem(fields['allowed-tools']),
  ].filter((each) => each !== undefined);
  if (found.length === 0) return [];
  const places = placedFieldsOf(file);
  return found.map(({ key, severity = 'warning', rule, message, mended }) => {
    const field = places.fields.get(key);
    const fix = mended?.(field ? 'value' : 'line');
    const at = { start: places.start, end: places.start };
    const span = field ? (field.value.end > field.value.start ? field.value : field.key) : restOfLine(text);
    const replaced = field ? { start: field.key.end, end: Math.max(field.key.end, field.value.end) } : at;
    return {
      span,
      severity,
      rule,
      message,
      ...(fix && { fix: { title: fix.title, edits: [{ span: replaced, text: fix.text }] } }),
    };
  });
}

interface FieldProblem {
  readonly key: string;
  readonly severity?: ContextProblem['severity'];
  readonly rule: FindingId;
  readonly message: Saying;
  /** Makes the fix: the text behind the key, or a line of its own where there is no such key. */
  readonly mended?: ((how: 'value' | 'line') => { readonly title: Saying; readonly text: string }) | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function nameProblem(file: TreeFile, fields: Fields): FieldProblem | undefined {
  const folder = split(split(file.path).folder).name;
  const name = textField(fields, 'name');
  const mended = !isName(folder)
    ? undefined
    : (how: 'value' | 'line') => ({
        title: ((say) => say('Name the skill "{0}"', folder)) satisfies Saying,
        text: how === 'value' ? `: ${folder}` : `name: ${folder}\n`,
      });
  if (name.trim() === '') {
    return {
      key: 'name',
      severity: 'error',
      rule: 'skill-name',
      message: (say) => say('The skill has no name.'),
      mended,
    };
  }
  if (!isName(name)) {
    const message: Saying = (say) =>
      say('The name of a skill has 1 to {0} characters: a to z, 0 to 9, and single hyphens between them.', maxName);
    return { key: 'name', rule: 'skill-name', message, mended };
  }
  if (folder === '' || folder === name) return undefined;
  const message: Saying = (say) => say('The name of a skill is that of its folder, "{0}".', folder);
  return { key: 'name', rule: 'skill-folder', message, mended };
}

const isName = (name: string): boolean => name.length <= maxName && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name);

const lengthOf = (text: string): number => Array.from(text).length;

function descriptionProblem(fields: Fields): FieldProblem | undefined {
  const description = textField(fields, 'description').trim();
  if (description === '') {
    const message: Saying = (say) => say('The skill has no description.');
    return { key: 'description', severity: 'error', rule: 'skill-description', message };
  }
  const length = lengthOf(description);
  if (length <= maxDescription) return undefined;
  const message: Saying = (say) =>
    say(
      'The description has {0} characters. The specification allows {1}.',
      formatCount(length),
      formatCount(maxDescription),
    );
  return { key: 'description', rule: 'skill-description', message };
}

function compatibilityProblem(fields: Fields): FieldProblem | undefined {
  const value = fields['compatibility'];
  if (value === undefined) return undefined;
  const rule = { key: 'compatibility', rule: 'skill-compatibility' } as const;
  if (typeof value === 'object') return { ...rule, message: (say) => say('{0} is a text.', 'compatibility') };
  const length = lengthOf(textField(fields, 'compatibility').trim());
  if (length > 0 && length <= maxCompatibility) return undefined;
  const message: Saying = (say) => say('{0} has 1 to {1} characters.', 'compatibility', maxCompatibility);
  return { ...rule, message };
}

/** Checks `metadata`. Numbers and the like count as texts, as for the reference implementation. */
function metadataProblem(value: unknown): FieldProblem | undefined {
  const isFine = (each: unknown): boolean => typeof each !== 'object' || each === null || each instanceof Date;
  if (value === undefined || (isRecord(value) && Object.values(value).every(isFine))) return undefined;
  const message: Saying = (say) => say('{0} is a map of keys and texts.', 'metadata');
  return { key: 'metadata', rule: 'skill-metadata', message };
}

function toolsProblem(value: unknown): FieldProblem | undefined {
  if (value === undefined || value === null || typeof value !== 'object') return undefined;
  const names = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  const canJoin = Array.isArray(value) && names.length === value.length && names.length > 0 && names.every(isOneTool);
  const mended = () => ({
    title: ((say) => say('Write the tools as one text')) satisfies Saying,
    text: `: ${stringify(names.join(' '), { lineWidth: 0 }).trimEnd()}`,
  });
  const message: Saying = (say) => say('{0} is one text, with spaces between the tools.', 'allowed-tools');
  return { key: 'allowed-tools', rule: 'skill-allowed-tools', message, ...(canJoin && { mended }) };
}

/** Whether a name is a single tool, with white space in parentheses alone. */
const isOneTool = (name: string): boolean => /^[^\s()]+(?:\([^()\n]*\))?$/.test(name);
