import { Lazy } from '../../base/lazy';
import { addTo } from '../../base/maps';
import type { CallText } from '../calls/callText';
import { stringLanguageOf } from '../strings/literal';
import { Scopes } from './scopes';

/**
 * UTF-16 code units in which assignments are looked for, those of one step of about a millisecond, and those around a
 * place.
 */
const assignedWithin = 400_000;
const stepLength = 10_000;
const lookBack = 200;
/** Places of one name, at most. */
const maxPlaces = 200;

/**
 * A place where a name gets a value. `isOther`: no text stands there, as the value is that of a loop, or a part of
 * another value.
 */
interface Assignment {
  readonly at: number;
  readonly isOther: boolean;
}

/** Finds where the names of a text are given their values. */
export class Assignments {
  private readonly known = new Map<string, readonly Assignment[]>();
  private readonly all = new Lazy(() => this.readAll());
  private readonly masked = new Lazy(() => this.text.masked(0, assignedWithin));
  private readonly python = new Lazy(async () => new Scopes(await this.masked.get(), true));
  private readonly braced = new Lazy(async () => new Scopes(await this.masked.get(), false));

  constructor(private readonly text: CallText) {}

  /**
   * Finds where a name that is used at a place is given the value that it has there: the last time above, or else the
   * only time. `undefined`: it is given none, or it is a name of another function, or a parameter.
   * @throws TextChanged
   */
  async seenFrom(name: string, usedAt: number): Promise<number | undefined> {
    const places = await this.of(name);
    const language = stringLanguageOf((await this.text.regionAt(usedAt))?.language ?? '');
    if (places.length === 0 || usedAt >= assignedWithin) return undefined;
    const scopes = await (language === 'python' ? this.python : this.braced).get();
    const ofObject = (at: number): boolean => own.test(this.text.text.slice(at, at + 5));
    const isOwnUse = ofObject(usedAt);
    const seen = places.filter(({ at }) => {
      const isOwn = ofObject(at);
      // In other languages a field needs no `this`.
      if (isOwn && !isOwnUse && (language === 'python' || language === 'script')) return false;
      return scopes.isSeen(at, usedAt, isOwn);
    });
    const found = seen.findLast(({ at }) => at < usedAt) ?? (places.length === 1 ? seen[0] : undefined);
    if (!found || found.isOther) return undefined;
    return !isOwnUse && scopes.isParameter(name, found.at, usedAt) ? undefined : found.at;
  }

  private async of(name: string): Promise<readonly Assignment[]> {
    const known = this.known.get(name);
    if (known) return known;
    const places: Assignment[] = [];
    const written = (await this.all.get()).get(name) ?? [];
    for (const place of written.slice(0, maxPlaces)) {
      if ((await this.text.regionAt(place.at))?.kind === 'code') places.push(place);
    }
    places.sort((one, other) => one.at - other.at);
    this.known.set(name, places);
    return places;
  }

  /** Finds every place where a name may be given a value, by the names. */
  private async readAll(): Promise<ReadonlyMap<string, readonly Assignment[]>> {
    const found = new Map<string, Assignment[]>();
    const { text, source } = this.text;
    for (let from = 0; from < Math.min(text.length, assignedWithin); from += stepLength) {
      // The step includes the text before it, which tells whether a word begins here, and whether it is an argument.
      const start = Math.max(0, from - lookBack);
      const step = text.slice(start, from + stepLength + lookBack);
      const isHere = (at: number): boolean => at >= from && at < from + stepLength;
      for (const { index, 1: name = '' } of step.matchAll(assignment)) {
        const at = start + index;
        if (isHere(at) && !isArgument(text, at)) addTo(found, name, { at, isOther: false });
      }
      for (const { index, 1: names = '' } of others.flatMap((each) => [...step.matchAll(each)])) {
        const at = start + index;
        if (!isHere(at) || isArgument(text, at)) continue;
        for (const [name] of names.matchAll(word)) addTo(found, name, { at, isOther: true });
      }
      await source.breathe();
    }
    return found;
  }
}

const own = /^(?:self|this|cls)\./;

const assignment =
  /(?<![\p{L}\p{N}_$.])(?:(?:self|this|cls)\.)?([\p{L}_$][\p{L}\p{N}_$]{0,80})(?:\s{0,20}:[^=;\n]{0,80}|\s{1,20}string)?\s{0,20}:?=(?![=>])/gu;

/** Whether a name is an argument. `create(name=…)` assigns nothing: a bracket or a comma stands before it. */
const isArgument = (text: string, at: number): boolean => /[(,]\s*$/.test(text.slice(Math.max(0, at - lookBack), at));

const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Other forms that give names a value: `for name in`, `as name:`, `const { name } =`, `name, error :=`. */
const others: readonly RegExp[] = [
  /\bfor\b[ \t(]{0,20}(?:(?:await|const|let|var|final|val)[ \t]{1,20}){0,3}([^=;:\n]{1,100}?)\s(?:in|of)\s/gu,
  /\bas[ \t]+([\p{L}_$][\p{L}\p{N}_$]*)[ \t]*[:,)]/gu,
  /\b(?:const|let|var)\s*([{[][^=;]{1,150}[}\]])[^=;\n]{0,80}=/gu,
  /(?<=^[ \t]{0,80})([\p{L}_$][\p{L}\p{N}_$]*(?:[ \t]*,[ \t]*[\p{L}_$][\p{L}\p{N}_$]*){1,8})[ \t]*:?=(?!=)/gmu,
];
