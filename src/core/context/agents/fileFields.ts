import { isRecord } from '../../base/json';
import { lossyText, ofFile } from '../tree/ofFile';
import { plainYaml, yamlIn } from './plainYaml';

/** A Markdown file with fields at its top. */
export interface FieldsFile {
  /** Empty where there are none. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** There are lines of fields, and they are no YAML. */
  readonly isInvalid: boolean;
  /** The text below the fields. */
  readonly body: string;
}

/** Those of a file, read once. */
export const fieldsOfFile = ofFile((file) => readFields(lossyText(file), yamlIn(file)));

const top = /^\uFEFF?---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/;

/** Reads the fields between two lines of `---` at the top of a file. */
export function readFields(text: string, read?: ReturnType<typeof yamlIn>): FieldsFile {
  const found = top.exec(text);
  if (!found) return { fields: {}, isInvalid: false, body: text.replace(/^\uFEFF/, '') };
  const body = text.slice(found[0].length);
  const value = plainYaml(found[1] ?? '', read && { read });
  return isRecord(value) ? { fields: value, isInvalid: false, body } : { fields: {}, isInvalid: value !== null, body };
}

/** A field that is a text; '' where it is none. */
export const textField = (fields: FieldsFile['fields'], name: string): string => {
  const value = fields[name];
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
};

/** A field that is a list, or a text with commas between its entries; commas in braces separate nothing. */
export function listField(fields: FieldsFile['fields'], name: string): string[] {
  const value = fields[name];
  const entries = Array.isArray(value) ? value : typeof value === 'string' ? splitOutsideBraces(value) : [];
  return entries.flatMap((each) => (typeof each === 'string' && each.trim() !== '' ? [each.trim()] : []));
}

function splitOutsideBraces(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth++;
    if (character === '}') depth = Math.max(0, depth - 1);
    if (character === ',' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts;
}
