import { searchPattern } from '../../core/base/searchPattern';
import type { SearchHit } from '../../core/playground/playgroundProtocol';
import type { Conversation } from './conversation';
import { bringIntoSight, mark, rangesIn, unmark } from './findText';

/** One match: the `index`-th in one part of a turn. */
interface Match {
  readonly hit: number;
  readonly index: number;
}

/** A part of a turn. */
export type FindPlace = Pick<SearchHit, 'promptId' | 'where'>;

export interface FindState {
  readonly query: string;
  /** Matches in the whole conversation; `undefined` while the host searches. */
  readonly total: number | undefined;
  /** Number of the match that is shown, from 1; 0 if there is none. */
  readonly at: number;
  /** Says why the host could not search. */
  readonly failure?: string;
}

const places = ['prompt', 'results', 'reasoning', 'answer', 'calls'] as const;

/**
 * Searches all turns, of which the page has drawn a few: the host says where the text stands, the page goes there, draws
 * the turn, and marks what it finds in it.
 */
export class Finder {
  private query = '';
  /** Ends the search that runs when a newer one takes its place. */
  private searching = new AbortController();
  private hits: readonly SearchHit[] | undefined;
  private failure: string | undefined;
  private place: Match | undefined;
  /** The place that a search is to lead to. */
  private wanted: FindPlace | undefined;
  /** Whether the match is not drawn or not in sight yet. */
  private going = false;

  constructor(
    private readonly conversation: Conversation,
    private readonly find: (query: string, signal: AbortSignal) => Promise<readonly SearchHit[]>,
    private readonly changed: (state: FindState) => void,
  ) {}

  /** Searches for a text. @param place a place where it is known to stand; without it, the nearest match is shown */
  search(query: string, place?: FindPlace): void {
    this.query = query;
    this.wanted = place;
    this.hits = undefined;
    if (query === '') this.stop();
    else this.ask();
    this.tell();
  }

  /** Searches once more, after the host could not. */
  again(): void {
    this.ask();
    this.tell();
  }

  /** Searches anew after the conversation has changed. The counts are out of date; the place is kept if possible. */
  refresh(): void {
    if (this.query !== '') this.ask();
  }

  private ask(): void {
    this.searching.abort();
    this.failure = undefined;
    const { signal } = (this.searching = new AbortController());
    this.find(this.query, signal).then(
      (hits) => {
        if (!signal.aborted) this.take(hits);
      },
      (error: unknown) => {
        if (signal.aborted) return;
        this.failure = error instanceof Error ? error.message : String(error);
        this.tell();
      },
    );
  }

  private take(hits: readonly SearchHit[]): void {
    const before = this.place === undefined ? undefined : this.hits?.[this.place.hit];
    const isNew = this.hits === undefined;
    this.hits = hits;
    const same = before === undefined ? -1 : hits.findIndex((hit) => isSamePart(hit, before));
    const kept = hits[same];
    if (!isNew && kept !== undefined && this.place !== undefined) {
      this.place = { hit: same, index: Math.min(this.place.index, kept.count - 1) };
    } else {
      this.place = this.nearest(hits);
      if (this.place === undefined) this.leave();
      else this.go();
    }
    this.drawn();
    this.tell();
  }

  step(by: 1 | -1): void {
    const { hits, place } = this;
    if (hits === undefined || place === undefined) return;
    const index = place.index + by;
    if (index >= 0 && index < (hits[place.hit]?.count ?? 0)) {
      this.place = { hit: place.hit, index };
    } else {
      const hit = (place.hit + by + hits.length) % hits.length;
      this.place = { hit, index: by === 1 ? 0 : (hits[hit]?.count ?? 1) - 1 };
    }
    this.go();
    this.tell();
  }

  /** Marks what is drawn now, and ends the way to the match. Call it whenever something was drawn. */
  drawn(): void {
    if (this.query === '') return;
    const pattern = searchPattern(this.query);
    const turns = [...this.conversation.querySelectorAll('ai-turn')].filter((turn) =>
      turn.querySelector('[data-part]'),
    );
    const all = turns.flatMap((turn) => places.flatMap((where) => rangesIn(turn, where, pattern)));
    const current = this.currentRange(pattern);
    mark(all, current);
    if (!this.going || current === undefined) return;
    this.going = false;
    bringIntoSight(current);
    this.conversation.holdOn();
  }

  /** Takes all marks away. The match is selected, so that reading and copying go on from there. */
  stop(): void {
    const current = this.query === '' ? undefined : this.currentRange(searchPattern(this.query));
    if (current !== undefined) {
      const selection = document.getSelection();
      selection?.removeAllRanges();
      selection?.addRange(current);
    }
    this.query = '';
    this.searching.abort();
    this.failure = undefined;
    this.hits = undefined;
    this.place = undefined;
    this.leave();
    unmark();
  }

  private go(): void {
    const hit = this.hit;
    if (hit === undefined) return;
    const turn = this.conversation.hold(hit.promptId);
    this.going = true;
    if (turn !== undefined && this.currentRange(searchPattern(this.query)) === undefined) {
      turn.scrollIntoView({ block: 'start' });
    }
    this.conversation.holdOn();
    this.drawn();
  }

  private leave(): void {
    this.going = false;
    this.conversation.release();
  }

  private get hit(): SearchHit | undefined {
    return this.place === undefined ? undefined : this.hits?.[this.place.hit];
  }

  /**
   * Returns the range of the match. A match inside an address or a marker is not drawn as such, so the nearest that is drawn
   * stands for it. Matches are counted from the start of the text, so while parts of it are missing, the match is not known.
   */
  private currentRange(pattern: RegExp): Range | undefined {
    const { hit, place } = this;
    if (hit === undefined || place === undefined || !this.conversation.isWhole(hit.promptId)) return undefined;
    const turn = this.conversation.turnElement(hit.promptId);
    const ranges = turn === undefined ? [] : rangesIn(turn, hit.where, pattern);
    return ranges[Math.min(place.index, ranges.length - 1)];
  }

  private nearest(hits: readonly SearchHit[]): Match | undefined {
    if (hits.length === 0) return undefined;
    const { wanted } = this;
    const known = wanted ? hits.findIndex((hit) => isSamePart(hit, wanted)) : -1;
    if (known >= 0) return { hit: known, index: 0 };
    const order = this.conversation.order;
    const from = order.indexOf(this.conversation.firstInSight ?? '');
    const hit = hits.findIndex(({ promptId }) => order.indexOf(promptId) >= from);
    return { hit: Math.max(0, hit), index: 0 };
  }

  private tell(): void {
    const { hits, place, query, failure } = this;
    const total = query === '' ? 0 : hits?.reduce((sum, { count }) => sum + count, 0);
    const before = place === undefined ? [] : (hits?.slice(0, place.hit) ?? []);
    const at = place === undefined ? 0 : before.reduce((sum, { count }) => sum + count, place.index + 1);
    this.changed({ query, total, at, ...(failure !== undefined && { failure }) });
  }
}

const isSamePart = (a: FindPlace, b: FindPlace): boolean => a.promptId === b.promptId && a.where === b.where;
