import { isRecord, parseJson } from '../../base/json';
import type { Saying } from '../../base/say';
import type { JsonObject } from '../prompt';
import { pointerPart } from './promptYaml';

/**
 * Lookups for `${env:NAME}` and `${file:PATH}` in the fields of a .prompty file.
 * Where a lookup is left out, its references stay as they are written.
 */
export interface PromptyReferences {
  readonly env?: (name: string) => string | undefined;
  /** Returns the text of a file beside the prompt, or the reason why it is not read. */
  readonly file?: (path: string) => FileReference;
}

export type FileReference = { readonly text: string } | { readonly refused: 'outside' | 'missing' };

/** A reference that cannot be resolved, with the JSON Pointer of its value. */
interface ReferenceFault {
  readonly pointer: string;
  readonly rule: 'unset-variable' | 'file-outside' | 'missing-file' | 'unread-reference';
  readonly severity: 'error' | 'information';
  readonly message: Saying;
}

/** Returns the fields with their references resolved. */
export function resolveReferences(
  fields: JsonObject,
  references: PromptyReferences,
): { readonly fields: JsonObject; readonly faults: readonly ReferenceFault[] } {
  const faults: ReferenceFault[] = [];
  const within = (value: unknown, pointer: string): unknown => {
    if (Array.isArray(value)) return value.map((item, i) => within(item, `${pointer}/${i}`));
    if (isRecord(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, within(each, `${pointer}/${pointerPart(key)}`)]),
      );
    }
    const [, protocol, name] = (typeof value === 'string' && /^\$\{(env|file):([^}]*)\}$/i.exec(value)) || [];
    if (protocol === undefined || name === undefined) return value;
    const found = protocol.toLowerCase() === 'env' ? variable(name, references) : file(name, references);
    if (!('fault' in found)) return found.value;
    faults.push({ pointer, ...found.fault });
    return value;
  };
  return { fields: within(fields, '') as JsonObject, faults };
}

type Found = { readonly value: unknown } | { readonly fault: Omit<ReferenceFault, 'pointer'> };

function variable(reference: string, { env }: PromptyReferences): Found {
  const colon = reference.indexOf(':');
  const name = colon < 0 ? reference : reference.slice(0, colon);
  if (!env) return unread((say) => say('Environment variables are not read: {0} stays as it is.', name));
  const value = env(name) ?? (colon < 0 ? undefined : reference.slice(colon + 1));
  if (value !== undefined) return { value };
  return fault('unset-variable', (say) => say('The environment variable {0} is not set.', name));
}

function file(path: string, { file: read }: PromptyReferences): Found {
  if (!read) return unread((say) => say('The file {0} is not read here.', path));
  const found = read(path);
  // As in Prompty, any other file is a text.
  if ('text' in found) return { value: /\.json$/i.test(path) ? parseJson(found.text, found.text) : found.text };
  return found.refused === 'outside'
    ? fault('file-outside', (say) => say('{0} is outside of the folder of the prompt, and is not read.', path))
    : fault('missing-file', (say) => say('There is no file {0}.', path));
}

const unread = (message: Saying): Found => ({
  fault: { rule: 'unread-reference', severity: 'information', message },
});
const fault = (rule: ReferenceFault['rule'], message: Saying): Found => ({
  fault: { rule, severity: 'error', message },
});
