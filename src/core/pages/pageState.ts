import * as v from 'valibot';
import { isRecord } from '../base/json';
import { anchorText, isSamePage, pageAddress } from './address';
import type { PageAddress, PagePlace } from './address';

// The state that the page keeps while it is hidden and over a reload of the window: the visited pages, and the zoom.

const most = 100;

/** CSS pixels from the top, at 100 %. Without it, the page is shown at the anchor. */
const scroll = v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)));
const anchor = v.optional(anchorText);
/** The link, button or box with the focus: its index among all of them. */
const focused = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const visit = v.object({
  address: pageAddress,
  anchor: v.fallback(anchor, undefined),
  scroll: v.fallback(scroll, undefined),
  focused: v.fallback(focused, undefined),
});
export type Visit = Readonly<v.InferOutput<typeof visit>>;

/** Zoom levels in percent. */
export const zoomSteps = [60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;
const zoomStep = v.fallback(v.picklist(zoomSteps), 100);

export interface PageState {
  readonly visits: readonly Visit[];
  /** The index in `visits` of the visit that is shown. */
  readonly at: number;
  readonly zoom: (typeof zoomSteps)[number];
}

export const newState: PageState = { visits: [], at: 0, zoom: 100 };

const isPlace = (at: unknown): at is number => Number.isInteger(at) && Number(at) >= 0;

/** Reads the stored state. An invalid value is left out by itself: a scroll position, an anchor, a visit. */
export function readState(stored: unknown): PageState {
  if (!isRecord(stored)) return newState;
  const rows: readonly unknown[] = Array.isArray(stored['visits']) ? stored['visits'] : [];
  const known = rows
    .flatMap((row, place) => {
      const parsed = v.safeParse(visit, row);
      return parsed.success ? [{ place, visit: parsed.output }] : [];
    })
    .slice(-most);
  const { at } = stored;
  // This is the visit that was shown, or else the one before it.
  const shown = known.findLastIndex(({ place }) => !isPlace(at) || place <= at);
  return { visits: known.map((one) => one.visit), at: Math.max(0, shown), zoom: v.parse(zoomStep, stored['zoom']) };
}

export const shownVisit = ({ visits, at }: PageState): Visit | undefined => visits[at];

const visitTo = ({ folder, id, anchor }: PagePlace): Visit => {
  const address: PageAddress = { folder, id };
  return anchor === undefined ? { address } : { address, anchor };
};

/** Goes to a place. Visits that lay ahead are forgotten, as in a browser. */
export function goTo(state: PageState, place: PagePlace): PageState {
  const next = visitTo(place);
  const now = shownVisit(state);
  // Opening the same page again is no step, unless it is at another heading.
  const again = now && isSamePage(now.address, next.address) && now.anchor === next.anchor;
  const before = state.visits.slice(0, again ? state.at : state.at + 1);
  const visits = [...before, next].slice(-most);
  return { ...state, visits, at: visits.length - 1 };
}

/** Takes one step back (-1) or forward (1). The state stays the same where there is none. */
export const step = (state: PageState, by: -1 | 1): PageState =>
  state.visits[state.at + by] ? { ...state, at: state.at + by } : state;

export const canStep = (state: PageState, by: -1 | 1): boolean => state.visits[state.at + by] !== undefined;

/** Remembers how far the shown page is scrolled, and which element on it has the focus. */
export const scrolled = (state: PageState, scroll: number, focused?: number): PageState => ({
  ...state,
  visits: state.visits.map(({ focused: before, ...each }, i) => {
    const now = i === state.at ? focused : before;
    return { ...each, ...(i === state.at && { scroll }), ...(now !== undefined && { focused: now }) };
  }),
});

export function zoomed(state: PageState, by: -1 | 0 | 1): PageState {
  const zoom = by === 0 ? 100 : (zoomSteps[zoomSteps.indexOf(state.zoom) + by] ?? state.zoom);
  return { ...state, zoom };
}
