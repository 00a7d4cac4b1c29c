import type { Span } from '../../text/span';
import type { CountedBy, TokenCount } from './modelCount';

/** The count of a text by a provider. It is valid as long as the text stays as it was sent. */
export interface ExactCount extends CountedBy {
  readonly tokens: number;
  /** Id of the model in the catalog. */
  readonly model: string;
  /** The part that was sent, if it was not the whole text. */
  readonly selection?: Span | undefined;
}

/** Counts by providers, by the address of the text: for each model one of the whole text and one of a selection. */
export class ExactCounts {
  private readonly counts = new Map<string, ExactCount[]>();

  /** Keeps a count, in place of an earlier one of the same text. */
  keep(text: string, count: ExactCount): void {
    const others = (this.counts.get(text) ?? []).filter(
      ({ model, selection }) => model !== count.model || (selection === undefined) !== (count.selection === undefined),
    );
    this.counts.set(text, [...others, count]);
  }

  /** Forgets the counts of a text that has changed or is gone. Returns whether there were any. */
  drop(text: string): boolean {
    return this.counts.delete(text);
  }

  /** Returns the exact count of a text or a part of it, if there is one, and the known count otherwise. */
  better(known: TokenCount, text: string, model: string, selection?: Span): TokenCount {
    const found = this.counts.get(text)?.find((each) => each.model === model && isSame(each.selection, selection));
    if (!found) return known;
    const { tokens, by, at, withFrame } = found;
    return { tokens, counted: { by, at, withFrame } };
  }
}

const isSame = (a: Span | undefined, b: Span | undefined): boolean => a?.start === b?.start && a?.end === b?.end;
