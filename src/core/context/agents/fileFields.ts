import { isRecord } from '../../base/json';
import { lossyText, ofFile } from '../tree/ofFile';
import { plainYaml, yamlIn } from './plainYaml';

/** A Markdown file with fields at its top. */
export interface FieldsFile {
  /** Values of the fields by their names; empty where there are none. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether there are lines of fields that cannot be read as a YAML map. */
  readonly isInvalid: boolean;
  /** The text below the fields. */
  readonly body: string;
}

/** Returns the fields of a file, which are read only once. */
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

/** Returns a field as a text; '' where it is no text, number or boolean. */
export const textField = (fields: FieldsFile['fields'], name: string): string => {
  const value = fields[name];
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
};

/** Returns the entries of a field that is a list, or a text with commas. Commas in braces do not separate entries. */
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
