import { remembered } from '../../base/maps';
import { leave } from './grammars/syntax';
import type { Mode, Rule } from './grammars/syntax';

/** A rule with its regular expressions, which match only at the place where the search begins. */
export interface ReadyRule {
  readonly rule: Rule;
  readonly mark: RegExp;
  readonly after: RegExp | undefined;
}

/** How the marks of a mode are found. */
interface Scanner {
  /** Pattern of the places where one of the rules may match. */
  readonly candidates: RegExp | undefined;
  readonly rules: readonly ReadyRule[];
  /** The rules for the start of a line. */
  readonly startRules: readonly ReadyRule[];
}

/** Largest number of scanners kept for a mode. One whose closing mark depends on its data has a scanner for each data. */
const maxScanners = 100;
const scanners = new WeakMap<Mode, (data: string) => Scanner | undefined>();

/** Returns the scanner of a mode. Undefined: only its line or its guard ends the mode. */
export function scannerOf(mode: Mode, data: string): Scanner | undefined {
  let ofMode = scanners.get(mode);
  if (!ofMode) scanners.set(mode, (ofMode = remembered((each: string) => compile(mode, each), maxScanners)));
  return ofMode(mode.close ? data : '');
}

function compile(mode: Mode, data: string): Scanner | undefined {
  const all = [...mode.rules()];
  // The closing mark follows the escapes, which come first.
  if (mode.close) all.push({ mark: mode.close(data), step: leave });
  if (all.length === 0) return undefined;
  const flags = mode.ignoresCase ? 'iu' : 'u';
  const ready = (rule: Rule): ReadyRule => ({
    rule,
    mark: new RegExp(rule.mark, `${flags}y`),
    after: rule.after === undefined ? undefined : new RegExp(`(?<=${rule.after})`, `${flags}y`),
  });
  const isStart = ({ mark }: Rule): boolean => mark.startsWith('^');
  const rules = all.filter((rule) => !isStart(rule));
  const sources = rules.map(({ mark }) => withoutReferences(mark)).join('|');
  return {
    candidates: rules.length === 0 ? undefined : new RegExp(sources, `${flags}g`),
    rules: rules.map(ready),
    startRules: all.filter(isStart).map(ready),
  };
}

/** Removes back references. In a joined regular expression `\1` means another group, and without it more places are found. */
const withoutReferences = (source: string): string =>
  source.replace(/\\(?:[1-9]|[^])/g, (all) => (/\d/.test(all) ? '' : all));

/** Returns the expression for the mark before which a guarded mode ends. */
export const stopOf = remembered((source: string) => new RegExp(source, 'giu'), maxScanners);
