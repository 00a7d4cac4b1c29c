import type { CountedBy, TokenCount } from './modelCount';

/** A place in a text: UTF-16 code units from its start. */
interface CountedSpan {
  readonly start: number;
  readonly end: number;
}

/** What a provider counted of a text, as long as it stays as it was sent. */
export interface ExactCount extends CountedBy {
  readonly tokens: number;
  /** Id of the model in the catalog. */
  readonly model: string;
  /** What was sent, where it was not the whole text. */
  readonly selection?: CountedSpan | undefined;
}

/** Counts that providers gave, by the address of the text. One of the whole text and one of a selection each. */
export class ExactCounts {
  private readonly counts = new Map<string, ExactCount[]>();

  /** Takes the place of an earlier one of the same text. */
  keep(text: string, count: ExactCount): void {
    const others = (this.counts.get(text) ?? []).filter(
      ({ model, selection }) => model !== count.model || (selection === undefined) !== (count.selection === undefined),
    );
    this.counts.set(text, [...others, count]);
  }

  /** The text has changed, or is gone. Says whether there was anything to forget. */
  drop(text: string): boolean {
    return this.counts.delete(text);
  }

  /** The exact count of the text, or of that part of it, in the place of what is known without it. */
  better(known: TokenCount, text: string, model: string, selection?: CountedSpan): TokenCount {
    const found = this.counts.get(text)?.find((each) => each.model === model && isSame(each.selection, selection));
    if (!found) return known;
    const { tokens, by, at, withFrame } = found;
    return { tokens, counted: { by, at, withFrame } };
  }
}

const isSame = (a: CountedSpan | undefined, b: CountedSpan | undefined): boolean =>
  a?.start === b?.start && a?.end === b?.end;
