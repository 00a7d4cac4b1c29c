import { isMap, isScalar, isSeq } from 'yaml';
import { isRecord } from '../../base/json';
import type { Span } from '../../text/span';
import { YamlText, isPlain, maxAliases, rangeOf } from '../../text/yaml';
import { slipText } from '../../text/yamlSlipText';
import type { JsonObject, PromptProblem } from '../prompt';

/** The most UTF-16 code units of YAML that are read. */
const maxLength = 200_000;
/** The most places that are kept. */
const maxPlaces = 20_000;

/** The YAML of a prompt: its content, and where the content stands in the file. */
export interface PromptYaml {
  readonly raw: JsonObject;
  /** Places of the values, by their JSON Pointer. */
  readonly values: ReadonlyMap<string, Span>;
  /** Places of the names of these values, by the same JSON Pointer. */
  readonly keys: ReadonlyMap<string, Span>;
  readonly problems: readonly PromptProblem[];
}

/** Reads the YAML of a prompt. @param start where the YAML begins in the file. */
export function readPromptYaml(text: string, start: number): PromptYaml {
  const { value, ...places } = readYamlValue(text, start);
  if (value === null || isRecord(value)) return { raw: value ?? {}, ...places };
  const span = { start, end: start + text.length };
  const message: PromptProblem['message'] = (say) => say('Keys and values are expected here.');
  return { ...places, raw: {}, problems: [{ span, severity: 'error', rule: 'invalid-yaml', message }] };
}

/** A YAML value of any kind, with its places and problems. */
interface YamlValue extends Omit<PromptYaml, 'raw'> {
  readonly value: unknown;
}

/** Reads YAML of any kind. @param start where the YAML begins in the file. */
export function readYamlValue(text: string, start: number): YamlValue {
  const { document, failure } = new YamlText(text, { maxLength });
  const refused = (message: PromptProblem['message'], from = 0, to = text.length): YamlValue => ({
    value: null,
    values: new Map(),
    keys: new Map(),
    problems: [{ span: { start: start + from, end: start + to }, severity: 'error', rule: 'invalid-yaml', message }],
  });
  if (failure?.kind === 'noYaml') {
    const { slip, from, to } = failure.slip;
    return refused((say) => slipText(slip, say), from, Math.max(from, to));
  }
  if (failure?.kind === 'unreadable') {
    return refused((say) => say('The YAML is nested too deep, or has too many parts, to be read.'));
  }
  if (failure?.kind === 'tooLong') return refused((say) => say('The YAML is too long to be read.'));
  try {
    if (document && isPlain(document.contents)) {
      const value: unknown = document.toJS({ maxAliasCount: maxAliases });
      const places = new Places(start);
      places.of(document.contents, '');
      return { value: value ?? null, values: places.values, keys: places.keys, problems: [] };
    }
  } catch {
    // Aliases stand for each other, or there are more levels than can be visited.
  }
  return refused((say) => say('The YAML cannot be read.'));
}

/** Collects the places of the parts of a document. */
class Places {
  readonly values = new Map<string, Span>();
  readonly keys = new Map<string, Span>();

  constructor(private readonly start: number) {}

  of(node: unknown, pointer: string): void {
    if (this.values.size >= maxPlaces) return;
    const span = this.span(node);
    if (span) this.values.set(pointer, span);
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        const below = `${pointer}/${pointerPart(name)}`;
        const at = this.span(key);
        if (at) this.keys.set(below, at);
        this.of(value, below);
      }
    } else if (isSeq(node)) node.items.forEach((item, i) => this.of(item, `${pointer}/${i}`));
  }

  private span(node: unknown): Span | undefined {
    const range = rangeOf(node);
    return range && { start: this.start + range[0], end: this.start + range[1] };
  }
}

export const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Returns the JSON Pointer of a path of keys. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((part) => `/${pointerPart(String(part))}`).join('');
